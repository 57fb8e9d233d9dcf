"""The map: who is where and who holds what on a day, as known on another; the same as a table without scripts."""

from dataclasses import replace

from starlette.responses import Response

from marsad.serve.guard import Here
from marsad.serve.pages.posture import answer_about
from marsad.serve.views.asked import asked_about, at_a_glance, name_of
from marsad.serve.views.chart import Chart, chart
from marsad.serve.views.palette import palette
from marsad.serve.visit import Visit
from marsad.serve.words import LANGUAGES


def map_page(visit: Here) -> Response:
    seen = at_a_glance(visit)
    if not visit.text("on") and seen.last and seen.last < visit.on:
        visit.clocks = replace(visit.clocks, on=seen.last)  # the newest day of which there is something to draw
    subject, found = asked_about(visit), _chart(visit)
    if visit.wants_json:
        return visit.json(found)
    model = {
        "chart": found,
        "first_chart": found.to_json(),
        "of": name_of(visit, subject),
        "subject": subject,
        "seen": seen,
        "palette": [(key, visit.words.short(key)) for key in palette(visit)],
        "states": _states(visit),
        "before": visit.day("before"),
    }
    return visit.page("map/map.html", model)


def _chart(visit: Visit) -> Chart:
    subject = asked_about(visit)
    other = LANGUAGES[1 - LANGUAGES.index(visit.lang)]
    return chart(answer_about(visit, subject), visit.words, visit.house.words(other, visit.view))


def _states(visit: Visit) -> dict[str, list[str]]:
    """Country code → its name in the reader's language, and in the other."""
    register = visit.house.register
    other = LANGUAGES[1 - LANGUAGES.index(visit.lang)]
    codes = {name.entry.key for name in register.names if name.entry.type == "state"}
    return {code: [register.actor_name(code, visit.lang), register.actor_name(code, other)] for code in sorted(codes)}
