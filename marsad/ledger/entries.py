"""What a view shows: claims with their sources, unknown names, tombstones."""

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any

from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.values import bounds


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as the ledger holds it: with its id and the report it comes from."""

    id: str
    claim: Claim
    report_id: str
    publisher: str | None
    published: dt.date | None
    language: str
    sha256: str  # of the report's text
    reader: str
    verdict: str = ""  # of the decisions: accepted, amended, rejected
    recorded: str = ""  # since when the ledger has the claim in this form
    row: int = field(default=0, compare=False, repr=False)  # of this state of the claim, in the table of claims
    # First and last day of `when`; the report's date where the text gives none; all time where nothing does.
    span: tuple[dt.date, dt.date] = field(init=False, compare=False, repr=False)
    # From which the claim counts: the first day, or the last where the first is open ("by March").
    day: dt.date = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Reckoned once: answers sort and compare by these many times over.
        reported = (self.published, self.published) if self.published else (dt.date.min, dt.date.max)
        first, last = span = bounds(self.claim.when) if self.claim.when else reported
        opening = first if first != dt.date.min else last if last != dt.date.max else self.published or dt.date.min
        object.__setattr__(self, "span", span)
        object.__setattr__(self, "day", opening)

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "report": self.report_id,
            "publisher": self.publisher,
            "published": self.published.isoformat() if self.published else None,
            "language": self.language,
            "reader": self.reader,
            **({"verdict": self.verdict} if self.verdict else {}),
            **self.claim.to_json(),
        }


@dataclass(frozen=True, slots=True)
class UnknownEntry:
    """A name that neither register nor gazetteer knows, and where it stands."""

    text: str
    kind: str
    key: str
    report_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Context:
    """Where an unknown name stands, with some of the text around it."""

    report_id: str
    start: int
    end: int
    text: str

    def to_json(self) -> dict[str, Any]:
        return {"report": self.report_id, "start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Unknown:
    """An unknown name in all its places: in how many readings, reports and claims, and its first contexts."""

    text: str
    kind: str
    key: str
    count: int
    reports: int
    claims: int
    contexts: tuple[Context, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.text,
            "kind": self.kind,
            "key": self.key,
            "count": self.count,
            "reports": self.reports,
            "claims": self.claims,
            "contexts": [context.to_json() for context in self.contexts],
        }


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A report that does not count: retracted, or erased, which also took its words away. By whom, why and when."""

    report_id: str
    verb: str  # "retracted" or "erased"
    by: str
    why: str
    at: str
    sha256: str  # of the text as it was

    def to_json(self) -> dict[str, Any]:
        return {
            "report": self.report_id,
            "verb": self.verb,
            "by": self.by,
            "why": self.why,
            "at": self.at,
            "sha256": self.sha256,
        }


def entry_of(row: Any) -> Entry:
    return Entry(
        id=row.id,
        claim=Claim.kept(json.loads(row.json)),
        report_id=row.report_id,
        publisher=row.publisher,
        published=day_of(row.published_at),
        language=row.language,
        sha256=row.sha256,
        reader=row.reader,
        verdict=row.verdict,
        recorded=row.recorded_at,
        row=row.row,
    )


def report_of(row: Any) -> Report:
    return Report(
        id=row.id,
        text=row.text,
        language=row.language,
        published=day_of(row.published_at),
        publisher=row.publisher,
        title=row.title,
        address=row.address,
        sha256=row.sha256,
    )


def day_of(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
