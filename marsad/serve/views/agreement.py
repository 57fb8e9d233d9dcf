"""How far analysts agree who decided on the same claims.

Cohen's kappa (Jacob Cohen, 1960): (p - e) / (1 - e), where p is the share of claims on which two say the same, and e
the share on which they would by chance, each keeping to how often he gives which verdict. 1 is full agreement, 0 what
chance gives. Where chance alone would make them agree always, it says nothing, and there is none.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from marsad.ledger import Decision

_VERDICTS = ("accept", "reject", "amend")


@dataclass(frozen=True)
class Pair:
    """Two analysts, the claims that both decided on, and those on which they differ."""

    one: str
    other: str
    claims: int
    same: int
    kappa: float | None
    differ: tuple[str, ...]


def verdicts(decisions: Iterable[Decision]) -> dict[str, dict[str, str]]:
    """Analyst → claim → his last verdict that was not undone."""
    found: dict[str, dict[str, str]] = {}
    for decision in decisions:
        if decision.verb in _VERDICTS and not decision.undone_by:
            found.setdefault(decision.by, {})[decision.body["claim"]] = decision.verb
    return found


def agreement(decisions: Iterable[Decision]) -> list[Pair]:
    """Every two who decided on the same claims, those with most in common first."""
    by = verdicts(decisions)
    pairs = (_pair(one, other, by[one], by[other]) for one, other in combinations(sorted(by), 2))
    return sorted((pair for pair in pairs if pair.claims), key=lambda pair: (-pair.claims, pair.one, pair.other))


def _pair(one: str, other: str, first: Mapping[str, str], second: Mapping[str, str]) -> Pair:
    both = sorted(first.keys() & second.keys())
    said = [(first[claim], second[claim]) for claim in both]
    differ = tuple(claim for claim, (a, b) in zip(both, said, strict=True) if a != b)
    return Pair(one, other, len(both), len(both) - len(differ), kappa(said), differ)


def kappa(said: list[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of verdicts."""
    if not said:
        return None
    n = len(said)
    same = sum(a == b for a, b in said) / n
    ones, others = Counter(a for a, _ in said), Counter(b for _, b in said)
    chance = sum(ones[verdict] * others[verdict] for verdict in ones) / n**2
    return None if chance == 1 else (same - chance) / (1 - chance)
