"""The words of a sentence as the features of triggers near them name them."""

from typing import NamedTuple

from marsad.resolve.outline import Outline
from marsad.resolve.scope import scopes


class Nearby(NamedTuple):
    """For each word the feature that it makes near a trigger and farther off, and whose scope it stands in."""

    near: list[str]
    wide: list[str]
    scopes: list[str]  # of what is supposed, asked, advised; "" for none


def nearby(s: Outline) -> Nearby:
    words, prefix = s.page.tokens.words[s.first : s.past], f"near={s.language}:"
    near = [prefix + word if len(word) > 2 else "" for word in words]  # small words make none
    wide = ["wide=" + word if len(word) > 2 else "" for word in words]
    return Nearby(near, wide, scopes(s.language, words))
