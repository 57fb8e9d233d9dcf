"""All that a brief on a place or an actor needs, in one object: state, changes, happenings, conflicts, sources, words.

Every claim that anything in it rests on is in it too, with the passages of its report and where they stand.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from marsad.ledger import Entry, View
from marsad.model.report import Report
from marsad.posture.answer import Answer
from marsad.posture.contested import Conflict
from marsad.posture.difference import Difference, difference
from marsad.posture.events import Event
from marsad.posture.happenings import conflicts, day_of, happenings
from marsad.posture.state import posture
from marsad.posture.subject import Subject
from marsad.posture.summary import Summary
from marsad.posture.telling import by_publication
from marsad.posture.voices import voice_of


@dataclass(frozen=True)
class Given:
    """A reason, who gives it and who denies it."""

    code: str
    by: tuple[str, ...]
    denied_by: tuple[str, ...]
    claims: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {"reason": self.code, "by": list(self.by), "denied_by": list(self.denied_by), "claims": [*self.claims]}


@dataclass(frozen=True)
class Brief:
    answer: Answer
    since: dt.date
    changes: Difference
    events: tuple[Summary, ...]  # between `since` and the day, by day
    conflicts: tuple[Conflict, ...]  # that arose or were spoken of between these days, open ones first
    reasons: tuple[Given, ...]  # why forces left, came or stopped in these events
    entries: tuple[Entry, ...]
    reports: tuple[Report, ...]
    grades: Mapping[str, str]  # of outlets and speakers
    claim_grades: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        texts = {report.id: report.text for report in self.reports}
        answer = self.answer.to_json()
        return {
            **{name: answer[name] for name in ("asked", "on", "known", "recorded")},
            "since": self.since.isoformat(),
            "posture": {name: answer[name] for name in ("lines", "silent", "unknown")},
            "changes": self.changes.to_json()["changes"],
            "events": [event.to_json() for event in self.events],
            "conflicts": [conflict.to_json() for conflict in self.conflicts],
            "reasons": [reason.to_json() for reason in self.reasons],
            "claims": {entry.id: self._claim(entry, texts.get(entry.report_id, "")) for entry in self.entries},
            "reports": {report.id: self._report(report) for report in self.reports},
        }

    def _claim(self, entry: Entry, text: str) -> dict[str, Any]:
        """A claim with its grades and the words that support it; none where the report was erased."""
        spans = entry.claim.evidence if text else ()
        passages = [{"start": s.start, "end": s.end, "text": s.text(text)} for s in spans]
        said_by = entry.claim.said_by
        names = (said_by.name, said_by.of) if said_by else ()
        speaker = next((self.grades[name] for name in names if name and name in self.grades), None)
        return entry.to_json() | {
            "grade": self.claim_grades.get(entry.id),
            "speaker_grade": speaker,
            "passages": passages,
        }

    def _report(self, report: Report) -> dict[str, Any]:
        return {
            "publisher": report.publisher,
            "grade": self.grades.get(report.publisher or ""),
            "published": report.published.isoformat() if report.published else None,
            "title": report.title,
            "address": report.address,
            "language": report.language,
        }


def brief(view: View, subject: Subject, on: dt.date, since: dt.date) -> Brief:
    """The brief for a day, with what happened and changed since another."""
    answer = posture(view, subject, on)
    told = [s for s in happenings(view, subject, since=since, until=on) if _said(s.event, on)]
    found = conflicts(view, subject, since, on)
    found.sort(key=lambda conflict: conflict.settled is not None)
    changes = difference(posture(view, subject, since), answer, view)
    entries = {entry.id: entry for entry in _all(answer, changes, told, found)}
    ordered = tuple(sorted(entries.values(), key=by_publication))
    named = {entry.report_id for entry in ordered}
    reports = tuple(report for report in view.reports() if report.id in named)
    reasons, grades = tuple(_reasons(told)), (view.source_grades(), view.claim_grades())
    return Brief(answer, since, changes, tuple(told), tuple(found), reasons, ordered, reports, *grades)


def _said(event: Event, on: dt.date) -> bool:
    return day_of(event) <= on and (event.first.entry.published or on) <= on


def _all(answer: Answer, changes: Difference, told: Iterable[Summary], found: Iterable[Conflict]) -> Iterable[Entry]:
    changed = (line for change in changes.changes for line in (change.before, change.after) if line)
    for line in (*answer.lines, *changed):
        yield from line.entries
        yield from line.against
    for summary in told:
        yield from summary.event.entries
    for conflict in found:
        yield from conflict.entries


def _reasons(told: Iterable[Summary]) -> list[Given]:
    entries = {entry.id: entry for summary in told for entry in summary.event.affirming if entry.claim.reasons}
    voices = voice_of(entries.values())
    holds: dict[str, set[str]] = {}
    denies: dict[str, set[str]] = {}
    claims: dict[str, list[str]] = {}
    for entry in sorted(entries.values(), key=by_publication):
        for reason in entry.claim.reasons:
            (holds if reason.holds else denies).setdefault(reason.code, set()).add(voices[entry.id])
            claims.setdefault(reason.code, []).append(entry.id)
    found = [
        Given(code, tuple(sorted(holds.get(code, ()))), tuple(sorted(denies.get(code, ()))), tuple(dict.fromkeys(ids)))
        for code, ids in claims.items()
    ]
    return sorted(found, key=lambda given: (-len(given.by), given.code))
