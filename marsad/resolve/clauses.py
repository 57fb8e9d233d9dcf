"""Where the clauses of a sentence end, and which preposition governs what stands in them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from marsad.languages import load
from marsad.reading.page import Page
from marsad.resolve.groups import Group

_BREAKS = frozenset(',،;؛:—–()"«»“”')
_COMMAS = frozenset(",،")
_PAIRS = {"(": ")", '"': '"', "«": "»", "“": "”"}
_FEW = 4  # words in quotation marks or brackets that are part of the clause around them
_MONEY = frozenset("$€£")
FREE = "start"  # what is told of a group that nothing governs
_REACH = 4  # words between a preposition and what it governs


def clauses(words: Sequence[str], asides: Iterable[tuple[int, int]] = ()) -> list[int]:
    """The clause number of each word: clauses end at punctuation, but not at what a few words stand in.

    `asides` are stretches [first, past) that are none of their own where commas set them off: "said, on Monday, that".
    """
    breaks = list(map(_BREAKS.__contains__, words))
    for first, past in asides:
        if first > 0 and past < len(words) and words[first - 1] in _COMMAS and words[past] in _COMMAS:
            breaks[first - 1] = breaks[past] = False
    for i in [i for i, word in enumerate(words) if word in _PAIRS]:
        if breaks[i]:
            closing = _PAIRS[words[i]]
            j = next((j for j in range(i + 1, min(i + _FEW + 2, len(words))) if words[j] == closing), None)
            if j is not None:
                breaks[i] = breaks[j] = False
    return list(accumulate(breaks))


def preposition(page: Page, first: int, g: Group) -> str:
    """The particle that governs a group: attached, or standing before it (past articles and adjectives).

    `first` is the first token of the sentence; `FREE` is told where nothing stands before the group.
    """
    before = g.before.strip(loose(page.language))
    if before:
        return before
    words, j, steps = page.tokens.words, g.first - 1, 0
    while j >= first and steps < _REACH:
        for match in page.matches[j]:
            hit = match.hit("function")
            if hit and hit.label == "prepositions":
                return hit.lemma
            if hit and hit.label in ("conjunctions", "relative", "auxiliaries"):
                return f"<{hit.label}>" if steps == 0 else "-"
        if steps and (words[j] in _MONEY or words[j][0].isdigit()):
            j -= 1
            continue  # "from the $100 million base"
        if not words[j][0].isalnum():
            return words[j] if steps == 0 else "-"
        longer = _of_words(page, first, j)
        if longer:
            return longer
        j -= 1
        steps += 1
    return "-" if j >= first else FREE


def _of_words(page: Page, first: int, j: int) -> str:
    """The preposition of two or three words that ends at a token."""
    for start in range(max(first, j - 2), j):
        for match in page.matches[start]:
            hit = match.hit("function") if match.past == j + 1 else None
            if hit and hit.label == "prepositions":
                return hit.lemma
    return ""


@lru_cache(maxsize=8)
def loose(language: str) -> str:
    """The letters of conjunctions that are written attached, which govern nothing."""
    letters: str = load(language, "_script")["attached_conjunctions"]
    return letters
