"""What stands beside each line of an answer: who is heard, what speaks against it, the last word, events, conflicts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from marsad.ledger import Entry
from marsad.ledger.names import folded
from marsad.model.values import Place
from marsad.posture.answer import STATES, Line, Unknown
from marsad.posture.contested import Conflict
from marsad.posture.copies import Copies
from marsad.posture.events import Event
from marsad.posture.geography import Cells
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


def unknowns(lines: Iterable[Line], cells: Cells) -> tuple[Unknown, ...]:
    """What no claim says of the sites and towns that the answer names: who holds them, who is there.

    A camp and the town that have one name are one to whoever reads the list.
    """
    told: dict[str, set[tuple[str, str | None]]] = {section: set() for section in STATES}
    named: dict[tuple[str, str | None], Place] = {}
    for line in lines:
        for place in (line.place, line.destination):
            if place is not None and place.level in _SPOTS:
                named.setdefault(_called(cells.of(place)), cells.of(place))
        if line.section in told and line.place is not None:
            told[line.section].add(_called(cells.of(line.place)))
    return tuple(
        Unknown(section, place)
        for section in ("presence", "holder")
        for called, place in named.items()
        if called not in told[section]
    )


def _called(place: Place) -> tuple[str, str | None]:
    return folded(place.name), place.country
