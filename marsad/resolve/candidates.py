"""What may become a claim: a trigger with, for every slot, what may fill it, and the features of each."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple, TypeVar

from marsad.model.kinds import KINDS
from marsad.reading.page import Mention, NumberMention, Page, Speech, TimeMention
from marsad.reading.phrases import Hit, Match
from marsad.resolve import chains
from marsad.resolve import features as f
from marsad.resolve.features import Aspect, Features
from marsad.resolve.groups import Group, gathered, group, joints

_BREAKS = frozenset(',،;؛:—–()"«»“”')
_PAIRS = {"(": ")", '"': '"', "«": "»", "“": "”"}
_FEW = 4  # words in quotation marks or brackets that are part of the clause around them
_NEAR = (0, 1, 2, 3, 5, 8, 12, 20)
_BUCKETS = tuple(bisect_left(_NEAR, distance) for distance in range(_NEAR[-1] + 2))
_CARRIED = 2  # how many groups of earlier sentences remain candidates
_CODE = 2  # letters of a country's code
_LAYERS = frozenset("trigger people speech force site means cue phase connector reason".split())
_ADVERBIAL = ("nationality", "pronoun", "bare", "possessive", "office")
_LEVELS = ("site", "town", "region", "country")
_START = attrgetter("first")
_Stretch = TypeVar("_Stretch", TimeMention, NumberMention)


class Trigger(NamedTuple):
    """A word that may report a happening of some kind."""

    kind: str
    first: int
    past: int
    hit: Hit
    match: Match
    sentence: int


class Candidate(NamedTuple):
    """What may fill a slot of a trigger's claim, with its features."""

    value: object  # Group, NumberMention, TimeMention, Speech, (token, Hit)
    features: Features


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
        located = [g for g in sentence.places if g.places and g.sub not in ("generic", "there")]
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
        return [g for g in self.places if g.places]

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
            if p.group.places
        ]

    @cached_property
    def dateline(self) -> int:
        """The token behind the sentence's dateline; its first token without any."""
        return chains.dateline(self.places, self.page.tokens.words, self.first, self.past, self.word)

    @cached_property
    def placed_lands(self) -> list[Placed]:
        return [p for p in self._placed(self.lands) if p.group.places]

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


def bucket(distance: int) -> int:
    """A distance in tokens, the coarser the farther."""
    return _BUCKETS[min(max(distance, 0), _NEAR[-1] + 1)]


def triggers(sentence: Sentence) -> list[Trigger]:
    """The triggers of a sentence, one per word and kind and sense."""
    listed = sentence.hits("trigger")
    out: list[Trigger] = []
    if listed:
        seen: set[tuple[int, str, str]] = set()
        named = {
            i
            for g in sentence.actors
            if g.sub in ("organisation", "outlet")
            for i in range(g.mention.first, g.mention.past)
        }
        for i, past, hit, match in listed:
            key = (i, hit.kind, hit.label)
            if key not in seen and i not in named:
                seen.add(key)
                out.append(Trigger(hit.kind, i, past, hit, match, sentence.number))
    return [*out, *_silent(sentence), *_counted(sentence), *_echoes(sentence, out)]


def _unspoken(label: str, form: str, lemma: str, kind: str, rule: str) -> Hit:
    return Hit("trigger", label, form, lemma, kind, rule)


_SILENT = _unspoken("counted", "word", "", "presence", "presence: <number> <force> at <place>")
_BODIES = ("state", "capital", "government", "organisation", "person", "force")
_PEOPLE = ("force", "people", "bare", "possessive", "organisation")
_NATIONS = ("nationality", "state", "people", "capital", "possessive", "organisation")


def _at(hit: Hit, first: int, past: int, sentence: Sentence) -> Trigger:
    return Trigger(hit.kind, first, past, hit, Match(first, past, "", "", (hit,)), sentence.number)


def _silent(s: Sentence) -> Iterator[Trigger]:
    """A counted or named force with a place right behind it says that it is there, without any verb."""
    for actor in s.actors:
        if actor.sub in _PEOPLE and any(0 < g.first - actor.past <= 3 or g.first == actor.past for g in s.places):
            yield _at(_SILENT, actor.first, actor.past, s)


