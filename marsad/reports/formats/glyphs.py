"""Glyphs of a line of a PDF, brought together to what is drawn in one place: letters with signs, and ligatures.

Programs write them in many ways: a sign by itself, at the same origin as its letter, or before the whole line; a letter
and its sign with the text of both, each; the sign with the text of both and the letter with none.
"""

import unicodedata
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from statistics import median
from typing import NamedTuple

HOLLOW = "\0"  # what is drawn, and has no text
KASHIDA = "\x1f"  # what lengthens the stroke between two letters, so that a line fills its column

# In ems.
_SAME = 0.05  # between the origins of what is drawn in one place
_BESIDE = 0.3  # of a sign from its letter
_MOST = 12  # glyphs in one place
_NEAR = 4  # letters to either side that a sign may belong to


class Glyph(NamedTuple):
    """A character with its place on the page. PDFium sees the end of a word between two glyphs of unlike `word`."""

    char: str
    left: float
    right: float
    origin: float | None = None
    foot: float = 0.0
    size: float = 10.0
    word: int = 0

    @property
    def start(self) -> float:
        return self.left if self.origin is None else self.origin

    @property
    def is_sign(self) -> bool:
        """Whether it stands above or below a letter."""
        return _kind(self.char) == "sign"

    @property
    def is_letter(self) -> bool:
        return _kind(self.char) == "letter"

    @property
    def box(self) -> tuple[float, float]:
        return self.left, self.right


@cache
def _kind(char: str) -> str:
    if unicodedata.combining(char):
        return "sign"
    return "letter" if unicodedata.category(char) == "Lo" else ""


class Cluster(NamedTuple):
    """What is drawn in one place, and the first and last word that PDFium takes it to be of."""

    text: str
    left: float
    right: float
    size: float
    first: int
    last: int


Place = list[Glyph]


def foot_of(line: Iterable[Glyph]) -> float:
    """What the letters of a line stand on."""
    return median([glyph.foot for glyph in line if not glyph.is_sign] or [glyph.foot for glyph in line])


def places_of(line: list[Glyph]) -> list[Place]:
    """The places of a line. A sign that stands alone goes to the letter that it is nearest to."""
    places: list[Place] = []
    foot = foot_of(line)
    near: defaultdict[int, list[Place]] = defaultdict(list)  # places by where they are, in points
    for glyph in line:
        at = round(glyph.start)
        place = next((p for n in (at, at - 1, at + 1) for p in near[n][-_MOST:] if _same_place(p[0], glyph)), None)
        if place is None:
            places.append([glyph])
            near[at].append(places[-1])
        else:
            _add(glyph, place, foot)
    hollow = _finder([place for place in places if place[0].char == HOLLOW])
    for place in places:
        if len(place) > 1 and _is_raised(place, foot) and not _over(hollow, place) and _has_sign(place):
            place[:] = [glyph for glyph in place if glyph.is_sign]  # the letter stands below it, and says so itself
    letters = [place for place in places if any(glyph.is_letter for glyph in place)]
    nearest = _finder(letters)
    for place in places if letters else ():
        if all(glyph.is_sign for glyph in place):
            nearest(place[0]).extend(place)
            place.clear()
    return list(filter(None, places))


def turned_round(lines: Iterable[list[Place]]) -> bool:
    """Whether PDFium gives the letters of a ligature the wrong way round on this page: ال for لا."""
    votes = 0
    for places in lines:
        for text in (_ligature(place) for place in places if len(place) > 1):
            votes += (text[::-1] in _ligatures()) - (text in _ligatures())
    return votes > 0


