"""How what a sentence names stands to one trigger: what the candidates of all layers are told by."""

from bisect import bisect_left
from operator import attrgetter
from typing import NamedTuple

from marsad.reading.page import NumberMention, Speech, TimeMention
from marsad.reading.phrases import Hit
from marsad.resolve.distance import bucket
from marsad.resolve.features import Aspect, Features, beside
from marsad.resolve.features.actors import actor_armed, actor_at_home
from marsad.resolve.groups import Group
from marsad.resolve.layout import Placed
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import Trigger, is_passive

CODE = 2  # letters of a country's code
_START = attrgetter("first")
_REACH = 10  # tokens between a trigger and the means of an attack


Meant = Group | NumberMention | TimeMention | Speech | tuple[int, Hit]  # the last: a word and where it stands


class Candidate(NamedTuple):
    """What may fill a slot of a trigger's claim, with its features."""

    value: Meant
    features: Features


class Relations:
    """How what a sentence names stands to one trigger."""

    def __init__(self, s: Sentence, t: Trigger) -> None:
        self.s, self.t = s, t
        self.lang = s.language
        self.clause = s.clause_of(t.first)
        self.passive = is_passive(s, t)
        self.voiced = f"{t.hit.form}+passive" if self.passive else t.hit.form
        self.speeches = s.speech_at(t.first)
        at, past = s.at(t.first), s.at(t.past)
        starts, verbs = s.layout.starts, s.layout.verbs
        self.starts = starts[at], starts[past]  # how many triggers stand before this one, and before its end
        self.verbs = verbs[at], verbs[past]
        self._means: str | None = None
        self._countries: set[str | None] | None = None
        self._aside: bool | None = None

    def stands(self, placed: Placed, index: tuple[int, int]) -> tuple[Aspect, Aspect, Aspect]:
        """How a group stands to the trigger: what to give to `side`, `distance` and `between`.

        `index` tells how many groups stand before the trigger and before its end.
        """
        _, first, past, clause, _, many, own, starts, verbs = placed
        t, lang, form = self.t, self.lang, self.t.hit.form
        if first < t.first:
            side = "in" if t.first < past else "l"
            gap, rank = t.first - past, index[0] - own[1]
            crossing, voice = self.starts[0] - starts[1], self.verbs[0] > verbs[1]
        else:
            side = "in" if first == t.first else "r"
            gap, rank = first - t.past, own[0] - index[1]
            crossing, voice = starts[0] - self.starts[1], verbs[0] > self.verbs[1]
        gap = bucket(gap)
        rank = 0 if rank < 0 else rank if rank < 3 else 3
        crossing = 0 if crossing < 0 else crossing if crossing < 3 else 3
        return (
            (lang, side, self.voiced),
            (lang, side, gap, rank, form, self.passive),
            (side, clause == self.clause, crossing, voice, many),
        )

    def told(self, g: Group, stands: tuple[Aspect, Aspect, Aspect]) -> list[Aspect]:
        """How a group is told: the words beside it, and whether a relative word is the first of them behind it."""
        s, (side, _, between) = self.s, stands
        around, after = s.around(g.first, g.past, self.t.hit.label)
        out: list[Aspect] = [around, after, (beside.told_as, g.sub, around[1], around[3], side[1])]
        if side[1] == "l" and s.opens_relative(g.past):
            out.append((beside.told_more_of, between[2], between[3], self.t.hit.label))
        return out

    def index(self, groups: list[Group]) -> tuple[int, int]:
        """How many groups begin before the trigger, and before its end."""
        return bisect_left(groups, self.t.first, key=_START), bisect_left(groups, self.t.past, key=_START)

    def known_of(self, g: Group, where: str) -> list[Aspect]:
        """What is known of an actor beforehand: with what the like attack, whose the places spoken of are."""
        state = bool(g.keys) and len(g.keys[0]) == CODE
        out: list[Aspect] = []
        if self.t.kind == "attack":
            out.append((actor_armed, self.means, state, g.sub, where))
        home = "group" if not state else "own" if not self.countries.isdisjoint(g.keys) else "other"
        out.append((actor_at_home, home, self.t.kind, self.t.hit.label, where))
        return out

    @property
    def means(self) -> str:
        """The means named nearest to the trigger."""
        if self._means is None:
            self._means = self._made_means()
        return self._means

    def _made_means(self) -> str:
        near = min(self.s.hits("means"), key=lambda found: abs(found.first - self.t.first), default=None)
        return near.hit.label if near and abs(near.first - self.t.first) <= _REACH else "none"

    @property
    def countries(self) -> set[str | None]:
        """The countries of the places that the sentence names, else of those that the report speaks of here."""
        if self._countries is None:
            self._countries = self._made_countries()
        return self._countries

    def _made_countries(self) -> set[str | None]:
        named = self.s.located or [g for g in self.s.carried_places if g.places] or self.s.offered.scenes
        return {place.country for g in named for place in g.places}

    def implied(self, what: str, g: Group, others: int) -> Candidate:
        """A candidate that no word of the sentence names, one beside `others`."""
        _, sense, form, lemma, *_ = self.t.hit
        aspects: list[Aspect] = [(beside.implied, what, sense, form, lemma, min(others, 4))]
        if g.keys:
            aspects += self.known_of(g, what)
        return Candidate(g, Features(aspects))

    @property
    def aside(self) -> bool:
        """Whether the trigger stands in what a sentence adds by the way: ", where rockets fell last week,"."""
        if self._aside is None:
            self._aside = self._made_aside()
        return self._aside

    def _made_aside(self) -> bool:
        s, first = self.s, self.t.first
        while first > s.first and s.clause_of(first - 1) == self.clause:
            first -= 1
        opening = [match.hit("function") for i in (first, first + 1) if i < s.past for match in s.page.matches[i]]
        return first > s.first and any(hit and hit.label == "relative" for hit in opening)