def _counted(s: Sentence) -> Iterator[Trigger]:
    """A number alone may tell how many are somewhere: "Italy 852", "350 in Senegal", "from 5,200 to 3,000"."""
    if not (s.actors or s.places or s.carried_actors):
        return
    for n in s.numbers:
        size = n.min or n.max or 0
        if size < _FEWEST or any(a.first <= n.first < a.past for a in s.actors):
            continue
        before = s.word(n.first - 1)
        nation = any(g.sub in _NATIONS and (0 <= g.first - n.past <= 1 or 0 <= n.first - g.past <= 1) for g in s.actors)
        place = any(0 <= g.first - n.past <= 3 or 0 <= n.first - g.past <= 2 for g in s.places)
        level = any(match.hit("function") for match in s.page.matches[n.first - 1]) if n.first > s.first else False
        if nation or place or level:
            form = "+".join(name for name, found in (("nation", nation), ("place", place)) if found) or "level"
            yield _at(_unspoken("number", form, before, "presence", f"presence: <number> {form}"), n.first, n.past, s)


def _echoes(s: Sentence, spoken: list[Trigger]) -> Iterator[Trigger]:
    """A verb holds on for a further place with its own date: "Qaim was handed over on the 17th, K-1 on the 29th"."""
    for place in s.places:
        near = any(0 <= m.first - place.past <= 2 or 0 <= place.first - m.past <= 2 for m in s.times)
        if not near or any(abs(t.first - place.first) <= 3 for t in spoken):
            continue
        earlier = [t for t in spoken if t.past <= place.first and t.kind in _ECHOED]
        if earlier and s.clause_of(earlier[-1].first) != s.clause_of(place.first):
            last = earlier[-1]
            hit = _unspoken(last.hit.label, "echo", "echo", last.kind, f"{last.hit.rule}, echoed")
            yield _at(hit, place.first, place.past, s)


_FEWEST = 10  # people whom a number alone may count
_ECHOED = ("move", "handover", "attack", "control")


_NAMED_BY_LABEL = ("cue", "phase", "speech", "means")
_NAMED_BY_LAYER = ("force", "government", "site", "town", "region", "country", "people", "name")


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


def gate_features(s: Sentence, t: Trigger) -> Features:
    """A few cheap features, enough to pass over the triggers that hardly ever make a claim."""
    lang, hit = s.language, t.hit
    actors, places = min(len(s.actors), 2), min(len(s.places), 2)
    return Features(
        [
            (f.gate, lang, hit.lemma, hit.form, hit.label, actors, places),
            (f.neighbours, lang, s.word(t.first - 1), s.word(t.past)),
        ]
    )


def trigger_features(s: Sentence, t: Trigger) -> Features:
    """Features of a trigger: the word, its neighbours, who and what is near, mood, rival readings."""
    i, past, hit, match = t.first, t.past, t.hit, t.match
    lang, lemma, sense = s.language, hit.lemma, hit.label
    out: list[Aspect] = [
        (f.trigger_word, lang, sense, hit.form, lemma),
        (f.words_before, lang, sense, s.word(i - 1), s.word(i - 2)),
        _company(s, t),
        *[(f.cue, label, side) for label, side in _cues(s, i, past)],
        *_rivals(s, t),
    ]
    if match.before or match.after:
        out.append((f.attached, match.before, match.after))
    _add_nearest(out, s, t)
    saying = lemma if i in s.speech_verbs else None
    out.append((f.setting, bool(s.speech_at(i)), saying, s.number == 0, s.past - s.first < 14))
    behind = f.words_behind(lang, sense, lemma, s.word(past), s.word(past + 1))
    return Features(out, behind + _nearby_words(s, t))


def _nearby_words(s: Sentence, t: Trigger) -> list[str]:
    """The words around a trigger: those beside it also by place, those close by also with its own word."""
    i, past, lang, words = t.first, t.past, s.language, s.page.tokens.words
    out = [f"w{j - i}={lang}:{words[j]}" for j in (i - 2, i - 1, past, past + 1) if s.first <= j < s.past]
    near, wide = s.near, s.wide
    at, behind = i - s.first, past - s.first
    out += filter(None, near[max(0, at - 6) : at])
    out += filter(None, near[at + 1 : behind + 6])
    out += filter(None, wide[max(0, at - 10) : at])
    out += filter(None, wide[at + 1 : behind + 10])
    lemma = t.hit.lemma
    out += [f"with={lemma}:{word}" for word in words[max(s.first, i - 3) : min(s.past, past + 3)]]
    return out


