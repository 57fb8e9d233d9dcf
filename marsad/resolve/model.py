"""Learned weights: how much each feature of a candidate speaks for it.

Log-linear models, one per question ("is this trigger a claim", "which mention fills that slot"), trained by
`training/train.py` on annotated reports and shipped as data. Questions that look at the same features share a
table, so that each feature is looked up once. A feature that no table knows counts nothing.
"""

import json
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple


class Table(NamedTuple):
    """Weights of features for several answers at once; the row "" is what every answer starts from."""

    answers: tuple[str, ...]
    rows: dict[str, tuple[float, ...]]

    def totals(self, features: Iterable[str]) -> list[float]:
        """The sum of the features' weights for each answer, in the order of `answers`."""
        get = self.rows.get
        found = [self.rows[""]] if "" in self.rows else []
        found += [row for row in map(get, features) if row is not None]
        return [sum(column) for column in zip(*found, strict=True)] if found else [0.0] * len(self.answers)


class Model(NamedTuple):
    """Scores with one answer (`scores`), and tables with several (`tables`)."""

    scores: dict[str, dict[str, float]]
    tables: dict[str, Table]

    def knows(self, question: str) -> bool:
        return question in self.scores

    def score(self, question: str, features: Iterable[str]) -> float:
        """The log-odds that the answer is yes; very low where the question is not known."""
        weights = self.scores.get(question)
        if weights is None:
            return -9.0
        return weights[""] + sum(filter(None, map(weights.get, features)))

    def choose(self, question: str, features: Sequence[str]) -> tuple[str, float]:
        """The most likely answer and its probability."""
        table = self.tables.get(question)
        if table is None:
            return "", 0.0
        totals = table.totals(features)
        high = max(totals)
        return table.answers[totals.index(high)], 1.0 / sum(math.exp(t - high) for t in totals)

    def rank(self, question: str, candidates: Sequence[Sequence[str]]) -> dict[str, list[float]]:
        """Slot → the candidates' totals, for all slots that a layer of candidates may fill."""
        table = self.tables.get(question)
        if table is None:
            return {}
        rows = [table.totals(features) for features in candidates]
        return dict(zip(table.answers, map(list, zip(*rows, strict=True)), strict=True)) if rows else {}


def probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def softmax(totals: Sequence[float]) -> list[float]:
    high = max(totals)
    powers = [math.exp(t - high) for t in totals]
    whole = sum(powers)
    return [p / whole for p in powers]


def from_json(raw: dict[str, dict[str, dict[str, float | list[float]]]]) -> Model:
    """A model from its data: `scores` question → feature → weight; `tables` question → feature → weights."""
    tables = {}
    for question, rows in raw["tables"].items():
        answers = tuple(question.partition("=")[2].split("|"))
        tables[question.partition("=")[0]] = Table(answers, {f: tuple(w) for f, w in rows.items()})  # type: ignore[arg-type]
    return Model(raw["scores"], tables)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The model that Marsad ships."""
    path = resources.files("marsad.resolve") / "weights.json"
    return from_json(json.loads(path.read_text("utf-8")))


EMPTY = Model({}, {})
