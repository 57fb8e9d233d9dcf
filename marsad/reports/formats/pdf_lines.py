"""The lines of a PDF's page, each glyph with its place, as PDFium gives them and put right.

PDFium begins a new line at a vowel sign that is raised, misses some ends of lines, and passes over letters whose sign
has the text of both. What is drawn says more, and is asked here.
"""

import ctypes
import math
from collections.abc import Container, Iterable, Iterator
from typing import Any

from marsad.reports.formats.glyphs import HOLLOW, KASHIDA, Glyph, foot_of

_SIZE = 10.0  # points, where a font has none
# In ems.
_SAME_LINE = 0.3  # between the feet of letters of one line
_RAISED = 0.9  # between the feet of a sign and of its letter
_GUTTER = 1.5  # between two parts of a line; columns are further apart
_FEW = 4  # glyphs that one letter with its signs may be


def lines_of(page: Any, words: Any) -> list[list[Glyph]]:
    """The lines of a page, each glyph with its place. What PDFium itself put in has none, and ends a word."""
    from pypdfium2 import raw

    parts: list[list[Glyph]] = [[]]
    told: dict[int | None, float] = {}  # text objects, with the size of their letters
    word, x, y, box, matrix = 0, ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    for n in range(raw.FPDFText_CountChars(words)):
        char = chr(raw.FPDFText_GetUnicode(words, n))
        if char in "\r\n":
            parts.append([])
            continue
        raw.FPDFText_GetLooseCharBox(words, n, box)
        left, right = box.left, box.right
        if raw.FPDFText_IsGenerated(words, n) or (char == " " and right <= left):
            word += 1
        elif char != "\0" and right >= left and (left or right):
            char = char if char >= " " else KASHIDA
            word += char == " "
            raw.FPDFText_GetCharOrigin(words, n, x, y)
            thing = ctypes.cast(raw.FPDFText_GetTextObject(words, n), ctypes.c_void_p).value
            if thing not in told:
                raw.FPDFText_GetMatrix(words, n, matrix)
                told[thing] = raw.FPDFText_GetFontSize(words, n) * math.hypot(matrix.b, matrix.d) or _SIZE
            if math.isfinite(left + right + x.value + y.value + told[thing]):
                parts[-1].append(Glyph(char, left, right, x.value, y.value, told[thing], word))
    lines = _whole(parts)
    _fill(lines, _hollow(page, told))
    return lines


def _hollow(page: Any, told: Container[int | None]) -> Iterator[Glyph]:
    """What is drawn on a page and has no text, as letters have none whose sign has the text of both."""
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
        if ctypes.cast(thing.raw, ctypes.c_void_p).value not in told:
            raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
            place = thing.get_matrix()
            if left.value < right.value and math.isfinite(right.value - left.value + place.e + place.f):
                yield Glyph(HOLLOW, left.value, right.value, place.e, place.f)


def _whole(parts: list[list[Glyph]]) -> list[list[Glyph]]:
    """The lines of which PDFium gave the parts."""
    lines: list[list[Glyph]] = []
    for line in (line for part in parts for line in _split(part)):
        known = next((before for before in lines[-1:-3:-1] if _is_one_line(before, line)), None)
        if known is None:
            lines.append(line)
        else:
            known.extend(line)
    return lines


def _fill(lines: list[list[Glyph]], hollow: Iterable[Glyph]) -> None:
    """Put hollow glyphs into the lines that they stand in."""
    reach = [(foot_of(line), line[0].size, _left(line), max(glyph.right for glyph in line), line) for line in lines]
    for glyph in hollow:
        for foot, size, left, right, line in reach:
            if abs(foot - glyph.foot) < _SAME_LINE * size and left <= glyph.right and glyph.left <= right:
                line.append(glyph)
                break


def _split(part: list[Glyph]) -> list[list[Glyph]]:
    """The lines that PDFium took for one, from above: where letters step up or down further than a sign is raised."""
    lines: list[list[Glyph]] = []
    for glyph in part:
        if lines and abs(glyph.foot - lines[-1][0].foot) < _RAISED * glyph.size:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return sorted(lines, key=lambda line: -foot_of(line))


def _is_one_line(one: list[Glyph], other: list[Glyph]) -> bool:
    size = max(one[0].size, other[0].size)
    signed = any(glyph.is_sign for line in (one, other) if len(line) <= _FEW for glyph in line)
    if abs(foot_of(one) - foot_of(other)) > (_RAISED if signed else _SAME_LINE) * size:
        return False
    left, right = sorted((one, other), key=_left)
    return _left(right) - max(glyph.right for glyph in left) < _GUTTER * size


def _left(line: list[Glyph]) -> float:
    return min(glyph.left for glyph in line)
