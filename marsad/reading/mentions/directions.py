"""Parts of countries by the points of the compass."""

from collections.abc import Iterator, Mapping

from marsad.languages import load
from marsad.model.values import Place
from marsad.reading.mentions.nominals import Nominals
from marsad.reading.page import Mention


class Directions:
    """Finds parts of countries in one language's texts."""

    def __init__(self, language: str, states: Mapping[str, Place]) -> None:
        script = load(language, "_script")
        self._states = states
        self._head_first: bool = script["head_first"]
        self._genitives = frozenset(script["genitives"])
        self._country_nouns = frozenset(script.get("country_nouns", ()))
        self._alone: dict[str, str] = script.get("lone_directions", {})
        self._article: str = load(language, "_clitics").get("article", "")
        self._meant: dict[str, str] = {
            word: direction for direction, words in script["directions"].items() for word in words
        }

    def of_countries(self, on: Nominals) -> Iterator[tuple[int, Mention]]:
        """By the country's name: "northern Iraq", "شمال شرق سوريا", "the Syrian north"; each with the name's token."""
        words, meant = on.words, self._meant
        for i in [i for i, word in enumerate(words) if word in meant]:
            if i in on.names or (i and words[i - 1] in meant):
                continue
            direction, past = self._direction(on, i)
            while past < len(words) and words[past] in self._genitives:
                past += 1
            name = on.names.get(past)
            state = name.of("state", "nationality") if name and not name.before else None
            if name and state and (state.type == "state" or self._head_first):
                country = self._states[state.key]
                yield past, Mention(i, name.past, "place", "direction", (), country, "", "", direction, state.key)

    def alone(self, on: Nominals) -> Iterator[Mention]:
        """Parts of the country that is spoken of: "شمال البلاد", "في الجنوب"."""
        words, meant, alone = on.words, self._meant, self._alone
        for i in [i for i, word in enumerate(words[:-1]) if word in meant or word in alone]:
            if i in on.names or (i and words[i - 1] in meant):
                continue
            direction, past = self._direction(on, i)
            if past < len(words) and words[past] in self._country_nouns and past in on.nouns:
                on.taken.add(past)
                yield Mention(i, past + 1, "place", "direction", (), None, "", "", direction)
            elif past == i + 1 and words[i] in alone and self._stands_alone(on, i):
                yield Mention(i, past, "place", "direction", (), None, "", "", alone[words[i]])

    def _direction(self, on: Nominals, i: int) -> tuple[str, int]:
        """The direction that one or two words from a token on tell, and where they end."""
        direction = self._meant.get(on.words[i], "")
        second = self._meant.get(on.words[i + 1]) if i + 1 < len(on.words) else None
        return (direction + second, i + 2) if second else (direction, i + 1)

    def _stands_alone(self, on: Nominals, i: int) -> bool:
        """Whether a direction with a preposition before has no noun or adjective behind: "في الجنوب"."""
        led = i > 0 and any(h.label == "prepositions" for m in on.page.matches[i - 1] for h in m.hits)
        following = on.words[i + 1]
        return led and not following.startswith(self._article) and i + 1 not in on.names
