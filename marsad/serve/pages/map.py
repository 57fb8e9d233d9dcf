"""The map: who is where and who holds what on a day, as known on another; the same as a table without scripts."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup
from starlette.responses import Response

from marsad.errors import QuestionError
from marsad.serve.guard import Here
from marsad.serve.views.asked import asked_about, at_a_glance, name_of
from marsad.serve.views.chart import Chart, to_json_together
from marsad.serve.views.charts import Charts
from marsad.serve.views.palette import palette
from marsad.serve.visit import Visit
from marsad.serve.words import LANGUAGES

# Within JSON these are as good, and in a page they end no script and turn nothing around.
_TOLD_APART = (*"<>&'", *map(chr, (0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))))
_ESCAPED = str.maketrans({char: f"\\u{ord(char):04x}" for char in _TOLD_APART})
_DAYS = 8  # of a walk that are told at once


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
        "first_chart": htmlsafe_json(text),
        "of": name_of(visit, subject),
        "subject": subject,
        "reach": _reach(visit),
        "palette": [(key, visit.words.short(key)) for key in palette(visit)],
        "states": _states(visit),
        "before": visit.day("before"),
    }
    return visit.page("map/map.html", model)


def several_days(visit: Here) -> Response:
    """The charts of days that follow each other, along the slider of the day or of what was known."""
    text = to_json_together(_walk(visit), visit.words, visit.house.words(_other(visit), visit.view))
    return Response(text, media_type="application/json")


def _walk(visit: Visit) -> Iterator[Chart]:
    along = visit.text("along", "on")
    if along not in ("on", "known"):
        raise QuestionError(f"along={along} is no clock; give on or known.")
    since = visit.clocks.on if along == "on" else visit.clocks.known
    for n in range(max(visit.number("days", 1, _DAYS), 1)):
        day = since and since + dt.timedelta(n)
        clocks = replace(visit.clocks, on=day or visit.on) if along == "on" else replace(visit.clocks, known=day)
        step = replace(visit, clocks=clocks)
        yield charts(visit).of(step.view, asked_about(step), step.on)


def _reach(visit: Visit) -> dict[str, dt.date]:
    """First and last day of the sliders: all that the ledger tells of, whatever was known."""
    seen = at_a_glance(replace(visit, clocks=replace(visit.clocks, known=None)))
    days = [day for day in (seen.first, seen.last, visit.on, visit.clocks.known) if day]
    return {"first": min(days), "last": max(days)}


def charts(visit: Visit) -> Charts:
    """What this server remembers of the charts that it made."""
    found = visit.house.answers.or_make("charts", Charts)
    assert isinstance(found, Charts)
    return found


def htmlsafe_json(text: str) -> Markup:
    """JSON as a page may carry it."""
    return Markup(text.translate(_ESCAPED))


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
