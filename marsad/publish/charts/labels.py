"""Where names stand on a map, so that none lies on another: each in the first free place around its point."""

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.publish.charts.style import width_of

_GAP, _HIGH, _SIZE = 8.0, 15.0, 11.5

Rect = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Spot:
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    align: str
    shown: bool


def placed(spots: Sequence[Spot], width: float, height: float) -> list[Label]:
    """A label for each point: right of it, left, above or below; one that fits nowhere is not shown."""
    taken: list[Rect] = [(s.x - 5, s.y - 5, s.x + 5, s.y + 5) for s in spots]
    found = []
    for spot in spots:
        for label, rect in _options(spot):
            inside = rect[0] >= 0 and rect[2] <= width and rect[1] >= 0 and rect[3] <= height
            if inside and not any(_meet(rect, other) for other in taken):
                taken.append(rect)
                found.append(label)
                break
        else:
            found.append(Label(spot.x, spot.y, "left", False))
    return found


def _options(spot: Spot) -> list[tuple[Label, Rect]]:
    wide, half = width_of(spot.text, _SIZE), _HIGH / 2
    out = []
    for up in (0.0, -_HIGH * 0.7, _HIGH * 0.7, -_HIGH * 1.3, _HIGH * 1.3):
        y = spot.y + up
        out.append((Label(spot.x + _GAP, y, "left", True), (spot.x + _GAP, y - half, spot.x + _GAP + wide, y + half)))
        out.append((Label(spot.x - _GAP, y, "right", True), (spot.x - _GAP - wide, y - half, spot.x - _GAP, y + half)))
    for up in (-_HIGH, _HIGH, -1.8 * _HIGH, 1.8 * _HIGH):
        y = spot.y + up
        out.append((Label(spot.x, y, "center", True), (spot.x - wide / 2, y - half, spot.x + wide / 2, y + half)))
    return out


def _meet(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
