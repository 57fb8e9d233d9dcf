"""A map on a day: the places that an answer names, by who holds them; what is unknown is hollow, what is old pale."""

import datetime as dt
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

from marsad.model.values import Place
from marsad.posture.answer import Answer, Line
from marsad.publish.charts.drawing import Chart
from marsad.publish.charts.labels import Label, Spot, apart, placed
from marsad.publish.charts.land import NOBODYS, Box, Country, countries, extent
from marsad.publish.charts.legend import Sign, heading, key, legend
from marsad.publish.charts.style import COLOURS, LAND, RULE, SHAPES, SOFT, SUBJECT_LAND, directed, pale, width_of
from marsad.publish.wording.names import Namer

_NORTHMOST = 85.0  # degrees; the poles lie at no end of this projection
_WIDTH, _TALLEST, _SHORTEST = 620, 640, 360
LIMIT = 80  # places: those that the answer puts first
_MARGIN = 0.14  # of the box, on each side
_SMALLEST, _AROUND = 2.5, 7.0  # degrees across, at least; where one place is asked about, so that it is found
_SITES = ("site", "town")
_OLD = 365  # days after which a holder of whom nothing more was told is drawn pale, with the year
_SIDES = ("left", "right", "center")
# Without a scale of its own, what is drawn is stretched to the frame, and land moves where a side of it is all sea.
_AS_IT_STANDS = {"type": "identity", "scale": 1, "translate": [0, 0]}


@dataclass(frozen=True)
class _Frame:
    """A Mercator projection of a box onto pixels."""

    box: Box
    width: float
    height: float

    @classmethod
    def around(cls, box: Box) -> "_Frame":
        west, south, east, north = box
        ratio = (_y(north) - _y(south)) / math.radians(east - west)
        return cls(box, _WIDTH, _WIDTH * ratio)

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        west, south, east, north = self.box
        x = (lon - west) / (east - west) * self.width
        return round(x, 1), round((_y(north) - _y(lat)) / (_y(north) - _y(south)) * self.height, 1)


def _y(lat: float) -> float:
    lat = max(-_NORTHMOST, min(_NORTHMOST, lat))
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def map_chart(answer: Answer, title: str, names: Namer, unsure: bool = False) -> Chart:
    """The sites and towns of an answer; of one place, the latest holder."""
    held = {line.place: line for line in answer.section("holder") if line.place and (line.sure or unsure)}
    holders = {place: line.actor for place, line in held.items()}
    named = [p for line in answer.lines if line.sure or unsure for p in (line.place, line.destination) if p]
    sites = [p for p in dict.fromkeys([*holders, *named]) if p.lat is not None and p.level in _SITES]
    country = _country(answer, sites)
    sites = [p for p in sites if country is None or p.country == country][:LIMIT]
    asked = answer.subject.place
    near = asked is not None and asked.level in (*_SITES, "region")
    box = _box(sites, None if near else country, _AROUND if near else _SMALLEST)
    frame = _Frame.around(box)
    counts = Counter(holders[p] for p in sites if holders.get(p))
    ranked = [holder for holder, _ in counts.most_common(len(COLOURS) - 1)]
    holders = {p: holder for p, holder in holders.items() if holder in ranked}
    spots = [_spot(p, frame, names) for p in sites]
    land = countries(box)
    told = placed(spots, frame.width, frame.height)
    others = sorted((c for c in land if c.code not in (NOBODYS, country) and c.label), key=lambda c: -c.size)
    around = [_name_of(each, frame, names) for each in others]
    neighbours = [{"x": s.x, "y": s.y, "name": directed(s.text, names.language)}
                  for s in apart(around, spots, told, 12)]  # fmt: skip
    years = {p: year for p in sites if p in holders and (year := _year_if_old(held[p], answer.on))}
    signs = _signs(ranked, [(holders[p], years.get(p)) for p in sites if p in holders], names)
    unknown = names.words.phrases.say("unknown")
    signs.append(Sign(unknown, SHAPES[0], "white", SOFT))
    rows = []
    for place, spot, at in zip(sites, spots, told, strict=True):
        holder = holders.get(place)
        sort = _sort(holder, years.get(place), names) if holder else unknown
        rows.append({"x": spot.x, "y": spot.y, "name": directed(spot.text, names.language), "lx": at.x, "ly": at.y,
                     "align": at.align, "label": _label(at, names.language), "weight": 700 if at.number else 400,
                     "line": at.line, "holder": directed(sort, names.language)})  # fmt: skip
    # What is known is drawn last, and of that what is new.
    drawn = {directed(sign.label, names.language): n for n, sign in enumerate(sorted(signs, key=_strength))}
    rows.sort(key=lambda row: drawn[str(row["holder"])])
    chart = _spec(frame, land, country, neighbours, rows, signs, _keyed(spots, told), title, names)
    places = names.joined([names.place(place) for place in sites]) if sites else unknown
    return Chart(chart, title, names.messages.say("alt-map", n=len(sites), places=places), names.language)


