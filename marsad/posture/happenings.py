"""The events that a subject is about, each summed up."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from marsad.ledger import View
from marsad.posture.contested import Conflict, find_conflicts
from marsad.posture.copies import Copies
from marsad.posture.events import Event, find_events
from marsad.posture.subject import Subject
from marsad.posture.summary import Summary
from marsad.posture.telling import AROUND, back, by_publication, on
from marsad.posture.verdicts import Verdicts


def happenings(
    view: View,
    subject: Subject,
    kind: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> list[Summary]:
    """The events about a subject in the order of their days."""
    entries = subject.entries(view, kind, *around(since, until))
    found = find_events(entries, Verdicts.of(view.event_decisions()))
    first, last = since or dt.date.min, until or dt.date.max
    near = [event for event in found if _meets(event, subject) and first <= day_of(event) <= last]
    return sorted(summarise(view, near), key=_order)


def around(since: dt.date | None, until: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    """A time, widened so far that its events are the same as if all claims were looked at."""
    return since and back(since, AROUND), until and on(until, AROUND)


def summarise(view: View, events: Iterable[Event]) -> list[Summary]:
    told = list(events)
    copies = Copies.among(view, (entry for event in told for entry in event.entries))
    return [Summary.of(event, copies) for event in told]


def day_of(event: Event) -> dt.date:
    """The earliest day that a dated claim gives, else that of the first report."""
    dated = [t.entry.day for t in event.tellings if t.dated]
    return min(dated, default=event.first.entry.day)


def _meets(event: Event, subject: Subject) -> bool:
    """Of a claim about several places, the happenings elsewhere are none of this subject's."""
    if subject.place is None or event.kind == "agreement":
        return True
    spots = [place for t in event.tellings for place in (t.place, *t.ends) if place]
    return any(subject.takes_in(place) for place in spots)


def _order(summary: Summary) -> tuple[Any, ...]:
    return (day_of(summary.event), *by_publication(summary.event.first.entry), summary.event.first.n)


def conflicts(
    view: View, subject: Subject, since: dt.date | None = None, until: dt.date | None = None
) -> list[Conflict]:
    """What is in conflict about a subject, by the day on which it arose; settled ones too.

    With days, those that arose by the last and were spoken of on the first or later.
    """
    entries = subject.entries(view, None, *around(since, until))
    events = [e for e in find_events(entries, Verdicts.of(view.event_decisions())) if _meets(e, subject)]
    found = find_conflicts(events, entries, Copies.among(view, entries))
    return [c for c in found if (until is None or c.since <= until) and (since is None or c.last >= since)]
