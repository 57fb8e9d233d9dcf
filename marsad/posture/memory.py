"""What joining needs of each claim, reckoned once for all questions: none of it hangs on a clock, nor on other claims.

Whoever moves a slider asks of nearly the same claims again and again.
"""

from collections.abc import Iterator
from itertools import count
from threading import Lock
from typing import Any, NamedTuple

from marsad.ledger import Entry
from marsad.posture.blocks import Box, Spots, Where, day_of_spot, spots, where
from marsad.posture.joining import SPOT_LEVELS
from marsad.posture.joining.fitting import Fitting, Look
from marsad.posture.telling import Telling, by_publication, tellings

_ENTRIES = 1 << 14  # that are remembered, those that came last
_THINGS, _BOXES = 1 << 16, 1 << 17  # beyond these, all is forgotten


class Piece(NamedTuple):
    """A telling, ready to be joined."""

    turn: tuple[Any, ...]  # in which it is joined
    look: Look
    at: Where


class Memory:
    """Of entries that come from a ledger, what they were taken for. Many threads may ask at once."""

    def __init__(self) -> None:
        self.fitting = Fitting()
        self._boxes: dict[Box, int] = {}
        self._spots: dict[tuple[int, str | None], Spots] = {}  # by thing and day
        self._numbers = count()
        self._pieces: dict[int, tuple[Entry, tuple[Piece, ...]]] = {}  # by identity, its own while it is kept here
        self._lock = Lock()

    @property
    def full(self) -> bool:
        return self.fitting.things > _THINGS or max(len(self._boxes), len(self._spots)) > _BOXES

    def pieces(self, entry: Entry) -> tuple[Piece, ...]:
        known = self._pieces.get(id(entry))
        if known:
            return known[1]
        made = tuple(self._made(entry))
        if entry.row:
            with self._lock:
                self._pieces[id(entry)] = entry, made
                while len(self._pieces) > _ENTRIES:
                    del self._pieces[next(iter(self._pieces))]
        return made

    def _made(self, entry: Entry) -> Iterator[Piece]:
        for telling in tellings(entry):
            look = self.fitting.look(telling)
            thing = look.thing, day_of_spot(telling)
            at = self._spots.get(thing)
            if at is None:
                at = self._spots[thing] = spots(telling, self._number)
            yield Piece(_turn(telling), look, where(telling, at))

    def _number(self, box: Box) -> int:
        known = self._boxes.get(box)
        return self._boxes.setdefault(box, next(self._numbers)) if known is None else known


def _turn(telling: Telling) -> tuple[Any, ...]:
    """By day of publication; of one day, those that name the spot before those that name the region around it."""
    wide = telling.place is not None and telling.place.level not in SPOT_LEVELS
    return (telling.published, wide, *by_publication(telling.entry), telling.n)


_memories = [Memory()]


def memory() -> Memory:
    """What this process remembers."""
    if _memories[0].full:
        _memories[0] = Memory()
    found = _memories[0]
    found.fitting.trim()
    return found
