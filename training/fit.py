"""Weights from examples: one log-linear model per question (scikit-learn, liblinear, SciPy). Deterministic.

Examples come here with their features as numbers (`training.codes`), so that no fold spells a feature again.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import block_diag, csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

from marsad.model.kinds import KINDS
from marsad.resolve.filling import LAYER, LAYERS
from training.codes import Row
from training.examples import Example, Examples, Ranking

STRENGTHS = {"reasons": 0.5, "reason-holds": 0.5}  # of questions for which more was found to be better


def train(questions: Examples, names: Sequence[str], strength: float = 0.2, least: int = 2) -> dict[str, Any]:
    """Weights of every question, as `marsad.resolve.model` reads them; `names` are the features by number."""
    scores: dict[str, dict[str, float]] = {}
    tables: dict[str, dict[str, list[float]]] = {}
    ranked: dict[str, dict[str, float]] = {}
    for slot in LAYER:
        ranked |= _ranked({q: listed for q, listed in questions.items() if _asks_for(q, slot)}, names, least)
    for layer in sorted({f"{kind}.{layer}" for kind in LAYERS for layer in LAYERS[kind]}):
        slots = _slots(layer, questions)
        if slots:
            columns = [ranked[f"rank {layer.split('.')[0]}.{slot}"] for slot in slots]
            tables[f"{layer}={'|'.join(slots)}"] = _columns(columns)
    for question, listed in sorted(questions.items()):
        answers = sorted({e.answer for e in listed}, key=str) if not question.startswith("rank ") else []
        if len(answers) < 2:
            continue
        told = _told(listed, names, least)
        y = np.array([answers.index(e.answer) for e in listed])
        w = np.array([e.weight for e in listed])
        force = STRENGTHS.get(question, strength)
        if answers == [False, True]:
            scores[question] = _fitted(told, y, w, force)
        else:
            columns = [_fitted(told, (y == k).astype(int), w, force) for k in range(len(answers))]
            tables[f"{question}={'|'.join(map(str, answers))}"] = _columns(columns)
    return {"scores": scores, "tables": tables}


def _asks_for(question: str, slot: str) -> bool:
    return question.startswith("rank ") and question.endswith(f".{slot}")


def _slots(layer: str, questions: Examples) -> list[str]:
    """The slots of a kind that one layer of candidates may fill and that some example fills."""
    kind, _, name = layer.partition(".")
    listed = (*KINDS[kind].slots, "when", "said_by")
    return [slot for slot in listed if LAYER.get(slot) == name and questions.get(f"rank {kind}.{slot}")]


def _columns(columns: list[dict[str, float]]) -> dict[str, list[float]]:
    """Several answers' weights as rows, a feature each."""
    features = sorted({f for column in columns for f in column})
    return {f: [column.get(f, 0.0) for column in columns] for f in features}


class _Told(NamedTuple):
    """What is asked about, a row each, by the features that are met often enough: a column each, by name."""

    matrix: csr_matrix
    features: list[str]


def _told(listed: list[Example], names: Sequence[str], least: int) -> _Told:
    rows = _Rows.of(example.features for example in listed)
    often = _by_name(np.flatnonzero(rows.counts(len(names)) >= least), names)
    return _Told(rows.marked(_places(often, len(names)), len(often)), [names[f] for f in often])


def _by_name(features: Any, names: Sequence[str]) -> Any:
    """Numbers of features in the order of their names, which does not hang on which was met first."""
    return np.array(sorted(features.tolist(), key=names.__getitem__), np.int64)


def _places(features: Any, size: int) -> Any:
    """For each number of a feature its place among some of them, -1 for all others."""
    out = np.full(size, -1, np.int64)
    out[features] = np.arange(len(features))
    return out


