"""Who is where, what happened, what is in conflict: the answers that follow from claims."""

import datetime as dt
from typing import Annotated, Literal

from fastapi import Path, Query
from starlette.responses import Response

from marsad.errors import QuestionError
from marsad.ledger import View
from marsad.posture.brief import brief as gather
from marsad.posture.difference import difference
from marsad.posture.explain import explain, find_event
from marsad.posture.happenings import conflicts as find_conflicts
from marsad.posture.happenings import happenings, summarise
from marsad.posture.sources import sources as count_sources
from marsad.posture.timeline import timeline as order
from marsad.posture.verdicts import Verdicts
from marsad.serve.api.asked import Kind, Limit, Named, Of, Offset, Since, Until, days, listing
from marsad.serve.clocks import in_reach, parse_day, parse_moment
from marsad.serve.guard import Here
from marsad.serve.views.standing import posture_in, posture_of

_MONTH = dt.timedelta(30)
Over = Literal["number", "toll", "date", "holder", "attacker", "denial", "reason", "pace", "agreement"]
EventId = Annotated[str, Path(description="The id of an event, or of a claim that tells of it.", max_length=100)]


def posture(visit: Here, of: Named) -> Response:
    """Who is where, who holds what and what has stopped, on any day."""
    subject = visit.subject(of)
    return visit.json(posture_of(visit, subject))


def timeline(
    visit: Here, of: Named, since: Since = None, until: Until = None, limit: Limit = 100, offset: Offset = 0
) -> Response:
    """What happened, in order."""
    first, last = days(since, until)
    subject = visit.subject(of)
    found = visit.once(
        ("timeline", subject, first, last),
        lambda: order(visit.view, subject, first or dt.date.min, last or dt.date.max),
    )
    return listing(visit, found, limit, offset)


def events(
    visit: Here,
    of: Of = None,
    kind: Kind | None = None,
    since: Since = None,
    until: Until = None,
    voices: Annotated[int, Query(ge=1, le=100, description="Only what so many voices or more tell.")] = 1,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """Happenings: the claims of all reports on each brought together."""
    first, last = days(since, until)
    subject = visit.subject(of)
    found = visit.once(
        ("events", subject, kind, first, last), lambda: happenings(visit.view, subject, kind, first, last)
    )
    return listing(visit, [summary for summary in found if len(summary.heard.voices) >= voices], limit, offset)


def event(visit: Here, id: EventId) -> Response:
    """One happening: why its claims belong together, and which near claims were left out, and why."""
    found, around = find_event(visit.view, id)
    explanation = explain(found, around, Verdicts.of(visit.view.event_decisions()))
    return visit.json(summarise(visit.view, [found])[0].to_json() | explanation.to_json())


def conflicts(
    visit: Here,
    of: Of = None,
    over: Over | None = None,
    open: Annotated[bool, Query(description="Only those that no later report has settled.")] = False,
    since: Since = None,
    until: Until = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """What reports are at odds over: who says which since when, and what settled it."""
    first, last = days(since, until)
    subject = visit.subject(of)
    about = visit.once(("conflicts", subject, first, last), lambda: find_conflicts(visit.view, subject, first, last))
    low, high = first or dt.date.min, last or dt.date.max
    found = [c for c in about if over in (None, c.over) and low <= c.since <= high]
    return listing(visit, [c for c in found if not (open and c.settled)], limit, offset)


def diff(
    visit: Here,
    one: Annotated[str, Query(description="The first day, or moment where `clock` is recorded.", max_length=40)],
    other: Annotated[str, Query(description="The second.", max_length=40)],
    of: Of = None,
    clock: Annotated[
        Literal["valid", "known", "recorded"],
        Query(description="Whether these are days of the world, of what was published, or of this ledger."),
    ] = "valid",
) -> Response:
    """What changed between two days, or between what was known or recorded at two moments."""
    (on, view), (later_on, later) = (_clock(visit, clock, given) for given in _sorted(one, other, clock))
    subject, house = visit.subject(of), visit.house
    return visit.json(
        difference(posture_in(house, view, subject, on), posture_in(house, later, subject, later_on), later)
    )


def brief(visit: Here, of: Named, since: Since = None) -> Response:
    """All that a brief on a place or an actor needs, with every claim, its words and its report."""
    day = visit.on
    first = in_reach(since, "since") if since else day - _MONTH
    if first > day:
        raise QuestionError(f"since={first} lies after {day}; give an earlier day.")
    subject = visit.subject(of)
    return visit.json(visit.once(("brief", subject, day, first), lambda: gather(visit.view, subject, day, first)))


def sources(visit: Here, limit: Limit = 100, offset: Offset = 0) -> Response:
    """The outlets and the speakers, graded, with how often what they said was borne out."""
    return listing(visit, visit.once("sources", lambda: count_sources(visit.view)), limit, offset)


def unknown(visit: Here, limit: Limit = 100, offset: Offset = 0) -> Response:
    """Names that nothing knows, those in most reports first, with their contexts."""
    return listing(visit, visit.once("unknown", visit.view.unknown), limit, offset)


def search(
    visit: Here,
    q: Annotated[
        str, Query(description='Words, in any spelling; "quoted" ones together; * for the rest.', max_length=500)
    ],
    language: Literal["ar", "en"] | None = None,
    publisher: Annotated[str | None, Query(max_length=300)] = None,
    since: Since = None,
    until: Until = None,
    evidence: Annotated[bool, Query(description="Only in passages that a claim rests on.")] = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> Response:
    """Reports that have all these words, those published last first."""
    first, last = days(since, until)
    found = visit.view.search(q, limit, language, publisher, first, last, evidence)
    return listing(visit, found, limit, 0)


def _sorted(one: str, other: str, clock: str) -> list[str]:
    if clock == "recorded":
        return sorted((one, other), key=lambda given: parse_moment(given, "one").astimezone())
    return sorted((one, other), key=_day)


def _day(given: str) -> dt.date:
    return parse_day(given, "one")


def _clock(visit: Here, clock: str, given: str) -> tuple[dt.date, View]:
    """The day asked about and the ledger as asked, with one clock set to what was given."""
    clocks = visit.clocks
    if clock == "recorded":
        return visit.on, visit.house.view(clocks.known, parse_moment(given, "one"))
    if clock == "known":
        return visit.on, visit.house.view(_day(given), clocks.as_recorded)
    return _day(given), visit.view
