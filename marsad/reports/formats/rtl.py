"""Lines of a PDF that run from right to left, put in the order in which they are read.

A PDF says where each letter stands, not what follows what. PDFium's own order is right for words but not for brackets,
for ligatures that stand for two letters, for Latin names with a hyphen, nor for a full stop behind a number. So the
letters of a line are taken by their place, from right to left, and what runs from left to right in it is turned.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RTL_LETTER = re.compile("[\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = "A-Za-z\u00c0-\u024f"
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
# What runs from left to right: from one Latin letter or digit to the last before the next Arabic one. Without Latin
# letters in it, each number with its points by itself.
_RUN = re.compile(f"[{_LATIN}{_DIGIT}](?:[^\u0590-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufefc]*[{_LATIN}{_DIGIT}])?")
_NUMBER = re.compile(f"[{_DIGIT}]+(?:[.,:/٫٬-][{_DIGIT}]+)*")
_HAS_LATIN = re.compile(f"[{_LATIN}]")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_OPENING = dict(zip("([{«", ")]}»", strict=True))


class Glyph(NamedTuple):
    """A character with its place on the page."""

    char: str
    left: float
    right: float


def is_rtl(text: str) -> bool:
    """Whether most letters of a text are written from right to left."""
    rtl = len(_RTL_LETTER.findall(text))
    return 2 * rtl > sum(map(str.isalpha, text))


def line_in_order(glyphs: list[Glyph]) -> str:
    """The text of one line of glyphs, which PDFium gives roughly in order."""
    clusters = _clusters(glyphs)
    clusters.sort(key=lambda cluster: -(cluster[0].left + cluster[0].right))
    height = sorted(c[0].right - c[0].left for c in clusters)[len(clusters) // 2] if clusters else 0.0
    parts: list[str] = []
    for n, cluster in enumerate(clusters):
        if n and _apart(clusters[n - 1][0], cluster[0], height):
            parts.append(" ")
        parts.append("".join(glyph.char for glyph in cluster))
    line = re.sub(" {2,}", " ", "".join(parts)).strip()
    return _brackets(_RUN.sub(_turned, line))


def _turned(run: re.Match[str]) -> str:
    if _HAS_LATIN.search(run[0]):
        return run[0][::-1]
    return _NUMBER.sub(lambda number: number[0][::-1], run[0])


def _clusters(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Letters with their vowel signs, and the letters of one ligature, which stand in one place."""
    clusters: list[list[Glyph]] = []
    for glyph in glyphs:
        if clusters and (unicodedata.combining(glyph.char) or _same_place(clusters[-1][0], glyph)):
            clusters[-1].append(glyph)
        else:
            clusters.append([glyph])
    return [_ligature(cluster) for cluster in clusters]


def _same_place(one: Glyph, other: Glyph) -> bool:
    return (one.left, one.right) == (other.left, other.right) and _RTL.match(other.char) is not None


def _ligature(cluster: list[Glyph]) -> list[Glyph]:
    """PDFium turns the letters of a ligature round where the PDF says them one by one: ال for لا."""
    letters = "".join(glyph.char for glyph in cluster)
    if len(cluster) > 1 and letters not in _ligatures() and letters[::-1] in _ligatures():
        return cluster[::-1]
    return cluster


@cache
def _ligatures() -> frozenset[str]:
    shapes = [*range(0xFBEA, 0xFDFD), *range(0xFEF5, 0xFEFD)]
    return frozenset(unicodedata.normalize("NFKC", chr(shape)).strip() for shape in shapes)


def _apart(one: Glyph, other: Glyph, height: float) -> bool:
    """Whether there is room for a space between a glyph and the next one to its left."""
    return one.char != " " and other.char != " " and one.left - other.right > 0.6 * height


def _brackets(line: str) -> str:
    """Brackets turned where all of them stand the wrong way: some programs say the sign meant, some the sign drawn."""
    return line.translate(_MIRRORED) if not _balanced(line) and _balanced(line.translate(_MIRRORED)) else line


def _balanced(line: str) -> bool:
    awaited: list[str] = []
    for char in line:
        if char in _OPENING:
            awaited.append(_OPENING[char])
        elif char in _OPENING.values() and (not awaited or awaited.pop() != char):
            return False
    return not awaited