def _add_nearest(out: list[Aspect], s: Sentence, t: Trigger) -> None:
    """The actors and the places nearest to a trigger on both sides."""
    i, past, lang, sense = t.first, t.past, s.language, t.hit.label
    clause = s.clause_of(i)
    for side in ("left", "right"):
        near = _nearest(s.actors, i, past, side)
        if near:
            same = s.clause_of(near.first) == clause
            out.append((f.nearest_actor, lang, side, sense, near.sub, same, _apart(near, i, past)))
        else:
            out.append((f.no_actor, side))
        near = _nearest(s.located, i, past, side)
        if near:
            same = s.clause_of(near.first) == clause
            level = near.places[0].level
            out.append((f.nearest_place, lang, side, sense, level, same, _apart(near, i, past)))
        else:
            out.append((f.no_place, side, sense))


def _company(s: Sentence, t: Trigger) -> Aspect:
    i = t.first
    layers = s.layers
    force, site = _is_near(layers.get("force"), i, 8), _is_near(layers.get("site"), i, 8)
    means, people = _is_near(layers.get("means"), i, 6), _is_near(layers.get("people"), i, 5)
    number = _is_near(s.numbers, i, 6)
    return (f.company, t.hit.kind, t.hit.label, force, site, means, people, number)


def _is_near(listed: list[Found] | list[NumberMention] | None, i: int, reach: int) -> bool:
    if listed:
        for found in listed:
            if -reach <= found[0] - i <= reach:
                return True
    return False


def _rivals(s: Sentence, t: Trigger) -> tuple[Aspect, ...]:
    """Other triggers nearby, and words of pace, if there are any."""
    i, kind = t.first, t.hit.kind
    others: set[str] = set()
    same: list[str] = []
    for j, _, hit, _ in s.hits("trigger"):
        if j == i:
            if hit.kind != kind:
                same.append(f"{hit.kind}:{hit.label}")
        elif -6 <= j - i <= 6:
            others.add(hit.kind)
    phases = frozenset(hit.label for j, _, hit, _ in s.hits("phase") if 0 < abs(j - i) <= 6)
    return ((f.rivals, frozenset(others), tuple(same), phases),) if others or same or phases else ()


def _nearest(groups: list[Group], i: int, past: int, side: str) -> Group | None:
    if side == "left":
        for g in reversed(groups):
            if g.past <= i or g.first < i:
                return g
    else:
        for g in groups:
            if g.first >= past:
                return g
    return None


def _apart(g: Group, i: int, past: int) -> int:
    return bucket(i - g.past if g.first < i else g.first - past)


def _cues(s: Sentence, i: int, past: int) -> list[tuple[str, str]]:
    """Cues of mood within reach of a trigger, told by side."""
    out = []
    for j, _, hit, _ in s.hits("cue"):
        if j == i or not -12 <= j - i <= 12:
            continue
        near = "near" if -3 <= j - i <= 3 else "same" if s.clause_of(j) == s.clause_of(i) else "far"
        out.append((hit.label, f"{'l' if j < i else 'r'}-{near}"))
    return out


def _preposition(s: Sentence, g: Group) -> str:
    """The particle that governs a group: attached, or standing before it (past articles and adjectives)."""
    page = s.page
    before = g.before.strip("وف")
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


