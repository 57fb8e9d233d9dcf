"""Learned weights: how much each feature of a candidate speaks for it.

Logistic models, one per question ("is this trigger a claim", "does this mention fill that slot"), trained by
`training/train.py` on annotated reports and shipped as data. A feature that no model knows counts nothing.
"""

import json
import math
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

Weights = dict[str, float]


class Model(NamedTuple):
    """Question → feature → weight; "" is the bias."""

    weights: dict[str, Weights]  # questions answered yes or no
    choices: dict[str, dict[str, Weights]]  # question → answer → weights, for questions with several answers
    ranks: dict[str, Weights]  # questions that pick one of several candidates, or none

    def score(self, question: str, features: list[str]) -> float:
        """The log-odds that the answer is yes; very low where the question is not known."""
        weights = self.weights.get(question)
        if weights is None:
            return -9.0
        get = weights.get
        total = weights[""]
        for feature in features:
            total += get(feature, 0.0)
        return total

    def pick(self, question: str, candidates: list[list[str]], none: list[str]) -> tuple[int, float]:
        """The index of the best candidate and its probability among all of them and none; -1 where there is none."""
        weights = self.ranks.get(question)
        if weights is None or not candidates:
            return -1, 1.0
        get = weights.get
        totals = [sum(get(feature, 0.0) for feature in features) for features in candidates]
        nothing = sum(get(feature, 0.0) for feature in none)
        best = max(range(len(totals)), key=totals.__getitem__)
        high = max(totals[best], nothing)
        whole = math.exp(nothing - high) + sum(math.exp(t - high) for t in totals)
        return best, math.exp(totals[best] - high) / whole

    def choose(self, question: str, features: list[str]) -> tuple[str, float]:
        """The most likely answer and its probability."""
        answers = self.choices.get(question)
        if not answers:
            return "", 0.0
        totals = {}
        for answer, weights in answers.items():
            get = weights.get
            totals[answer] = weights[""] + sum(get(feature, 0.0) for feature in features)
        best = max(totals, key=lambda a: (totals[a], a))
        high = totals[best]
        return best, 1.0 / sum(math.exp(t - high) for t in totals.values())


def probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


@lru_cache(maxsize=1)
def load_model() -> Model:
    path = resources.files("marsad.resolve") / "weights.json"
    try:
        raw = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Model({}, {}, {})
    return Model(raw["weights"], raw["choices"], raw["ranks"])
