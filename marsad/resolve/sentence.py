"""One sentence of a page as claims are made of it: layers, groups and clauses, and what earlier ones leave behind."""

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple, TypeVar

from marsad.languages import load
from marsad.reading.page import Mention, NumberMention, Page, Speech, TimeMention
from marsad.reading.phrases import Hit
from marsad.resolve import chains, figures
from marsad.resolve.carried import Carried
from marsad.resolve.chains import LEVELS
from marsad.resolve.clauses import clauses, preposition
from marsad.resolve.features import Aspect, beside
from marsad.resolve.groups import Group, gathered, group, joints
from marsad.resolve.layers import Found, hits_by_layer, sort_of
from marsad.resolve.scope import scopes
from marsad.resolve.spoken import Spoken
from marsad.resolve.victims import victims

_HOSTED = 3  # tokens between a verb of hosting and whom it is about
_START = attrgetter("first")

_Stretch = TypeVar("_Stretch", TimeMention, NumberMention)


class Placed(NamedTuple):
    """A group with what is the same about it for all triggers of its sentence."""

    group: Group
    first: int
    past: int
    clause: int
    prep: str
    many: bool
    rank: tuple[int, int]  # how many groups begin before its first token, and before its end
    starts: tuple[int, int]  # the same of triggers
    verbs: tuple[int, int]  # the same of verbs of saying


