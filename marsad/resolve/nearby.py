"""The words of a sentence as the features of triggers near them name them."""

from typing import NamedTuple

from marsad.reading.stems import stems
from marsad.resolve.outline import Outline
from marsad.resolve.scope import scopes


class Nearby(NamedTuple):
    """For each word the feature that it makes near a trigger and farther off, and whose scope it stands in."""

    stems: list[str]
    near: list[str]
    wide: list[str]
    scopes: list[str]  # of what is supposed, asked, advised; "" for none


def nearby(s: Outline) -> Nearby:
    words, prefix = s.page.tokens.words[s.first : s.past], f"near={s.language}:"
    found = stems(s.language, words)
    large = [len(word) > 2 for word in words]  # small words make none
    near = [prefix + stem if told else "" for stem, told in zip(found, large, strict=True)]
    wide = ["wide=" + stem if told else "" for stem, told in zip(found, large, strict=True)]
    return Nearby(found, near, wide, scopes(s.language, words))
