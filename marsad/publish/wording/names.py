"""What forces, states, speakers and places are called in a sentence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.model.values import Place, Speaker
from marsad.posture.subject import Subject
from marsad.publish.interface import phrases
from marsad.publish.wording.messages import Messages, messages
from marsad.publish.wording.numbers import forms
from marsad.publish.words import Words, goes_by_key
from marsad.world.register import LANGUAGES, Register, armed_groups

_NOBODY = "UNKNOWN"
_FSI, _PDI = "\u2068", "\u2069"
_ARABIC = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True)
class Namer:
    messages: Messages
    register: Register
    adjectives: Mapping[str, str]  # of states, the first that the register lists
    places: Mapping[str, str]  # English name → name in this language
    people: Mapping[str, str]  # the same of persons
    language: str

    @property
    def words(self) -> Words:
        """The short words of tables and labels, with the same names."""
        known: dict[str, str] = forms(self.language)["names"]
        return Words(
            phrases(self.language),
            lambda key: known.get(key, "").removeprefix("the ") or self.register.actor_name(key, self.language),
            lambda name: self.places.get(name, name),
            people=self.people,
        )

    def place(self, place: Place | None) -> str:
        """As it stands in a sentence: English says "the Sahel"."""
        label = self.label(place)
        articled = place is not None and place.level == "region" and self._says("article", place.name)
        return self.messages.say("place-articled", place=label) if articled else label

    def label(self, place: Place | None) -> str:
        """As it stands on a map or in a list."""
        if place is None:
            return self.name("UNKNOWN")
        if place.level == "country" and place.country:
            return self.name(place.country)
        return self.foreign(self.places.get(place.name, place.name))

    def at(self, place: Place) -> str:
        return self.messages.say("at-site" if place.level == "site" else "at-other", place=self.place(place))

    def name(self, key: str) -> str:
        """A state or body as such: who agrees, rejects, speaks. "MINUSMA" goes by its acronym."""
        known: dict[str, str] = forms(self.language)["names"]
        name = known.get(key) or phrases(self.language).oblique(self.register.actor_name(key, self.language))
        acronym = self.language == "en" and key not in known and goes_by_key(key, name)
        return self.foreign(key if acronym else name)

    def force(self, key: str) -> str:
        """The forces of a state or body: such that a verb is in the plural in English, and feminine in Arabic."""
        known: dict[str, str] = forms(self.language)["forces"]
        if key in known:
            return known[key]
        if key in self.adjectives:
            return self.messages.say("force-of-state", adjective=self._adjective(key, True))
        name = self.name(key)
        if self._says("itself", name):  # "Joint Forces", «قوات …», «كتائب …»
            return self.messages.say("force-itself", name=name)
        if self._says("unit", name):  # "Libyan National Army"
            return self.messages.say("force-of-unit", name=name.removeprefix("the "))
        return self.messages.say("force-of-group" if key in armed_groups() else "force-of-body", name=name)

    def _says(self, sort: str, name: str) -> bool:
        """Whether a name says what sort it is, in the language's own words for that."""
        words = forms(self.language).get(sort)
        return bool(words and re.search(words, name, re.IGNORECASE))

    def forces(self, keys: Iterable[str]) -> str:
        return self.joined([self.force(key) for key in keys] or [self.force("UNKNOWN")])

    def names(self, keys: Iterable[str]) -> str:
        return self.joined([self.name(key) for key in keys] or [self.name("UNKNOWN")])

    def voice(self, voice: str, speakers: Iterable[Speaker] = ()) -> str:
        """A voice: an outlet's name, or a body, with the person's name where only one person spoke for it."""
        # A body that speaks under its own name is named once.
        own = {self.register.actor_name(voice, language).casefold() for language in LANGUAGES} | {voice.casefold()}
        people = {speaker.name for speaker in speakers if not speaker.name or speaker.name.casefold() not in own}
        of = self._side(voice)
        if len(people) == 1 and (person := people.pop()):
            person = self.people.get(person, person)
            if voice == _NOBODY:
                return self.foreign(person)  # whom he speaks for is not told
            return self.messages.say("speaker", name=self.foreign(person), of=of)
        return of

    def _side(self, key: str) -> str:
        known: dict[str, str] = forms(self.language)["voices"]
        if key in known:
            return known[key]
        if self.language == "ar" and key in self.adjectives:
            return self.messages.say("side", adjective=self._adjective(key, False))
        return self.name(key)

    def _adjective(self, key: str, feminine: bool) -> str:
        """As it stands before "forces" or after "the side": in Arabic with the article, and of its gender."""
        known: dict[str, str] = forms(self.language)["adjective"]
        return known["f" if feminine else "m"].format(self.adjectives[key])

    def subject(self, subject: Subject) -> str:
        """What a question is about."""
        if subject.actor:
            return self.name(subject.actor)
        return self.place(subject.place) if subject.place else self.words.phrases.say("everything")

    def joined(self, parts: list[str]) -> str:
        from babel.lists import format_list

        return format_list(parts, locale="en_GB" if self.language == "en" else self.language)

    def foreign(self, text: str) -> str:
        """The text, isolated where it has letters of a script that runs the other way."""
        other = _LATIN if self.language == "ar" else _ARABIC
        return f"{_FSI}{text}{_PDI}" if other.search(text) else text


def namer(register: Register, language: str) -> Namer:
    adjectives: dict[str, str] = {}
    places: dict[str, str] = {}
    people: dict[str, str] = {}
    for text, spoken, entry in register.names:
        if spoken != language:
            continue
        if entry.type == "nationality" and " " not in text:
            adjectives.setdefault(entry.key, text)
        elif entry.type == "place":
            places.setdefault(entry.name, text)
        elif entry.type == "person":
            people.setdefault(entry.name, text)
    if language == "en":
        places, people = {}, {}
    return Namer(messages(language), register, adjectives, places, people, language)


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
