"""The map: who is where and who holds what on a day, as known on another; the same as a table without scripts."""

import json
from dataclasses import replace

from starlette.responses import Response

from marsad.serve.guard import Here
from marsad.serve.views.asked import asked_about, at_a_glance, name_of
from marsad.serve.views.charts import Charts
from marsad.serve.views.palette import palette
from marsad.serve.visit import Visit
from marsad.serve.words import LANGUAGES


def map_page(visit: Here) -> Response:
    seen = at_a_glance(visit)
    if not visit.text("on") and seen.last and seen.last < visit.on:
        visit.clocks = replace(visit.clocks, on=seen.last)  # the newest day of which there is something to draw
    subject = asked_about(visit)
    found = charts(visit).of(visit.view, subject, visit.on)
    text = found.to_json_text(visit.words, visit.house.words(_other(visit), visit.view))
    if visit.wants_json:
        return Response(text, media_type="application/json")
    model = {
        "chart": found,
        "first_chart": json.loads(text),
        "of": name_of(visit, subject),
        "subject": subject,
        "seen": seen,
        "palette": [(key, visit.words.short(key)) for key in palette(visit)],
        "states": _states(visit),
        "before": visit.day("before"),
    }
    return visit.page("map/map.html", model)


def charts(visit: Visit) -> Charts:
    """What this server remembers of the charts that it made."""
    found = visit.house.answers.or_make("charts", Charts)
    assert isinstance(found, Charts)
    return found


def _other(visit: Visit) -> str:
    return LANGUAGES[1 - LANGUAGES.index(visit.lang)]


def _states(visit: Visit) -> dict[str, list[str]]:
    """Country code → its name in the reader's language, and in the other."""
    register = visit.house.register
    codes = {name.entry.key for name in register.names if name.entry.type == "state"}
    return {
        code: [register.actor_name(code, visit.lang), register.actor_name(code, _other(visit))]
        for code in sorted(codes)
    }
