"""What the sections of a posture share: the question, and the entries that bear on it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from marsad.ledger import Entry, View
from marsad.model.values import Count, Place
from marsad.posture.conflicts import asserted
from marsad.posture.geography import Cells
from marsad.posture.subject import Subject, by_day

NOBODY = ("UNKNOWN",)  # the contract's key for an actor that is not told


@dataclass(frozen=True)
class Scene:
    """`counted` happened or goes on by `on`; `said` is planned, feared or denied in reports of `on` or before."""

    subject: Subject
    on: dt.date
    counted: list[Entry]
    said: list[Entry]
    cells: Cells = field(default_factory=Cells)

    @classmethod
    def of(cls, view: View, subject: Subject, on: dt.date) -> "Scene":
        entries = sorted(subject.entries(view), key=by_day)
        counted = [entry for entry in entries if asserted(entry) and entry.day <= on]
        said = [e for e in entries if not asserted(e) and (e.published is None or e.published <= on)]
        return cls(subject, on, counted, said)

    def kinds(self, *kinds: str) -> list[Entry]:
        return [entry for entry in self.counted if entry.claim.kind in kinds]

    def denied(self, *kinds: str) -> list[Entry]:
        return [entry for entry in self.said if entry.claim.status == "denied" and entry.claim.kind in kinds]

    def actors(self, entry: Entry) -> Iterator[str]:
        """The actors of an entry whom the question concerns."""
        return (key for key in dict.fromkeys(entry.claim.actor or NOBODY) if self.subject.concerns(key))

    def places(self, places: Iterable[Place]) -> Iterator[Place]:
        """The places that the question takes in, one record each."""
        return iter(dict.fromkeys(self.cells.of(place) for place in places if self.subject.takes_in(place)))


def share(entry: Entry) -> Count | None:
    """An entry's number for one actor at one place: of a number that several share, each has at most all."""
    claim = entry.claim
    together = max(len(claim.actor), len(claim.place), len(claim.origin), len(claim.destination)) > 1
    if claim.number is None or not together:
        return claim.number
    return None if claim.number.max is None else Count(None, claim.number.max)
