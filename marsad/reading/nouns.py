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


class Kinds:
    """What kind of noun hits are; remembered, as the phrase table gives the same hits for the same words."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[Hit | None, tuple[Hit, ...]]] = {}

    def of(self, hits: tuple[Hit, ...]) -> Hit | None:
        """The hit that makes a word a noun of interest."""
        known = self._seen.get(id(hits))
        if known is None:
            by_layer = {hit.layer: hit for hit in reversed(hits)}
            layer = None if "function" in by_layer else next((x for x in _LAYERS if x in by_layer), None)
            known = self._seen[id(hits)] = (by_layer[layer] if layer else None, hits)
        return known[0]


def find_nouns(page: Page, names: dict[int, Named], kinds: Kinds) -> dict[int, Noun]:
    """The nouns outside names, by their first token."""
    covered = {j for name in names.values() for j in range(name.first, name.past)}
    out: dict[int, Noun] = {}
    busy = 0
    for i, matches in enumerate(page.matches):
        if i < busy or not matches or i in covered:
            continue
        for match in matches:
            hit = kinds.of(match.hits)
            if hit is None:
                continue
            past = match.past
            if past == i + 1 or covered.isdisjoint(range(i, past)):
                out[i] = Noun(i, past, hit.layer, hit, match)
                busy = past
            break
    return out


def ends_phrase(page: Page, i: int) -> bool:
    """Whether a token ends a noun phrase: punctuation, a function word, a finite verb."""
    if not page.tokens.words[i][0].isalpha():
        return True
    for match in page.matches[i]:
        for hit in match.hits:
            if hit.layer in _CLOSING or hit.layer == "speech" or hit.form in _VERBAL:
                return hit.layer != "speech" or hit.label in ("verb", "that", "according")
    return False