def clusters(places: list[Place], turned: bool) -> Iterator[Cluster]:
    """The clusters of a line. `turned` where ligatures have their letters the wrong way round."""
    solid = [place for place in places if place[0].char != HOLLOW]
    hollow = [place for place in places if place[0].char == HOLLOW]
    foot = foot_of([glyph for place in places for glyph in place])
    nearest = _finder(hollow)
    for place in solid:
        if len(place) == 1 and not hollow:
            (glyph,) = place
            text = "" if glyph.char == KASHIDA else glyph.char
            yield Cluster(text, glyph.start, glyph.right, glyph.size, glyph.word, glyph.word)
            continue
        box = [glyph for glyph in place if not glyph.is_sign] or place
        standing = [glyph for glyph in box if not _is_raised([glyph], foot)]
        if not standing:  # the sign has the text of its letter, which is hollow
            standing = _over(nearest, place)
        left, right = min(g.start for g in standing or box), max(g.right for g in standing or box)
        words = [glyph.word for glyph in box]
        yield Cluster(_text(place, turned), left, right, place[0].size, min(words), max(words))


def _add(glyph: Glyph, place: Place, foot: float) -> None:
    """Add a glyph to a place. One that is there already is kept once, as it stands on the line."""
    for n, other in enumerate(place):
        if glyph.char == other.char and glyph.box != other.box:
            if abs(glyph.foot - foot) < abs(other.foot - foot):
                place[n] = glyph
            return
    if len(place) < _MOST:
        place.append(glyph)


def _has_sign(place: Place) -> bool:
    return any(glyph.is_sign for glyph in place)


def _is_raised(place: Place, foot: float) -> bool:
    return all(abs(glyph.foot - foot) > _SAME * glyph.size for glyph in place)


def _over(nearest: Callable[[Glyph], Place], place: Place) -> Place:
    """The hollow glyph that a raised place stands over; none where there is none so near."""
    found = nearest(place[0])
    middle, room = (place[0].left + place[0].right) / 2, _BESIDE * place[0].size
    return found if found and found[0].left - room < middle < found[0].right + room else []


def _same_place(one: Glyph, other: Glyph) -> bool:
    if not (one.is_sign or one.is_letter) or not (other.is_sign or other.is_letter):
        return False
    return one.box == other.box if one.origin is None else abs(one.start - other.start) < _SAME * one.size


def _finder(places: list[Place]) -> Callable[[Glyph], Place]:
    """What finds the place that a sign stands over, or is nearest to."""
    boxes = sorted((min(g.left for g in place), max(g.right for g in place), n) for n, place in enumerate(places))
    lefts = [left for left, _, _ in boxes]

    def find(sign: Glyph) -> Place:
        if not boxes:
            return []
        middle = (sign.left + sign.right) / 2
        at = bisect(lefts, middle)

        def distance(box: tuple[float, float, int]) -> tuple[float, float]:
            return max(box[0] - middle, middle - box[1], 0.0), abs(middle - (box[0] + box[1]) / 2)

        return places[min(boxes[max(0, at - _NEAR) : at + _NEAR], key=distance)[2]]

    return find


def _text(place: Place, turned: bool) -> str:
    """The letters of a place, then its signs."""
    letters = [glyph for glyph in place if not glyph.is_sign]
    if not _ligature(place):
        letters.sort(key=lambda glyph: -(glyph.left + glyph.right))
    text = "".join(glyph.char for glyph in letters).replace(KASHIDA, "")
    if len(text) > 1:
        known, other = text in _ligatures(), text[::-1] in _ligatures()
        if other > known or (other == known and turned and _ligature(place)):
            text = text[::-1]
    return text + "".join(glyph.char for glyph in place if glyph.is_sign)


def _ligature(place: Place) -> str:
    """The letters that one glyph stands for, in PDFium's order; none where there is but one, or each has a place."""
    letters = [glyph for glyph in place if not glyph.is_sign]
    whole = len(letters) > 1 and all(glyph.box == letters[0].box for glyph in letters)
    return "".join(glyph.char for glyph in letters) if whole else ""


@cache
def _ligatures() -> frozenset[str]:
    shapes = [*range(0xFBEA, 0xFDFD), *range(0xFEF5, 0xFEFD)]
    return frozenset({unicodedata.normalize("NFKC", chr(shape)).strip() for shape in shapes} | {"لله"})
