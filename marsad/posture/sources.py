"""Who is heard in a ledger: its outlets and its speakers, their grades, and how often they were borne out."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from marsad.ledger import Entry, View
from marsad.posture.alike import Things
from marsad.posture.contested import find_conflicts
from marsad.posture.copies import Copies
from marsad.posture.events import find_events
from marsad.posture.geography import Cells
from marsad.posture.record import Record, records
from marsad.posture.verdicts import Verdicts


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or a speaker: in how many reports, with how many claims, published from when to when."""

    role: str  # "publisher" or "speaker"
    name: str | None  # None: reports that do not name their publisher
    reports: int
    claims: int
    first: dt.date | None
    last: dt.date | None
    grade: str | None = None  # Admiralty A to F, as an analyst gave it
    record: Record = field(default_factory=Record)

    def to_json(self) -> dict[str, Any]:
        return {
            "role": self.role,
            "name": self.name,
            "reports": self.reports,
            "claims": self.claims,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "grade": self.grade,
            "record": self.record.to_json(),
        }


def sources(view: View) -> tuple[Source, ...]:
    """Outlets, then speakers, those with most claims first."""
    entries = view.claims()
    outlets: dict[str | None, list[tuple[str, dt.date | None]]] = {}
    for report in view.reports():
        outlets.setdefault(report.publisher, []).append((report.id, report.published))
    speakers: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.claim.said_by:
            speakers.setdefault(entry.claim.said_by.of, []).append(entry)
    counts = Counter(entry.publisher for entry in entries)
    found = [_source("publisher", name, of, counts[name]) for name, of in outlets.items()]
    found += [
        _source("speaker", key, [(e.report_id, e.published) for e in said], len(said)) for key, said in speakers.items()
    ]
    grades, told = view.source_grades(), _records(view, entries)
    graded = (
        replace(source, grade=grades.get(source.name or ""), record=told.get((source.role, source.name), Record()))
        for source in found
    )
    return tuple(sorted(graded, key=lambda s: (s.role, -s.claims, s.name or "")))


def _records(view: View, entries: list[Entry]) -> dict[tuple[str, str | None], Record]:
    events = find_events(entries, Verdicts.of(view.event_decisions()))
    copies = Copies.among(view, entries)
    # What is missed shows by the newest report, not by the clock on the wall: the same view gives the same answer.
    today = view.known or max((entry.published for entry in entries if entry.published), default=dt.date.min)
    conflicts = find_conflicts(events, entries, copies)
    return records(events, conflicts, Things(entries, Cells()), copies, today)


def _source(role: str, name: str | None, reports: Iterable[tuple[str, dt.date | None]], claims: int) -> Source:
    heard = dict(reports)
    days = [day for day in heard.values() if day]
    return Source(role, name, len(heard), claims, min(days, default=None), max(days, default=None))
