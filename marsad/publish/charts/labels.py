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


def apart(names: Sequence[Spot], spots: Sequence[Spot], labels: Sequence[Label], size: float) -> list[Spot]:
    """Of names that stand in the middle of their areas, those that meet no point, no label and no name before them."""
    taken: list[Rect] = [(s.x - 6, s.y - 6, s.x + 6, s.y + 6) for s in spots]
    taken += [_rect(label, spot.text) for label, spot in zip(labels, spots, strict=True) if label.shown]
    kept = []
    for name in names:
        half = width_of(name.text, size) / 2
        rect = (name.x - half, name.y - _HIGH / 2, name.x + half, name.y + _HIGH / 2)
        if not any(_meet(rect, other) for other in taken):
            taken.append(rect)
            kept.append(name)
    return kept


def _rect(label: Label, text: str) -> Rect:
    wide = width_of(text, _SIZE)
    left = label.x - {"left": 0.0, "right": wide, "center": wide / 2}[label.align]
    return left, label.y - _HIGH / 2, left + wide, label.y + _HIGH / 2


def _options(spot: Spot) -> list[tuple[Label, Rect]]:
    sides = [
        Label(spot.x + (_GAP if align == "left" else -_GAP), spot.y + up, align, True)
        for up in (0.0, -_HIGH * 0.7, _HIGH * 0.7, -_HIGH * 1.3, _HIGH * 1.3)
        for align in ("left", "right")
    ]
    over = [Label(spot.x, spot.y + up, "center", True) for up in (-_HIGH, _HIGH, -1.8 * _HIGH, 1.8 * _HIGH)]
    return [(label, _rect(label, spot.text)) for label in (*sides, *over)]


def _meet(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
