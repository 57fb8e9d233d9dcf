"""One sentence of a page as claims are made of it: layers, groups and clauses, and what earlier ones leave behind."""

from bisect import bisect_left
from collections import Counter
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import NamedTuple, TypeVar

from marsad.languages import load
from marsad.reading.page import Mention, NumberMention, Page, Speech, TimeMention
from marsad.reading.phrases import Hit, Match
from marsad.resolve import chains
from marsad.resolve import features as f
from marsad.resolve.features import Aspect
from marsad.resolve.groups import Group, gathered, group, joints

_BREAKS = frozenset(',،;؛:—–()"«»“”')

_HOSTED = 3  # tokens between a verb of hosting and whom it is about
_APART = 4  # tokens between two numbers that are added up

_PAIRS = {"(": ")", '"': '"', "«": "»", "“": "”"}

_FEW = 4  # words in quotation marks or brackets that are part of the clause around them

_CARRIED = 2  # how many groups of earlier sentences remain candidates

_LAYERS = frozenset("trigger people speech force site means cue phase connector reason".split())

_ADVERBIAL = ("nationality", "pronoun", "bare", "possessive", "office")

_LEVELS = ("site", "town", "region", "country")

_START = attrgetter("first")

_Stretch = TypeVar("_Stretch", TimeMention, NumberMention)

_NAMED_BY_LABEL = ("cue", "phase", "speech", "means")

_NAMED_BY_LAYER = ("force", "government", "site", "town", "region", "country", "people", "name")


class Found(NamedTuple):
    """A lexical hit in a sentence."""

    first: int
    past: int
    hit: Hit
    match: Match


class Spoken:
    """The speeches of a page by sentence, so that a sentence need not look at all of them."""

    def __init__(self, page: Page) -> None:
        count = len(page.tokens.sentences)
        self.over: list[list[Speech]] = [[] for _ in range(count)]  # those whose words reach into a sentence
        self.said: list[list[Speech]] = [[] for _ in range(count)]  # those whose verb stands in it, by somebody known
        self.before: list[Speech | None] = [None] * count  # the last of these in earlier sentences
        self.speakers: list[set[int]] = [set() for _ in range(count)]  # where speakers of its verbs begin
        self.labelled = {s.speaker.first for s in page.speech if s.speaker and s.verb == -1}
        self._fill(page)

    def _fill(self, page: Page) -> None:
        number_of = page.tokens.sentence_of
        latest = [-1] * len(self.over)
        for k, speech in enumerate(page.speech):
            if speech.past > speech.first:
                for number in range(number_of(speech.first), number_of(speech.past - 1) + 1):
                    self.over[number].append(speech)
            if speech.verb < 0 or not speech.speaker:
                continue
            number = number_of(speech.verb)
            self.speakers[number].add(speech.speaker.first)
            if speech.speaker.keys:
                self.said[number].append(speech)
                latest[number] = k
        last = -1
        for number, k in enumerate(latest):
            self.before[number] = page.speech[last] if last >= 0 else None
            last = max(last, k)