def _year_if_old(line: Line, on: dt.date) -> int | None:
    """The year of which the newest report of a holder speaks, where that is long ago; what lasts is told as of its
    report."""
    told = [
        entry.published or entry.day
        if entry.claim.status == "ongoing"
        else min(entry.span[1], entry.published or entry.span[1])
        for entry in line.entries
    ]
    last = max(told, default=on)
    return last.year if (on - last).days > _OLD else None


def _signs(ranked: list[tuple[str, ...]], shown: list[tuple[tuple[str, ...], int | None]], names: Namer) -> list[Sign]:
    """What stands for each holder; for what was last told of long ago a pale one, with the year."""
    found = []
    for n, holder in enumerate(ranked):
        for year in sorted({year for h, year in shown if h == holder}, key=lambda year: -(year or dt.MAXYEAR)):
            looks = (pale(COLOURS[n]), COLOURS[n]) if year else (COLOURS[n], "white")
            found.append(Sign(_sort(holder, year, names), SHAPES[n], *looks))
    return found


def _strength(sign: Sign) -> int:
    """How much a sign says: nobody known, known of long ago, known."""
    return 0 if sign.fill == "white" else 1 if sign.stroke != "white" else 2


def _sort(holder: tuple[str, ...], year: int | None, names: Namer) -> str:
    return f"{names.forces(holder)} ({year})" if year else names.forces(holder)


def _country(answer: Answer, sites: list[Place]) -> str | None:
    """The country that the question, or else most of the sites, is about."""
    asked = answer.subject.place
    if asked is not None and asked.country:
        return asked.country
    told = Counter(p.country for p in sites if p.country)
    return told.most_common(1)[0][0] if told and len(told) == 1 else None


