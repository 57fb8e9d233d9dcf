"""Find the expressions that stand for actors and places.

A name alone is not yet a mention of an actor: "Iraqi" in "Iraqi forces" is, in "the Iraqi border" it only
qualifies a place. So names are joined with the nouns they hang on, in the order the language writes them
(`head_first` in `_script.yaml`: Arabic "القوات العراقية", English "Iraqi forces").
"""

from collections.abc import Iterator

from marsad.languages import load
from marsad.model.values import Place
from marsad.reading.lexicon import Lexicon
from marsad.reading.mentions.actors import Actors
from marsad.reading.mentions.adjectives import Adjectives
from marsad.reading.mentions.borders import Borders
from marsad.reading.mentions.countries import Countries
from marsad.reading.mentions.dependence import Dependence
from marsad.reading.mentions.directions import Directions
from marsad.reading.mentions.heads import Heads
from marsad.reading.mentions.nominals import Nominals, as_site
from marsad.reading.mentions.sites import Sites
from marsad.reading.mentions.small_words import SmallWords
from marsad.reading.names import Named, NameFinder
from marsad.reading.nouns import ACTORS, PLACES, Kinds, Noun
from marsad.reading.page import Mention, Page
from marsad.reading.unknown import UnknownFinder, defined
from marsad.world.register import Register


class MentionFinder:
    """Finds mentions on a page whose phrase matches and numbers are there already."""

    def __init__(self, lexicon: Lexicon, register: Register) -> None:
        language = lexicon.language
        self._cased: bool = load(language, "_script")["cased"]
        self._names = NameFinder(lexicon, register)
        self._kinds = Kinds()
        self._unknown = UnknownFinder(language)
        states = {
            entry.key: Place(entry.name, entry.key, None, None, "country")
            for entry in register.entries
            if entry.type == "state"
        }
        self._dependence = Dependence(language)
        self._heads = Heads(language)
        self._countries = Countries(language, states)
        self._sites = Sites(language, self._countries, Borders(language), self._unknown)
        self._actors = Actors(language, self._dependence, self._sites, self._unknown)
        self._directions = Directions(language, states)
        self._adjectives = Adjectives(language)
        self._small_words = SmallWords(language)

    def find(self, page: Page) -> list[Mention]:
        """All mentions in text order; a state's name gives an actor and a place over the same words."""
        out = list(self._joined(Nominals(page, self._names.find(page), self._kinds)))
        out += defined(page, out, self._cased)
        out.sort(key=lambda m: (m.first, m.layer, -m.past))
        return out

    def _joined(self, on: Nominals) -> Iterator[Mention]:
        """Names first: the nouns that they take are no mentions by themselves."""
        directed: dict[int, list[Mention]] = {}
        for i, mention in self._directions.of_countries(on):
            directed.setdefault(i, []).append(mention)
        for i in sorted(on.names):
            yield from self._of_name(on, on.names[i], directed.get(i, []))
        for mention in self._unknown.actors(on.page, on.taken):
            on.taken.add(mention.first)
            yield mention
        yield from self._directions.alone(on)
        for i, noun in on.nouns.items():
            if i not in on.taken:
                yield from self._of_noun(on, noun)
        yield from self._small_words.find(on)
        yield from self._unknown.places(on.page, on.names, on.nouns, on.taken)

    def _of_name(self, on: Nominals, name: Named, directions: list[Mention]) -> Iterator[Mention]:
        noun, shared = self._heads.of(on, name)
        if noun:
            on.heads[name.first] = noun
        dependent = self._dependence.only_supports(on, name)
        yield from self._actors.of_name(on, name, noun, shared, dependent)
        if not dependent:
            yield from self._countries.implied(name)
        if directions:
            yield from directions
            return
        yield from self._countries.seat(on, name)
        state = None if dependent else name.of("state")
        if state and not (noun and noun.layer in ACTORS and not shared):
            yield self._countries.named(name, state)
        place = name.of("place", "town")
        if place and place.place:
            yield from self._sites.of_name(on, name, place, noun)

    def _of_noun(self, on: Nominals, noun: Noun) -> Iterator[Mention]:
        """What a noun without a name stands for."""
        if self._adjectives.qualifies(on, noun):
            return
        if noun.layer in ACTORS:
            yield self._actors.of_noun(on, noun)
            site = as_site(noun)
            if site:
                yield self._sites.of_noun(on, site)
        elif noun.layer in PLACES:
            yield self._sites.of_noun(on, noun)
