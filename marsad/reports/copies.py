"""Which reports are one: copies, excerpts and versions, told by the runs of words that two texts share.

A text's runs of five words, folded, are hashed. What part of the runs of the shorter text stands in the longer one
tells a copy from another report of the same event, in which names and figures are the same but sentences are not.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from marsad.text.normalise import fold

Relation = Literal["version", "copy", "excerpt"]

_WORD = re.compile(r"\w+(?:[\u064b-\u0652]\w*)*")
_RUN = 5
_SAMPLED = 400  # runs; of longer texts one run in four is kept
_PART = 4
_COPY = 0.6  # share of the runs of each text that stand in the other
_EXCERPT = 0.6  # share of the runs of the shorter text that stand in the longer
_FEWEST = 8  # runs in common; two short notes share a formula sooner than a text


@dataclass(frozen=True, slots=True)
class Print:
    """A text's fingerprint: hashes of its runs, all of them or those that are divisible by four."""

    runs: frozenset[int]
    sampled: bool

    def among(self, other: "Print") -> tuple[frozenset[int], frozenset[int]]:
        """The runs of both that can be compared."""
        if self.sampled == other.sampled:
            return self.runs, other.runs
        return _sample(self.runs), _sample(other.runs)


@dataclass(frozen=True, slots=True)
class Alike:
    """How two texts are alike: a share of 1 is the same text."""

    relation: Relation
    share: float


def fingerprint(text: str) -> Print:
    words = _words(text)
    runs = frozenset(_hash(" ".join(words[n : n + _RUN])) for n in range(max(1, len(words) - _RUN + 1)))
    return Print(_sample(runs), True) if len(runs) > _SAMPLED else Print(runs, False)


def alike(one: Print, other: Print) -> Alike | None:
    """How two texts are alike, or None where they only tell of the same thing."""
    a, b = one.among(other)
    common = len(a & b)
    if not a or not b:
        return None
    if a == b:
        return Alike("copy", 1.0)
    if common * (_PART if one.sampled or other.sampled else 1) < _FEWEST:
        return None
    least, most = sorted((common / len(a), common / len(b)))
    if least >= _COPY:
        return Alike("copy", least)
    return Alike("excerpt", most) if most >= _EXCERPT else None


def _sample(runs: Iterable[int]) -> frozenset[int]:
    return frozenset(run for run in runs if run % _PART == 0)


def _words(text: str) -> list[str]:
    return [folded for word in _WORD.findall(text) if (folded := fold(word))]


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big")