class Relations:
    """How what a sentence names stands to one trigger; each method gives candidates of one layer."""

    def __init__(self, s: Sentence, t: Trigger) -> None:
        self.s, self.t = s, t
        self.lang = s.language
        self.clause = s.clause_of(t.first)
        self.passive = _passive(s, t)
        self.voiced = f"{t.hit.form}+passive" if self.passive else t.hit.form
        self.speeches = s.speech_at(t.first)
        at, past = s.at(t.first), s.at(t.past)
        self.starts = s.starts[at], s.starts[past]  # how many triggers stand before this one, and before its end
        self.verbs = s.verbs[at], s.verbs[past]

    def _stands(self, placed: Placed, index: tuple[int, int]) -> tuple[Aspect, Aspect, Aspect]:
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
        gap = 0 if gap < 0 else _BUCKETS[gap] if gap < len(_BUCKETS) else _BUCKETS[-1]
        rank = 0 if rank < 0 else rank if rank < 3 else 3
        crossing = 0 if crossing < 0 else crossing if crossing < 3 else 3
        return (
            (lang, side, self.voiced),
            (lang, side, gap, rank, form, self.passive),
            (side, clause == self.clause, crossing, voice, many),
        )

    def _index(self, groups: list[Group]) -> tuple[int, int]:
        """How many groups begin before the trigger, and before its end."""
        return bisect_left(groups, self.t.first, key=_START), bisect_left(groups, self.t.past, key=_START)

    def actors(self) -> list[Candidate]:
        s, t, lang = self.s, self.t, self.lang
        sense, lemma = t.hit.label, t.hit.lemma
        speaking = {key for speech in self.speeches if speech.speaker for key in speech.speaker.keys}
        index = self._index(s.actors)
        out = []
        for placed, is_speaker, counted in s.placed_actors:
            g = placed.group
            side, distance, between = self._stands(placed, index)
            said, key, prep = not speaking.isdisjoint(g.keys), g.keys[0], placed.prep
            aspects: list[Aspect] = [
                (f.side, *side, sense),
                (f.governed, *side, prep),
                (f.distance, *distance),
                (f.actor_between, *between, lang, g.sub, g.first < t.first, counted),
                (f.actor, g.sub, sense, True, len(key) == 2, said, is_speaker),
            ]
            single = f.governing(lang, side[1], prep, sense, lemma) + f.actor_named(lang, g.head, key, sense)
            aspects += (*s.around(g.first, g.past, sense), (f.named_often, s.often(g), t.kind))
            if g.first < s.dateline:
                aspects.append((f.dateline, sense))
            out.append(Candidate(g, Features(aspects, single)))
        for g in s.carried_actors:
            key, said = g.keys[0] if g.keys else "", not speaking.isdisjoint(g.keys)
            aspects = [
                (f.actor, g.sub, sense, bool(g.keys), len(key) == 2, said, s.is_speaker(g)),
                (f.actor_carried, lang, sense, t.hit.form),
                (f.named_often, s.often(g), t.kind),
            ]
            out.append(Candidate(g, Features(aspects, f.actor_named(lang, g.head, key, sense))))
        return out + self._implied_actors(len(out))

    def _implied_actors(self, count: int) -> list[Candidate]:
        """The country spoken of and the speaker, where the sentence names them not."""
        s = self.s
        named = {g.keys for g in s.actors}
        out = [self._implied("scene", g, count) for g in s.scenes[:1] if g.keys not in named]
        for speech in self.speeches[:1]:
            if speech.speaker and speech.speaker.keys and speech.speaker.keys not in named:
                out.append(self._implied("voice", gathered([speech.speaker]), count + len(out)))
        return out

    def _implied(self, what: str, g: Group, others: int) -> Candidate:
        _, sense, form, lemma, *_ = self.t.hit
        return Candidate(g, Features([(f.implied, what, sense, form, lemma, min(others, 4))]))

    def places(self) -> list[Candidate]:
        s, t, lang = self.s, self.t, self.lang
        sense, lemma = t.hit.label, t.hit.lemma
        index = self._index(s.places)
        out = []
        for placed, level, party, finer, role in s.placed_places:
            g = placed.group
            side, distance, between = self._stands(placed, index)
            aspects: list[Aspect] = [
                (f.side, *side, sense),
                (f.governed_place, *side, placed.prep, party),
                (f.distance, *distance),
                (f.place_between, *between, lang, level, g.first < t.first),
                (f.place, g.sub, level, g.head, finer, sense),
                (f.dateline, sense) if g.first < s.dateline else (f.chain, *role, level, sense),
            ]
            single = f.governing(lang, side[1], placed.prep, sense, lemma)
            aspects += (*s.around(g.first, g.past, sense), (f.named_often, s.often(g), t.kind))
            out.append(Candidate(g, Features(aspects, single)))
        for g in s.carried_places:
            level = g.places[0].level if g.places else "none"
            aspects = [
                (f.place, g.sub, level, g.head, s.has_finer(g), sense),
                (f.place_carried, level, sense, bool(s.places)),
                (f.named_often, s.often(g), t.kind),
            ]
            out.append(Candidate(g, Features(aspects)))
        index = self._index(s.lands)
        for placed in s.placed_lands:
            side, distance, between = self._stands(placed, index)
            aspects = [
                (f.land, placed.group.sub, sense),
                (f.of_land, f.side, *side, sense),
                (f.of_land, f.governed, *side, placed.prep),
                (f.of_land, f.governing, lang, side[1], placed.prep, sense, lemma),
                (f.of_land, f.distance, *distance),
                (f.of_land, f.between, *between),
            ]
            out.append(Candidate(placed.group, Features(aspects)))
        located = {c.value.places for c in out if isinstance(c.value, Group)}
        return out + [self._implied("scene", g, len(out)) for g in s.scenes if g.places not in located]

    def numbers(self) -> list[Candidate]:
        return [Candidate(n, self._number(n)) for n in self.s.numbers]

    def _number(self, n: NumberMention) -> Features:
        s, t, lang = self.s, self.t, self.lang
        words, before = s.page.tokens.words, s.word(n.first - 1)
        beside = (words[n.first - 1] if n.first > s.first else "", words[n.past] if n.past < s.past else "")
        counts = [(_has(s, n.past + k, "force"), _has(s, n.past + k, "people")) for k in range(4)]
        force = next((k for k, found in enumerate(counts) if any(found)), 9)
        people = any(found[1] for found in counts[:3])
        size = min(len(str(n.min or n.max or 0)), 6)
        follows = (s.word(n.past), s.word(n.past + 1))
        only = len(s.numbers) == 1
        left = n.first < t.first
        gap = bucket(max(0, t.first - n.past if left else n.first - t.past))
        same = s.clause_of(n.first) == self.clause
        return Features(
            [
                (f.number, lang, follows, before, force, people, size, n.rule, _casualty(s, n), only, beside),
                *s.around(n.first, n.past, t.hit.label),
            ],
            f.number_here(lang, "l" if left else "r", gap, same, before, t.hit.label, t.hit.lemma),
        )

    def times(self) -> list[Candidate]:
        s = self.s
        nearest = min((abs(m.first - self.t.first) for m in s.times), default=0)
        out = [
            Candidate(m, Features([*self._time(m, nearest), *s.around(m.first, m.past, self.t.hit.label)]))
            for m in s.times
            if m.edtf
        ]
        carried = s.carried_time
        if carried and carried.edtf:
            last: Aspect = (f.time_carried, bool(s.times), s.past - s.first < 15)
            out.append(Candidate(carried, Features([self._time_named(carried), last])))
        return out

    def _time_named(self, m: TimeMention) -> Aspect:
        edtf = m.edtf or ""
        length = len(edtf.partition("/")[0])
        _, sense, form, *_ = self.t.hit
        return (f.time, self.lang, m.rule, edtf.startswith(".."), edtf.endswith(".."), length, sense, form)

    def _time(self, m: TimeMention, nearest: int) -> list[Aspect]:
        s, t, lang = self.s, self.t, self.lang
        first, past = s.at(m.first), s.at(m.past)
        left = m.first < t.first
        if left:
            gap = t.first - m.past
            crossing, saying = self.starts[0] - s.starts[past], self.verbs[0] > s.verbs[past]
        else:
            gap = m.first - t.past
            crossing, saying = s.starts[first] - self.starts[1], s.verbs[first] > self.verbs[1]
        voice = min((abs(j - m.first) for j in s.speech_verbs), default=99)
        is_nearest = abs(m.first - t.first) <= nearest
        same = s.clause_of(m.first) == self.clause
        spoken, trigger_spoken = bool(s.speech_at(m.first)), bool(self.speeches)
        return [
            self._time_named(m),
            (f.time_here, lang, "l" if left else "r", bucket(max(0, gap)), same, min(max(crossing, 0), 3)),
            (f.time_voice, bucket(voice), voice < abs(gap), saying, len(s.times) == 1, is_nearest),
            (f.time_spoken, lang, s.word(m.first - 1), spoken, trigger_spoken, m.first - s.first < 3),
        ]

    def speakers(self) -> list[Candidate]:
        """Who may have said it: those whose speech holds the trigger, others of the sentence, the last before it."""
        s = self.s
        inner = [x for x in self.speeches if x.speaker and x.speaker.keys]
        others = [x for x in s.spoken.said[s.number] if x not in inner]
        last = s.spoken.before[s.number]
        if last and last not in inner:
            others.append(last)
        count = len(inner)
        out = [Candidate(x, Features(self._speaker(x, k, count))) for k, x in enumerate(inner)]
        out += [Candidate(x, Features(self._speaker(x, 9, count))) for x in others]
        return out + self._himself(inner)

    def _himself(self, inner: list[Speech]) -> list[Candidate]:
        """Whoever the sentence begins with may vouch for what he orders, plans or does: "Paris has decided to …"."""
        s, t = self.s, self.t
        saying = {key for x in inner for key in x.speaker.keys} if inner else set()  # type: ignore[union-attr]
        doer = next((g for g in s.actors if g.first >= s.dateline and g.keys and g.sub in _BODIES), None)
        if doer is None or not saying.isdisjoint(doer.keys):
            return []
        act = next((c.hit.lemma for c in s.hits("cue") if doer.past <= c.first <= t.first), "-")
        before, near = doer.first < t.first, bucket(abs(t.first - doer.first))
        aspects: list[Aspect] = [
            (f.himself, self.lang, t.kind, t.hit.label, doer.sub, bool(inner), before, near),
            (f.himself_acts, self.lang, t.kind, act, self.voiced),
        ]
        aspects += [(f.himself_mood, label, side, t.kind) for label, side in _cues(s, t.first, t.past)]
        speech = Speech(doer.first, doer.first, doer.mention._replace(keys=doer.keys[:1]), -1, "himself")
        return [Candidate(speech, Features(aspects))]

    def _speaker(self, speech: Speech, rank: int, count: int) -> list[Aspect]:
        s, t = self.s, self.t
        mention = speech.speaker
        assert mention
        here = s.first <= speech.verb < s.past
        inside = speech.first <= t.first < speech.past
        unknown, named = mention.keys == ("UNKNOWN",), bool(mention.name)
        gap = bucket(abs(t.first - speech.verb)) if here else "far"
        return [
            (f.speaker, self.lang, speech.rule, rank, count, here, inside, mention.sub, unknown, named),
            (f.speaker_here, t.kind, inside, speech.verb < t.first, gap, speech.verb == t.first),
            (f.speaker_aside, self.lang, inside, here, self.aside),
            *([] if here or inside else [self._speaker_before(speech)]),
        ]

    def _speaker_before(self, speech: Speech) -> Aspect:
        """How an earlier sentence's speaker stands to this one: how far, whether in its paragraph."""
        s, tokens = self.s, self.s.page.tokens
        apart = s.number - tokens.sentence_of(max(speech.verb, 0))
        parted = "\n" in tokens.text[tokens.ends[s.first - 1] : tokens.starts[s.first]] if s.first else True
        opening = s.word(s.first)
        return (f.speaker_before, self.lang, self.t.kind, min(apart, 3), parted, opening)

    @cached_property
    def aside(self) -> bool:
        """Whether the trigger stands in what a sentence adds by the way: ", where rockets fell last week,"."""
        s, first = self.s, self.t.first
        while first > s.first and s.clause_of(first - 1) == self.clause:
            first -= 1
        opening = [match.hit("function") for i in (first, first + 1) if i < s.past for match in s.page.matches[i]]
        return first > s.first and any(hit and hit.label == "relative" for hit in opening)

    def words(self, layer: str) -> list[Candidate]:
        return [Candidate((j, hit), Features(self._label(j, hit))) for j, _, hit, _ in self.s.hits(layer)]

    def _label(self, j: int, hit: Hit) -> list[Aspect]:
        """How a word that may give a reason, a means or a phase stands to the trigger."""
        s, t, lang = self.s, self.t, self.lang
        _, name, form, lemma, *_ = hit
        at = s.at(j)
        left = j < t.first
        crossing = self.starts[0] - s.starts[at] if left else s.starts[at] - self.starts[1]
        side = "l" if left else "r"
        same = s.clause_of(j) == self.clause
        gap, crossing = bucket(abs(j - t.first)), min(max(crossing, 0), 3)
        return [
            (f.label, lang, side, name, lemma, form),
            (f.label_here, lang, side, gap, same, crossing, j == t.first, s.word(j - 1)),
            (f.label_connected, lang, side, name, s.connector(j)),
            (f.label_of, lang, side, name, form, t.kind, t.hit.label, t.hit.lemma, t.hit.form),
        ]

    def reasons(self) -> list[Candidate]:
        """Words for reasons in the sentence and the next, and happenings named beside the trigger."""
        s, t = self.s, self.t
        out = self.words("reason")
        for j, _, hit, _ in s.hits("trigger"):
            name = _HAPPENINGS.get(hit.kind)
            if name and hit.kind != t.kind and j != t.first:
                named = hit._replace(label=name)
                aspects = [*self._label(j, named), (f.happening, name, hit.form)]
                out.append(Candidate((j, named), Features(aspects)))
        for j, hit, denied, joined in s.following:
            aspect: Aspect = (f.next_sentence, self.lang, t.kind, hit.label, hit.lemma, denied, joined)
            out.append(Candidate((j, hit), Features([aspect])))
        return out


