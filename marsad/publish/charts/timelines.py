"""A timeline: each happening a row, with its day or span, by kind; the newest last, as a reader goes down the page."""

import datetime as dt
import re
from collections.abc import Iterable
from textwrap import shorten
from typing import Any

from marsad.model.values import bounds
from marsad.posture.happenings import day_of
from marsad.posture.summary import Summary
from marsad.publish.charts.axes import time_axis
from marsad.publish.charts.drawing import Chart
from marsad.publish.charts.legend import Sign, legend
from marsad.publish.charts.style import COLOURS, SHAPES, SOFT, directed
from marsad.publish.events import headline
from marsad.publish.happened import happened, sure
from marsad.publish.wording.dates import day
from marsad.publish.wording.names import Namer

LIMIT = 24  # rows
KINDS = ("move", "handover", "attack", "activity", "control", "agreement", "presence")
_ROW, _WIDTH = 24, 420
_LONGEST = 68  # letters of a label
_HANGING = re.compile(r"[\s،,:←→]*…$")  # what no word follows any more


def timeline_chart(
    events: Iterable[Summary],
    since: dt.date,
    until: dt.date,
    title: str,
    names: Namer,
    limit: int = LIMIT,
    unsure: bool = False,
) -> Chart:
    """What is told as done between two days. Of more than `limit`, those that most voices tell."""
    told = [s for s in events if happened(s) and (unsure or sure(s)) and since <= day_of(s.event) <= until]
    kept = sorted(told, key=lambda s: -len(s.heard.voices))[:limit]
    rows = [_row(n, summary, since, until, names) for n, summary in enumerate(s for s in told if s in kept)]
    say, arabic = names.messages, names.language == "ar"
    from_day, to_day = day(since, say), day(until, say)
    alt = say.say("alt-timeline", n=len(rows), since=from_day, date=to_day)
    phrases = names.words.phrases
    kinds = [kind for kind in KINDS if any(row["sort"] == kind for row in rows)]
    scale = {
        "domain": [directed(phrases.word("kind", kind), names.language) for kind in kinds],
        "range": [COLOURS[KINDS.index(kind)] for kind in kinds],
    }
    shapes = {"domain": scale["domain"], "range": [SHAPES[KINDS.index(kind)] for kind in kinds]}
    signs = [Sign(phrases.word("kind", kind), SHAPES[KINDS.index(kind)], COLOURS[KINDS.index(kind)]) for kind in kinds]
    height = max(1, len(rows)) * _ROW
    below, _ = legend(signs, height + 8, _WIDTH, names.language)
    x = {
        "type": "temporal",
        "axis": {**time_axis(since, until, 5, names.language), "orient": "top"},
        "scale": {"reverse": arabic, "domain": [_utc(since), _utc(until)], "type": "utc", "nice": False},
    }
    y = {
        "field": "label",
        "type": "nominal",
        "sort": [row["label"] for row in rows],
        "axis": {"title": None, "orient": "right" if arabic else "left", "labelLimit": 560, "grid": True,
                 "ticks": False, "domain": False, "labelPadding": 10},
    }  # fmt: skip
    tooltip = [{"field": name, "title": directed(phrases.word("column", column), names.language)}
               for name, column in (("label", "event"), ("when", "when"), ("voices", "voices"))]  # fmt: skip
    spec: dict[str, Any] = {
        "title": {"text": directed(title, names.language), "anchor": "end" if arabic else "start"},
        "data": {"values": rows},
        "width": _WIDTH,
        "height": height,
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.45},
             "transform": [{"filter": "datum.first != datum.last"}],
             "encoding": {"y": y, "x": {"field": "first", **x}, "x2": {"field": "last"},
                          "color": {"field": "kind", "type": "nominal", "scale": scale, "legend": None}}},
            {"mark": {"type": "point", "filled": True, "size": 95, "opacity": 1, "stroke": "white", "strokeWidth": 0.8},
             "encoding": {"y": y, "x": {"field": "at", **x}, "tooltip": tooltip,
                          "color": {"field": "kind", "type": "nominal", "scale": scale, "legend": None},
                          "shape": {"field": "kind", "type": "nominal", "scale": shapes, "legend": None}}},
            *below,
        ],
    }  # fmt: skip
    if not rows:
        nothing = {"type": "text", "color": SOFT, "text": directed(alt, names.language)}
        spec |= {"data": {"values": [{}]}, "height": 2 * _ROW, "layer": [{"mark": nothing}]}
    return Chart(spec, title, alt, names.language)


def _row(n: int, summary: Summary, since: dt.date, until: dt.date, names: Namer) -> dict[str, Any]:
    at = day_of(summary.event)
    first, last = bounds(summary.when) if summary.when else (at, at)
    first, last = max(first, since), min(last, until)
    text = headline(summary, names.words)
    label = _HANGING.sub("…", shorten(text, _LONGEST, placeholder="…"))
    kind = summary.event.kind
    return {
        "label": directed(f"{label}{chr(0x200B) * n}", names.language),  # rows of one wording stay rows of their own
        "sort": kind,
        "kind": directed(names.words.phrases.word("kind", kind), names.language),
        "first": _utc(first),
        "last": _utc(max(first, last)),
        "at": _utc(min(max(at, since), until)),
        "when": summary.when or f"({at})",
        "voices": len(summary.heard.voices),
    }


def _utc(date: dt.date) -> str:
    return f"{date.isoformat()}T00:00:00Z"
