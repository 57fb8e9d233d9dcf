"""A text's sketch: which copies it has can be told without the text, even after an erasure.

Every run of five folded words is hashed, and a fixed quarter of all hashes is kept, whatever the text's length. So the
share of one text's hashes that another has estimates how much of the one stands in the other.
"""

import struct
from collections.abc import Iterable
from itertools import compress
from zlib import crc32

from marsad.ledger.words import HASH, words_and_hashes

_RUN = 5 * HASH  # bytes of the hashes of five words
_KEPT = 4  # one hash in so many


def sketch(text: str) -> frozenset[int]:
    return sketch_of(words_and_hashes(text)[1])


def sketch_of(hashes: bytes) -> frozenset[int]:
    """The sketch of a text by the hashes of its words."""
    if len(hashes) < _RUN:
        return frozenset([run for run in [crc32(hashes)] if run % _KEPT == 0])
    starts = compress(range(0, len(hashes) - _RUN + 1, HASH), _which(hashes))
    return frozenset([crc32(hashes[start : start + _RUN]) for start in starts])


def _which(hashes: bytes) -> bytes:
    """For the run at each word 1 where its hash is kept, else 0.

    Only a hash's last two bits decide, and CRC is linear: they are the exclusive or of two bits for each byte of the
    run. So they are reckoned for all runs at once, as numbers of a byte a word: a word's bits as first to fourth of a
    run are one byte of `four`, those as fifth one of `fifth`.
    """
    four = fifth = 0
    for n in range(HASH):
        column = hashes[n::HASH]
        four ^= int.from_bytes(column.translate(_AS_FOUR[n]), "little")
        fifth ^= int.from_bytes(column.translate(_AS_FIFTH[n]), "little")
    # Moved by a byte for each word further on, and by two bits to the place of the first.
    bits = four ^ (four >> 10) ^ (four >> 20) ^ (four >> 30) ^ (fifth >> 32)
    return bits.to_bytes(len(hashes) // HASH, "little").translate(_IS_KEPT)


def _bits(place: int, byte: int) -> int:
    """What a byte in some place of a run adds to the last two bits of its hash."""
    return (crc32(bytes(place) + bytes([byte]) + bytes(_RUN - place - 1)) ^ _NOTHING) % _KEPT


def _four(n: int, byte: int) -> int:
    return sum(_bits(HASH * word + n, byte) << 2 * word for word in range(4))


_NOTHING = crc32(bytes(_RUN))
_AS_FOUR = [bytes(_four(n, byte) for byte in range(256)) for n in range(HASH)]
_AS_FIFTH = [bytes(_bits(HASH * 4 + n, byte) for byte in range(256)) for n in range(HASH)]
_IS_KEPT = bytes(byte % _KEPT == _NOTHING % _KEPT for byte in range(256))


def packed(hashes: Iterable[int]) -> str:
    """As text: eight hexadecimal digits each, in order."""
    listed = sorted(hashes)
    return struct.pack(f">{len(listed)}I", *listed).hex()


def unpacked(text: str) -> frozenset[int]:
    return frozenset(struct.unpack(f">{len(text) // 8}I", bytes.fromhex(text)))
