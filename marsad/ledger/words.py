"""A text as the words that search compares: spelling folded, marks left out, offsets kept."""

import re
from collections.abc import Iterator
from itertools import chain
from operator import itemgetter
from typing import Any
from zlib import crc32

from marsad.text.tokens import tokenise

_PARTS = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"\S+")  # as str.split() cuts; no token holds a space
_LONGEST = 100  # characters of a word that count; what is longer is no word, and PostgreSQL takes none of 2 KB
HASH = 4  # bytes of a word's hash
_SHORT = 40  # characters of a piece between spaces that is remembered
_REMEMBERED = 1 << 17

_WORDS, _HASHES = itemgetter(1), itemgetter(2)
Part = tuple[int, int, str]  # start, end, folded word
_known: dict[str, tuple[tuple[Part, ...], tuple[str, ...], bytes]] = {}  # with the words and their hashes alone


def folded_words(text: str) -> list[str]:
    return [word for piece in text.split() for word in (_known.get(piece) or _learn(piece))[1]]


def words_and_hashes(text: str) -> tuple[list[str], bytes]:
    """The folded words, and for each the four bytes of a hash."""
    pieces = text.split()
    found: list[Any] = list(map(_known.get, pieces))
    if None in found:
        found = [_known.get(piece) or _learn(piece) for piece in pieces]
    return list(chain.from_iterable(map(_WORDS, found))), b"".join(map(_HASHES, found))


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each folded word with where it stands; the parts of "U.S." share a place."""
    for match in _PIECE.finditer(text):
        at, piece = match.start(), match.group()
        for start, end, word in (_known.get(piece) or _learn(piece))[0]:
            yield word, at + start, at + end


def _learn(piece: str) -> tuple[tuple[Part, ...], tuple[str, ...], bytes]:
    """The words of what stands between two spaces; remembered, as most words come again."""
    tokens = tokenise(piece)
    parts = tuple(
        (start, end, part[:_LONGEST])
        for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True)
        for part in ([word] if word.isalnum() else _PARTS.findall(word))
    )
    words = tuple(word for _, _, word in parts)
    hashes = b"".join(crc32(word.encode("utf-8", "surrogatepass")).to_bytes(HASH, "little") for word in words)
    found = parts, words, hashes
    if len(piece) <= _SHORT:
        if len(_known) >= _REMEMBERED:
            _known.clear()
        _known[piece] = found
    return found
