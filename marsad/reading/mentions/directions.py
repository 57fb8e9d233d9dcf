"""Parts of countries by the points of the compass."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from marsad.languages import load
from marsad.model.values import Place
from marsad.reading.mentions.nominals import Nominals
from marsad.reading.names import Named
from marsad.reading.nouns import ends_phrase
from marsad.reading.page import Mention


class _Told(NamedTuple):
    """A point of the compass in tokens [first, past), and the particle attached to it."""

    first: int
    past: int
    direction: str
    before: str = ""


class Directions:
    """Finds parts of countries in one language's texts."""

    def __init__(self, language: str, states: Mapping[str, Place]) -> None:
        script, clitics = load(language, "_script"), load(language, "_clitics")
        self._states = states
        self._head_first: bool = script["head_first"]
        self._genitives = frozenset(script["genitives"])
        self._definite = frozenset(script["definite"])
        self._possessive_marks = frozenset(script["possessive_marks"])
        self._joining = frozenset(script["joining"])
        self._attached_and: str = script["attached_and"]
        self._owned: tuple[str, ...] = tuple(script.get("owned_endings", ()))
        self._country_nouns = frozenset(script.get("country_nouns", ()))
        self._parts = frozenset(script.get("part_nouns", ()))
        self._adjectives: dict[str, str] = {
            word: direction for direction, words in script.get("part_adjectives", {}).items() for word in words
        }
        self._alone: dict[str, str] = script.get("lone_directions", {})
        self._article: str = clitics.get("article", "")
        self._meant: dict[str, str] = {
            word: direction for direction, words in script["directions"].items() for word in words
        }
        self._seconds: dict[str, str] = self._meant | script.get("second_directions", {})
        self._particles = particles = script["name_particles"]
        led = {p + word: (told, p) for word, told in self._meant.items() for p in particles}
        self._led = led | {word: (told, "") for word, told in self._meant.items()}  # وسط is no و with سط

    def of_countries(self, on: Nominals) -> Iterator[tuple[int, Mention]]:
        """By the country's name: "northern Iraq", "شمال شرق سوريا", "the Syrian north"; each with the name's token."""
        words, busy = on.words, 0
        for i in [i for i, word in enumerate(words) if word in self._led]:
            if i < busy or i in on.names:
                continue
            told = self._listed(on, i)
            busy = told[-1].past
            past = self._behind(words, busy)
            name = on.names.get(past)
            state = name.of("state", "nationality") if name and not name.before else None
            if name and state and (state.type == "state" or self._head_first):
                last = told[-1]._replace(past=name.past)
                on.taken.update(range(last.first, name.first))
                for part in (*told[:-1], last, *self._of_it(on, name.past)):
                    yield past, self._mention(part, self._states[state.key])
        for described in self._described(on):
            of = on.names.get(described.past)
            country = of.of("state") if of and not of.before else None
            if of and country:
                on.taken.add(described.first)
                yield described.past, self._mention(described._replace(past=of.past), self._states[country.key])

    def _behind(self, words: list[str], past: int) -> int:
        """Where what a direction is of begins: "the north of | Iraq", "the southern sector of | Kosovo"."""
        if not self._head_first and past + 1 < len(words) and words[past] in self._parts:
            past += words[past + 1] in self._genitives
        while past < len(words) and words[past] in self._genitives:
            past += 1
        return past

    def _described(self, on: Nominals) -> Iterator[_Told]:
        """A part by its noun and adjective, up to what it is of: "الجزء الشمالي من | سوريا"."""
        words = on.words
        for i in [i for i, word in enumerate(words[:-3]) if words[i + 1] in self._adjectives]:
            before = next((p for p in self._particles if words[i].removeprefix(p) in self._parts), None)
            if before is not None and words[i + 2] in self._genitives:
                yield _Told(i, i + 3, self._adjectives[words[i + 1]], before)

    @staticmethod
    def _mention(part: _Told, country: Place | None) -> Mention:
        first, past, direction, before = part
        key = country.country if country else None
        return Mention(first, past, "place", "direction", (), country, before, "", direction, key)

    def alone(self, on: Nominals) -> Iterator[Mention]:
        """Parts of the country that is spoken of: "شمال البلاد", "في الجنوب", "the south of the country"."""
        words, busy = on.words, 0
        for name in on.names.values():
            yield from self._beside(on, name)
        for part in self._described(on):
            if words[part.past] in self._country_nouns and part.past in on.nouns:
                on.taken.update((part.first, part.past))
                yield self._mention(part._replace(past=part.past + 1), None)
        for i in [i for i, word in enumerate(words) if word in self._led or word in self._alone]:
            if i < busy or i in on.names:
                continue
            told = self._listed(on, i)
            busy = told[-1].past
            past = self._behind(words, busy)
            if past < len(words) and words[past] in self._country_nouns and past in on.nouns:
                on.taken.update(range(busy, past + 1))
                for part in (*told[:-1], told[-1]._replace(past=past + 1), *self._of_it(on, past + 1)):
                    yield self._mention(part, None)
            elif self._is_countrys(on, i):
                on.taken.add(i - 2)
                yield self._mention(told[0]._replace(first=i - 2), None)
            elif told[0].past == i + 1 and words[i] in self._alone and self._stands_alone(on, i):
                yield self._mention(told[0]._replace(direction=self._alone[words[i]]), None)

    def _beside(self, on: Nominals, name: Named) -> Iterator[Mention]:
        """The parts told beside one with a name of its own: "central and | southern Somalia", "وسط مالي | وجنوبها"."""
        place, words = name.of("place"), on.words
        if not (place and place.place) or words[name.first].removeprefix(name.before) not in self._meant:
            return
        country = self._states.get(place.place.country or "")
        for part in self._of_it(on, name.past):
            yield self._mention(part, country)
        behind = [h.label for m in on.page.matches[name.first + 1] for h in m.hits]
        joined = name.before == self._attached_and if self._attached_and else words[name.first - 1] in self._joining
        at = name.first - (1 if self._attached_and else 2)
        if joined and at >= 0 and words[at] in self._meant and at not in on.names and "state" in behind:
            yield self._mention(_Told(at, at + 1, self._meant[words[at]]), country)

    def _listed(self, on: Nominals, i: int) -> list[_Told]:
        """The directions told one behind the other from a token on: "central and southern", "شمال وشرق"."""
        told, words = [self._direction(on, i)], on.words
        while (at := told[-1].past) < len(words) and at not in on.names:
            joined = words[at] in self._joining
            rest = words[at].removeprefix(self._attached_and) if self._attached_and else ""
            if joined and at + 1 < len(words) and words[at + 1] in self._meant and at + 1 not in on.names:
                told.append(self._direction(on, at + 1))
            elif rest != words[at] and rest in self._meant:
                told.append(_Told(at, at + 1, self._meant[rest], self._attached_and))
            else:
                break
        return told

    def _of_it(self, on: Nominals, at: int) -> list[_Told]:
        """A further part of the same country: "وسط مالي | وجنوبها"."""
        word = on.words[at] if self._attached_and and at < len(on.words) else ""
        ending = next((ending for ending in self._owned if word.endswith(ending)), None)
        part = word.removeprefix(self._attached_and).removesuffix(ending) if ending else ""
        found = word.startswith(self._attached_and) and part in self._meant
        return [_Told(at, at + 1, self._meant[part], self._attached_and)] if found else []

    def _direction(self, on: Nominals, i: int) -> _Told:
        """The direction that one or two words from a token on tell, and where they end."""
        direction, before = self._led.get(on.words[i], ("", ""))
        second = self._seconds.get(on.words[i + 1]) if i + 1 < len(on.words) and direction else None
        return _Told(i, i + 2, direction + second, before) if second else _Told(i, i + 1, direction, before)

    def _is_countrys(self, on: Nominals, i: int) -> bool:
        """Whether a direction belongs to the country that is spoken of: "the country's north"."""
        if i < 2 or on.words[i - 2] not in self._country_nouns:
            return False
        owned = on.page.tokens.surface(i - 1) in self._possessive_marks
        return owned and self._ends(on, i + 1)

    def _stands_alone(self, on: Nominals, i: int) -> bool:
        """Whether a direction behind a preposition or trigger has no noun or adjective behind: "hold the south"."""
        at = i - 1
        if self._definite:
            if at < 0 or on.words[at] not in self._definite or not on.page.tokens.surface(i)[0].islower():
                return False  # "the West" is no part of a country
            at -= 1
        hits = [h for m in on.page.matches[at] for h in m.hits] if at >= 0 else []
        led = any(h.label == "prepositions" or h.layer == "trigger" for h in hits)
        return led and self._ends(on, i + 1)

    def _ends(self, on: Nominals, i: int) -> bool:
        """Whether no noun or adjective stands at a token that would go with the word before it."""
        if i >= len(on.words):
            return True
        if self._article:
            return not on.words[i].startswith(self._article) and i not in on.names
        return ends_phrase(on.page, i) and on.words[i] not in self._genitives
