"""What changed between two days, or between what was known or recorded at two moments."""

from starlette.responses import Response

from marsad.posture.answer import SECTIONS
from marsad.serve.guard import Here
from marsad.serve.views.asked import asked_about, name_of
from marsad.serve.views.change import CLOCKS, changed, pair_asked
from marsad.serve.views.passages import passages


def diff(visit: Here) -> Response:
    subject, pair = asked_about(visit), pair_asked(visit)
    found = changed(visit, subject, pair)
    if visit.wants_json:
        return visit.json(found)
    model = {
        "found": found,
        "pair": pair,
        "clock_names": CLOCKS,
        "section_names": SECTIONS,
        "of": name_of(visit, subject),
        "passages": passages(visit.view, (entry for c in found.changes for entry in c.line.entries[:4])),
    }
    return visit.page("diff/diff.html", model)
