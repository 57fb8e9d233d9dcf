"""Precision, recall and F1 over reports: soft by similarity, strict by what a claim is about and its status."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.evaluate.compare import Json, about, oriented, rest, similarity, slot_agreement, strictly_equal
from marsad.evaluate.matching import best_pairs


class Graded(NamedTuple):
    """The claims of one report: those that people wrote, and those predicted."""

    id: str
    language: str
    gold: list[Json]
    predicted: list[Json]


class Miss(NamedTuple):
    """A claim without a partner on the other side."""

    report: str
    what: str  # "missed" or "spurious"
    claim: Json


class Guess(NamedTuple):
    """How sure the reader was of a predicted claim, and whether it was right by the strict measure."""

    confidence: float
    right: bool


@dataclass(slots=True)
class Tally:
    """Counts of one group of claims, and the measures that follow from them."""

    gold: int = 0
    predicted: int = 0
    soft: float = 0.0
    strict: float = 0.0

    def to_json(self) -> dict[str, float]:
        out: dict[str, float] = {"gold": self.gold, "predicted": self.predicted}
        for name, hits in (("soft", self.soft), ("strict", self.strict)):
            precision = hits / self.predicted if self.predicted else 0.0
            recall = hits / self.gold if self.gold else 0.0
            both = precision + recall
            out[f"{name}_precision"] = precision
            out[f"{name}_recall"] = recall
            out[f"{name}_f1"] = 2 * precision * recall / both if both else 0.0
        return out


@dataclass(slots=True)
class Scores:
    """All that was counted over a set of reports."""

    reports: int = 0
    groups: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    slots: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    misses: list[Miss] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)

    def add(self, report: Graded) -> None:
        self.reports += 1
        pairs = _pairs(report)
        self._count(report)
        for gold, predicted in pairs.values():
            self._add_pair(report.language, gold, predicted)
        self._add_misses(report, pairs)
        right = {column for (_, column), (gold, predicted) in pairs.items() if strictly_equal(gold, predicted)}
        for n, claim in enumerate(report.predicted):
            self.guesses.append(Guess(claim.get("confidence", 1.0), n in right))

    def to_json(self) -> Json:
        return {
            "reports": self.reports,
            "groups": {name: self.groups[name].to_json() for name in sorted(self.groups, key=_group_order)},
            "slots": {
                slot: {"pairs": len(values), "agreement": sum(values) / len(values)}
                for slot, values in sorted(self.slots.items())
            },
        }

    def _count(self, report: Graded) -> None:
        for claim in report.gold:
            for tally in self._tallies(report.language, claim):
                tally.gold += 1
        for claim in report.predicted:
            for tally in self._tallies(report.language, claim):
                tally.predicted += 1

    def _add_pair(self, language: str, gold: Json, predicted: Json) -> None:
        alike, equal = similarity(gold, predicted), strictly_equal(gold, predicted)
        for tally in self._tallies(language, gold):
            tally.soft += alike
            tally.strict += equal
        for slot, agreement in _slot_agreements(gold, oriented(gold, predicted)):
            self.slots[slot].append(agreement)

    def _add_misses(self, report: Graded, pairs: Iterable[tuple[int, int]]) -> None:
        met_gold, met_predicted = {row for row, _ in pairs}, {column for _, column in pairs}
        for n, claim in enumerate(report.gold):
            if n not in met_gold:
                self.misses.append(Miss(report.id, "missed", claim))
        for n, claim in enumerate(report.predicted):
            if n not in met_predicted:
                self.misses.append(Miss(report.id, "spurious", claim))

    def _tallies(self, language: str, claim: Json) -> Iterator[Tally]:
        yield self.groups["all"]
        yield self.groups[f"language {language}"]
        yield self.groups[f"kind {claim['kind']}"]
        yield self.groups[f"{language} {claim['kind']}"]


def score(reports: Iterable[Graded]) -> Scores:
    """The scores of a set of reports."""
    scores = Scores()
    for report in reports:
        scores.add(report)
    return scores


def _pairs(report: Graded) -> dict[tuple[int, int], tuple[Json, Json]]:
    """Which gold claim meets which predicted one, by the matching with the greatest total similarity."""
    weights = [[similarity(gold, predicted) for predicted in report.predicted] for gold in report.gold]
    return {(row, column): (report.gold[row], report.predicted[column]) for row, column, _ in best_pairs(weights)}


def _slot_agreements(gold: Json, predicted: Json) -> Iterator[tuple[str, float]]:
    """Agreement on each slot that the gold claim fills."""
    for slot in (*about(gold["kind"]), *rest(gold["kind"])):
        agreement = slot_agreement(slot, gold, predicted)
        if gold.get(slot) not in (None, [], {}, "") and agreement is not None:
            yield slot, agreement


def _group_order(name: str) -> tuple[bool, bool, bool, str]:
    return name != "all", not name.startswith("language "), not name.startswith("kind "), name
