"""The lexical hits of a sentence that claims are made of, and the sort of each of its words."""

from typing import NamedTuple

from marsad.reading.page import Page
from marsad.reading.phrases import Hit, Match

_LAYERS = frozenset("trigger people speech force site means cue phase connector reason".split())
_NAMED_BY_LABEL = ("cue", "phase", "speech", "means")
_NAMED_BY_LAYER = ("force", "government", "site", "town", "region", "country", "people", "name")


class Found(NamedTuple):
    """A lexical hit in a sentence."""

    first: int
    past: int
    hit: Hit
    match: Match


_WANTED: dict[int, tuple[tuple[Hit, ...], tuple[Hit, ...]]] = {}  # by identity: phrase tables hand out the same tuples


def hits_by_layer(page: Page, first: int, past: int) -> dict[str, list[Found]]:
    """The hits over tokens [first, past) that claims are made of."""
    out: dict[str, list[Found]] = {}
    wanted, new = _WANTED, tuple.__new__
    for i, listed in enumerate(page.matches[first:past], first):
        for match in listed:
            known = wanted.get(id(match.hits))
            kept = known[1] if known and known[0] is match.hits else _wanted(match.hits)
            for hit in kept:
                found = new(Found, (i, match[1], hit, match))
                if hit[0] in out:
                    out[hit[0]].append(found)
                else:
                    out[hit[0]] = [found]
    return out


def _wanted(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Those of a match's hits that claims are made of."""
    kept = tuple(hit for hit in hits if hit.layer in _LAYERS)
    _WANTED[id(hits)] = (hits, kept)
    return kept


def sort_of(page: Page, i: int) -> str:
    """A token as features name it: its function label, or its layer, else "w"."""
    word = page.tokens.words[i]
    for match in page.matches[i]:
        for hit in match.hits:
            layer = hit.layer
            if layer == "function":
                return word
            if layer in _NAMED_BY_LABEL:
                return f"{layer}:{hit.label}"
            if layer in _NAMED_BY_LAYER:
                return layer
            if layer == "trigger":
                return f"t:{hit.kind}"
    return word if not word[0].isalnum() else "num" if word[0].isdigit() else "w"
