"""How many were where, over time, each with its range. Where no claim gives a number there is no line: unknown."""

import copy
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from marsad.ledger import View
from marsad.model.values import Count, Place
from marsad.posture.state import posture
from marsad.posture.subject import Subject
from marsad.publish.charts.axes import time_axis
from marsad.publish.charts.drawing import Chart
from marsad.publish.charts.style import COLOURS, SOFT, directed
from marsad.publish.wording.names import Namer, capital

LIMIT = 8  # forces shown
SAMPLES = 60  # days asked about
_WIDTH, _HEIGHT = 520, 84


@dataclass(frozen=True)
class Strength:
    """The number of a force at a place on a day, until the next."""

    actor: str
    place: Place
    day: dt.date
    number: Count | None
    state: str


def strengths(view: View, subject: Subject, since: dt.date, until: dt.date) -> list[Strength]:
    """The presence lines of the posture on each day on which they may change, at most `SAMPLES` of them."""
    days = {entry.day for entry in subject.entries(view, since=since, until=until) if since <= entry.day <= until}
    ordered = sorted({since, until, *days})
    step = -(-len(ordered) // SAMPLES)
    found = []
    for asked in dict.fromkeys([*ordered[::step], until]):
        for line in posture(view, subject, asked).section("presence"):
            if line.place is not None and line.sure:
                found.append(Strength(line.actor[0], line.place, asked, line.number, line.state))
    return found


def presence_chart(found: Iterable[Strength], until: dt.date, title: str, names: Namer, limit: int = LIMIT) -> Chart:
    """A band for each force at a place; an open end is drawn as a line with an arrow."""
    series: dict[tuple[str, Place], list[Strength]] = {}
    for strength in found:
        series.setdefault((strength.actor, strength.place), []).append(strength)
    numbered = {key: steps for key, steps in series.items() if any(map(_most, steps))}
    shown = sorted(numbered, key=lambda key: (-max(map(_most, numbered[key])), key[0], key[1].name))[:limit]
    rows = [row for key in shown for row in _rows(numbered[key], until, names)]
    language = names.language
    words = "; ".join(_in_words(numbered[key], names) for key in shown)
    arabic = language == "ar"
    since = min((steps[0].day for steps in series.values()), default=until)
    x = {"type": "temporal", "field": "from",
         "scale": {"reverse": arabic, "type": "utc", "domain": [_utc(since), _utc(until + dt.timedelta(1))]},
         "axis": time_axis(since, until, 6, language)}  # fmt: skip
    y = {"type": "quantitative", "field": "low", "scale": {"zero": True},
         "axis": {"title": None, "format": ",d", "tickCount": 3, "orient": "right" if arabic else "left"}}  # fmt: skip
    tooltip = [{"field": name, "title": directed(names.words.phrases.word("column", column), language)}
               for name, column in (("force", "who"), ("told", "number"), ("since", "first"))]  # fmt: skip
    colour = {"value": COLOURS[0]}
    band = {"mark": {"type": "bar", "opacity": 0.35}, "transform": [{"filter": "datum.low < datum.high"}],
            "encoding": {"x": x, "x2": {"field": "to"}, "y": y, "y2": {"field": "high"}, "color": colour}}  # fmt: skip
    edges = [
        {"mark": {"type": "rule", "strokeWidth": 2.5}, "transform": [{"filter": f"isValid(datum.{edge})"}],
         "encoding": {"x": x, "x2": {"field": "to"}, "y": {**y, "field": edge}, "color": colour, "tooltip": tooltip}}
        for edge in ("least", "most")
    ]  # fmt: skip
    arrows = [
        {"mark": {"type": "point", "filled": True, "size": 60, "shape": shape, "dy": 0},
         "transform": [{"filter": f"datum.open == '{side}'"}],
         "encoding": {"x": x, "y": {**y, "field": "low"}, "color": colour, "tooltip": tooltip}}
        for shape, side in (("triangle-up", "above"), ("triangle-down", "below"))
    ]  # fmt: skip
    panels = [
        _panel(n, key, numbered[key], [band, *edges, *arrows], key == shown[-1], names) for n, key in enumerate(shown)
    ]
    for row in rows:
        row["series"] = shown.index(row.pop("key"))
    if not panels:
        text = directed(names.words.phrases.say("number_unknown"), language)
        panels = [
            {
                "data": {"values": [{}]},
                "mark": {"type": "text", "color": SOFT, "text": text},
                "width": _WIDTH,
                "height": _HEIGHT,
            }
        ]
    note = directed(names.messages.say("chart-presence-note"), language)
    heading = {"text": directed(title, language), "subtitle": note, "anchor": "end" if arabic else "start"}
    spec: dict[str, Any] = {"title": heading, "data": {"values": rows}, "vconcat": panels, "spacing": 18,
                            "resolve": {"scale": {"x": "shared"}}}  # fmt: skip
    return Chart(spec, title, f"{title}. {words}", language)


def _panel(
    n: int, key: tuple[str, Place], steps: list[Strength], layers: list[Any], last: bool, names: Namer
) -> dict[str, Any]:
    """One force at one place, on a scale of its own; days are written under the last."""
    arabic, comma = names.language == "ar", names.words.phrases.comma
    title = f"{capital(names.force(key[0]))}{comma}{names.label(key[1])}"
    made: list[Any] = copy.deepcopy(layers)
    for layer in made:
        layer["encoding"]["x"]["axis"]["labels"] = last
        layer["encoding"]["y"]["scale"]["domain"] = [0, max(map(_most, steps)) * 1.08]
    return {
        "title": {"text": directed(title, names.language), "fontSize": 12, "fontWeight": 500, "offset": 4,
                  "anchor": "end" if arabic else "start", "frame": "group"},
        "width": _WIDTH, "height": _HEIGHT, "layer": made,
        "transform": [{"filter": {"field": "series", "equal": n}}],
    }  # fmt: skip


def _utc(date: dt.date) -> str:
    return f"{date}T00:00:00Z"


def _rows(steps: Sequence[Strength], until: dt.date, names: Namer) -> Iterable[dict[str, Any]]:
    for n, step in enumerate(steps):
        end = steps[n + 1].day if n + 1 < len(steps) else until + dt.timedelta(1)
        if step.number is None or not _known(step.number):
            continue
        least, most = step.number
        yield {
            "key": (step.actor, step.place),
            "force": names.force(step.actor),
            "from": _utc(step.day),
            "to": _utc(end),
            "since": str(step.day),
            "low": least if least is not None else most,
            "high": most if most is not None else least,
            "least": least,
            "most": most,
            "open": "above" if most is None else "below" if least is None else "",
            "told": names.words.number(step.number),
        }


def _in_words(steps: Sequence[Strength], names: Namer) -> str:
    known = [step for step in steps if _known(step.number)]
    first, last = known[0], known[-1]
    comma = names.words.phrases.comma
    told = (
        f"{names.force(first.actor)}{comma}{names.label(first.place)}: {names.words.number(first.number)} ({first.day})"
    )
    return told if first.number == last.number else f"{told} → {names.words.number(last.number)} ({last.day})"


def _known(number: Count | None) -> bool:
    return number is not None and number != Count(None, None)


def _most(step: Strength) -> int:
    return max((bound for bound in step.number or () if bound is not None), default=0)
