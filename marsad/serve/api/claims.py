"""Claims and reports."""

from typing import Annotated

from fastapi import Path, Query
from starlette.responses import Response

from marsad.serve.api.asked import (
    Actor,
    Kind,
    Limit,
    Of,
    Offset,
    Since,
    Status,
    Until,
    days,
    entries_of,
    inside,
    listing,
    part,
)  # fmt: skip
from marsad.serve.guard import Here

ClaimId = Annotated[str, Path(description="The id of a claim, or the beginning of it.", max_length=100)]
ReportId = Annotated[str, Path(description="The id of a report.", max_length=1000)]


def claims(
    visit: Here,
    of: Of = None,
    kind: Kind | None = None,
    status: Status | None = None,
    actor: Actor = None,
    said_by: Annotated[str | None, Query(description="A speaker, by key or name.", max_length=300)] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """Claims by the day on which they hold."""
    first, last = days(since, until)
    key = visit.subject(f"actor:{actor}").actor if actor else None
    if not of:
        shown, total = visit.view.some_claims(limit, offset, kind, key, status, said_by, first, last)
        return part(visit, shown, total, limit, offset)
    found = visit.view.claims(kind=kind, status=status, actor=key, speaker=said_by, since=first, until=last)
    return listing(visit, inside(found, entries_of(visit, of)), limit, offset)


def claim(visit: Here, id: ClaimId) -> Response:
    """One claim, with its passages and the report that it comes from."""
    entry = visit.view.claim(id)
    report = visit.view.report(entry.report_id)
    passages = [{"start": s.start, "end": s.end, "text": s.text(report.text)} for s in entry.claim.evidence]
    decisions = visit.view.decisions(entry.id)
    return visit.json(
        entry.to_json()
        | {"title": report.title, "address": report.address, "passages": passages, "decisions": decisions}
    )


def reports(visit: Here, limit: Limit = 100, offset: Offset = 0) -> Response:
    """The reports that count, in the order of publication, without their texts."""
    found = visit.once("reports", visit.view.reports)
    shown = [_about(report) for report in found[offset : offset + limit]]
    return part(visit, shown, len(found), limit, offset)


def report(visit: Here, id: ReportId) -> Response:
    """A report with its text, and why it does not count where it was taken back."""
    found = visit.view.report(id)
    return visit.json(_about(found) | {"text": found.text, "tombstone": visit.view.tombstone(id)})


def _about(report: object) -> dict[str, object]:
    names = ("id", "title", "publisher", "published", "language", "address", "sha256")
    return {name: getattr(report, name) for name in names}
