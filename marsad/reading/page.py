"""A report's text with every layer of annotation; each step only adds to it, none rewrites the text."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.model.values import Place
from marsad.reading.phrases import Match
from marsad.text.tokens import Tokens


class Mention(NamedTuple):
    """Words that stand for an actor or a place. `value` is what they were taken to mean, None while unresolved.

    `sub` says what kind of expression it is. Actors: force, government, people, state, capital, organisation,
    person, outlet, nationality (before any other noun), bare (a force without a name), pronoun, possessive.
    Places: site, town, region, country, anaphor ("the base"), generic ("a base", "two bases"), there.
    """

    first: int  # token indices [first, past)
    past: int
    layer: str  # actor | place
    sub: str
    keys: tuple[str, ...] = ()  # of an actor
    place: Place | None = None
    before: str = ""  # attached particles (Arabic)
    after: str = ""  # attached pronoun
    head: str = ""  # the noun it hangs on: base, camp, troop …
    country: str | None = None  # the nationality that qualifies it
    known: bool = True  # whether register or gazetteer knows it
    geonameid: int | None = None
    name: str = ""  # canonical name of a person or an unknown organisation


class TimeMention(NamedTuple):
    first: int
    past: int
    edtf: str | None
    rule: str
    other: str = ""  # the same day or month of the next year, or the last, where the phrase does not tell which


class NumberMention(NamedTuple):
    first: int
    past: int
    min: int | None
    max: int | None
    rule: str


class Speech(NamedTuple):
    """Who says something, and which tokens [first, past) are what they say."""

    first: int
    past: int
    speaker: Mention | None
    verb: int  # token of the verb of saying, -1 where there is none
    rule: str


@dataclass(slots=True)
class Page:
    """The annotated text of one report."""

    language: str
    tokens: Tokens
    published: dt.date | None
    matches: list[list[Match]] = field(default_factory=list)  # by the token they begin at
    times: list[TimeMention] = field(default_factory=list)
    numbers: list[NumberMention] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)  # in text order
    speech: list[Speech] = field(default_factory=list)
    countries: dict[str, int] = field(default_factory=dict)  # how often each country is named

    def named_keys(self) -> list[str]:
        """Whom the page names, outlets left out, each by its first key; those it names most often first."""
        counts = Counter(m.keys[0] for m in self.mentions if m.layer == "actor" and m.keys and m.sub != "outlet")
        return sorted(counts, key=lambda key: -counts[key])

    def dominant(self) -> str:
        """The country that the page names most often, "" where it names none."""
        return max(self.countries, key=lambda country: self.countries[country], default="")
