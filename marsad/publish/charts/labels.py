"""Where names stand on a map, so that none lies on another.

Each stands in the first free place around its point; one that finds none stands farther off, at the end of a line to
its point; where that is crowded too, a number stands for it, and the name beside that number in a key.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from marsad.publish.charts.style import width_of

_GAP, _HIGH, _SIZE, _SPACE = 8.0, 15.0, 11.5, 2.0
_POINT = 5.0  # half of a point's side
_RINGS, _DIRECTIONS = range(24, 121, 16), 24  # how far off, and in how many directions, a name is sought a place

Rect = tuple[float, float, float, float]  # left, top, right, bottom
Line = tuple[float, float, float, float]  # from x, y to x, y


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
    text: str = ""  # the name, or the number in the key that stands for it; nothing where another's number does
    line: Line | None = None
    number: int | None = None


@dataclass
class _Taken:
    """What is on the map already."""

    width: float
    height: float
    points: list[Rect]
    texts: list[Rect]
    lines: list[Line]

    def free(self, label: Label, own: Spot) -> bool:
        rect = rect_of(label)
        if not (rect[0] >= 0 and rect[2] <= self.width and rect[1] >= 0 and rect[3] <= self.height):
            return False
        if any(_meet(rect, other) for other in (*self.points, *self.texts)):
            return False
        if any(_crosses(line, rect) for line in self.lines):
            return False
        return label.line is None or self._open(label.line, own)

    def _open(self, line: Line, own: Spot) -> bool:
        """A line that meets no name, no line, and no point but those that its own point lies on."""
        near = _square(own, _POINT)
        others = [rect for rect in self.points if not _meet(rect, near)]
        return not (
            any(_crosses(line, rect) for rect in (*self.texts, *others))
            or any(_cross(line, other) for other in self.lines)
        )

    def add(self, label: Label) -> None:
        self.texts.append(rect_of(label))
        if label.line:
            self.lines.append(label.line)


def placed(spots: Sequence[Spot], width: float, height: float) -> list[Label]:
    """A label for each point. Numbers go up in the order of the points."""
    taken = _Taken(width, height, [_square(spot, _POINT) for spot in spots], [], [])
    found: dict[int, Label] = {}
    for ways in (_near, _far):
        for n, spot in enumerate(spots):
            if n not in found and (label := _first(ways, spot, taken)):
                found[n] = label
    numbers = 0
    for n in (n for n in range(len(spots)) if n not in found):
        numbered = Spot(spots[n].x, spots[n].y, str(numbers + 1))
        if label := _first(_near, numbered, taken) or _first(_far, numbered, taken):
            numbers += 1
            found[n] = replace(label, number=numbers)
        else:
            numbers += _share(n, spots, found, numbers + 1)
    return [found[n] for n in range(len(spots))]


def _first(ways: Callable[[Spot], Iterator[Label]], spot: Spot, taken: _Taken) -> Label | None:
    label = next((label for label in ways(spot) if taken.free(label, spot)), None)
    if label:
        taken.add(label)
    return label


def _share(n: int, spots: Sequence[Spot], found: dict[int, Label], number: int) -> bool:
    """Where not even a number has room, a point goes by that of its neighbour, whose name goes to the key with it.

    Whether the number is a new one.
    """
    spot = spots[n]
    labelled = [k for k, label in found.items() if label.text]
    found[n] = Label(spot.x, spot.y, "left")
    if not labelled:
        return False
    nearest = min(labelled, key=lambda k: math.hypot(spots[k].x - spot.x, spots[k].y - spot.y))
    new = found[nearest].number is None
    if new:
        found[nearest] = replace(found[nearest], text=str(number), number=number)
    found[n] = replace(found[n], number=found[nearest].number)
    return new


def apart(names: Sequence[Spot], spots: Sequence[Spot], labels: Sequence[Label], size: float) -> list[Spot]:
    """Of names that stand in the middle of their areas, those that meet no point, no label and no name before them."""
    taken = [_square(spot, _POINT + 1) for spot in spots] + [rect_of(label) for label in labels if label.text]
    lines = [label.line for label in labels if label.line]
    kept = []
    for name in names:
        half = width_of(name.text, size) / 2
        rect = (name.x - half, name.y - _HIGH / 2, name.x + half, name.y + _HIGH / 2)
        if not any(_meet(rect, other) for other in taken) and not any(_crosses(line, rect) for line in lines):
            taken.append(rect)
            kept.append(name)
    return kept


def rect_of(label: Label) -> Rect:
    """What a label covers, with a space at both ends, so that no number seems to belong to a name beside it."""
    wide = width_of(label.text, _SIZE)
    left = label.x - {"left": 0.0, "right": wide, "center": wide / 2}[label.align]
    return left - _SPACE, label.y - _HIGH / 2, left + wide + _SPACE, label.y + _HIGH / 2


def _near(spot: Spot) -> Iterator[Label]:
    """Right of the point, left, above and below."""
    for up in (0.0, -_HIGH * 0.7, _HIGH * 0.7, -_HIGH * 1.3, _HIGH * 1.3):
        yield Label(spot.x + _GAP, spot.y + up, "left", spot.text)
        yield Label(spot.x - _GAP, spot.y + up, "right", spot.text)
    for up in (-_HIGH, _HIGH):
        yield Label(spot.x, spot.y + up, "center", spot.text)


def _far(spot: Spot) -> Iterator[Label]:
    """Around the point, ring after ring, with a line from the point to the end of the name."""
    for ring in _RINGS:
        for step in range(_DIRECTIONS):
            # Sideways first, where a line reads best; then ever steeper.
            turn = (step // 4 + 0.5) * math.pi / (_DIRECTIONS / 2)
            right, up = (1, -1)[step % 2], (1, -1)[step // 2 % 2]
            across, down = right * math.cos(turn), -up * math.sin(turn)
            x, y = spot.x + across * ring, spot.y + down * ring
            line = (spot.x + across * _POINT, spot.y + down * _POINT, x, y)
            yield Label(x + right * (_SPACE + 1), y, "left" if right > 0 else "right", spot.text, line)


def _square(spot: Spot, half: float) -> Rect:
    return spot.x - half, spot.y - half, spot.x + half, spot.y + half


def _meet(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crosses(line: Line, rect: Rect) -> bool:
    """Whether a line enters a rectangle."""
    left, top, right, bottom = rect
    if any(left < x < right and top < y < bottom for x, y in (line[:2], line[2:])):
        return True
    return _cross(line, (left, top, right, bottom)) or _cross(line, (left, bottom, right, top))


def _cross(one: Line, other: Line) -> bool:
    return _turn(one, other[:2]) != _turn(one, other[2:]) and _turn(other, one[:2]) != _turn(other, one[2:])


def _turn(line: Line, point: tuple[float, float]) -> bool:
    """On which side of a line a point lies."""
    x, y, to_x, to_y = line
    return (to_x - x) * (point[1] - y) > (to_y - y) * (point[0] - x)
