"""A test, and what it makes of two tellings. Words that all tests share."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from marsad.posture.ranges import overlap
from marsad.posture.telling import Telling

SPOT_LEVELS = ("site", "town")
NOBODY = frozenset({"UNKNOWN"})  # the contract's key for whoever is not named
PASSED, OPEN, FAILED = "passed", "open", "failed"


class Check(NamedTuple):
    """What a test made of two tellings: `how` is a word of the interface, filled with the values compared."""

    test: str
    outcome: str
    how: str
    values: tuple[object, ...] = ()


Test = Callable[[Telling, Telling], Iterator[Check]]


def outcome(holds: bool) -> str:
    return PASSED if holds else FAILED


def at_spot(one: Telling, other: Telling) -> bool:
    places = [t.place or (t.ends[0] if t.ends else None) for t in (one, other)]
    return all(place is not None and place.level in SPOT_LEVELS for place in places)


def same_number(one: Telling, other: Telling) -> bool:
    a, b = one.claim.number, other.claim.number
    return a is not None and b is not None and overlap(a, b)
