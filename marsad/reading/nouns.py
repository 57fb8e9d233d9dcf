"""The nouns that names hang on ("forces", "قاعدة"), and where a noun phrase ends."""

from typing import NamedTuple

from marsad.reading.names import Named
from marsad.reading.page import Page
from marsad.reading.phrases import Hit, Match

ACTORS = ("force", "government")
PLACES = ("site", "town", "region", "country")
_LAYERS = (*ACTORS, *PLACES, "people")
_VERBAL = frozenset(("perfect", "imperfect", "past", "ed", "s"))
_CLOSING = frozenset(("function", "connector"))


class Noun(NamedTuple):
    """A noun that says what kind of actor or place something is."""

    first: int
    past: int
    layer: str
    hit: Hit
    match: Match


def find_nouns(page: Page, names: dict[int, Named]) -> dict[int, Noun]:
    """The nouns outside names, by their first token."""
    covered = {j for name in names.values() for j in range(name.first, name.past)}
    out: dict[int, Noun] = {}
    busy = 0
    for i, matches in enumerate(page.matches):
        if i < busy or not matches or i in covered:
            continue
        noun = _noun(i, matches)
        if noun and (noun.past == i + 1 or covered.isdisjoint(range(i, noun.past))):
            out[i] = noun
            busy = noun.past
    return out


def _noun(i: int, matches: list[Match]) -> Noun | None:
    for match in matches:
        if match.hit("function"):
            continue
        for layer in _LAYERS:
            hit = match.hit(layer)
            if hit:
                return Noun(i, match.past, layer, hit, match)
    return None


def ends_phrase(page: Page, i: int) -> bool:
    """Whether a token ends a noun phrase: punctuation, a function word, a finite verb."""
    if not page.tokens.words[i][0].isalpha():
        return True
    for match in page.matches[i]:
        for hit in match.hits:
            if hit.layer in _CLOSING or hit.layer == "speech" or hit.form in _VERBAL:
                return hit.layer != "speech" or hit.label in ("verb", "that", "according")
    return False


def has_label(page: Page, i: int, label: str) -> bool:
    """Whether a token is a function word of a label."""
    return any(hit.layer == "function" and hit.label == label for match in page.matches[i] for hit in match.hits)
