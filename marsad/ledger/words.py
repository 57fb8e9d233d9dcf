"""A text as the words that search compares: spelling folded, marks left out, offsets kept."""

import re
from collections.abc import Iterator
from zlib import crc32

from marsad.text.tokens import tokenise

_PARTS = re.compile(r"[^\W_]+")
_CHUNK = re.compile(r"\S+")  # no token holds a space
_LONGEST = 100  # characters of a word that count; what is longer is no word, and PostgreSQL takes none of 2 KB
_SHORT = 40  # characters of a piece between spaces that is remembered
_REMEMBERED = 1 << 17

Part = tuple[int, int, str, int]  # start, end, folded word, its hash
_known: dict[str, tuple[Part, ...]] = {}


def folded_words(text: str) -> list[str]:
    return [part[2] for parts in _in_pieces(text) for part in parts]


def words_and_hashes(text: str) -> tuple[list[str], list[int]]:
    """The folded words, and a hash of 32 bits for each."""
    parts = [part for parts in _in_pieces(text) for part in parts]
    return [part[2] for part in parts], [part[3] for part in parts]


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each folded word with where it stands; the parts of "U.S." share a place."""
    for match in _CHUNK.finditer(text):
        at = match.start()
        for start, end, word, _ in _parts(match.group()):
            yield word, at + start, at + end


def _in_pieces(text: str) -> Iterator[tuple[Part, ...]]:
    return map(_parts, _CHUNK.findall(text))


def _parts(piece: str) -> tuple[Part, ...]:
    """The words of what stands between two spaces; remembered, as most words come again."""
    found = _known.get(piece)
    if found is None:
        tokens = tokenise(piece)
        found = tuple(
            (start, end, part[:_LONGEST], crc32(part.encode("utf-8", "surrogatepass")))
            for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True)
            for part in ([word] if word.isalnum() else _PARTS.findall(word))
        )
        if len(piece) <= _SHORT:
            if len(_known) >= _REMEMBERED:
                _known.clear()
            _known[piece] = found
    return found
