"""Where to look for the like of a telling: blocks of space and time, so that no claim is compared with all others.

Two tellings that the rule joins always meet in a block: kind, a spot, and a month within the reach of the rule.
"""

import datetime as dt
import math
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

from marsad.ledger.names import folded
from marsad.model.values import Place
from marsad.posture.joining import APART, NOBODY, SPOT_LEVELS
from marsad.posture.telling import DENIED, MODES, TOLD, Telling

_GRID = 0.25  # degrees: more than the reach of a spot, so that its like is in the same square or the next
_LONG = 366  # days: what spans more is compared with all of its spot
_DENIALS, _PLANS = 62, 186  # days around a report in which what it denies, or the like plan, is looked for

_ONCE = ("handover", "attack")

T = TypeVar("T")
Box = tuple[str, str, Hashable]  # kind, mode, spot


class Blocks(Generic[T]):
    """Things by spot and month."""

    def __init__(self) -> None:
        self._months: dict[tuple[Box, int], dict[int, T]] = {}
        self._long: dict[Box, dict[int, T]] = {}
        self._all: dict[Box, dict[int, T]] = {}

    def add(self, telling: Telling, thing: T) -> None:
        """Put a thing where the like of this telling will look for it."""
        months = _months(telling, 0)
        for box in boxes(telling):
            self._all.setdefault(box, {})[id(thing)] = thing
            if months is None:
                self._long.setdefault(box, {})[id(thing)] = thing
            for month in months or ():
                self._months.setdefault((box, month), {})[id(thing)] = thing

    def near(self, telling: Telling) -> list[T]:
        """What may be of one happening with this telling, in the order in which it was added to its blocks."""
        found: dict[int, T] = {}
        months = _months(telling, _reach(telling))
        for box in around(telling):
            if months is None:
                found |= self._all.get(box, {})
                continue
            for month in months:
                found |= self._months.get((box, month), {})
            found |= self._long.get(box, {})
        return list(found.values())


def boxes(telling: Telling) -> Iterator[Box]:
    """The blocks that a telling lies in."""
    return ((telling.claim.kind, telling.mode, spot) for spot in _own(telling))


def _own(telling: Telling) -> Iterator[Hashable]:
    claim = telling.claim
    if claim.kind == "agreement":
        for party in sorted({*claim.actor, *claim.partner} - NOBODY) or [""]:
            yield claim.phase, party
        return
    if telling.place is not None:
        yield from (("at", *spot) for spot in _spots(telling.place))
        if claim.kind in _ONCE and telling.dated:  # a region stands for a spot in it on one day
            yield "on", claim.when, telling.place.country
    # Whoever says only whereto is found by those who say whence as well, and the reverse.
    way = "to" if telling.place is None else "via"
    yield from ((way, *spot) for end in telling.ends for spot in _spots(end))
    if telling.place is None and not telling.ends:
        yield None


def around(telling: Telling) -> Iterator[Box]:
    """The blocks in which the like of a telling may lie: its own, the squares around, and where a country matters.

    It does where a denial of the whole country answers what lies inside, and where a move says only whereto.
    """
    modes = MODES if telling.mode == DENIED else (telling.mode,)
    spots = dict.fromkeys(_around(telling))
    return ((telling.claim.kind, mode, spot) for spot in spots for mode in modes)


def _around(telling: Telling) -> Iterator[Hashable]:
    if telling.claim.kind == "agreement" or (telling.place is None and not telling.ends):
        yield from _own(telling)
        return
    wide = telling.mode == DENIED
    if telling.place is not None:
        yield from (("at", *spot) for spot in _reached(telling.place, inside=wide))
        if telling.claim.kind in _ONCE and telling.dated:
            yield "on", telling.claim.when, telling.place.country
    for end in telling.ends:
        for spot in _reached(end, inside=True):
            yield "to", *spot
            if telling.place is None:
                yield "via", *spot


def _spots(place: Place) -> Iterator[tuple[Hashable, ...]]:
    """How a place is found: by its name, and by the square or region that it lies in."""
    if place.level == "country":
        yield "country", place.country or folded(place.name)
        return
    yield "inside", place.country
    yield "named", folded(place.name)
    if place.lat is not None and place.lon is not None and place.level in SPOT_LEVELS:
        yield _square(place.lat, place.lon)
    elif place.lat is not None and place.lon is not None:
        yield place.level, round(place.lat), round(place.lon)


def _reached(place: Place, inside: bool) -> Iterator[tuple[Hashable, ...]]:
    """The spots at which the like of a place may stand; with `inside`, where a country stands for what lies in it."""
    yield from (spot for spot in _spots(place) if spot[0] != "inside")
    if inside and place.level == "country":
        yield "inside", place.country
    elif inside:
        yield "country", place.country
    if place.level in SPOT_LEVELS and place.lat is not None and place.lon is not None:
        y, x = _square(place.lat, place.lon)
        yield from ((y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dy or dx)


def _square(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _GRID), math.floor(lon / _GRID)


def _reach(telling: Telling) -> int:
    if telling.mode == TOLD:
        return APART[telling.claim.kind]
    return _DENIALS if telling.mode == DENIED else _PLANS


def _months(telling: Telling, reach: int) -> range | None:
    """Months since year 0 that a telling touches: of its window where it tells a fact, else of its report."""
    first, last = telling.window if telling.mode == TOLD else (telling.published, telling.published)
    if dt.date.min in (first, last) or dt.date.max in (first, last) or (last - first).days > _LONG:
        return None
    return range(_month(first.toordinal() - reach), _month(last.toordinal() + reach) + 1)


def _month(day: int) -> int:
    at = dt.date.fromordinal(max(1, day))
    return at.year * 12 + at.month
