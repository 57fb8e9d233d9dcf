"""Noisy copies of a text, spelled as hasty writers spell, with a map of offsets: a tool of the tests.

Seeds are fixed: the same text gives the same copy.
"""

import random
import re
from typing import NamedTuple

_RATE = 0.1  # of words
_WORD = re.compile(r"[^\W\d_]{2,}")
_SEATS = str.maketrans("أإآ", "ااا")
_MARKS = "\u064e\u064f\u0650\u0652"  # short vowels and their absence


class Noisy(NamedTuple):
    """A text spelled otherwise; `offsets[i]` is where the character i of the original stands in it."""

    text: str
    offsets: list[int]  # one more than the original has characters

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a range of the original lies here; one that has shrunk to nothing keeps a character."""
        first, past = self.offsets[start], self.offsets[end]
        return first, max(past, first + 1)


def noisy(text: str, language: str, seed: int = 0) -> Noisy:
    """A copy with a tenth of its words spelled otherwise."""
    chance = random.Random(seed)
    ways = _ARABIC if language == "ar" else _ENGLISH
    pieces: list[str] = []
    offsets: list[int] = []
    at = written = 0
    for match in _WORD.finditer(text):
        spelled = [letters for way in ways if "".join(letters := way(match.group(), chance)) != match.group()]
        if not spelled or chance.random() >= _RATE:
            continue
        for character in text[at : match.start()]:
            offsets.append(written)
            pieces.append(character)
            written += 1
        for character in chance.choice(spelled):
            offsets.append(written)
            pieces.append(character)
            written += len(character)
        at = match.end()
    for character in text[at:]:
        offsets.append(written)
        pieces.append(character)
        written += 1
    return Noisy("".join(pieces), [*offsets, written])


# Ways to spell: each gives, for every letter of a word, what it becomes. What changes nothing is passed over.


def _hamza(word: str, chance: random.Random) -> list[str]:
    return [letter.translate(_SEATS) for letter in word]


def _ending(word: str, chance: random.Random) -> list[str]:
    return [*word[:-1], {"ة": "ه", "ى": "ي", "ي": "ى"}.get(word[-1], word[-1])]


def _tatweel(word: str, chance: random.Random) -> list[str]:
    return [word[0] + "ـ" * chance.randint(1, 3), *word[1:]]


def _vowels(word: str, chance: random.Random) -> list[str]:
    return [letter + chance.choice(_MARKS) for letter in word]


def _upper(word: str, chance: random.Random) -> list[str]:
    return [letter.upper() if len(letter.upper()) == 1 else letter for letter in word]


def _lower(word: str, chance: random.Random) -> list[str]:
    return [letter.lower() if len(letter.lower()) == 1 else letter for letter in word]


def _hyphen(word: str, chance: random.Random) -> list[str]:
    prefix = re.match(r"(re|pre|non|co|anti|counter|mid|multi)(?=[a-z]{3})", word, re.I)
    return [letter + "-" if prefix and i == prefix.end() - 1 else letter for i, letter in enumerate(word)]


_ARABIC = (_hamza, _ending, _tatweel, _vowels)
_ENGLISH = (_upper, _lower, _hyphen)
