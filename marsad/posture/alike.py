"""Which claims speak of one and the same thing, whether they affirm or deny it.

Of one thing are two claims that share kind, phase, activity, an actor, and a place in the same slot, and that name no
other place or partner in any slot that both fill: leaving Iraq is not coming to Iraq. Of an attack it is the place
that counts, for attackers are often not told; of an agreement the parties, where more than one is told. At a site or in
a town, who is a part of another is the same as he: the Americans who left a base are the Coalition that did not.
Whoever handed a site over has left it: who denies that he left, denies that as well.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator

from marsad.ledger import Entry
from marsad.ledger.names import folded
from marsad.model.claim import PLACE_SLOTS
from marsad.model.values import Place
from marsad.posture.geography import Cells, base_and_town, square, squares_around
from marsad.posture.joining import NOBODY, SPOT_LEVELS
from marsad.posture.odds import others
from marsad.posture.telling import until_now
from marsad.world.parts import wholes

_AFFIRMED = ("happened", "ongoing", "planned")
_SOON = 14  # days between a claim and an undated denial that still answers it
_ONE_PLAN = 60  # days after which a denial without a date, or of what has none, no longer answers a plan
_ONE_DAY = 1  # reports differ by a day over what happened in the night

_LEAVES = ("move", None, None)  # whoever gave a site away has left it

_LONG = 31  # days: claims of longer times are few, and looked at one by one


class Things:
    """Entries by what they speak of, so that finding the like of one does not mean a walk through all."""

    def __init__(self, entries: Iterable[Entry], cells: Cells) -> None:
        self._cells = cells
        self._known: dict[int, tuple[Entry, tuple[Hashable, ...]]] = {}  # by identity: what it speaks of
        told: dict[Hashable, list[Entry]] = {}
        denied: dict[Hashable, list[Entry]] = {}
        self._given: dict[Hashable, list[Entry]] = {}  # handovers that happened, by where their like is looked for
        for entry in entries:
            for key in self._keys(entry):
                (denied if entry.claim.status == "denied" else told).setdefault(key, []).append(entry)
            if entry.claim.kind == "handover" and entry.claim.status == "happened":
                for key in dict.fromkeys(key for place in entry.claim.place for key in _spots(place)):
                    self._given.setdefault(key, []).append(entry)
        plans = {key: [entry for entry in found if entry.claim.status == "planned"] for key, found in told.items()}
        self._told = {key: _ByTime(found) for key, found in told.items()}
        self._denied = {key: _ByTime(found) for key, found in denied.items()}
        self._planned = {key: _ByTime(found, _said) for key, found in plans.items() if found}
        self._called_off = {key: _ByTime(found, _said) for key, found in denied.items() if key in self._planned}

    def done(self, plan: Entry, on: dt.date) -> bool:
        """Whether it is told that what was planned has come about since, by the day `on`."""
        since = plan.published or dt.date.min
        later = (other for key in self._keys(plan) if key in self._told for other in self._told[key].newest_first())
        found = any(
            other.claim.status == "happened" and since <= other.day <= on and not self._apart(plan, other)
            for other in later
        )
        return found or any(since <= other.day <= on and self._hands_over(plan, other) for other in self._near(plan))

    def _near(self, plan: Entry) -> Iterator[Entry]:
        """The handovers that happened near the place that is to be handed over."""
        if plan.claim.kind == "handover":
            keys = dict.fromkeys(key for place in plan.claim.place for key in (*_spots(place), *_beside(place)))
            yield from (other for key in keys for other in self._given.get(key, ()))

    def _hands_over(self, plan: Entry, other: Entry) -> bool:
        """Whether a handover is that which was planned: "the base was handed over" names no giver, and some name the
        town instead of its base."""
        if not _one_or_untold(plan.claim.actor, other.claim.actor):
            return False
        if not _one_or_untold(plan.claim.partner, other.claim.partner):
            return False
        pairs = ((one, two) for one in plan.claim.place for two in other.claim.place)
        return any(self._cells.of(one) == self._cells.of(two) or base_and_town(one, two) for one, two in pairs)

    def against(self, entry: Entry) -> list[Entry]:
        """The entries that cannot hold together with this one: denials of what it affirms, or the reverse."""
        denies = entry.claim.status == "denied"
        index = self._told if denies else self._denied
        near = {other.id: other for key in self._keys(entry) if key in index for other in index[key].near(entry, _SOON)}
        if denies or entry.claim.status == "planned":
            index = self._planned if denies else self._called_off
            keys = (key for key in self._keys(entry) if key in index)
            near |= {other.id: other for key in keys for other in index[key].near(entry, _ONE_PLAN)}
        return [
            other
            for other in near.values()
            if (_conflict(entry, other) if denies else _conflict(other, entry)) and not self._apart(entry, other)
        ]

    def _keys(self, entry: Entry) -> tuple[Hashable, ...]:
        known = self._known.get(id(entry))
        if known is None:
            known = self._known[id(entry)] = entry, tuple(self._found(entry))
        return known[1]

    def _found(self, entry: Entry) -> Iterator[Hashable]:
        claim = entry.claim
        what = (claim.kind, claim.activity, claim.phase)
        if claim.kind == "agreement":
            if len(parties := frozenset(claim.actor + claim.partner)) > 1:
                yield (*what, parties)
            return
        spots: list[Hashable] = [(slot, cell) for slot in PLACE_SLOTS for cell in self._in(entry, slot)] or [None]
        for actor in (None,) if claim.kind == "attack" else _with_wholes(entry):
            for spot in spots:
                yield (*what, actor, spot)
            if claim.kind == "handover" and claim.status == "happened":
                sites = [place for place in claim.place if place.level == "site"]
                yield from ((*_LEAVES, actor, ("origin", self._cells.of(place))) for place in sites)

    def _in(self, entry: Entry, slot: str) -> set[Place]:
        return {self._cells.of(place) for place in getattr(entry.claim, slot)}

    def _apart(self, one: Entry, other: Entry) -> bool:
        if any(_disjoint(self._in(one, slot), self._in(other, slot)) for slot in PLACE_SLOTS):
            return True
        a, b = one.claim, other.claim
        if a.kind == "agreement":
            return False
        parts = _at_spot(one) and _at_spot(other)
        strangers = others(a.actor, b.actor) if parts and a.actor and b.actor else _disjoint(a.actor, b.actor)
        return strangers or _disjoint(a.partner, b.partner)


_Span = tuple[dt.date, dt.date]


def _span(entry: Entry) -> _Span:
    return entry.span


def _said(entry: Entry) -> _Span:
    day = entry.published or entry.day
    return day, day


class _ByTime:
    """Entries in the order of their first days, or of those on which they were said; those of long times apart."""

    def __init__(self, entries: Iterable[Entry], time: Callable[[Entry], _Span] = _span) -> None:
        self._time = time
        ordered = sorted(entries, key=lambda entry: time(entry)[0])
        self._all = ordered
        self._long = [entry for entry in ordered if _days(time(entry)) > _LONG]
        self._short = [entry for entry in ordered if _days(time(entry)) <= _LONG]
        self._firsts = [time(entry)[0].toordinal() for entry in self._short]

    def near(self, entry: Entry, days: int) -> Iterator[Entry]:
        """Those no further than so many days from an entry, and some that are."""
        first, last = (day.toordinal() for day in self._time(entry))
        yield from self._long
        yield from self._short[
            bisect_left(self._firsts, first - days - _LONG) : bisect_right(self._firsts, last + days)
        ]

    def newest_first(self) -> Iterator[Entry]:
        return reversed(self._all)


def _days(span: _Span) -> int:
    first, last = span
    return (last - first).days


def _disjoint(one: Collection[object], other: Collection[object]) -> bool:
    """Whether both say something, and nothing in common."""
    return bool(one and other) and set(one).isdisjoint(other)


def _conflict(denied: Entry, affirmed: Entry) -> bool:
    """A fear affirms nothing. What comes after an undated denial it did not speak of.

    Of a plan, unless both give a date, it counts when it was said.
    """
    if affirmed.claim.status not in _AFFIRMED:
        return False
    if affirmed.claim.status == "planned" and not (denied.claim.when and affirmed.claim.when):
        return -_SOON <= (_said(denied)[0] - _said(affirmed)[0]).days <= _ONE_PLAN
    later = affirmed.claim.status == "happened" and affirmed.claim.when and affirmed.day > denied.day
    if denied.claim.when and (later or not until_now(denied)):
        return days_apart(denied, affirmed) <= _ONE_DAY
    return not later and days_apart(denied, affirmed) <= _SOON


def _at_spot(entry: Entry) -> bool:
    """Whether a claim speaks of a site or town, where part and whole are one force; in a country each has its own."""
    claim = entry.claim
    return any(place.level in SPOT_LEVELS for place in claim.place or claim.origin or claim.destination)


def _with_wholes(entry: Entry) -> Iterable[str]:
    actors = entry.claim.actor
    if not _at_spot(entry):
        return actors
    return dict.fromkeys((*actors, *(whole for actor in actors for whole in sorted(wholes().get(actor, ())))))


def _one_or_untold(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two lists of actors may mean one: the same, or a part of him; or one of them names nobody."""
    a, b = {*one} - NOBODY, {*other} - NOBODY
    return not (a and b) or not others(a, b)


def _spots(place: Place) -> Iterator[Hashable]:
    yield folded(place.name)
    if place.level in SPOT_LEVELS and place.lat is not None and place.lon is not None:
        yield square(place.lat, place.lon)


def _beside(place: Place) -> Iterator[Hashable]:
    if place.level in SPOT_LEVELS and place.lat is not None and place.lon is not None:
        yield from squares_around(place.lat, place.lon)


def days_apart(one: Entry, other: Entry) -> int:
    """Days between the times that two entries give; 0 where they overlap."""
    (first_1, last_1), (first_2, last_2) = one.span, other.span
    return max((first_1 - last_2).days, (first_2 - last_1).days, 0)
