"""The state of things in ten seconds: what was read last, what changed, what is in dispute, where most is going on."""

import datetime as dt

from starlette.responses import Response

from marsad.ledger.glance import busy_places, latest_reports
from marsad.posture.contested import Conflict
from marsad.posture.happenings import conflicts, happenings
from marsad.posture.subject import Subject
from marsad.posture.summary import Summary
from marsad.serve.guard import Here
from marsad.serve.views.asked import asked_about, at_a_glance, name_of
from marsad.serve.visit import Visit

_SHOWN = 6
_WEEKS = dt.timedelta(45)  # before the newest report, in which conflicts and events are looked for


def home(visit: Here) -> Response:
    seen = at_a_glance(visit)
    if not seen.reports:
        return visit.page("home/empty.html", {"reports": 0})
    last = min(seen.last or visit.on, visit.on)
    subject = asked_about(visit)
    open_conflicts = [conflict for conflict in _conflicts(visit, subject, last) if not conflict.settled]
    events = _events(visit, subject, last)
    model = {
        "counts": seen,
        "latest": latest_reports(visit.view, _SHOWN),
        "busy": busy_places(visit.view, last, _SHOWN + 2),
        "conflicts": open_conflicts[:_SHOWN],
        "open_conflicts": len(open_conflicts),
        "events": events[:_SHOWN],
        "unknown": visit.once(("unknown", _SHOWN), lambda: visit.view.unknown(_SHOWN)),
        "about": subject,
        "last": last,
    }
    return visit.page("home/home.html", model | {"of": name_of(visit, subject), "since": last - _WEEKS})


def _conflicts(visit: Visit, subject: Subject, last: dt.date) -> list[Conflict]:
    """Those that were spoken of in the last weeks, the latest first."""
    since = last - _WEEKS
    found = visit.once(("conflicts", subject, since, None), lambda: conflicts(visit.view, subject, since, None))
    return sorted(found, key=lambda conflict: (-conflict.last.toordinal(), conflict.id))


def _events(visit: Visit, subject: Subject, last: dt.date) -> list[Summary]:
    """What is told to have happened in the last weeks, the latest first, what most voices tell before the rest."""
    since, until = last - _WEEKS, last
    key = ("events", subject, None, since, until)
    found = visit.once(key, lambda: happenings(visit.view, subject, None, since, until))
    told = [s for s in found if s.event.mode == "told" and s.event.kind in ("move", "handover", "attack", "control")]
    return sorted(told, key=lambda s: (-(s.event.first.entry.day.toordinal() // 7), -len(s.heard.voices), s.event.id))
