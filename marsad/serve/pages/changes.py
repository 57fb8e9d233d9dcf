"""What changed since yesterday: what was read and decided, and which answers are other ones."""

import datetime as dt

from starlette.responses import Response

from marsad.ledger.glance import glance, latest_reports
from marsad.posture.answer import SECTIONS
from marsad.serve.clocks import parse_moment
from marsad.serve.guard import Here
from marsad.serve.views.asked import asked_about, at_a_glance, name_of
from marsad.serve.views.change import Pair, changed
from marsad.serve.views.passages import passages

_REPORTS = 40
_DECISIONS = 40


def changes(visit: Here) -> Response:
    subject, recorded = asked_about(visit), visit.view.recorded
    since = _since(visit.text("since"), recorded)
    earlier = glance(visit.house.view(visit.clocks.known, parse_moment(since, "since")))
    # Where nothing was there before, all is new, and the other pages say it better.
    found = changed(visit, subject, Pair("recorded", since, recorded)) if earlier.claims else None
    read = latest_reports(visit.view, _REPORTS, since)
    decided = [decision for decision in visit.view.decisions() if decision.at > since]
    model = {
        "since": since,
        "recorded": recorded,
        "reports": read,
        "decisions": decided[-_DECISIONS:][::-1],
        "decided": len(decided),
        "now": at_a_glance(visit),
        "before": earlier,
        "difference": found,
    }
    if visit.wants_json:
        return visit.json(model)
    shown = (entry for c in found.changes for entry in c.line.entries[:4]) if found else ()
    more = {"of": name_of(visit, subject), "subject": subject, "section_names": SECTIONS}
    return visit.page("changes/changes.html", model | more | {"passages": passages(visit.view, shown)})


def _since(given: str, recorded: str) -> str:
    """A moment as the ledger writes them; without one, a day before something was last put on record."""
    if given:
        return parse_moment(given, "since").astimezone(dt.UTC).isoformat(timespec="microseconds")
    last = dt.datetime.fromisoformat(recorded) if recorded else dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    return (last - dt.timedelta(days=1)).isoformat(timespec="microseconds")