class Carried:
    """What earlier sentences leave behind as candidates: the latest actors, places and the latest time."""

    def __init__(self) -> None:
        self.actors: list[Group] = []
        self.places: list[Group] = []
        self.time: TimeMention | None = None
        self._spoken: Spoken | None = None
        self._often: Counter[object] | None = None

    def after(self, sentence: "Sentence") -> None:
        named = next((g for g in sentence.actors if g.keys and g.sub not in _ADVERBIAL), None)
        if named:
            self.actors = [named, *(g for g in self.actors if g.keys != named.keys)][:_CARRIED]
        acting = {g.first for g in sentence.actors if g.size > 1}  # "Egypt, Jordan and Bahrain" take part
        located = [
            g for g in sentence.located if g.sub not in ("generic", "there") and not (g.size > 1 and g.first in acting)
        ]
        if located:
            best = min(located, key=lambda g: _LEVELS.index(g.places[0].level))
            self.places = [best, *(g for g in self.places if g.places != best.places)][:_CARRIED]
        if sentence.times:
            self.time = sentence.times[-1]

    def often(self, page: Page, g: Group) -> int:
        """How often a page names an actor or place, five times at most."""
        if self._often is None:
            self._often = Counter(m.keys or m.place for m in page.mentions if m.keys or m.place)
        if g.layer == "actor":
            return min(5, self._often[g.keys])
        return min(5, sum(self._often[place] for place in g.places))

    def spoken(self, page: Page) -> Spoken:
        """The page's speeches, sorted once."""
        if self._spoken is None:
            self._spoken = Spoken(page)
        return self._spoken


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

    @cached_property
    def layers(self) -> dict[str, list[Found]]:
        out: dict[str, list[Found]] = {}
        wanted, new = _WANTED, tuple.__new__
        for i, listed in enumerate(self.page.matches[self.first : self.past], self.first):
            for match in listed:
                known = wanted.get(id(match.hits))
                kept = known[1] if known and known[0] is match.hits else _wanted(match.hits)
                for hit in kept:
                    found = new(Found, (i, match[1], hit, match))
                    if hit[0] in out:
                        out[hit[0]].append(found)
                    else:
                        out[hit[0]] = [found]
        return out

    def hits(self, layer: str) -> list[Found]:
        return self.layers.get(layer, [])

    @cached_property
    def lands(self) -> list[Group]:
        """The countries that words imply: "Iraqi", "Seoul"."""
        return group(self.page, [m for m in self._mentions if m.sub != "scene"], "land")

    @cached_property
    def scenes(self) -> list[Group]:
        """The countries that the report speaks of here."""
        return [gathered([m]) for m in self._mentions if m.layer == "land" and m.sub == "scene"]

    @cached_property
    def numbers(self) -> list[NumberMention]:
        return _within(self.page.numbers, self.first, self.past)

    @cached_property
    def sums(self) -> list[NumberMention]:
        """What two numbers of a list come to: "two Americans and a British soldier" are three."""
        return [
            NumberMention(a.first, b.past, a.min + b.min, a.min + b.min, "<number> and <number>")
            for a, b in pairwise(self.numbers)
            if a.min and a.min == a.max and b.min and b.min == b.max and self._joined(a, b)
        ]

    @cached_property
    def differences(self) -> list[NumberMention]:
        """By how many a strength changes: "from 5,200 to 3,000" is by 2,200."""
        return [
            NumberMention(a.first, b.past, abs(a.min - b.min), abs(a.min - b.min), "from <number> to <number>")
            for a, b in pairwise(self.numbers)
            if a.min and a.min == a.max and b.min and b.min == b.max and self._leads(a, b)
        ]

    def _leads(self, a: NumberMention, b: NumberMention) -> bool:
        """Whether "from" stands before the one number and "to" before the other, close by."""
        start, end = _span_words(self.language)
        words = self.page.tokens.words
        return (
            a.first > self.first
            and b.first - a.past <= _APART
            and words[a.first - 1] in start
            and words[b.first - 1] in end
        )

    def _joined(self, a: NumberMention, b: NumberMention) -> bool:
        """Whether an "and" stands between two numbers close to each other, or is attached to the second."""
        words = self.page.tokens.words
        if b.first - a.past > _APART:
            return False
        letters, word = _loose(self.language)[:1], _and(self.language)
        return word in words[a.past : b.first] or (letters != "" and words[b.first].startswith(letters))

    @cached_property
    def clause(self) -> list[int]:
        """The clause number of each token: clauses end at punctuation, but not at what a few words stand in."""
        words = self.page.tokens.words[self.first : self.past]
        breaks = list(map(_BREAKS.__contains__, words))
        for i in [i for i, word in enumerate(words) if word in _PAIRS]:
            if breaks[i]:
                closing = _PAIRS[words[i]]
                j = next((j for j in range(i + 1, min(i + _FEW + 2, len(words))) if words[j] == closing), None)
                if j is not None:
                    breaks[i] = breaks[j] = False
        return list(accumulate(breaks))

    def clause_of(self, token: int) -> int:
        clause = self.clause
        return clause[min(max(token - self.first, 0), len(clause) - 1)]

    @cached_property
    def starts(self) -> list[int]:
        """How many triggers stand before each token."""
        return self._counted([found.first for found in self.hits("trigger")])

    @cached_property
    def verbs(self) -> list[int]:
        """How many verbs of saying stand before each token."""
        return self._counted(self.speech_verbs)

    def _counted(self, tokens: list[int]) -> list[int]:
        counts = [0] * (self.past - self.first + 1)
        for i in tokens:
            counts[i - self.first + 1] += 1
        return list(accumulate(counts))

    def at(self, token: int) -> int:
        """A token's place in the lists of counts."""
        return (token if token < self.past else self.past) - self.first

    @cached_property
    def speech_verbs(self) -> list[int]:
        return [found.first for found in self.hits("speech") if found.hit.label == "verb"]

    @cached_property
    def spoken(self) -> Spoken:
        return self._carried.spoken(self.page)

    def speech_at(self, token: int) -> list[Speech]:
        """The speeches whose words hold a token of this sentence, the innermost first."""
        found = [s for s in self.spoken.over[self.number] if s.first <= token < s.past]
        if len(found) > 1:
            found.sort(key=lambda s: (s.past - s.first, -s.first))
        return found

    @cached_property
    def near(self) -> list[str]:
        """The feature that each word makes where it stands near a trigger; small words make none."""
        words, prefix = self.page.tokens.words[self.first : self.past], f"near={self.language}:"
        return [prefix + word if len(word) > 2 else "" for word in words]

    @cached_property
    def wide(self) -> list[str]:
        """The same for words farther off."""
        words = self.page.tokens.words[self.first : self.past]
        return ["wide=" + word if len(word) > 2 else "" for word in words]

    @cached_property
    def following(self) -> list[tuple[int, Hit, bool, bool]]:
        """Words for reasons in the next sentence: token, hit, whether a connector denies or joins it."""
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
            known = self._around[first, past] = (f.around, before, words[first], behind, *sorts)
        return known, (f.after_word, known[1], sense)

    def often(self, g: Group) -> int:
        """How often the page names whom or what a group names, five times at most."""
        return self._carried.often(self.page, g)

    def word(self, i: int) -> str:
        """A token as features name it: its function label, or its layer, else "w"."""
        known = self._words.get(i)
        if known is None:
            known = self._words[i] = _word(self, i)
        return known

    @cached_property
    def located(self) -> list[Group]:
        return [g for g in self.places if g.places and g.first >= self.dateline]

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
            out.append(Placed(g, g.first, g.past, clause, _preposition(self, g), g.size > 1, rank, *counts))
        return out

    @cached_property
    def placed_actors(self) -> list[tuple[Placed, bool, bool]]:
        """The actors, each with whether it is a speaker and whether it is counted."""
        placed = self._placed(self.actors)
        return [(p, self.is_speaker(p.group), self._is_counted(p.group)) for p in placed if p.group.keys]

    @cached_property
    def placed_places(self) -> list[tuple[Placed, str, bool, bool, tuple[str, str]]]:
        """The places, each with its level, whether it names an actor too, whether a finer place is named, its role."""
        parties = {a.first for a in self.actors if a.sub in ("state", "capital")}
        roles = chains.roles(self.places, self.word, joints(self.language).starting)
        return [
            (p, p.group.places[0].level, p.first in parties, self.has_finer(p.group), role)
            for p, role in zip(self._placed(self.places), roles, strict=True)
            if p.group.places and p.first >= self.dateline
        ]

    @cached_property
    def governed(self) -> dict[int, str]:
        """The preposition of each located place, by its first token."""
        return {p.first: p.prep for p, *_ in self.placed_places}

    @cached_property
    def dateline(self) -> int:
        """The token behind the sentence's dateline; its first token without any."""
        return chains.dateline(self.places, self.page.tokens.words, self.first, self.past, self.word)

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

    @cached_property
    def placed_lands(self) -> list[Placed]:
        return [p for p in self._placed(self.lands) if p.group.places]

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


