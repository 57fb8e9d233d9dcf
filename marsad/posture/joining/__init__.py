"""The rule: when do two claims tell of one happening? A list of tests (`TESTS`); docs/events.md explains it.

A test passes, fails, or stays open where one claim does not say. Two tellings are of one happening if no test fails
and the place (of an agreement the parties) passes. Values that may be wrong, such as a number or a day, never tell two
happenings apart alone: they are what conflicts are about. A denial is of the happening that it denies.
"""

from collections.abc import Iterable

from marsad.ledger.names import folded
from marsad.posture.joining.check import FAILED, NOBODY, OPEN, PASSED, SPOT_LEVELS, Check, Test
from marsad.posture.joining.what import kind, mode, mouth, strength, what
from marsad.posture.joining.when import APART, time
from marsad.posture.joining.where import beside, place
from marsad.posture.joining.who import parties, strangers
from marsad.posture.telling import DENIED, TOLD, Telling, gap

__all__ = [
    "APART",
    "FAILED",
    "NOBODY",
    "OPEN",
    "PASSED",
    "SPOT_LEVELS",
    "TESTS",
    "Check",
    "answers",
    "checks",
    "far_apart",
    "plainly_others",
    "score",
]

TESTS: list[Test] = [kind, mode, mouth, what, time, place, beside, parties, strength]

_OF_ACTOR = ("move", "presence", "control", "activity", "handover")  # kinds in which the actor tells two apart
_FAR = 0.25  # degrees of latitude: more than the reach

# What a denial denies, beside where and when: a happening of which a claim says otherwise is another one.
_WHOM = ("speaker", "actor", "partner", "ends", "means", "activity", "phase")


def score(one: Telling, other: Telling) -> int:
    """How well two tellings fit: how many tests pass. Negative where one fails, 0 where nothing speaks for it."""
    if _plainly_apart(one, other):
        return -1
    passed = 0
    anchored = one.claim.kind == "agreement" or not (one.place or one.ends or other.place or other.ends)
    for test in TESTS:
        for check in test(one, other):
            if check.outcome == FAILED:
                return -1
            if check.outcome == PASSED:
                passed += 1
                anchored |= check.test in ("place", "ends")
    return passed if anchored else 0


def answers(denial: Telling, told: Iterable[Telling]) -> int:
    """How well a denial fits what is told of a happening; 0 where it denies something else."""
    best = 0
    for affirmed in told:
        if plainly_others(denial, affirmed):
            return 0
        against = [check for check in checks(denial, affirmed) if check.outcome == FAILED]
        failed = {check.test for check in against if check.how != "place_untold"}
        if not failed.isdisjoint(_WHOM):
            return 0
        best = max(best, score(denial, affirmed))
    return best


def checks(one: Telling, other: Telling) -> tuple[Check, ...]:
    """Every test with its outcome, for an explanation."""
    return tuple(check for test in TESTS for check in test(one, other))


def _plainly_apart(one: Telling, other: Telling) -> bool:
    """What most pairs fail on, reckoned at little cost. Says nothing that the tests would not."""
    kind = one.claim.kind
    if kind != other.claim.kind or plainly_others(one, other):
        return True
    if one.mode != other.mode:
        return DENIED not in (one.mode, other.mode)
    if one.mode == TOLD and gap(one.window, other.window) > APART[kind]:
        return True
    return far_apart(one, other)


def plainly_others(one: Telling, other: Telling) -> bool:
    """Whether two tellings of one kind are of another activity, phase or actor, whenever and wherever it is."""
    a, b = one.claim, other.claim
    if a.activity != b.activity or a.phase != b.phase:
        return True
    return a.actor != b.actor and a.kind in _OF_ACTOR and strangers(a.actor, b.actor)


def far_apart(one: Telling, other: Telling) -> bool:
    """Whether two spots lie further from each other than the reach, and have two names."""
    x, y = one.place, other.place
    if x is None or y is None or x.lat is None or y.lat is None or x.level not in SPOT_LEVELS:
        return False
    return y.level in SPOT_LEVELS and abs(x.lat - y.lat) > _FAR and folded(x.name) != folded(y.name)
