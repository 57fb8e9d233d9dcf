"""What the sections of a posture share: the question, and the entries that bear on it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from marsad.ledger import Entry, View
from marsad.model.values import Count, Place
from marsad.posture.alike import Things
from marsad.posture.conflicts import asserted
from marsad.posture.geography import Cells
from marsad.posture.subject import Subject, by_day, places

NOBODY = ("UNKNOWN",)  # the contract's key for an actor that is not told

Spot = tuple[Place | None, Place | None]  # place or origin, and destination


@dataclass(frozen=True)
class Scene:
    """`counted` happened or goes on by `on`; `said` is planned, feared or denied in reports of `on` or before."""

    subject: Subject
    on: dt.date
    counted: list[Entry]
    said: list[Entry]
    cells: Cells
    things: Things

    @classmethod
    def of(cls, view: View, subject: Subject, on: dt.date) -> "Scene":
        entries = sorted(subject.entries(view), key=by_day)
        counted = [entry for entry in entries if asserted(entry) and entry.day <= on]
        said = [e for e in entries if not asserted(e) and (e.published is None or e.published <= on)]
        cells = Cells()
        return cls(subject, on, counted, said, cells, Things([*counted, *said], cells))

    def kinds(self, *kinds: str) -> list[Entry]:
        return [entry for entry in self.counted if entry.claim.kind in kinds]

    def actors(self, entry: Entry) -> Iterator[str]:
        """The actors of an entry whom the question concerns."""
        return (key for key in dict.fromkeys(entry.claim.actor or NOBODY) if self.subject.concerns(key))

    def places(self, places: Iterable[Place]) -> Iterator[Place]:
        """The places that the question takes in, one record each."""
        return iter(dict.fromkeys(self.cells.of(place) for place in places if self.subject.takes_in(place)))

    def spots(self, entry: Entry) -> Iterator[Spot]:
        """Where an entry speaks of, as far as the question takes it in."""
        claim = entry.claim
        for pair in product(claim.place or claim.origin or (None,), claim.destination or (None,)):
            named = [place for place in pair if place]
            if not named or any(self.subject.takes_in(place) for place in named):
                first, second = (self.cells.of(place) if place else None for place in pair)
                yield first, second

    def tells_of(self, entry: Entry, place: Place) -> bool:
        """Whether the entry names this place in any slot."""
        return any(self.cells.of(named) == place for named in places(entry))


def share(entry: Entry) -> Count | None:
    """An entry's number for one actor at one place: of a number that several share, each has at most all."""
    claim = entry.claim
    together = max(len(claim.actor), len(claim.place), len(claim.origin), len(claim.destination)) > 1
    if claim.number is None or not together:
        return claim.number
    return None if claim.number.max is None else Count(None, claim.number.max)
