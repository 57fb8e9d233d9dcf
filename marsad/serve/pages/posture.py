"""Who is where, who holds what, what has stopped: every cell with its claims for and against."""

from starlette.responses import Response

from marsad.posture.answer import SECTIONS, Answer
from marsad.posture.state import posture as reckon
from marsad.posture.subject import Subject
from marsad.publish.cells import told
from marsad.serve.guard import Here
from marsad.serve.views.asked import asked_about, name_of
from marsad.serve.views.state import Filters, state
from marsad.serve.visit import Visit


def posture(visit: Here) -> Response:
    subject = asked_about(visit)
    answer = answer_about(visit, subject)
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


def answer_about(visit: Visit, subject: Subject) -> Answer:
    """The posture, worked out once for the map, the table and whoever else asks."""
    return visit.once(("posture", subject, visit.on), lambda: reckon(visit.view, subject, visit.on))
