"""In whose scope the words of a sentence stand: of what is supposed, asked, advised or only rumoured.

"It is unclear whether the troops left" and "if the troops leave" tell of nothing that happened: the weights are told so
of what stands behind such a word, up to the end of its clause.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from marsad.languages import load
from marsad.text.normalise import fold

UNKNOWN, SUPPOSED, ASKED = "unknown", "supposed", "asked"
_OPENERS = (SUPPOSED, ASKED, "advised", "obliged", "rumoured")
_ENDS = frozenset(".,;:،؛—–()")
_QUESTIONS = frozenset("?؟")
_REACH = 6  # words between a word that asks and the clause that it asks


class _Words(NamedTuple):
    openers: dict[str, str]  # a word, or a pair of words → whose scope it opens
    inverted: frozenset[str]
    likened: frozenset[str]
    unknown: frozenset[str]


def scopes(language: str, words: Sequence[str]) -> list[str]:
    """For each word of a sentence whose scope it stands in, "" where in none."""
    listed = _listed(language)
    outer = "question" if words and words[-1] in _QUESTIONS else ""
    out: list[str] = []
    current, opening = "", 0
    for j, word in enumerate(words):
        out.append(current or outer)
        if word in _ENDS:
            current, opening = "", j + 1
            continue
        opener = _opener(listed, words, j)
        if opener in (SUPPOSED, ASKED) and not listed.unknown.isdisjoint(words[max(opening, j - _REACH) : j]):
            opener = UNKNOWN
        current = current if current == UNKNOWN else opener or current
    return out


def _opener(listed: _Words, words: Sequence[str], j: int) -> str:
    """Whose scope a word opens, alone or with the one before it."""
    word, before = words[j], words[j - 1] if j else ""
    if not j and word in listed.inverted:
        return SUPPOSED
    opener = listed.openers.get(f"{before} {word}") or listed.openers.get(word, "")
    return "" if opener == SUPPOSED and before in listed.likened else opener


@lru_cache(maxsize=8)
def _listed(language: str) -> _Words:
    data = load(language, "_scope")

    def words(name: str) -> list[str]:
        return [" ".join(map(fold, phrase.split())) for phrase in data[name]]

    openers = {word: name for name in _OPENERS for word in words(name)}
    return _Words(openers, *(frozenset(words(name)) for name in ("inverted", "likened", "unknown")))
