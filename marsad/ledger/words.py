"""A text as the words that search compares: spelling folded, marks left out, offsets kept."""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar
from zlib import crc32

from marsad.text.tokens import tokenise

_PARTS = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"\S+")  # as str.split() cuts; no token holds a space
_LONGEST = 100  # characters of a word that count; what is longer is no word, and PostgreSQL takes none of 2 KB
HASH = 4  # bytes of a word's hash
_SHORT = 40  # characters of a piece between spaces that is remembered
_REMEMBERED = 1 << 16
_OF_A_TEXT = 1 << 12  # pieces whose parts are remembered: those that are new in one text are asked for twice

Part = tuple[int, int, str]  # start, end, folded word
Value = TypeVar("Value")


def folded_words(text: str) -> list[str]:
    return "".join(map(_spaced.__getitem__, text.split())).split()


def words_and_hashes(text: str) -> tuple[str, bytes]:
    """The folded words with a space between, and for each the four bytes of a hash."""
    pieces = text.split()
    return "".join(map(_spaced.__getitem__, pieces))[:-1], b"".join(map(_hashed.__getitem__, pieces))


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each folded word with where it stands; the parts of "U.S." share a place."""
    for match in _PIECE.finditer(text):
        at = match.start()
        for start, end, word in _parts[match.group()]:
            yield word, at + start, at + end


class _Remembered(dict[str, Value]):
    """What follows from what stands between two spaces; most of these come again, and are then found at once."""

    def __init__(self, of: Callable[[str], Value], room: int) -> None:
        self._of, self._room = of, room

    def __missing__(self, piece: str) -> Value:
        found = self._of(piece)
        if len(piece) <= _SHORT:
            if len(self) >= self._room:
                self.clear()
            self[piece] = found
        return found


def _words_of(piece: str) -> tuple[Part, ...]:
    tokens = tokenise(piece)
    return tuple(
        (start, end, part[:_LONGEST])
        for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True)
        for part in ([word] if word.isalnum() else _PARTS.findall(word))
    )


def _spaced_of(piece: str) -> str:
    """The words, each with a space behind it."""
    return "".join([f"{word} " for _, _, word in _parts[piece]])


def _hashed_of(piece: str) -> bytes:
    hashes = (crc32(word.encode("utf-8", "surrogatepass")) for _, _, word in _parts[piece])
    return b"".join([each.to_bytes(HASH, "little") for each in hashes])


_parts = _Remembered(_words_of, _OF_A_TEXT)
_spaced = _Remembered(_spaced_of, _REMEMBERED)
_hashed = _Remembered(_hashed_of, _REMEMBERED)