def _has(s: Sentence, j: int, layer: str) -> bool:
    return s.first <= j < s.past and any(match.hit(layer) for match in s.page.matches[j])


def _finer(other: Group, g: Group) -> bool:
    a, b = other.places[0], g.places[0]
    return a.country == b.country and _LEVELS.index(a.level) < _LEVELS.index(b.level)


def _casualty(s: Sentence, n: NumberMention) -> str:
    """The nearest word of dying or wounding to a number."""
    best, label = 9, "none"
    for j, _, hit, _ in s.hits("trigger"):
        if hit.label == "casualties" and min(abs(j - n.first), abs(j - n.past)) < best:
            best = min(abs(j - n.first), abs(j - n.past))
            label = f"{hit.lemma}:{'l' if j < n.first else 'r'}"
    return label


_BEING = frozenset(("was", "were", "been", "be", "being", "is", "are"))


def _passive(s: Sentence, t: Trigger) -> bool:
    """Whether a participle follows an auxiliary of being within three words (English-like passives)."""
    if t.hit.form not in ("ed", "participle"):
        return False
    return not _BEING.isdisjoint(s.page.tokens.words[max(s.first, t.first - 3) : t.first])


_HAPPENINGS = {"agreement": "agreement", "attack": "attack"}  # kinds of claim that are reasons of others
_FILLS = {
    **dict.fromkeys(("actor", "partner"), "actor"),
    **dict.fromkeys(("place", "origin", "destination"), "place"),
    **dict.fromkeys(("number", "killed", "wounded"), "number"),
}
_NEEDED = {kind: frozenset(_FILLS.get(slot, slot) for slot in KINDS[kind].slots) for kind in KINDS}


