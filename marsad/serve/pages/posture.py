"""Who is where, who holds what, what has stopped: every cell with its claims for and against."""

from starlette.responses import Response

from marsad.posture.answer import SECTIONS
from marsad.publish.cells import told
from marsad.serve.guard import Here
from marsad.serve.views.asked import asked_about, name_of
from marsad.serve.views.standing import posture_of
from marsad.serve.views.state import Filters, state


def posture(visit: Here) -> Response:
    subject = asked_about(visit)
    answer = posture_of(visit, subject)
    section = visit.text("section")
    filters = Filters(
        section if section in SECTIONS else "",
        visit.text("q"),
        bool(visit.text("disputed")),
        bool(visit.text("sure")),
    )
    found = state(visit.view, answer, filters, lambda line: told(line, visit.words), bool(visit.text("all")))
    if visit.wants_json:
        return visit.json(found)
    return visit.page("posture/posture.html", vars(found) | {"of": name_of(visit, subject), "filters": filters})
