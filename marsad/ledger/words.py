"""A text as the words that search compares: spelling folded, marks left out, offsets kept."""

import re
from collections.abc import Iterator

from marsad.text.tokens import tokenise

_PARTS = re.compile(r"[^\W_]+")
LONGEST = 100  # characters of a word that count; what is longer is no word, and PostgreSQL takes none of 2 KB


def folded_words(text: str) -> list[str]:
    return list(_words(tokenise(text).words))


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each folded word with where it stands; the parts of "U.S." share a place."""
    tokens = tokenise(text)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        for part in _words([word]):
            yield part, start, end


def _words(words: list[str]) -> Iterator[str]:
    for word in words:
        if word.isalnum():
            yield word[:LONGEST]
        else:
            yield from (part[:LONGEST] for part in _PARTS.findall(word))