def slot_candidates(s: Sentence, t: Trigger) -> dict[str, list[Candidate]]:
    """The candidates for each layer of slots that the trigger's kind of claim has, and for its reasons."""
    relations, needed = Relations(s, t), _NEEDED[t.kind]
    return {
        "actor": relations.actors() if "actor" in needed else [],
        "place": relations.places() if "place" in needed else [],
        "number": relations.numbers() if "number" in needed else [],
        "time": relations.times(),
        "speaker": relations.speakers(),
        "reason": relations.reasons(),
        "means": relations.words("means") if "means" in needed else [],
    }


def status_features(s: Sentence, t: Trigger, when: str | None) -> Features:
    """Features of mood: form, particles, cues by distance, the verb of saying over it, `when` it is dated."""
    lang, hit = s.language, t.hit
    form, nearer = hit.form, s.word(t.first - 1)
    cues = _cues(s, t.first, t.past)
    near = tuple(sorted({label for label, side in cues if side in ("l-near", "l-same")}))
    aspects: list[Aspect] = [
        (f.mood_word, lang, t.kind, form, hit.label, hit.lemma, t.match.before, _passive(s, t)),
        (f.moods, lang, form, near),
        *((f.mood_cue, label, side, t.kind) for label, side in cues),
        *((f.cue_word, lang, cue.hit.lemma) for cue in s.hits("cue") if 0 < t.first - cue.first <= 10),
        *((f.cue_beside, lang, *beside, t.kind) for beside in _cue_words(s, t)),
        (f.dated, t.kind, _dated(when, s)),
    ]
    for speech in s.speech_at(t.first)[:1]:
        if speech.verb >= 0:
            says = (match.hit("speech") for match in s.page.matches[speech.verb])
            aspects += [(f.verb_of_saying, lang, said.lemma) for said in says if said]
    if s.times and s.page.published:
        when = min(s.times, key=lambda m: abs(m.first - t.first)).edtf
        if when:
            aspects.append((f.tense, _tense(when, s.page.published.isoformat()), when.endswith("..")))
    beside = f.mood_neighbours(lang, form, nearer, s.word(t.first - 2), s.word(t.past))
    return Features([*aspects, *_next_trigger(s, t)], beside + _mood_words(s, t))


