"""Learned weights: how much each feature of a candidate speaks for it.

Log-linear models, one per question ("is this trigger a claim", "which mention fills that slot"), trained by
`training/train.py` on annotated reports and shipped as data. Questions that look at the same features share a
table, so that each feature is looked up once. A feature that no table knows counts nothing. What the features of
one aspect add up to is remembered (see `features.py`), as long as there is room.
"""

import json
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from marsad.compiled import compiled, fingerprint
from marsad.resolve.features import Aspect, Features

_ROOM = 1 << 13  # aspects remembered of one question
_UNITS = 1000  # weights are given in thousandths and added up as such, exactly: their order makes no difference


class Question:
    """The weights of features for a question with the answers yes and no; the row "" is where both start from."""

    __slots__ = ("_known", "_rows", "_start")

    def __init__(self, rows: dict[str, int]) -> None:
        self._rows, self._start = rows, rows[""]
        self._known: dict[Aspect, int] = {}

    def total(self, features: Iterable[str]) -> float:
        """The log-odds that the answer is yes."""
        total, single = self._start, features
        if isinstance(features, Features):
            known, single = self._known, features.single
            for aspect in features.aspects:
                weight = known.get(aspect)
                total += self._learn(aspect) if weight is None else weight
        return (total + sum(filter(None, map(self._rows.get, single)))) / _UNITS

    def _learn(self, aspect: Aspect) -> int:
        if len(self._known) >= _ROOM:
            self._known.clear()
        weight = self._known[aspect] = sum(filter(None, map(self._rows.get, aspect[0](*aspect[1:]))))
        return weight


class Table:
    """Weights of features for several answers at once; the row "" is what every answer starts from."""

    __slots__ = ("_known", "_nothing", "_rows", "_start", "answers")

    def __init__(self, answers: tuple[str, ...], rows: dict[str, tuple[int, ...]]) -> None:
        self.answers, self._rows = answers, rows
        self._nothing = (0,) * len(answers)
        self._start = rows.get("", self._nothing)
        self._known: dict[Aspect, tuple[int, ...]] = {}

    def totals(self, features: Iterable[str]) -> list[float]:
        """The sum of the features' weights for each answer, in the order of `answers`."""
        single, found = features, [self._start]
        if isinstance(features, Features):
            known, single = self._known, features.single
            for aspect in features.aspects:
                row = known.get(aspect)
                found.append(self._learn(aspect) if row is None else row)
        found += filter(None, map(self._rows.get, single))
        return [sum(column) / _UNITS for column in zip(*found, strict=True)]

    def _learn(self, aspect: Aspect) -> tuple[int, ...]:
        if len(self._known) >= _ROOM:
            self._known.clear()
        found = filter(None, map(self._rows.get, aspect[0](*aspect[1:])))
        row = self._known[aspect] = tuple(map(sum, zip(*found, strict=True))) or self._nothing
        return row


class Model(NamedTuple):
    """Questions with one answer (`scores`), and tables with several (`tables`)."""

    scores: dict[str, Question]
    tables: dict[str, Table]

    def knows(self, question: str) -> bool:
        return question in self.scores

    def score(self, question: str, features: Iterable[str]) -> float:
        """The log-odds that the answer is yes; very low where the question is not known."""
        weights = self.scores.get(question)
        return -9.0 if weights is None else weights.total(features)

    def choose(self, question: str, features: Iterable[str]) -> tuple[str, float]:
        """The most likely answer and its probability."""
        table = self.tables.get(question)
        if table is None:
            return "", 0.0
        totals = table.totals(features)
        high = max(totals)
        return table.answers[totals.index(high)], 1.0 / sum(math.exp(t - high) for t in totals)

    def rank(self, question: str, candidates: Sequence[Iterable[str]]) -> dict[str, list[float]]:
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
    return _model(*_whole(raw))


_Scores = dict[str, dict[str, int]]
_Tables = dict[str, dict[str, tuple[int, ...]]]


def _whole(raw: dict[str, dict[str, dict[str, Any]]]) -> tuple[_Scores, _Tables]:
    """The weights in whole units."""
    scores = {question: {f: round(w * _UNITS) for f, w in rows.items()} for question, rows in raw["scores"].items()}
    tables = {
        question: {f: tuple(round(w * _UNITS) for w in row) for f, row in rows.items()}
        for question, rows in raw["tables"].items()
    }
    return scores, tables


def _model(scores: _Scores, tables: _Tables) -> Model:
    named = {}
    for question, rows in tables.items():
        name, _, answers = question.partition("=")
        named[name] = Table(tuple(answers.split("|")), rows)
    return Model({question: Question(rows) for question, rows in scores.items()}, named)


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The model that Marsad ships."""
    path = Path(__file__).with_name("weights.json")
    made_from = fingerprint([path, Path(__file__)])
    return _model(*compiled("weights", made_from, lambda: _whole(json.loads(path.read_text("utf-8")))))


EMPTY = Model({}, {})
