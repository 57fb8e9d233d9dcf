"""What a site shows: places and actors with their briefs, events, conflicts, reports, sources, at one set of clocks."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from marsad.ledger import Entry, View
from marsad.model.report import Report
from marsad.model.values import Place
from marsad.posture.brief import Brief
from marsad.posture.brief import brief as gather_brief
from marsad.posture.contested import Conflict
from marsad.posture.geography import Cells
from marsad.posture.happenings import conflicts, day_of, happenings
from marsad.posture.sources import Source, sources
from marsad.posture.subject import EVERYTHING, Subject, places
from marsad.posture.summary import Summary
from marsad.publish.site.slugs import Slugs

PLACES, ACTORS = 200, 100  # that have a page; those told of most
EVENTS = 1000  # in a list, and as many conflicts: the newest
_NOBODY = "UNKNOWN"


@dataclass(frozen=True)
class Page:
    """A place or an actor with a page of its own."""

    slug: str
    subject: Subject
    claims: int

    @property
    def folder(self) -> str:
        return "actors" if self.subject.actor else "places"


@dataclass(frozen=True)
class Site:
    view: View
    on: dt.date
    entries: dict[str, Entry]
    reports: tuple[Report, ...]  # in the order of publication
    places: tuple[Page, ...]
    actors: tuple[Page, ...]
    events: tuple[Summary, ...]  # newest first
    conflicts: tuple[Conflict, ...]
    sources: tuple[Source, ...]
    report_slugs: dict[str, str]
    numbers: dict[str, int] = field(default_factory=dict)  # of reports, the same on every page

    def brief(self, page: Page) -> Brief:
        """All that is told of a place or an actor, from the first claim on."""
        days = [entry.day for entry in page.subject.entries(self.view) if entry.day != dt.date.min]
        first = min([day for day in days if day <= self.on], default=self.on)
        return gather_brief(self.view, page.subject, self.on, first)


def gather(view: View, on: dt.date) -> Site:
    entries = [entry for entry in view.claims() if (entry.published or on) <= on]
    named = {entry.report_id for entry in entries}
    reports = tuple(report for report in view.reports() if report.id in named)
    slugs = Slugs()
    events = [summary for summary in happenings(view, EVERYTHING, until=on) if _told_by(summary, on)]
    return Site(
        view=view,
        on=on,
        entries={entry.id: entry for entry in entries},
        reports=reports,
        places=tuple(_places(entries)),
        actors=tuple(_actors(entries)),
        events=tuple(sorted(events, key=lambda s: day_of(s.event), reverse=True)[:EVENTS]),
        conflicts=tuple(sorted(conflicts(view, EVERYTHING, None, on), key=_by_last, reverse=True)[:EVENTS]),
        sources=sources(view),
        report_slugs={report.id: slugs.of(report.id) for report in reports},
        numbers={report.id: n for n, report in enumerate(reports, 1)},
    )


def _by_last(conflict: Conflict) -> tuple[bool, dt.date]:
    """Open ones first; of these the newest."""
    return conflict.settled is None, conflict.last


def _told_by(summary: Summary, on: dt.date) -> bool:
    return (summary.event.first.entry.published or on) <= on


def _places(entries: list[Entry]) -> Iterator[Page]:
    """Places told of most; those that are one place to an answer are one here."""
    cells, slugs = Cells(), Slugs()
    told: Counter[Place] = Counter()
    for entry in entries:
        told.update({cells.of(place) for place in places(entry)})
    for place, count in sorted(told.items(), key=lambda item: (-item[1], item[0].name))[:PLACES]:
        yield Page(slugs.of(place.name), Subject(place=place), count)


def _actors(entries: list[Entry]) -> Iterator[Page]:
    slugs = Slugs()
    told: Counter[str] = Counter()
    for entry in entries:
        told.update({key for key in (*entry.claim.actor, *entry.claim.partner) if key != _NOBODY})
    for key, count in sorted(told.items(), key=lambda item: (-item[1], item[0]))[:ACTORS]:
        yield Page(slugs.of(key), Subject(actor=key), count)
