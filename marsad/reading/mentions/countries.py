"""Countries: by name, by implication, and as somebody's home."""

from collections.abc import Iterator, Mapping

from marsad.languages import load
from marsad.model.values import Place
from marsad.reading.mentions.nominals import Nominals, plain
from marsad.reading.names import Named
from marsad.reading.nouns import Noun
from marsad.reading.page import Mention
from marsad.world.register import Entry


class Countries:
    """Finds the countries that names and nouns of one language stand for."""

    def __init__(self, language: str, states: Mapping[str, Place]) -> None:
        script = load(language, "_script")
        self.states = states
        self._locatives = frozenset(script["locatives"])
        self._possessives = frozenset(script["possessives"])
        self._territory = frozenset(script["territory"])
        self._home = frozenset(script["home"])

    def named(self, name: Named, state: Entry) -> Mention:
        """The country that a state's name names."""
        return plain(name, "place", "country", place=self.states[state.key], country=state.key)

    def implied(self, name: Named) -> Iterator[Mention]:
        """The country of a nationality, a capital, a state's organ or a mission: a place only by implication."""
        entry = name.of("nationality", "people", "capital", "state")
        if entry and entry.key in self.states:
            yield plain(name, "land", entry.type, place=self.states[entry.key], country=entry.key)
            return
        actor = name.of("actor")
        if actor and actor.kind == "mission" and len(actor.home) == 1 and actor.home[0] in self.states:
            country = actor.home[0]
            yield plain(name, "land", "mission", place=self.states[country], country=country)

    def seat(self, on: Nominals, name: Named) -> Iterator[Mention]:
        """The country that ends a body's name: "بعثة الاتحاد الأفريقي في الصومال"."""
        last = name.past - 1
        if name.past - name.first < 3 or on.words[last - 1] not in self._locatives or not name.of("actor"):
            return
        for match in on.page.matches[last]:
            if match.past != name.past or match.before:
                continue
            state = next((hit.extra for hit in match.hits if hit.layer == "name" and hit.label == "state"), None)
            if isinstance(state, Entry) and state.key in self.states:
                country = self.states[state.key]
                yield Mention(last, name.past, "place", "country", (), country, country=state.key)
                return

    def is_territory(self, noun: Noun) -> bool:
        """Whether a noun with a nationality is the country itself: "Chadian soil"."""
        return noun.hit.lemma in self._territory

    def is_home(self, on: Nominals, noun: Noun) -> bool:
        """Whether a noun is the country of whom the sentence tells: "their soil", "بلاده"."""
        if noun.layer != "country" and not self.is_territory(noun):
            return False
        i = noun.first
        owned = any(on.words[j] in self._possessives for j in range(max(0, i - 2), i))
        return bool(noun.match.after) or owned or on.words[i] in self._home
