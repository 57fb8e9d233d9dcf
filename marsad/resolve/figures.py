"""Numbers that two numbers of a sentence come to: their sum in a list, their difference in a change."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from marsad.languages import load
from marsad.reading.page import NumberMention, Page
from marsad.resolve.clauses import loose

_APART = 4  # tokens between two numbers that are added up


def sums(page: Page, numbers: list[NumberMention]) -> list[NumberMention]:
    """What two numbers of a list come to: "two Americans and a British soldier" are three."""
    return [
        NumberMention(a.first, b.past, a.min + b.min, a.min + b.min, "<number> and <number>")
        for a, b in _exact_pairs(numbers)
        if a.min and b.min and _joined(page, a, b)
    ]


def differences(page: Page, first: int, numbers: list[NumberMention]) -> list[NumberMention]:
    """By how many a strength changes: "from 5,200 to 3,000" is by 2,200; `first` is the sentence's first token."""
    return [
        NumberMention(a.first, b.past, abs(a.min - b.min), abs(a.min - b.min), "from <number> to <number>")
        for a, b in _exact_pairs(numbers)
        if a.min and b.min and a.first > first and _leads(page, a, b)
    ]


def _exact_pairs(numbers: list[NumberMention]) -> Iterator[tuple[NumberMention, NumberMention]]:
    """Numbers that follow each other, both exact."""
    return ((a, b) for a, b in pairwise(numbers) if a.min and a.min == a.max and b.min and b.min == b.max)


def _leads(page: Page, a: NumberMention, b: NumberMention) -> bool:
    """Whether "from" stands before the one number and "to" before the other, close by."""
    start, end = _span_words(page.language)
    words = page.tokens.words
    return b.first - a.past <= _APART and words[a.first - 1] in start and words[b.first - 1] in end


def _joined(page: Page, a: NumberMention, b: NumberMention) -> bool:
    """Whether an "and" stands between two numbers close to each other, or is attached to the second."""
    words = page.tokens.words
    if b.first - a.past > _APART:
        return False
    letters, word = loose(page.language)[:1], _and(page.language)
    return word in words[a.past : b.first] or (letters != "" and words[b.first].startswith(letters))


@lru_cache(maxsize=8)
def _and(language: str) -> str:
    word: str = load(language, "_script")["joining"][0]
    return word


@lru_cache(maxsize=8)
def _span_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words for "from" and for "to" in a language."""
    script = load(language, "_script")
    return frozenset(script["from"]), frozenset(script["to"])
