"""What a page has named so far, for places that refer back to it."""

from functools import lru_cache

from marsad.languages import load
from marsad.model.values import Place
from marsad.reading.page import Mention, Page
from marsad.resolve.scene import Scene
from marsad.resolve.sites import LIKE, REACH_KM, apart


class Memory:
    """What a page has named so far, for what refers back to it."""

    def __init__(self, page: Page) -> None:
        self.scene = Scene(page)
        # level, "site base", "any", "seat" (a capital that may stand for its government) → the latest mention
        self.last: dict[str, Mention] = {}
        self._sentence = -1
        self._first: str | None = None  # the state whose people or forces a sentence names first
        self._led: str | None = None  # the same of the sentence before
        self._capital = -1  # the token of the latest capital that may stand for its government
        self._border = -1  # where the latest border mentioned ends
        self._page = page

    def passes(self, mention: Mention) -> None:
        number = self._page.tokens.sentence_of(mention.first)
        if number != self._sentence:
            self._sentence, self._led, self._first = number, self._first or self._led, None
        if mention.layer == "actor" and self._first is None and mention.keys and len(mention.keys[0]) == 2:
            self._first = mention.keys[0]
        if mention.layer == "actor" and mention.sub == "capital":
            self._capital = mention.first
        self.scene.passes(mention)
        place = mention.place
        if mention.layer != "place" or place is None or mention.sub == "generic":
            return
        if self._is_government(mention):
            self.last["seat"] = mention
            return
        if mention.first < self._border:
            return  # the countries of a border are none that one is in
        if mention.sub == "border":
            self._border = mention.past
        for key in (place.level, f"{place.level} {place.country}", "any"):
            if key != "any" or mention.sub != "border":
                self.last[key] = mention
        if place.level == "site":
            for kind in (mention.head, ""):
                self.last[f"site {kind}"] = self.last[f"site {kind} {place.country}"] = mention

    def are_beside(self, mention: Mention, other: Mention) -> bool:
        """Whether two mentions stand in one sentence."""
        sentence_of = self._page.tokens.sentence_of
        return sentence_of(mention.first) == sentence_of(other.first)

    def _is_government(self, mention: Mention) -> bool:
        """Whether a capital stands for its government, which "the city" does not refer to: "Kyiv can retake it"."""
        if mention.first != self._capital:
            return False
        words, i = self._page.tokens.words, mention.first
        return not mention.before and (i == 0 or words[i - 1] not in _locatives(self._page.language))

    def site_at(self, mention: Mention) -> Place | None:
        """The site of a like kind that the page has named at this town: "the base in Qamishli" behind one's name."""
        named = [m for h in sorted(LIKE.get(mention.head, ())) if (m := self.last.get(f"site {h}"))]
        near = [m for m in named if apart(m.place, mention.place) < REACH_KM]
        return max(near, key=lambda m: m.first).place if near else None

    @property
    def actor(self) -> str | None:
        """The state whose people are spoken of."""
        return self._first or self._led


@lru_cache(maxsize=8)
def _locatives(language: str) -> frozenset[str]:
    """The prepositions behind which a name is a place."""
    script = load(language, "_script")
    return frozenset((*script["locatives"], *script["from"], *script["to"], *script["ways"]))
