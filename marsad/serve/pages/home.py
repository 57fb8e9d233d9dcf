"""The state of things in ten seconds: what was read last, what happened, what is in dispute, where most is going on."""

import datetime as dt

from starlette.responses import Response

from marsad.ledger.glance import busy_places, latest_reports
from marsad.serve.guard import Here
from marsad.serve.views.asked import at_a_glance
from marsad.serve.views.lately import news

_SHOWN = 6
_CLAIMS = 300  # the newest, which are looked at
_WEEKS = dt.timedelta(45)  # before the newest report, in which conflicts and events are looked for


def home(visit: Here) -> Response:
    seen = at_a_glance(visit)
    if not seen.reports:
        return visit.page("home/empty.html", {"reports": 0})
    last = min(seen.last or visit.on, visit.on)
    lately = visit.once(("news", last), lambda: news(visit.view, last - _WEEKS, last, _CLAIMS))
    model = {
        "counts": seen,
        "latest": latest_reports(visit.view, _SHOWN),
        "busy": busy_places(visit.view, last, _SHOWN + 2),
        "conflicts": lately.conflicts[:_SHOWN],
        "open_conflicts": len(lately.conflicts),
        "events": lately.events[:_SHOWN],
        "unknown": visit.once(("unknown", _SHOWN), lambda: visit.view.unknown(_SHOWN)),
        "last": last,
    }
    return visit.page("home/home.html", model | {"since": last - _WEEKS})
