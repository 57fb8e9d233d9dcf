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
from marsad.posture.whole import whole_departures
from marsad.world.register import load_register

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
    whole: frozenset[str] = frozenset()  # ids of the claims by which a force left altogether
    departed: tuple[Entry, ...] = ()  # those of them by which it left the country asked about, or round the place

    @classmethod
    def of(cls, view: View, subject: Subject, on: dt.date) -> "Scene":
        entries = sorted(subject.newest(view, NEWEST, on), key=by_day)
        counted = [entry for entry in entries if asserted(entry) and entry.day <= on]
        said = [e for e in entries if not asserted(e) and (e.published is None or e.published <= on)]
        cells = Cells()
        both = [*counted, *said]
        events = find_events(both, Verdicts.of(view.event_decisions()))
        left = [*counted, *around(subject, view, on)]
        whole = whole_departures(view, left)
        departed = tuple(entry for entry in left if entry.id in whole and countries_left(entry))
        return cls(subject, on, counted, said, cells, Things(both, cells), events, whole, departed)

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

    def all_left(self, entry: Entry, place: Place) -> bool:
        """Whether nobody stayed at a place that a move leaves; whoever is brought together in a country is in it."""
        return entry.id in self.whole and (place.level != "country" or place.country in countries_left(entry))

    def leaves_behind(self, actor: str, place: Place) -> list[Entry]:
        """The claims by which an actor left the whole country in which a place lies."""
        return [e for e in self.departed if actor in e.claim.actor and place.country in countries_left(e)]

    def tells_of(self, entry: Entry, place: Place) -> bool:
        """Whether the entry names this place in any slot."""
        return any(self.cells.of(named) == place for named in places(entry))


def countries_left(entry: Entry) -> set[str]:
    """The countries that a move leaves: not those within which it goes on."""
    claim = entry.claim
    left = {place.country for place in claim.origin if place.level == "country" and place.country}
    return left - {place.country for place in claim.destination if place.country}


def around(subject: Subject, view: View, on: dt.date) -> list[Entry]:
    """Who left the country of a place, which a question about the place does not take in."""
    place = subject.place
    if place is None or place.level == "country" or place.country is None:
        return []
    name = load_register().actor_name(place.country)
    near = view.newest(NEWEST, on, near=(Place(name, place.country, None, None, "country"), 0.0))
    return [entry for entry in near if entry.day <= on and place.country in countries_left(entry)]
