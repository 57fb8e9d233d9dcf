"""Whether confidence means what it says: of the claims held with 0.8, are eight in ten right?"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from marsad.evaluate.scores import Guess

EDGES = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class Bin(NamedTuple):
    """The predicted claims whose confidence lies in [low, high); the last bin takes 1 too."""

    low: float
    high: float
    claims: int
    confidence: float  # mean
    right: float  # share, by the strict measure


def reliability(guesses: Iterable[Guess]) -> list[Bin]:
    """Bins with claims in them, from the least sure to the surest."""
    known = list(guesses)
    bins = (_bin(low, high, known) for low, high in pairwise(EDGES))
    return [found for found in bins if found.claims]


def calibration_error(bins: Iterable[Bin]) -> float:
    """Mean distance of confidence from the share right, weighted by claims (expected calibration error)."""
    known = list(bins)
    total = sum(b.claims for b in known)
    return sum(b.claims * abs(b.confidence - b.right) for b in known) / total if total else 0.0


def _bin(low: float, high: float, guesses: list[Guess]) -> Bin:
    inside = [g for g in guesses if low <= g.confidence < high or (high == 1.0 and g.confidence >= 1.0)]
    count = max(1, len(inside))
    mean = sum(g.confidence for g in inside) / count
    return Bin(low, high, len(inside), mean, sum(g.right for g in inside) / count)
