"""What happened: the claims of all reports on one happening brought together, and why they belong together."""

from starlette.responses import Response

from marsad.model.kinds import KINDS
from marsad.posture.contested import find_conflicts
from marsad.posture.copies import Copies
from marsad.posture.explain import explain, find_event
from marsad.posture.happenings import day_of, summarise
from marsad.posture.verdicts import Verdicts
from marsad.serve.guard import Here
from marsad.serve.views.asked import asked_about, name_of, page_of
from marsad.serve.views.lately import told_of
from marsad.serve.views.passages import passages

_A_PAGE = 50


def events(visit: Here) -> Response:
    subject, since, until = asked_about(visit), visit.day("since"), visit.day("until")
    kind, voices = visit.text("kind"), visit.number("voices", 1, 1000)
    known = told_of(visit, subject, since, until)
    told = (s for s in reversed(known.events) if kind not in KINDS or s.event.kind == kind)
    wanted = [summary for summary in told if len(summary.heard.voices) >= voices]
    offset, limit = page_of(visit, _A_PAGE)
    model = {
        "events": wanted[offset : offset + limit],
        "total": len(wanted),
        "offset": offset,
        "limit": limit,
    }
    if visit.wants_json:
        return visit.json(model)
    asked = {"of": name_of(visit, subject), "subject": subject, "since": since, "until": until}
    more = {"kind": kind, "voices": voices, "kinds": list(KINDS), "newest": known.claims, "earlier": known.before}
    return visit.page("events/events.html", model | asked | more)


def event(visit: Here, id: str) -> Response:
    found, around = find_event(visit.view, id)
    explanation = explain(found, around, Verdicts.of(visit.view.event_decisions()))
    summary = summarise(visit.view, [found])[0]
    copies = Copies.among(visit.view, found.entries)
    model = {
        "summary": summary,
        "explanation": explanation,
        "conflicts": find_conflicts([found], [], copies),
        "passages": passages(visit.view, (link.telling.entry for link in explanation.links + explanation.left_out)),
    }
    if visit.wants_json:
        return visit.json(model)
    return visit.page("events/event.html", model | {"day": day_of(found)})
