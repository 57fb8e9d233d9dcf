"""What stands beside each line of an answer: who is heard, what speaks against it, the last word, events, conflicts."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from marsad.ledger import Entry, View
from marsad.ledger.names import folded
from marsad.model.values import Place
from marsad.posture.answer import STATES, Line, Unknown
from marsad.posture.conflicts import asserted
from marsad.posture.contested import Conflict
from marsad.posture.copies import Copies
from marsad.posture.events import Event
from marsad.posture.geography import Cells, same_place
from marsad.posture.subject import Subject
from marsad.posture.telling import by_publication
from marsad.posture.voices import Heard

_SPOTS = ("site", "town")


def dressed(
    lines: Iterable[Line], events: Iterable[Event], conflicts: Iterable[Conflict], copies: Copies
) -> Iterator[Line]:
    events_of: dict[str, list[str]] = {}
    for event in events:
        for entry in event.entries:
            events_of.setdefault(entry.id, []).append(event.id)
    conflicts_of: dict[tuple[str, str], list[str]] = {}
    for conflict in conflicts:
        for entry in conflict.entries:
            conflicts_of.setdefault((conflict.over, entry.id), []).append(conflict.id)
    for line in lines:
        against = _against(line)
        over = {dispute.over: dispute.entries for dispute in line.disputes}
        yield replace(
            line,
            heard=Heard.of(line.entries, copies),
            against=against,
            word=max((*line.entries, *against), key=by_publication, default=None),
            events=_once(id for entry in line.entries for id in events_of.get(entry.id, ())),
            conflicts=_once(
                id
                for name, entries in over.items()
                for entry in entries
                for id in conflicts_of.get((name, entry.id), ())
            ),
        )


def _against(line: Line) -> tuple[Entry, ...]:
    """The claims that a dispute sets against those that support the line."""
    support = {entry.id for entry in line.entries}
    found = {e.id: e for dispute in line.disputes for e in dispute.entries if e.id not in support}
    return tuple(sorted(found.values(), key=by_publication))


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


class Known:
    """What a ledger knows of places beyond the claims that a question takes in."""

    def __init__(self, view: View, subject: Subject, on: dt.date) -> None:
        self._view, self._subject, self._on = view, subject, on
        self._near: dict[Place, list[Entry]] = {}

    def asked(self, place: Place) -> bool:
        return self._subject.takes_in(place)

    def tells(self, section: str, place: Place) -> bool:
        """Whether a claim tells it of a place that the question does not: one about an actor leaves out all others."""
        if self._subject.actor is None:
            return False
        if place not in self._near:
            self._near[place] = self._view.newest(1, self._on, near=(place, 0.0))
        return any(
            asserted(entry)
            and any(same_place(place, told) or _called(place) == _called(told) for told in _told(section, entry))
            for entry in self._near[place]
        )


def unknowns(lines: Iterable[Line], cells: Cells, known: Known) -> tuple[Unknown, ...]:
    """What no claim says of the sites and towns that the answer names: who holds them, who is there.

    A camp and the town that have one name are one to whoever reads the list. Of the far end of a move, which lies
    outside the place asked about, the answer knows nothing, and says nothing.
    """
    told: dict[str, set[tuple[str, str | None]]] = {section: set() for section in STATES}
    named: dict[tuple[str, str | None], Place] = {}
    for line in lines:
        for place in (line.place, line.destination):
            if place is not None and place.level in _SPOTS and known.asked(place):
                named.setdefault(_called(cells.of(place)), cells.of(place))
        if line.section in told and line.place is not None:
            told[line.section].add(_called(cells.of(line.place)))
    return tuple(
        Unknown(section, place)
        for section in ("presence", "holder")
        for called, place in named.items()
        if called not in told[section] and not known.tells(section, place)
    )


def _told(section: str, entry: Entry) -> tuple[Place, ...]:
    """The places of which an entry tells who holds them, or who is there."""
    claim = entry.claim
    if section == "holder":
        return claim.place if claim.kind in ("handover", "control") else ()
    return claim.place if claim.kind == "presence" else (*claim.origin, *claim.destination)


def _called(place: Place) -> tuple[str, str | None]:
    return folded(place.name), place.country
