"""Which claims speak of one and the same thing, whether they affirm or deny it.

Of one thing are two claims that share kind, phase, activity, an actor, and a place in the same slot, and that name no
other place or partner in any slot that both fill: leaving Iraq is not coming to Iraq. Of an attack it is the place
that counts, for attackers are often not told; of an agreement the parties, where more than one is told.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator

from marsad.ledger import Entry
from marsad.model.claim import PLACE_SLOTS
from marsad.model.values import Place
from marsad.posture.geography import Cells

_AFFIRMED = ("happened", "ongoing", "planned")
_SOON = 14  # days between a claim and an undated denial that still answers it
_ONE_DAY = 1  # reports differ by a day over what happened in the night

_Index = dict[Hashable, list[Entry]]


class Things:
    """Entries by what they speak of, so that finding the like of one does not mean a walk through all."""

    def __init__(self, entries: Iterable[Entry], cells: Cells) -> None:
        self._cells = cells
        self._affirming: _Index = {}
        self._denying: _Index = {}
        for entry in entries:
            index = self._denying if entry.claim.status == "denied" else self._affirming
            for key in self._keys(entry):
                index.setdefault(key, []).append(entry)

    def affirmed(self, entry: Entry) -> list[Entry]:
        """The other entries that say, plan or fear the same thing."""
        return self._like(entry, self._affirming)

    def against(self, entry: Entry) -> list[Entry]:
        """The entries that cannot hold together with this one: denials of what it affirms, or the reverse."""
        if entry.claim.status == "denied":
            return [other for other in self._like(entry, self._affirming) if _conflict(entry, other)]
        return [other for other in self._like(entry, self._denying) if _conflict(other, entry)]

    def _like(self, entry: Entry, index: _Index) -> list[Entry]:
        near = {other.id: other for key in self._keys(entry) for other in index.get(key, ())}
        return [other for other in near.values() if other is not entry and not self._apart(entry, other)]

    def _keys(self, entry: Entry) -> Iterator[Hashable]:
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
