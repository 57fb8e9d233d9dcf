"""What the signs of a chart mean, and the key to its numbers, drawn with the chart.

The library's own legends run from left to right alone; these begin where a page of the language begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marsad.publish.charts.style import SOFT, directed, width_of

ROW = 20.0
_RAW: dict[str, Any] = {"type": "quantitative", "scale": None, "axis": None}
_SIGN, _BETWEEN, _SIZE = 15.0, 20.0, 12.0


@dataclass(frozen=True)
class Sign:
    label: str
    shape: str
    fill: str
    stroke: str = "white"


def legend(signs: Sequence[Sign], top: float, width: float, language: str) -> tuple[list[dict[str, Any]], float]:
    """Layers that draw the signs with their labels in rows below `top`; and where they end."""
    rows, bottom = [], top
    placed, bottom = flowed([sign.label for sign in signs], top, width, language, _SIGN)
    for sign, (x, y) in zip(signs, placed, strict=True):
        ahead = -1 if language == "ar" else 1
        rows.append({"x": x + ahead * 6, "y": y, "tx": x + ahead * _SIGN, "text": directed(sign.label, language),
                     "shape": sign.shape, "fill": sign.fill, "stroke": sign.stroke})  # fmt: skip
    drawn = {name: {"field": name, "type": "nominal", "scale": None} for name in ("shape", "fill", "stroke")}
    points = {"data": {"values": rows}, "mark": {"type": "point", "filled": True, "size": 100, "strokeWidth": 1.6,
              "opacity": 1}, "encoding": {**_at("x"), **drawn}}  # fmt: skip
    return [points, _texts(rows, "tx", language)] if rows else [], bottom


def key(
    entries: Sequence[tuple[int, Sequence[str]]], top: float, width: float, language: str
) -> tuple[list[dict[str, Any]], float]:
    """Layers that write the names that numbers on a map stand for, in lines no longer than the map is wide."""
    rows: list[dict[str, Any]] = []
    bottom, single = top, [_of_one(number, names)[0] for number, names in entries if len(names) == 1]
    for words in (single, *(_of_one(number, names) for number, names in entries if len(names) > 1)):
        placed, bottom = flowed(words, bottom, width, language)
        rows += [{"x": x, "y": y, "text": directed(text, language)} for text, (x, y) in zip(words, placed, strict=True)]
    return [_texts(rows, "x", language)] if rows else [], bottom


def _of_one(number: int, names: Sequence[str]) -> list[str]:
    joined = [f"{name} /" for name in names[:-1]] + [names[-1]]
    return [f"{number}\u00a0 {joined[0]}", *joined[1:]]


def heading(text: str, top: float, width: float, language: str) -> tuple[list[dict[str, Any]], float]:
    rows = [{"x": width if language == "ar" else 0.0, "y": top + ROW / 2, "text": directed(text, language)}]
    return [_texts(rows, "x", language, SOFT)], top + ROW


def flowed(
    labels: Sequence[str], top: float, width: float, language: str, sign: float = 0.0
) -> tuple[list[tuple[float, float]], float]:
    """Where each label begins, in lines as words of a text; and where the last line ends."""
    found, used, y = [], 0.0, top + ROW / 2
    for label in labels:
        wide = sign + width_of(label, _SIZE)
        if used and used + wide > width:
            used, y = 0.0, y + ROW
        found.append((width - used if language == "ar" else used, y))
        used += wide + _BETWEEN
    return found, y + ROW / 2 if found else top


def _texts(rows: list[dict[str, Any]], x: str, language: str, colour: str | None = None) -> dict[str, Any]:
    mark = {"type": "text", "align": "right" if language == "ar" else "left", "baseline": "middle", "fontSize": _SIZE}
    look = {**mark, "color": colour} if colour else mark
    return {"data": {"values": rows}, "mark": look, "encoding": {**_at(x), "text": {"field": "text"}}}


def _at(x: str) -> dict[str, Any]:
    return {"x": {"field": x, **_RAW}, "y": {"field": "y", **_RAW}}
