"""Which claims speak of one and the same thing, whether they affirm or deny it.

Of one thing are two claims that share kind, phase, activity, an actor, and a place in the same slot, and that name no
other place or partner in any slot that both fill: leaving Iraq is not coming to Iraq. Of an attack it is the place
that counts, for attackers are often not told; of an agreement the parties, where more than one is told.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Hashable, Iterable, Iterator

from marsad.ledger import Entry
from marsad.model.claim import PLACE_SLOTS
from marsad.model.values import Place
from marsad.posture.geography import Cells

_AFFIRMED = ("happened", "ongoing", "planned")
_SOON = 14  # days between a claim and an undated denial that still answers it
_ONE_DAY = 1  # reports differ by a day over what happened in the night

_LONG = 31  # days: claims of longer times are few, and looked at one by one


class Things:
    """Entries by what they speak of, so that finding the like of one does not mean a walk through all."""

    def __init__(self, entries: Iterable[Entry], cells: Cells) -> None:
        self._cells = cells
        self._known: dict[int, tuple[Entry, tuple[Hashable, ...]]] = {}  # by identity: what it speaks of
        told: dict[Hashable, list[Entry]] = {}
        denied: dict[Hashable, list[Entry]] = {}
        for entry in entries:
            for key in self._keys(entry):
                (denied if entry.claim.status == "denied" else told).setdefault(key, []).append(entry)
        self._told = {key: _ByTime(found) for key, found in told.items()}
        self._denied = {key: _ByTime(found) for key, found in denied.items()}

    def done(self, plan: Entry, on: dt.date) -> bool:
        """Whether it is told that what was planned has come about since, by the day `on`."""
        since = plan.published or dt.date.min
        later = (other for key in self._keys(plan) if key in self._told for other in self._told[key].newest_first())
        return any(
            other.claim.status == "happened" and since <= other.day <= on and not self._apart(plan, other)
            for other in later
        )

    def against(self, entry: Entry) -> list[Entry]:
        """The entries that cannot hold together with this one: denials of what it affirms, or the reverse."""
        denies = entry.claim.status == "denied"
        index = self._told if denies else self._denied
        near = {other.id: other for key in self._keys(entry) if key in index for other in index[key].near(entry, _SOON)}
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
        for actor in (None,) if claim.kind == "attack" else claim.actor:
            for spot in spots:
                yield (*what, actor, spot)

    def _in(self, entry: Entry, slot: str) -> set[Place]:
        return {self._cells.of(place) for place in getattr(entry.claim, slot)}

    def _apart(self, one: Entry, other: Entry) -> bool:
        if any(_disjoint(self._in(one, slot), self._in(other, slot)) for slot in PLACE_SLOTS):
            return True
        a, b = one.claim, other.claim
        return a.kind != "agreement" and (_disjoint(a.partner, b.partner) or _disjoint(a.actor, b.actor))


class _ByTime:
    """Entries in the order of their first days; those of long times apart."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        ordered = sorted(entries, key=lambda entry: entry.span[0])
        self._all = ordered
        self._long = [entry for entry in ordered if _days(entry) > _LONG]
        self._short = [entry for entry in ordered if _days(entry) <= _LONG]
        self._firsts = [entry.span[0].toordinal() for entry in self._short]

    def near(self, entry: Entry, days: int) -> Iterator[Entry]:
        """Those no further than so many days from an entry, and some that are."""
        first, last = (day.toordinal() for day in entry.span)
        yield from self._long
        yield from self._short[
            bisect_left(self._firsts, first - days - _LONG) : bisect_right(self._firsts, last + days)
        ]

    def newest_first(self) -> Iterator[Entry]:
        return reversed(self._all)


def _days(entry: Entry) -> int:
    first, last = entry.span
    return (last - first).days


def _disjoint(one: Collection[object], other: Collection[object]) -> bool:
    """Whether both say something, and nothing in common."""
    return bool(one and other) and set(one).isdisjoint(other)


def _conflict(denied: Entry, affirmed: Entry) -> bool:
    """A fear affirms nothing. What comes after an undated denial it did not speak of."""
    if affirmed.claim.status not in _AFFIRMED:
        return False
    if denied.claim.when:
        return days_apart(denied, affirmed) <= _ONE_DAY
    later = affirmed.claim.status == "happened" and affirmed.claim.when and affirmed.day > denied.day
    return not later and days_apart(denied, affirmed) <= _SOON


def days_apart(one: Entry, other: Entry) -> int:
    """Days between the times that two entries give; 0 where they overlap."""
    (first_1, last_1), (first_2, last_2) = one.span, other.span
    return max((first_1 - last_2).days, (first_2 - last_1).days, 0)