def _cue_words(s: Sentence, t: Trigger) -> set[tuple[str, str]]:
    """The words of mood in the trigger's clause, by side: "were", "كان"."""
    clause = s.clause_of(t.first)
    near = [c for c in s.hits("cue") if c.first != t.first and s.clause_of(c.first) == clause]
    return {(c.hit.lemma, "l" if c.first < t.first else "r") for c in near}


def _dated(when: str | None, s: Sentence) -> str:
    """How a claim's date lies to the day of the report, and whether it is one day, has begun or ends open."""
    published = s.page.published
    if not when or not published:
        return "none"
    start, _, end = when.partition("/")
    day, end = published.isoformat(), end or start
    if start == "..":
        return "until-past" if end[:10] < day[: len(end[:10])] else "until-future"
    if end == "..":
        return "since-past" if start <= day else "since-future"
    first, last = start.rstrip("~?"), end.rstrip("~?")
    if last < day[: len(last)]:
        return "past"
    return "future" if first > day[: len(first)] else "now" if len(first) == len(day) else "around"


def _tense(edtf: str, published: str) -> str:
    start = edtf.split("/")[0]
    return "open" if start == ".." else "future" if start > published else "past"


def _mood_words(s: Sentence, t: Trigger) -> list[str]:
    lang, words, i, kind = s.language, s.page.tokens.words, t.first, t.kind
    out = [f"w-={lang}:{word}" for word in words[max(s.first, i - 4) : max(s.first, i - 2)]]
    out += [f"w{i - j}={lang}:{words[j]}" for j in (i - 2, i - 1) if j >= s.first]
    out += [f"w+={lang}:{word}" for word in words[t.past : min(s.past, t.past + 3)]]
    clause = s.clause_of(i)
    for j in range(max(s.first, i - 8), min(s.past, t.past + 6)):
        if j != i and s.clause_of(j) == clause:
            out += (f"clause={words[j]}", f"clause={kind}:{words[j]}")
    return out


