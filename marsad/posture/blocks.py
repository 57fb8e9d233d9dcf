"""Where to look for the like of a telling: blocks of space and time, so that no claim is compared with all others.

Two tellings that the rule joins always meet in a block: kind, a spot, and a month within the reach of the rule.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterator
from typing import Generic, NamedTuple, TypeVar

from marsad.ledger.names import folded
from marsad.model.values import Place
from marsad.posture.geography import square, squares_around
from marsad.posture.joining import APART, NOBODY, SPOT_LEVELS
from marsad.posture.telling import DENIED, MODES, TOLD, Telling

_LONG = 366  # days: what spans more is compared with all of its spot
_DENIALS, _PLANS = 62, 186  # days around a report in which what it denies, or the like plan, is looked for
_MONTHS = 1 << 17  # in one number with a block's: all months of ten thousand years

_ONCE = ("handover", "attack")

T = TypeVar("T")
Box = tuple[str, str, Hashable]  # kind, mode, spot


class Where(NamedTuple):
    """The blocks of a telling as numbers: those that it lies in, and those in which its like may lie."""

    own: tuple[int, ...]
    around: tuple[int, ...]
    months: range | None  # that it touches; None where it spans too many
    reached: range | None  # in which its like may lie


Spots = tuple[tuple[int, ...], tuple[int, ...]]  # the blocks of its own, and those around


def spots(telling: Telling, number: Callable[[Box], int]) -> Spots:
    """The blocks of a telling; `number` gives each one of its own. They follow from what is told, and `day_of_spot`."""
    return tuple(map(number, boxes(telling))), tuple(map(number, around(telling)))


def day_of_spot(telling: Telling) -> str | None:
    """Of what happens once, the date that is a part of where its like is looked for."""
    return telling.claim.when if telling.claim.kind in _ONCE and telling.dated else None


def where(telling: Telling, at: Spots) -> Where:
    return Where(*at, _months(telling, 0), _months(telling, _reach(telling)))


class Blocks(Generic[T]):
    """Things by spot and month."""

    def __init__(self) -> None:
        self._months: dict[int, dict[int, T]] = {}
        self._long: dict[int, dict[int, T]] = {}
        self._all: dict[int, dict[int, T]] = {}

    def add(self, at: Where, thing: T) -> None:
        """Put a thing where the like of this telling will look for it."""
        name = id(thing)
        for box in at.own:
            self._all.setdefault(box, {})[name] = thing
            if at.months is None:
                self._long.setdefault(box, {})[name] = thing
            for month in at.months or ():
                self._months.setdefault(box * _MONTHS + month, {})[name] = thing

    def near(self, at: Where) -> list[T]:
        """What may be of one happening with this telling, in the order in which it was added to its blocks."""
        found: dict[int, T] = {}
        in_month, long = self._months.get, self._long.get
        for box in at.around:
            if at.reached is None:
                found |= self._all.get(box, {})
                continue
            of_box = box * _MONTHS
            for month in at.reached:
                if there := in_month(of_box + month):
                    found |= there
            if there := long(box):
                found |= there
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
        if day := day_of_spot(telling):  # a region stands for a spot in it on one day
            yield "on", day, telling.place.country
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
        if day := day_of_spot(telling):
            yield "on", day, telling.place.country
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
        yield square(place.lat, place.lon)
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
        yield from squares_around(place.lat, place.lon)


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
