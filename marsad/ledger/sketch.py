"""A text's sketch: which copies it has can be told without the text, even after an erasure.

Every run of five folded words is hashed, and a fixed quarter of all hashes is kept, whatever the text's length. So the
share of one text's hashes that another has estimates how much of the one stands in the other.
"""

import struct
from collections.abc import Iterable
from itertools import starmap
from struct import iter_unpack
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
    found: list[int] = []
    for first in range(0, _RUN, HASH):  # every fifth run, from the first, the second and so on
        length = (len(hashes) - first) // _RUN * _RUN
        found += starmap(crc32, iter_unpack(f"{_RUN}s", hashes[first : first + length]))
    return frozenset([run for run in found if run % _KEPT == 0])


def packed(hashes: Iterable[int]) -> str:
    """As text: eight hexadecimal digits each, in order."""
    listed = sorted(hashes)
    return struct.pack(f">{len(listed)}I", *listed).hex()


def unpacked(text: str) -> frozenset[int]:
    return frozenset(int(text[n : n + 8], 16) for n in range(0, len(text), 8))