def _box(sites: list[Place], country: str | None, smallest: float) -> Box:
    points = [(p.lon or 0.0, p.lat or 0.0) for p in sites]
    whole = extent(country) if country else None
    if whole:
        points += [(whole[0], whole[1]), (whole[2], whole[3])]
    if not points:
        points = [(-20.0, -35.0), (80.0, 60.0)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    across, up = max(east - west, smallest), max(north - south, smallest * 0.6)
    x, y = (west + east) / 2, (south + north) / 2
    half = (across * (0.5 + _MARGIN / 2), up * (0.5 + _MARGIN / 2))
    up_min = across * _SHORTEST / _WIDTH * math.cos(math.radians(y)) / 2
    across_min = up * _WIDTH / _TALLEST / math.cos(math.radians(y)) / 2
    wide, high = max(half[0], across_min), max(half[1], up_min)
    return max(-180, x - wide), max(-82, y - high), min(180, x + wide), min(82, y + high)


def _spot(place: Place, frame: _Frame, names: Namer) -> Spot:
    x, y = frame.point(place.lon or 0.0, place.lat or 0.0)
    return Spot(x, y, names.label(place))


def _name_of(country: Country, frame: _Frame, names: Namer) -> Spot:
    """A country's name, moved in where it would stand half outside."""
    name = names.name(country.code)
    half = width_of(name) / 2 + 6
    x, y = frame.point(*(country.label or (0.0, 0.0)))
    return Spot(min(max(x, half), frame.width - half), min(max(y, 12), frame.height - 12), name)


def _label(at: Label, language: str) -> str:
    return at.text if at.number else directed(at.text, language) if at.text else ""


def _keyed(spots: list[Spot], told: list[Label]) -> list[tuple[int, list[str]]]:
    """The names that numbers stand for, each number once."""
    named: dict[int, list[str]] = {}
    for spot, at in zip(spots, told, strict=True):
        if at.number:
            named.setdefault(at.number, []).append(spot.text)
    return sorted(named.items())


def _spec(
    frame: _Frame,
    land: tuple[Country, ...],
    country: str | None,
    neighbours: list[dict[str, Any]],
    rows: list[dict[str, Any]],
    signs: list[Sign],
    keyed: list[tuple[int, list[str]]],
    title: str,
    names: Namer,
) -> dict[str, Any]:
    language, raw = names.language, {"type": "quantitative", "scale": None, "axis": None}
    holder = names.words.phrases.word("heading", "holder")
    at = {"x": {"field": "x", **raw}, "y": {"field": "y", **raw}}
    tooltip = [{"field": "name", "title": directed(names.words.phrases.word("column", "where"), language)},
               {"field": "holder", "title": directed(holder, language)}]  # fmt: skip
    domain = [directed(sign.label, language) for sign in signs]
    looks = {
        name: {"field": "holder", "type": "nominal", "legend": None,
               "scale": {"domain": domain, "range": [getattr(sign, name) for sign in signs]}}
        for name in ("fill", "stroke", "shape")
    }  # fmt: skip
    return {
        "title": {"text": directed(title, language), "anchor": "end" if language == "ar" else "start"},
        "width": frame.width,
        "height": round(frame.height),
        "view": {"stroke": RULE, "fill": "#f7fafc"},
        "layer": [
            {"data": {"values": _features(land, frame, country)},
             "projection": _AS_IT_STANDS,
             "mark": {"type": "geoshape", "stroke": "#a9b1b8", "strokeWidth": 0.8, "clip": True},
             "encoding": {"fill": {"field": "properties.fill", "type": "nominal", "scale": None}}},
            {"data": {"values": neighbours}, "encoding": {**at, "text": {"field": "name"}},
             "mark": {"type": "text", "color": "#8b949c", "fontSize": 12, "clip": True}},
            *_lines(rows),
            {"data": {"values": rows}, "encoding": {**at, **looks, "tooltip": tooltip},
             "mark": {"type": "point", "filled": True, "size": 90, "strokeWidth": 1.6, "opacity": 1}},
            *_texts(rows),
            *_below(frame, holder, signs, keyed, language),
        ],
    }  # fmt: skip


def _lines(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """From a name that stands farther off to its point."""
    ends = [dict(zip(("x", "y", "x2", "y2"), row["line"], strict=True)) for row in rows if row["line"]]
    raw = {"type": "quantitative", "scale": None, "axis": None}
    at = {"x": {"field": "x", **raw}, "y": {"field": "y", **raw}, "x2": {"field": "x2"}, "y2": {"field": "y2"}}
    mark = {"type": "rule", "color": SOFT, "strokeWidth": 0.8}
    return [{"data": {"values": ends}, "mark": mark, "encoding": at}] if ends else []


def _texts(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The names, each on a halo that keeps it clear of what is drawn under it."""
    raw = {"type": "quantitative", "scale": None, "axis": None}
    at = {"x": {"field": "lx", **raw}, "y": {"field": "ly", **raw}, "text": {"field": "label"}}
    halo = {"type": "text", "fontSize": 11.5, "stroke": "white", "strokeWidth": 3.5, "strokeJoin": "round"}
    written = [row for row in rows if row["label"]]
    sorts = [(side, weight, [row for row in written if (row["align"], row["weight"]) == (side, weight)])
             for side in _SIDES for weight in (400, 700)]  # fmt: skip
    return [
        {"data": {"values": told}, "encoding": at,
         "mark": {**look, "align": side, "baseline": "middle", "fontWeight": weight}}
        for side, weight, told in sorts
        for look in (halo, {"type": "text", "fontSize": 11.5})
        if told
    ]  # fmt: skip


def _below(
    frame: _Frame, holder: str, signs: list[Sign], keyed: list[tuple[int, list[str]]], language: str
) -> list[dict[str, Any]]:
    named, bottom = heading(holder, frame.height + 12, frame.width, language)
    told, bottom = legend(signs, bottom, frame.width, language)
    numbers, _ = key(keyed, bottom + 8, frame.width, language)
    return [*named, *told, *numbers]


def _features(land: tuple[Country, ...], frame: _Frame, country: str | None) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            "properties": {"fill": SUBJECT_LAND if each.code == country else LAND},
            "geometry": {
                "type": "MultiLineString" if not each.rings else "MultiPolygon",
                "coordinates": [[[list(frame.point(*point)) for point in ring]] for ring in each.rings],
            },
        }
        for each in land
    ]
