"""The words for a claim, a source, a place, a time: short, for tables and lines, in the reader's language."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.model.claim import SURE, Claim
from marsad.model.values import Count, Place, Speaker
from marsad.publish.bidi import apart, isolate
from marsad.publish.interface import Phrases, phrases

if TYPE_CHECKING:
    from marsad.ledger import Entry
    from marsad.posture.subject import Subject
    from marsad.world.register import Register

Namer = Callable[[str], str]  # key of an actor, or name of a place → its name for people

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}  # as EDTF writes them in place of a month
AHEAD = ("planned", "possible")
_LONG = 24  # letters of a name; where it is longer, its English acronym is what people say ("UNIFIL")
_STATE = re.compile(r"[A-Z]{2}")
_NOBODY = "UNKNOWN"


def same(key: str) -> str:
    """The namer that leaves keys as they are."""
    return key


@dataclass(frozen=True)
class Words:
    """Phrases, and who knows the names of actors and places in the same language."""

    phrases: Phrases = field(default_factory=phrases)
    actor_name: Namer = same
    place_name: Namer = same
    called: Mapping[str, str] = field(default_factory=dict)  # whose name for people is not that of the register
    grades: Mapping[str, str] = field(default_factory=dict)  # of outlets and speakers: Admiralty A to F
    claim_grades: Mapping[str, str] = field(default_factory=dict)  # 1 to 6
    people: Mapping[str, str] = field(default_factory=dict)  # name in claims → name in this language

    def apart(self, told: object) -> str:
        """A day or an id, set apart where the line runs from the right, so that it is not turned round."""
        return apart(str(told)) if self.phrases.language == "ar" and told else str(told)

    def actor(self, key: str) -> str:
        return isolate(self.short(key))

    def short(self, key: str) -> str:
        """The register's name; in English the key where people say it and it is half as long ("UNIFIL")."""
        if key == _NOBODY:
            return self.phrases.say("unknown")
        if key in self.called:
            return self.called[key]
        name = self.actor_name(key)
        return key if self.phrases.language == "en" and goes_by_key(key, name) else name

    def actors(self, keys: Iterable[str]) -> str:
        return self.phrases.comma.join(map(self.actor, keys))

    def side(self, keys: Iterable[str]) -> str:
        """Actors as they stand behind "by", "on", "from" or "with"."""
        return self.phrases.comma.join(isolate(self.phrases.oblique(self.short(key))) for key in keys)

    def place(self, place: Place | None) -> str:
        if place is None:
            return ""
        state = place.country if place.level == "country" else None
        return isolate(self.actor_name(state) if state else self.place_name(place.name))

    def places(self, places: Iterable[Place]) -> str:
        return self.phrases.comma.join(map(self.place, places))

    def what(self, claim: Claim) -> str:
        """Kind or activity, with its phase; a question mark where the reader was not sure."""
        said = self.activity(claim.kind, claim.activity, claim.phase)
        return said if claim.confidence >= SURE else f"{said} {self.phrases.say('mark')}"

    def activity(self, kind: str, activity: str | None, phase: str | None) -> str:
        said = self.phrases.word("activity", activity) if activity else self.phrases.word("kind", kind)
        return f"{said} {self.phrases.phase(phase, activity)}".strip() if phase else said

    def who(self, claim: Claim) -> str:
        return self.sides(claim.actor, claim.partner)

    def sides(self, actor: Iterable[str], partner: Iterable[str]) -> str:
        """Who to whom: "CJTF-OIR → Iraq"."""
        first, second = self.actors(actor), self.actors(partner)
        return self._towards(first, second) if second else first

    def where(self, claim: Claim) -> str:
        return self.places(claim.place) or self.way(claim.origin, claim.destination)

    def way(self, origin: Iterable[Place], destination: Iterable[Place]) -> str:
        """From where to where: "Taqaddum →", "→ K-1"."""
        first, second = self.places(origin), self.places(destination)
        return self._towards(first, second) if first or second else ""

    def _towards(self, one: str, other: str) -> str:
        return " ".join(part for part in (one, self.phrases.arrow, other) if part)

    def number(self, count: Count | None) -> str:
        if count is None or count == Count(None, None):
            return ""
        if count.min is None:
            return self.phrases.fill("number", "up_to", f"{count.max:,}")
        if count.max is None:
            return self.phrases.fill("number", "at_least", f"{count.min:,}")
        return f"{count.min:,}" if count.min == count.max else f"{count.min:,}–{count.max:,}"

    def toll(self, killed: Count | None, wounded: Count | None) -> str:
        told = ((killed, "killed"), (wounded, "wounded"))
        return self.phrases.comma.join(self.phrases.say(word, n=self.number(n)) for n, word in told if n is not None)

    def time(self, when: str, ahead: bool = False) -> str:
        """An EDTF date or interval in words: "since 2020-03", "about 2015"; "from 2020-03" where that is to come."""
        first, _, last = when.partition("/")
        begin, end = (self._date(part) for part in (first, last))
        if not last or first == last:
            return self.phrases.fill("time", "day", begin)
        if first in ("..", ""):
            return self.phrases.fill("time", "by", end)
        if last == "..":
            return self.phrases.fill("time", "from" if ahead else "since", begin)
        return self.phrases.fill("time", "span", begin, end)

    def time_of(self, claim: Claim) -> str:
        """When a claim says it was, or is to be; empty where it does not say."""
        return self.time(claim.when, ahead=claim.status in AHEAD) if claim.when else ""

    def reported(self, day: object) -> str:
        """The day of a report, where no claim says when it was."""
        return self.phrases.fill("time", "reported", self.apart(day))

    def _date(self, part: str) -> str:
        day = part.rstrip("~?%")
        season = _SEASONS.get(day[5:])
        told = self.phrases.fill("time", season, self.apart(day[:4])) if season else self.apart(day)
        return self.phrases.fill("time", "about", told) if part != day else told

    def outlet(self, entry: "Entry") -> str:
        return self._graded(isolate(entry.publisher or entry.report_id), entry.publisher)

    def subject(self, subject: "Subject") -> str:
        """What a question is about."""
        if subject.actor:
            return self.actor(subject.actor)
        return self.place(subject.place) or self.phrases.say("everything")

    def located(self, subject: "Subject") -> str:
        """The same, with the country of a place that the question may not have meant: "Atlantis (South Africa)"."""
        place, name = subject.place, self.subject(subject)
        if place is None or place.level == "country" or not place.country:
            return name
        return self.phrases.say("located", place=name, country=isolate(self.actor_name(place.country)))

    def voice(self, voice: str) -> str:
        """A voice is a speaker's key, which has a name, or an outlet, which is one."""
        if voice == _NOBODY:
            return self.speaker_name(voice)
        return self.actor(voice) if self.actor_name(voice) != voice else isolate(voice)

    def published(self, entry: "Entry") -> str:
        return self.apart(entry.published) if entry.published else self.phrases.word("time", "undated")

    def source(self, entry: "Entry") -> str:
        """Who published it, when, and who says so there."""
        parts = (self.outlet(entry), self.published(entry), self.speaker(entry.claim.said_by))
        return self.phrases.comma.join(part for part in parts if part)

    def speaker(self, speaker: Speaker | None) -> str:
        """A body, or a person with the body that he speaks for; empty where the outlet itself speaks."""
        if speaker is None:
            return ""
        person = self.people.get(speaker.name or "", speaker.name)
        if speaker.of == _NOBODY:
            named = isolate(person or self.speaker_name(speaker.of))
        else:
            named = isolate(f"{person} ({self.short(speaker.of)})") if person else self.actor(speaker.of)
        return self._graded(named, speaker.of, speaker.name)

    def speaker_name(self, key: str) -> str:
        """The name of a body that speaks."""
        return isolate(self.phrases.say("unnamed_speaker")) if key == _NOBODY else self.actor(key)

    def _graded(self, told: str, *names: str | None) -> str:
        """With the grade that an analyst gave this source; that of a person before that of his body."""
        grade = next((self.grades[name] for name in reversed(names) if name and name in self.grades), None)
        return f"{told} [{grade}]" if grade else told

    def claim_id(self, id: str) -> str:
        """The id of a claim, with its grade."""
        return f"{self.apart(id)} {self.claim_grades[id]}" if id in self.claim_grades else self.apart(id)


def goes_by_key(key: str, name: str) -> bool:
    """Whether people say the key, which is half as long as a long English name ("UNIFIL")."""
    return 2 * len(key) <= len(name) > _LONG and not _STATE.fullmatch(key) and _is_acronym(key, name)


def _is_acronym(key: str, name: str) -> bool:
    """Not a key that Marsad made of words of the name ("JOINT-FORCES")."""
    return not any(word.capitalize() in name or word.lower() in name for word in key.split("-") if len(word) > 1)


def words_in(language: str, names: "Register") -> Words:
    """Phrases and names in the language of the reader. Claims have places and people under their English names."""
    known_as: dict[str, dict[str, str]] = {"place": {}, "person": {}}
    if language != "en":
        for name in names.names:
            if name.language == language and name.entry.type in known_as:
                known_as[name.entry.type].setdefault(name.entry.name, name.text)
    places, people = known_as["place"], known_as["person"]
    place_name: Namer = (lambda name: places.get(name, name)) if places else same
    known = phrases(language)
    called = {key: known.word("called", key) for key in known.words("called")}
    return Words(known, lambda key: names.actor_name(key, language), place_name, called, people=people)
