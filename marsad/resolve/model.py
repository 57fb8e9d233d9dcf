"""Learned weights: how much each feature of a candidate speaks for it.

Log-linear models, one per question ("is this trigger a claim", "which mention fills that slot"), trained by
`training/train.py` on annotated reports and shipped as data. Questions that look at the same features share a
table, so that each feature is looked up once. A feature that no table knows counts nothing. What the features of
one aspect add up to is remembered (see `features`), as long as there is room.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from marsad.compiled import compiled, fingerprint, packed, unpacked
from marsad.resolve.features import Aspect, Features

_ROOM = 1 << 13  # aspects remembered of one question
_FIELD = 32  # bits of an answer in a row
_HALF, _MASK = 1 << (_FIELD - 1), (1 << _FIELD) - 1
_UNITS = 1000  # weights are given in thousandths and added up as such, exactly: their order makes no difference


class _Sums(dict[Aspect, int]):
    """What the weights of an aspect's features add up to, as far as it has been asked for.

    When there is no more room, what was not asked for since the last time that this happened is forgotten.
    """

    def __init__(self, rows: dict[str, int]) -> None:
        self._rows = rows
        self._older: dict[Aspect, int] = {}

    def __missing__(self, aspect: Aspect) -> int:
        found = self._older.get(aspect)
        if found is None:
            found = sum(filter(None, map(self._rows.get, aspect[0](*aspect[1:]))))
        if len(self) >= _ROOM:
            self._older = dict(self)
            self.clear()
        self[aspect] = found
        return found


class Table:
    """Weights of features for several answers at once; the row "" is what every answer starts from.

    A row is one number with a field of bits for each answer, so that one addition serves them all. Rows are kept
    packed until the table is first asked, as a short report asks but a few.
    """

    __slots__ = ("_of_aspect", "_of_feature", "_packed", "_start", "answers")

    def __init__(self, answers: tuple[str, ...], packed: bytes) -> None:
        self.answers, self._packed = answers, packed

    def _unpack(self) -> None:
        rows: dict[str, int] = unpacked(self._packed)
        self._start = rows.get("", 0)
        self._of_feature, self._of_aspect = rows.get, _Sums(rows).__getitem__
        self._packed = b""

    def totals(self, features: Iterable[str]) -> list[float]:
        """The sum of the features' weights for each answer, in the order of `answers`."""
        if self._packed:
            self._unpack()
        total, single = self._start, features
        if isinstance(features, Features):
            total += sum(map(self._of_aspect, features.aspects))
            single = features.single
        if single:
            total += sum(filter(None, map(self._of_feature, single)))
        if len(self.answers) == 1:
            return [total / _UNITS]
        return _split(total, len(self.answers))


def _joined(row: Sequence[float]) -> int:
    """Weights as one number; `_split` undoes it."""
    return sum(round(weight * _UNITS) << (_FIELD * k) for k, weight in enumerate(row))


def _split(total: int, count: int) -> list[float]:
    out = []
    for _ in range(count):
        part = ((total + _HALF) & _MASK) - _HALF
        out.append(part / _UNITS)
        total = (total - part) >> _FIELD
    return out


class Model(NamedTuple):
    """Questions with one answer (`scores`), and tables with several (`tables`)."""

    scores: dict[str, Table]
    tables: dict[str, Table]

    def knows(self, question: str) -> bool:
        return question in self.scores

    def score(self, question: str, features: Iterable[str]) -> float:
        """The log-odds that the answer is yes; very low where the question is not known."""
        weights = self.scores.get(question)
        return -9.0 if weights is None else weights.totals(features)[0]

    def totals(self, question: str, features: Iterable[str]) -> dict[str, float]:
        """Each answer with its total; none where the question is not known."""
        table = self.tables.get(question)
        return dict(zip(table.answers, table.totals(features), strict=True)) if table else {}

    def rank(self, question: str, candidates: Sequence[Iterable[str]]) -> dict[str, list[float]]:
        """Slot → the candidates' totals, for all slots that a layer of candidates may fill."""
        table = self.tables.get(question)
        if table is None:
            return {}
        rows = [table.totals(features) for features in candidates]
        return dict(zip(table.answers, map(list, zip(*rows, strict=True)), strict=True)) if rows else {}


def probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def likeliest(totals: Mapping[str, float]) -> tuple[str, float]:
    """The answer with the highest total, the first of several, and its probability; "" where there is none."""
    if not totals:
        return "", 0.0
    answer = max(totals, key=totals.__getitem__)
    return answer, 1.0 / sum([math.exp(t - totals[answer]) for t in totals.values()])


def softmax(totals: Sequence[float]) -> list[float]:
    high = max(totals)
    powers = [math.exp(t - high) for t in totals]
    whole = sum(powers)
    return [p / whole for p in powers]


def from_json(raw: dict[str, dict[str, dict[str, float | list[float]]]]) -> Model:
    """A model from its data: `scores` question → feature → weight; `tables` question → feature → weights."""
    return _model(*_packed(raw))


_Packed = dict[str, bytes]  # question → packed: feature → row


def _packed(raw: dict[str, dict[str, dict[str, Any]]]) -> tuple[_Packed, _Packed]:
    scores = {q: packed({f: _joined((w,)) for f, w in rows.items()}) for q, rows in raw["scores"].items()}
    tables = {q: packed({f: _joined(row) for f, row in rows.items()}) for q, rows in raw["tables"].items()}
    return scores, tables


def _model(scores: _Packed, tables: _Packed) -> Model:
    named = {}
    for question, rows in tables.items():
        name, _, answers = question.partition("=")
        named[name] = Table(tuple(answers.split("|")), rows)
    return Model({question: Table((question,), rows) for question, rows in scores.items()}, named)


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The model that Marsad ships."""
    path = Path(__file__).with_name("weights.json")
    made_from = fingerprint([path, Path(__file__)])
    return _model(*compiled("weights", made_from, lambda: _packed(json.loads(path.read_text("utf-8")))))


EMPTY = Model({}, {})
