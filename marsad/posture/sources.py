"""Who is heard in a ledger: its outlets and its speakers."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from marsad.ledger import Entry, View


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or a speaker: in how many reports, with how many claims, published from when to when."""

    role: str  # "publisher" or "speaker"
    name: str | None  # None: reports that do not name their publisher
    reports: int
    claims: int
    first: dt.date | None
    last: dt.date | None

    def to_json(self) -> dict[str, Any]:
        return {
            "role": self.role,
            "name": self.name,
            "reports": self.reports,
            "claims": self.claims,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
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
    found = [_source("publisher", name, of, sum(e.publisher == name for e in entries)) for name, of in outlets.items()]
    found += [
        _source("speaker", key, [(e.report_id, e.published) for e in said], len(said)) for key, said in speakers.items()
    ]
    return tuple(sorted(found, key=lambda s: (s.role, -s.claims, s.name or "")))


def _source(role: str, name: str | None, reports: Iterable[tuple[str, dt.date | None]], claims: int) -> Source:
    heard = dict(reports)
    days = [day for day in heard.values() if day]
    return Source(role, name, len(heard), claims, min(days, default=None), max(days, default=None))