class Sentence:
    """One sentence's layers, indexed for its triggers; what few sentences need is made when it is asked for."""

    def __init__(self, page: Page, number: int, mentions: list[Mention], carried: Carried) -> None:
        self.page, self.number, self.language = page, number, page.language
        self.first, self.past = page.tokens.sentences[number]
        self.actors = group(page, mentions, "actor")
        self.places = group(page, mentions, "place")
        self.carried_actors, self.carried_places = carried.actors, carried.places
        self.times = _within(page.times, self.first, self.past)
        self.carried_time = carried.time
        self._mentions, self._carried = mentions, carried
        self._words: dict[int, str] = {}
        self._connectors: dict[int, str] = {}
        self._around: dict[tuple[int, int], Aspect] = {}
        self._layers: dict[str, list[Found]] | None = None
        self._lands: list[Group] | None = None
        self._scenes: list[Group] | None = None
        self._numbers: list[NumberMention] | None = None
        self._sums: list[NumberMention] | None = None
        self._differences: list[NumberMention] | None = None
        self._clause: list[int] | None = None
        self._scopes: list[str] | None = None
        self._victims: frozenset[int] | None = None
        self._starts: list[int] | None = None
        self._verbs: list[int] | None = None
        self._speech_verbs: list[int] | None = None
        self._spoken: Spoken | None = None
        self._near: list[str] | None = None
        self._wide: list[str] | None = None
        self._following: list[tuple[int, Hit, bool, bool]] | None = None
        self._located: list[Group] | None = None
        self._placed_actors: list[tuple[Placed, bool, bool]] | None = None
        self._placed_places: list[tuple[Placed, str, bool, bool, tuple[str, str]]] | None = None
        self._governed: dict[int, str] | None = None
        self._dateline: int | None = None
        self._placed_lands: list[Placed] | None = None

    @property
    def layers(self) -> dict[str, list[Found]]:
        if self._layers is None:
            self._layers = hits_by_layer(self.page, self.first, self.past)
        return self._layers

    def hits(self, layer: str) -> list[Found]:
        return self.layers.get(layer, [])

    @property
    def lands(self) -> list[Group]:
        """The countries that words imply: "Iraqi", "Seoul"."""
        if self._lands is None:
            self._lands = group(self.page, [m for m in self._mentions if m.sub != "scene"], "land")
        return self._lands

    @property
    def scenes(self) -> list[Group]:
        """The countries that the report speaks of here."""
        if self._scenes is None:
            self._scenes = [gathered([m]) for m in self._mentions if m.layer == "land" and m.sub == "scene"]
        return self._scenes

    @property
    def numbers(self) -> list[NumberMention]:
        if self._numbers is None:
            self._numbers = _within(self.page.numbers, self.first, self.past)
        return self._numbers

    @property
    def sums(self) -> list[NumberMention]:
        if self._sums is None:
            self._sums = figures.sums(self.page, self.numbers)
        return self._sums

    @property
    def differences(self) -> list[NumberMention]:
        if self._differences is None:
            self._differences = figures.differences(self.page, self.first, self.numbers)
        return self._differences

    @property
    def clause(self) -> list[int]:
        """The clause number of each token."""
        if self._clause is None:
            self._clause = clauses(self.page.tokens.words[self.first : self.past])
        return self._clause

    @property
    def scopes(self) -> list[str]:
        """Whose scope each token stands in: of what is supposed, asked, advised; "" for none."""
        if self._scopes is None:
            self._scopes = scopes(self.language, self.page.tokens.words[self.first : self.past])
        return self._scopes

    @property
    def victims(self) -> frozenset[int]:
        """The first tokens of the actors who are killed or wounded."""
        if self._victims is None:
            self._victims = victims(self.page, self.hits("trigger"), self.actors, self.numbers)
        return self._victims

    def clause_of(self, token: int) -> int:
        clause = self.clause
        return clause[min(max(token - self.first, 0), len(clause) - 1)]

    @property
    def starts(self) -> list[int]:
        """How many triggers stand before each token."""
        if self._starts is None:
            self._starts = self._counted([found.first for found in self.hits("trigger")])
        return self._starts

    @property
    def verbs(self) -> list[int]:
        """How many verbs of saying stand before each token."""
        if self._verbs is None:
            self._verbs = self._counted(self.speech_verbs)
        return self._verbs

    def _counted(self, tokens: list[int]) -> list[int]:
        counts = [0] * (self.past - self.first + 1)
        for i in tokens:
            counts[i - self.first + 1] += 1
        return list(accumulate(counts))

    def at(self, token: int) -> int:
        """A token's place in the lists of counts."""
        return (token if token < self.past else self.past) - self.first

    @property
    def speech_verbs(self) -> list[int]:
        if self._speech_verbs is None:
            self._speech_verbs = [found.first for found in self.hits("speech") if found.hit.label == "verb"]
        return self._speech_verbs

    @property
    def spoken(self) -> Spoken:
        if self._spoken is None:
            self._spoken = self._carried.spoken(self.page)
        return self._spoken

    def speech_at(self, token: int) -> list[Speech]:
        """The speeches whose words hold a token of this sentence, the innermost first."""
        found = [s for s in self.spoken.over[self.number] if s.first <= token < s.past]
        if len(found) > 1:
            found.sort(key=lambda s: (s.past - s.first, -s.first))
        return found

    @property
    def near(self) -> list[str]:
        """The feature that each word makes where it stands near a trigger; small words make none."""
        if self._near is None:
            self._near = self._made_near()
        return self._near

    def _made_near(self) -> list[str]:
        words, prefix = self.page.tokens.words[self.first : self.past], f"near={self.language}:"
        return [prefix + word if len(word) > 2 else "" for word in words]

    @property
    def wide(self) -> list[str]:
        """The same for words farther off."""
        if self._wide is None:
            self._wide = self._made_wide()
        return self._wide

    def _made_wide(self) -> list[str]:
        words = self.page.tokens.words[self.first : self.past]
        return ["wide=" + word if len(word) > 2 else "" for word in words]

    @property
    def following(self) -> list[tuple[int, Hit, bool, bool]]:
        """Words for reasons in the next sentence: token, hit, whether a connector denies or joins it."""
        if self._following is None:
            self._following = self._made_following()
        return self._following

    def _made_following(self) -> list[tuple[int, Hit, bool, bool]]:
        sentences = self.page.tokens.sentences
        if self.number + 1 >= len(sentences):
            return []
        out = []
        first, past = sentences[self.number + 1]
        for j in range(first, past):
            for match in self.page.matches[j]:
                hit = match.hit("reason")
                if hit:
                    out.append((j, hit, "denied" in self._connected(j, 10), "connector" in self._connected(j, 8)))
        return out

    def _connected(self, j: int, reach: int) -> set[str]:
        """The labels of connectors in so many tokens before one."""
        near = self.page.matches[max(0, j - reach) : j]
        return {h.label for listed in near for m in listed for h in m.hits if h.layer == "connector"}

    def connector(self, j: int) -> str:
        """The connector that stands before a word within reach."""
        known = self._connectors.get(j)
        if known is None:
            listed = reversed(self.hits("connector"))
            near = (c.hit.lemma for c in listed if c.hit.label == "connector" and 0 < j - c.first <= 8)
            known = self._connectors[j] = next(near, "-")
        return known

    def around(self, first: int, past: int, sense: str) -> tuple[Aspect, Aspect]:
        """The words before, at and behind tokens [first, past), as they are and by sort."""
        known = self._around.get((first, past))
        if known is None:
            words, word = self.page.tokens.words, self.word
            before = words[first - 1] if first > self.first else "#"
            behind = words[past] if past < self.past else "#"
            sorts = word(first - 2), word(first - 1), word(past), word(past + 1)
            known = self._around[first, past] = (beside.around, before, words[first], behind, *sorts)
        return known, (beside.after_word, known[1], sense)

    def often(self, g: Group) -> int:
        """How often the page names whom or what a group names, five times at most."""
        return self._carried.often(self.page, g)

    def word(self, i: int) -> str:
        """A token as features name it: its function label, or its layer, else "w"."""
        known = self._words.get(i)
        if known is None:
            inside = self.first <= i < self.past
            known = self._words[i] = sort_of(self.page, i) if inside else "edge"
        return known

    @property
    def located(self) -> list[Group]:
        if self._located is None:
            self._located = [g for g in self.places if g.places and g.first >= self.dateline]
        return self._located

    # groups with what all triggers see of them alike

    def _placed(self, groups: list[Group]) -> list[Placed]:
        firsts = [g.first for g in groups]
        starts, verbs, at = self.starts, self.verbs, self.at
        out = []
        for g in groups:
            first, past = at(g.first), at(g.past)
            rank = bisect_left(firsts, g.first), bisect_left(firsts, g.past)
            counts = (starts[first], starts[past]), (verbs[first], verbs[past])
            clause = self.clause_of(g.first)
            out.append(
                Placed(g, g.first, g.past, clause, preposition(self.page, self.first, g), g.size > 1, rank, *counts)
            )
        return out

    @property
    def placed_actors(self) -> list[tuple[Placed, bool, bool]]:
        """The actors, each with whether it is a speaker and whether it is counted."""
        if self._placed_actors is None:
            self._placed_actors = self._made_placed_actors()
        return self._placed_actors

    def _made_placed_actors(self) -> list[tuple[Placed, bool, bool]]:
        placed = self._placed(self.actors)
        return [(p, self.is_speaker(p.group), self._is_counted(p.group)) for p in placed if p.group.keys]

    @property
    def placed_places(self) -> list[tuple[Placed, str, bool, bool, tuple[str, str]]]:
        """The places, each with its level, whether it names an actor too, whether a finer place is named, its role."""
        if self._placed_places is None:
            self._placed_places = self._made_placed_places()
        return self._placed_places

    def _made_placed_places(self) -> list[tuple[Placed, str, bool, bool, tuple[str, str]]]:
        parties = {a.first for a in self.actors if a.sub in ("state", "capital")}
        roles = chains.roles(self.places, self.word, joints(self.language).starting)
        return [
            (p, p.group.places[0].level, p.first in parties, self.has_finer(p.group), role)
            for p, role in zip(self._placed(self.places), roles, strict=True)
            if p.group.places and p.first >= self.dateline
        ]

    @property
    def governed(self) -> dict[int, str]:
        """The preposition of each located place, by its first token."""
        if self._governed is None:
            self._governed = {p.first: p.prep for p, *_ in self.placed_places}
        return self._governed

    @property
    def dateline(self) -> int:
        """The token behind the sentence's dateline; its first token without any."""
        if self._dateline is None:
            self._dateline = chains.dateline(self.places, self.page.tokens.words, self.first, self.past, self.word)
        return self._dateline

    def locates(self, g: Group, other: Group) -> bool:
        """Whether a place only tells where another is: "from K-1 base in Kirkuk", not "from K-1 base to Kirkuk"."""
        listed = [(p.group, role[0]) for p, *_, role in self.placed_places]
        at = next((k for k, (group, _) in enumerate(listed) if group is other), None)
        if at is None:
            return False
        ways = _ways(self.language)
        for linked, role in listed[at + 1 :]:
            if role != chains.LINK or self.governed[linked.first] in ways:
                return False
            if linked is g:
                return True
        return False

    @property
    def placed_lands(self) -> list[Placed]:
        if self._placed_lands is None:
            self._placed_lands = [p for p in self._placed(self.lands) if p.group.places]
        return self._placed_lands

    def host_of(self, g: Group) -> int | None:
        """The verb of hosting right before a group: "which hosts US troops"."""
        for found in self.hits("trigger"):
            if found.hit.label == "host" and 0 <= g.first - found.past <= _HOSTED and found.hit.form != "noun":
                return found.first
        return None

    def is_speaker(self, g: Group) -> bool:
        return g.first in self.spoken.speakers[self.number] or g.first in self.spoken.labelled

    def _is_counted(self, g: Group) -> bool:
        return any((n.past <= g.first and g.first - n.past <= 2) or g.first <= n.first < g.past for n in self.numbers)

    def has_finer(self, g: Group) -> bool:
        """Whether the sentence names a place within this one."""
        return any(o is not g and o.places and _finer(o, g) for o in self.places)


def _within(listed: list[_Stretch], first: int, past: int) -> list[_Stretch]:
    """Those of a page's times or numbers that begin in a range of tokens."""
    low = bisect_left(listed, first, key=_START)
    high = low
    while high < len(listed) and listed[high].first < past:
        high += 1
    return listed[low:high]


def _finer(other: Group, g: Group) -> bool:
    a, b = other.places[0], g.places[0]
    return a.country == b.country and LEVELS.index(a.level) < LEVELS.index(b.level)


@lru_cache(maxsize=8)
def _ways(language: str) -> frozenset[str]:
    """The prepositions behind which a place is one end of a way, or stands apart."""
    return frozenset(load(language, "_script")["ways"])
