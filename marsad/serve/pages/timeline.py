"""What happened to a place or an actor, in order: what is told, planned, feared and denied, apart."""

import datetime as dt

from starlette.responses import Response

from marsad.serve.guard import Here
from marsad.serve.views.asked import asked_about, name_of
from marsad.serve.views.axis import Axis
from marsad.serve.views.lanes import Group, extent, groups
from marsad.serve.views.lately import told_of
from marsad.serve.views.palette import palette

_LISTED = 300


def timeline(visit: Here) -> Response:
    subject, since, until = asked_about(visit), visit.day("since"), visit.day("until")
    known = told_of(visit, subject, since, until)
    found = known.events
    shown = groups(found, known.conflicts, subject)
    first, last = extent(shown, visit.on)
    drawn = _drawn(shown)
    axis = Axis(since or first, _after(until or last, since or first), visit.lang == "ar")
    if visit.wants_json:
        days = {"first": axis.first, "last": axis.last}
        return visit.json(days | {"groups": {group.name: group.lanes for group in shown}})
    model = {
        "groups": shown,
        "axis": axis,
        "on": visit.on,
        "events": found[-_LISTED:],
        "total": len(found),
        "of": name_of(visit, subject),
        "subject": subject,
        "since": since,
        "newest": known.claims,
        "earlier": known.before,
        "until": until,
        "hues": {key: n for n, key in enumerate(palette(visit), 1) if key in drawn},
    }
    return visit.page("timeline/timeline.html", model)


def _drawn(shown: list[Group]) -> set[str | None]:
    """Whose marks there are: who acts elsewhere alone needs no colour here."""
    return {mark.actor for group in shown for lane in group.lanes for mark in lane.marks}


def _after(day: dt.date, first: dt.date) -> dt.date:
    return max(day, first + dt.timedelta(1))
