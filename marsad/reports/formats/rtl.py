"""Lines of a PDF that run from right to left, put in the order in which they are read.

A PDF says where each letter stands, not what follows what, and rarely where words end. PDFium's own order is right for
words but not for brackets, for vowel signs that stand apart, for ligatures, nor for a full stop behind a number. So the
letters of a line are taken by their place, from right to left, and what runs from left to right in it is turned. What
PDFium holds for the end of a word counts where there is room for a space.
"""

import re
from collections import Counter

from marsad.reports.formats.glyphs import Cluster, Glyph, clusters, places_of, turned_round

_RTL_LETTER = re.compile("[\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = "A-Za-z\u00c0-\u024f"
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
# What runs from left to right: from one Latin letter or digit to the last before the next Arabic one. Without Latin
# letters in it, each number with its points by itself.
_RUN = re.compile(
    f"([()]?)([{_LATIN}{_DIGIT}](?:[^\u0590-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufefc]*[{_LATIN}{_DIGIT}])?)"
)
_NUMBER = re.compile(f"[{_DIGIT}]+(?:[.,:/٫٬-][{_DIGIT}]+)*")
_HAS_LATIN = re.compile(f"[{_LATIN}]")
_ARABIC = "[\u0620-\u063f\u0641-\u0652]"
_WITHIN = re.compile(rf"(?<={_ARABIC})([^\s\u0600-\u06ff])\1{{0,5}}(?={_ARABIC})")  # what stands between two letters
_STROKE = 0.01  # of the letters of a page; what stands between more of them is no sign but a stroke
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›", "<": ">", "“": "”"}
_OPENING = {close: open_ for open_, close in _PAIRS.items()} | {open_: open_ for open_ in _PAIRS}
_BRACKET = re.compile("([()])")
_BEHIND = " \t.,:;!?…،؛؟”\"'"  # what stands behind a closing bracket, besides the end and other brackets

# In ems: room between two letters that is a space where PDFium sees one too, and where it sees none.
_SPACE, _WIDE = 0.12, 0.2


def is_rtl(text: str) -> bool:
    """Whether most letters of a text are written from right to left."""
    rtl = len(_RTL_LETTER.findall(text))
    return 2 * rtl > sum(map(str.isalpha, text))


def lines_in_order(lines: list[list[Glyph]]) -> list[str]:
    """The text of the lines of a page, whose glyphs PDFium gives roughly in order."""
    placed = [places_of(line) for line in lines]
    turned = turned_round(placed)
    seen = [_from_right(list(clusters(places, turned))) for places in placed]
    strokes = _strokes("\n".join(seen))
    return [_brackets(_RUN.sub(_turned, _without(strokes, line))) for line in seen]


def line_in_order(line: list[Glyph]) -> str:
    return lines_in_order([line])[0]


def _from_right(found: list[Cluster]) -> str:
    found.sort(key=lambda cluster: -(cluster.left + cluster.right))
    parts: list[str] = []
    for n, cluster in enumerate(found):
        if n and _apart(found[n - 1], cluster):
            parts.append(" ")
        parts.append(cluster.text)
    return re.sub(" {2,}", " ", "".join(parts)).strip()


def _strokes(page: str) -> frozenset[str]:
    """The signs that are strokes which lengthen words, so that a line fills its column: some programs say no better."""
    within = Counter(match[1] for match in _WITHIN.finditer(page))
    letters = len(_RTL_LETTER.findall(page))
    return frozenset(sign for sign, count in within.items() if count > max(4, _STROKE * letters))


def _without(strokes: frozenset[str], line: str) -> str:
    return _WITHIN.sub(lambda match: "" if match[1] in strokes else match[0], line) if strokes else line


def _turned(run: re.Match[str]) -> str:
    """A run as it is read. Of CJTF (OIR) both brackets belong to it; of (OIR) 19.2 none does."""
    before, seen = run[1], run[2]
    if not _HAS_LATIN.search(seen):
        return before + _NUMBER.sub(lambda number: number[0][::-1], seen)
    pieces = _BRACKET.split(seen)
    if len(pieces) % 4 == 1:
        return before + seen[::-1]
    if before and _HAS_LATIN.search(pieces[-1]):
        return (before + seen)[::-1]
    return before + "".join(_RUN.sub(_turned, piece) for piece in pieces)


def _apart(one: Cluster, other: Cluster) -> bool:
    """Whether a word ends between a cluster and the next one to its left."""
    room = (one.left - other.right) / max(one.size, other.size)
    in_one_word = one.first <= other.last and other.first <= one.last
    return " " not in (one.text, other.text) and room > (_WIDE if in_one_word else _SPACE)


def _brackets(line: str) -> str:
    """Brackets as they are meant: programs and PDFium give them as meant or as drawn, and what is around tells."""
    made = list(line)
    awaited: list[str] = []
    for n, char in enumerate(line):
        if char not in _OPENING and char not in _PAIRS.values():
            continue
        opening = _OPENING[char]
        if _opens(line, n, opening in awaited):
            awaited.append(opening)
            made[n] = opening
        else:
            if opening in awaited:
                awaited.remove(opening)
            made[n] = _PAIRS[opening]
    line = "".join(made)
    return re.sub(r" (?=[)\]}»])", "", re.sub(r"(?<=[(\[{«]) ", "", line))


def _opens(line: str, at: int, one_is_open: bool) -> bool:
    """Whether a bracket opens: it leans on the word behind it, and not on the one before it."""
    before = at == 0 or line[at - 1] in " \t" or line[at - 1] in _OPENING
    behind = at + 1 == len(line) or line[at + 1] in _BEHIND or line[at + 1] in _OPENING
    return before if before != behind else not one_is_open