_WANTED: dict[int, tuple[tuple[Hit, ...], tuple[Hit, ...]]] = {}  # by identity: phrase tables hand out the same tuples


def _wanted(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Those of a match's hits that claims are made of."""
    kept = tuple(hit for hit in hits if hit.layer in _LAYERS)
    _WANTED[id(hits)] = (hits, kept)
    return kept


def _within(listed: list[_Stretch], first: int, past: int) -> list[_Stretch]:
    """Those of a page's times or numbers that begin in a range of tokens."""
    low = bisect_left(listed, first, key=_START)
    high = low
    while high < len(listed) and listed[high].first < past:
        high += 1
    return listed[low:high]


def _word(sentence: Sentence, i: int) -> str:
    if not sentence.first <= i < sentence.past:
        return "edge"
    page = sentence.page
    word = page.tokens.words[i]
    for match in page.matches[i]:
        for hit in match.hits:
            layer = hit.layer
            if layer == "function":
                return word
            if layer in _NAMED_BY_LABEL:
                return f"{layer}:{hit.label}"
            if layer in _NAMED_BY_LAYER:
                return layer
            if layer == "trigger":
                return f"t:{hit.kind}"
    return word if not word[0].isalnum() else "num" if word[0].isdigit() else "w"


@lru_cache(maxsize=8)
def _and(language: str) -> str:
    word: str = load(language, "_script")["joining"][0]
    return word


@lru_cache(maxsize=8)
def _span_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words for "from" and for "to" in a language."""
    script = load(language, "_script")
    return frozenset(script["from"]), frozenset(script["to"])


@lru_cache(maxsize=8)
def _ways(language: str) -> frozenset[str]:
    """The prepositions behind which a place is one end of a way, or stands apart."""
    return frozenset(load(language, "_script")["ways"])


@lru_cache(maxsize=8)
def _loose(language: str) -> str:
    """The letters of conjunctions that are written attached, which govern nothing."""
    letters: str = load(language, "_script")["attached_conjunctions"]
    return letters


_MONEY = frozenset("$€£")


def _preposition(s: Sentence, g: Group) -> str:
    """The particle that governs a group: attached, or standing before it (past articles and adjectives)."""
    page = s.page
    before = g.before.strip(_loose(s.language))
    if before:
        return before
    j = g.first - 1
    steps = 0
    while j >= s.first and steps < 4:
        for match in page.matches[j]:
            hit = match.hit("function")
            if hit and hit.label == "prepositions":
                return hit.lemma
            if hit and hit.label in ("conjunctions", "relative", "auxiliaries"):
                return f"<{hit.label}>" if steps == 0 else "-"
        word = page.tokens.words[j]
        if steps and (word in _MONEY or word[0].isdigit()):
            j -= 1
            continue  # "from the $100 million base"
        if not word[0].isalnum():
            return word if steps == 0 else "-"
        for start in range(max(s.first, j - 2), j):
            for match in page.matches[start]:
                if match.past == j + 1:
                    hit = match.hit("function")
                    if hit and hit.label == "prepositions":
                        return hit.lemma
        j -= 1
        steps += 1
    return "-" if j >= s.first else "start"


def _finer(other: Group, g: Group) -> bool:
    a, b = other.places[0], g.places[0]
    return a.country == b.country and _LEVELS.index(a.level) < _LEVELS.index(b.level)
