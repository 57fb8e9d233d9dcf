"""What is known of every sentence of a page, whether or not anything in it may be a claim."""

from bisect import bisect_left
from operator import attrgetter
from typing import TypeVar

from marsad.reading.page import Mention, NumberMention, Page, Speech, TimeMention
from marsad.resolve import chains
from marsad.resolve.carried import Carried
from marsad.resolve.clauses import clauses
from marsad.resolve.groups import Group, group
from marsad.resolve.layers import Found, hits_by_layer, sort_of

_START = attrgetter("first")

_Stretch = TypeVar("_Stretch", TimeMention, NumberMention)


class Outline:
    """One sentence's layers and groups, and what earlier sentences left behind."""

    def __init__(self, page: Page, number: int, mentions: list[Mention], carried: Carried) -> None:
        self.page, self.number, self.language = page, number, page.language
        self.first, self.past = page.tokens.sentences[number]
        self.layers = hits_by_layer(page, self.first, self.past)
        self.actors = group(page, mentions, "actor")
        self.places = group(page, mentions, "place")
        self.times = within(page.times, self.first, self.past)
        self.numbers = within(page.numbers, self.first, self.past)
        self.speech_verbs = [found.first for found in self.hits("speech") if found.hit.label == "verb"]
        self.carried_actors, self.carried_places = carried.actors, carried.places
        self.farther_places = carried.farther
        self.carried_time, self.lead = carried.time, carried.lead
        self.spoken = carried.spoken(page)
        self._carried = carried
        self._words: dict[int, str] = {}
        self._clause: list[int] | None = None
        # The token behind the dateline; the first one without any.
        self.dateline = chains.dateline(self.places, page.tokens, self.first, self.past, self.word)
        self.dates = [m for m in self.times if m.first >= self.dateline]  # when a report was sent dates nothing
        self.located = [g for g in self.places if g.places and g.first >= self.dateline]

    def hits(self, layer: str) -> list[Found]:
        return self.layers.get(layer, [])

    def word(self, i: int) -> str:
        """A token as features name it: its function label, or its layer, else "w"."""
        known = self._words.get(i)
        if known is None:
            inside = self.first <= i < self.past
            known = self._words[i] = sort_of(self.page, i) if inside else "edge"
        return known

    def clause_of(self, token: int) -> int:
        """The number of the clause that a token stands in."""
        clause = self._clause
        if clause is None:
            asides = [(max(m.first - self.first, 0), m.past - self.first) for m in self.times]
            clause = self._clause = clauses(self.page.tokens.words[self.first : self.past], asides)
        return clause[min(max(token - self.first, 0), len(clause) - 1)]

    def at(self, token: int) -> int:
        """A token's place in lists that have one entry for each token of the sentence."""
        return (token if token < self.past else self.past) - self.first

    def speech_at(self, token: int) -> list[Speech]:
        """The speeches whose words hold a token of this sentence, the innermost first."""
        found = [s for s in self.spoken.over[self.number] if s.first <= token < s.past]
        if len(found) > 1:
            found.sort(key=lambda s: (s.past - s.first, -s.first))
        return found

    def is_speaker(self, g: Group) -> bool:
        return g.first in self.spoken.speakers[self.number] or g.first in self.spoken.labelled

    def has_finer(self, g: Group) -> bool:
        """Whether the sentence names a place within this one."""
        return any(o is not g and o.places and _finer(o, g) for o in self.places)

    def ago(self, g: Group) -> int:
        """How many sentences ago a group stands."""
        return self.number - self.page.tokens.sentence_of(g.first)

    def often(self, g: Group) -> int:
        """How often the page names whom or what a group names, five times at most."""
        return self._carried.often(self.page, g)

    def chief(self) -> list[Group]:
        """Whom the page names, those it names most often first."""
        return self._carried.chief(self.page)


def within(listed: list[_Stretch], first: int, past: int) -> list[_Stretch]:
    """Those of a page's times or numbers that begin in a range of tokens."""
    low = bisect_left(listed, first, key=_START)
    high = low
    while high < len(listed) and listed[high].first < past:
        high += 1
    return listed[low:high]


def _finer(other: Group, g: Group) -> bool:
    a, b = other.places[0], g.places[0]
    return a.country == b.country and chains.LEVELS.index(a.level) < chains.LEVELS.index(b.level)
