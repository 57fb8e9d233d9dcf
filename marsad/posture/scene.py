"""What the sections of a posture share: the question, and the entries that bear on it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from marsad.ledger import Entry, View
from marsad.model.values import Place
from marsad.posture.alike import Things
from marsad.posture.conflicts import asserted
from marsad.posture.events import Event, find_events
from marsad.posture.geography import Cells
from marsad.posture.subject import Subject, by_day, places
from marsad.posture.telling import TOLD
from marsad.posture.verdicts import Verdicts

NOBODY = ("UNKNOWN",)  # the contract's key for an actor that is not told

NEWEST = 8  # claims of each cell that an answer looks at: who says what of which actor at which place

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
    events: list[Event]  # of all these entries

    @classmethod
    def of(cls, view: View, subject: Subject, on: dt.date) -> "Scene":
        entries = sorted(subject.newest(view, NEWEST, on), key=by_day)
        counted = [entry for entry in entries if asserted(entry) and entry.day <= on]
        said = [e for e in entries if not asserted(e) and (e.published is None or e.published <= on)]
        cells = Cells()
        both = [*counted, *said]
        events = find_events(both, Verdicts.of(view.event_decisions()))
        return cls(subject, on, counted, said, cells, Things(both, cells), events)

    def kinds(self, *kinds: str) -> list[Entry]:
        return [entry for entry in self.counted if entry.claim.kind in kinds]

    def happenings(self, kind: str) -> Iterator[Event]:
        """The events of a kind that are told as facts, as far as the question takes them in."""
        for event in self.events:
            if event.kind == kind and event.mode == TOLD and self._meets(event):
                yield event

    def _meets(self, event: Event) -> bool:
        if self.subject.actor or event.kind == "agreement":
            return True
        spots = [place for t in event.told for place in (t.place, *t.ends) if place]
        return any(self.subject.takes_in(place) for place in spots)

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
