"""The map: who is where and who holds what on a day, as known on another; the same as a table without scripts."""

from dataclasses import replace

from starlette.responses import Response

from marsad.ledger.glance import busy_actors
from marsad.serve.guard import Here
from marsad.serve.pages.posture import answer_about
from marsad.serve.views.asked import asked_about, at_a_glance, name_of
from marsad.serve.views.chart import Chart, chart
from marsad.serve.visit import Visit
from marsad.serve.words import LANGUAGES

_HUES = 6  # actors that have a colour of their own


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
        "palette": _palette(visit),
        "states": _states(visit),
        "before": visit.day("before"),
    }
    return visit.page("map/map.html", model)


def _chart(visit: Visit) -> Chart:
    subject = asked_about(visit)
    other = LANGUAGES[1 - LANGUAGES.index(visit.lang)]
    return chart(answer_about(visit, subject), visit.words, visit.house.words(other, visit.view))


def _palette(visit: Visit) -> list[tuple[str, str]]:
    """Those who have a colour, with their names: the same on every day."""
    everything = visit.house.view(None, visit.clocks.as_recorded)
    key = (everything.recorded, None, "palette")
    found = visit.house.answers.or_make(key, lambda: busy_actors(everything, _HUES))
    assert isinstance(found, list)
    return [(actor, visit.words.short(actor)) for actor in found]


def _states(visit: Visit) -> dict[str, list[str]]:
    """Country code → its name in the reader's language, and in the other."""
    register = visit.house.register
    other = LANGUAGES[1 - LANGUAGES.index(visit.lang)]
    codes = {name.entry.key for name in register.names if name.entry.type == "state"}
    return {code: [register.actor_name(code, visit.lang), register.actor_name(code, other)] for code in sorted(codes)}