class _Rows(NamedTuple):
    """Rows of features one behind the other, and the length of each."""

    features: Any
    lengths: Any

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "_Rows":
        listed = list(rows)
        lengths = np.array([len(row) for row in listed], np.int64)
        return cls(np.concatenate(listed) if listed else np.zeros(0, np.int32), lengths)

    def counts(self, size: int) -> Any:
        """In how many rows each feature is."""
        return np.bincount(self.features, minlength=size)

    def marked(self, places: Any, width: int) -> csr_matrix:
        """A matrix of ones where a row has a feature, in the column that it has by `places`."""
        columns = places[self.features]
        rows = np.repeat(np.arange(len(self.lengths)), self.lengths)
        known = columns >= 0
        cells = rows[known], columns[known]
        matrix = csr_matrix((np.ones(len(cells[0])), cells), shape=(len(self.lengths), width))
        matrix.sort_indices()
        return matrix


LEAST_WEIGHT = 0.14  # of a candidate's feature; what counts less is left out
LEAST_SCORE = 0.1  # the same of any other question
SHARED, OWN = 8.0, 16.0  # L2 penalties of the weights that kinds of claims share, and of what each adds to them


def _ranked(questions: dict[str, list[Ranking]], names: Sequence[str], least: int) -> dict[str, dict[str, float]]:
    """Weights of one slot for every kind of claim that has it: a conditional logit over the candidates.

    Minimises the negative log of the right ones' share. A kind's weight is one that all kinds share plus its own
    (Daumé 2007, "Frustratingly Easy Domain Adaptation"), so that rare kinds learn from the common ones.
    """
    listed = [ranking for _, rankings in sorted(questions.items()) for ranking in rankings]
    if not listed:
        return {}
    size = len(names)
    rows = {q: _Rows.of(row for r in rankings for row in r.candidates) for q, rankings in sorted(questions.items())}
    met = {q: told.counts(size) for q, told in rows.items()}
    shared = _by_name(np.flatnonzero(sum(met.values()) >= least), names)
    owned = {q: _by_name(np.flatnonzero(counts >= least), names) for q, counts in met.items()}
    widths = [len(shared), *(len(own) for own in owned.values())]
    in_all = vstack([told.marked(_places(shared, size), len(shared)) for told in rows.values()])
    in_each = block_diag([told.marked(_places(owned[q], size), len(owned[q])) for q, told in rows.items()])
    x = hstack([in_all, in_each], format="csr")
    penalty = np.repeat([SHARED, *[OWN] * len(owned)], widths)
    right = np.array([y for r in listed for y in r.right], dtype=float)
    weight = np.array([r.weight for r in listed])
    starts = np.cumsum([0, *[len(r.candidates) for r in listed][:-1]])
    group = np.repeat(np.arange(len(listed)), [len(r.candidates) for r in listed])

    def loss(w: Any) -> tuple[float, Any]:
        scores = x @ w
        scores = scores - np.maximum.reduceat(scores, starts)[group]
        exp = np.exp(scores)
        total = np.add.reduceat(exp, starts)
        good = np.maximum(np.add.reduceat(exp * right, starts), 1e-300)
        residual = weight[group] * (exp / total[group] - exp * right / good[group])
        value = np.sum(weight * (np.log(total) - np.log(good))) + 0.5 * np.sum(penalty * w * w)
        return float(value), x.T @ residual + penalty * w

    w = minimize(loss, np.zeros(sum(widths)), jac=True, method="L-BFGS-B", options={"maxiter": 120}).x
    begins = np.cumsum([0, *widths])
    common = np.zeros(size)
    common[shared] = w[: widths[0]]
    out: dict[str, dict[str, float]] = {}
    for k, (question, own) in enumerate(owned.items(), 1):
        sums = np.where(met[question] > 0, common, 0.0)
        sums[own] += w[begins[k] : begins[k + 1]]
        told = np.flatnonzero(np.abs(sums) >= LEAST_WEIGHT)
        out[question] = {names[f]: round(float(sums[f]), 3) for f in _by_name(told, names)}
    return out


def _fitted(told: _Told, y: Any, w: Any, strength: float) -> dict[str, float]:
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=300, random_state=0)
    model.fit(told.matrix, y, sample_weight=w)
    out = {"": round(float(model.intercept_[0]), 3)}
    for feature, weight in zip(told.features, model.coef_[0], strict=True):
        value = round(float(weight), 3)
        if abs(value) >= LEAST_SCORE:
            out[feature] = value
    return out
