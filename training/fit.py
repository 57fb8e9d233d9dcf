"""Weights from examples: one log-linear model per question (scikit-learn, liblinear, SciPy). Deterministic."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from marsad.model.kinds import KINDS
from marsad.resolve.filling import LAYER, LAYERS
from training.examples import Example, Examples, Ranking

STRENGTHS = {"reasons": 0.5, "reason-holds": 0.5}  # of questions for which more was found to be better


def train(questions: Examples, strength: float = 0.2, least: int = 2) -> dict[str, Any]:
    """Weights of every question, as `marsad.resolve.model` reads them."""
    scores: dict[str, dict[str, float]] = {}
    tables: dict[str, dict[str, list[float]]] = {}
    ranked: dict[str, dict[str, float]] = {}
    for slot in LAYER:
        ranked |= _ranked({q: listed for q, listed in questions.items() if _asks_for(q, slot)}, least)
    for layer in sorted({f"{kind}.{layer}" for kind in LAYERS for layer in LAYERS[kind]}):
        slots = _slots(layer, questions)
        if slots:
            columns = [ranked[f"rank {layer.split('.')[0]}.{slot}"] for slot in slots]
            tables[f"{layer}={'|'.join(slots)}"] = _columns(columns)
    for question, listed in sorted(questions.items()):
        answers = sorted({e.answer for e in listed}, key=str) if not question.startswith("rank ") else []
        if len(answers) < 2:
            continue
        counts = Counter(f for e in listed for f in set(e.features))
        vocabulary = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
        matrix = _matrix(listed, vocabulary)
        y = np.array([answers.index(e.answer) for e in listed])
        w = np.array([e.weight for e in listed])
        force = STRENGTHS.get(question, strength)
        if answers == [False, True]:
            scores[question] = _fitted(matrix, y, w, vocabulary, force)
        else:
            columns = [_fitted(matrix, (y == k).astype(int), w, vocabulary, force) for k in range(len(answers))]
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


def _matrix(listed: list[Example], vocabulary: dict[str, int]) -> csr_matrix:
    return _marked(
        ([vocabulary[f] for f in set(example.features) if f in vocabulary] for example in listed), len(vocabulary)
    )


def _marked(rows: Iterable[Iterable[int]], width: int) -> csr_matrix:
    """A matrix of ones where a row has a column. Its numbers are kept as such: as objects they would take gigabytes."""
    cells, ends = array("i"), array("q", [0])
    for row in rows:
        cells.extend(row)
        ends.append(len(cells))
    matrix = csr_matrix((np.ones(len(cells)), np.asarray(cells), np.asarray(ends)), shape=(len(ends) - 1, width))
    matrix.sort_indices()  # sets have no order: sums would differ in their last digits
    return matrix


LEAST_WEIGHT = 0.14  # of a candidate's feature; what counts less is left out
LEAST_SCORE = 0.1  # the same of any other question
SHARED, OWN = 8.0, 16.0  # L2 penalties of the weights that kinds of claims share, and of what each adds to them


def _ranked(questions: dict[str, list[Ranking]], least: int) -> dict[str, dict[str, float]]:
    """Weights of one slot for every kind of claim that has it: a conditional logit over the candidates.

    Minimises the negative log of the right ones' share. A kind's weight is one that all kinds share plus its own
    (Daumé 2007, "Frustratingly Easy Domain Adaptation"), so that rare kinds learn from the common ones.
    """
    listed = [(q, r) for q, rankings in sorted(questions.items()) for r in rankings]
    if not listed:
        return {}
    columns = _shared_columns(listed, least)
    x = _shared_matrix(listed, columns)
    penalty = np.array([SHARED if not q else OWN for q, _ in columns])
    right = np.array([y for _, r in listed for y in r.right], dtype=float)
    weight = np.array([r.weight for _, r in listed])
    starts = np.cumsum([0, *[len(r.candidates) for _, r in listed][:-1]])
    group = np.repeat(np.arange(len(listed)), [len(r.candidates) for _, r in listed])

    def loss(w: Any) -> tuple[float, Any]:
        scores = x @ w
        scores = scores - np.maximum.reduceat(scores, starts)[group]
        exp = np.exp(scores)
        total = np.add.reduceat(exp, starts)
        good = np.maximum(np.add.reduceat(exp * right, starts), 1e-300)
        residual = weight[group] * (exp / total[group] - exp * right / good[group])
        value = np.sum(weight * (np.log(total) - np.log(good))) + 0.5 * np.sum(penalty * w * w)
        return float(value), x.T @ residual + penalty * w

    w = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 120}).x
    met: dict[str, set[str]] = defaultdict(set)
    for question, ranking in listed:
        met[question].update(*ranking.candidates)
    out: dict[str, dict[str, float]] = {}
    for question, features in met.items():
        sums = {f: sum(float(w[columns[q, f]]) for q in ("", question) if (q, f) in columns) for f in features}
        out[question] = {f: round(weight, 3) for f, weight in sorted(sums.items()) if abs(weight) >= LEAST_WEIGHT}
    return out


def _shared_columns(listed: list[tuple[str, Ranking]], least: int) -> dict[tuple[str, str], int]:
    """(question, or "" for all of them; feature) → column."""
    counts: Counter[tuple[str, str]] = Counter()
    for question, ranking in listed:
        for candidate in ranking.candidates:
            for feature in set(candidate):
                counts["", feature] += 1
                counts[question, feature] += 1
    return {key: i for i, key in enumerate(sorted(key for key, n in counts.items() if n >= least))}


def _shared_matrix(listed: list[tuple[str, Ranking]], columns: dict[tuple[str, str], int]) -> csr_matrix:
    return _marked(
        (
            [columns[key] for f in set(candidate) for key in (("", f), (question, f)) if key in columns]
            for question, ranking in listed
            for candidate in ranking.candidates
        ),
        len(columns),
    )


def _fitted(x: csr_matrix, y: Any, w: Any, vocabulary: dict[str, int], strength: float) -> dict[str, float]:
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=300, random_state=0)
    model.fit(x, y, sample_weight=w)
    out = {"": round(float(model.intercept_[0]), 3)}
    for feature, column in vocabulary.items():
        value = round(float(model.coef_[0][column]), 3)
        if abs(value) >= LEAST_SCORE:
            out[feature] = value
    return out