def _next_trigger(s: Sentence, t: Trigger) -> list[Aspect]:
    """The form and the side of the trigger nearest to this one."""
    others = [found for found in s.hits("trigger") if found.first != t.first]
    if not others:
        return []
    near = min(others, key=lambda found: (abs(found.first - t.first), found.first))
    gap = min(abs(near.first - t.first), 6)
    return [(f.mood_beside, near.hit.form, "l" if near.first < t.first else "r", gap, t.kind)]


def phase_features(s: Sentence, t: Trigger) -> list[str]:
    """Features of an activity's phase: the words of pace around it, by side and distance."""
    lang = s.language
    out = [f"activity={t.hit.label}", f"form={lang}:{t.hit.form}", f"lemma={lang}:{t.hit.lemma}"]
    clause = s.clause_of(t.first)
    near: list[tuple[int, str]] = []
    for j, _, hit, _ in s.hits("phase"):
        gap = abs(j - t.first)
        if gap > 14 or j == t.first:
            continue
        name, word = hit.label, f"word={lang}:{hit.lemma}"
        out += [
            f"{name}:{s.clause_of(j) == clause}",
            f"{name}:{lang}:{'l' if j < t.first else 'r'}:{bucket(gap)}",
            f"{word}:{name}",
            f"{word}:{bucket(gap)}",
        ]
        near.append((gap, name))
    out.append(f"nearest={min(near)[1]}" if near else "no-phase")
    return out + [f"cue={label}:{side}" for label, side in _cues(s, t.first, t.past)]


def related(candidate: Candidate, t: Trigger, actors: tuple[str, ...], partners: tuple[str, ...]) -> Candidate:
    """A candidate for a place with whose country it is in, once the claim's parties are known."""
    assert isinstance(candidate.value, Group)
    countries = {place.country for place in candidate.value.places}
    aspect: Aspect = (f.home, t.hit.label, _whose(countries, actors), _whose(countries, partners))
    features = candidate.features
    return Candidate(candidate.value, Features([*features.aspects, aspect], features.single))


def _whose(countries: set[str | None], party: tuple[str, ...]) -> str:
    if not party:
        return "none"
    if not countries.isdisjoint(party):
        return "own"
    return "other" if any(len(key) == _CODE for key in party) else "group"


def nothing(t: Trigger, count: int) -> Features:
    """Features of leaving a slot empty."""
    return Features([(f.nothing, t.hit.label, t.hit.lemma, t.hit.form, min(count, 4))])
