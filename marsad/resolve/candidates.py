"""What may fill the slots of a claim, with the features of each candidate."""

from bisect import bisect_left
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from marsad.model.kinds import KINDS
from marsad.reading.page import NumberMention, Speech, TimeMention
from marsad.reading.phrases import Hit
from marsad.resolve import features as f
from marsad.resolve.distance import bucket
from marsad.resolve.features import Aspect, Features
from marsad.resolve.groups import Group, gathered
from marsad.resolve.layers import Found
from marsad.resolve.sentence import Placed, Sentence
from marsad.resolve.triggers import Trigger, cues, governor, is_passive

_START = attrgetter("first")
_REACH = 10  # tokens between a trigger and the means of an attack
_CODE = 2  # letters of a country's code

_BODIES = ("state", "capital", "government", "organisation", "person", "force")

_HAPPENINGS = {"agreement": "agreement", "attack": "attack"}  # kinds of claim that are reasons of others

_FILLS = {
    **dict.fromkeys(("actor", "partner"), "actor"),
    **dict.fromkeys(("place", "origin", "destination"), "place"),
    **dict.fromkeys(("number", "killed", "wounded"), "number"),
}

_NEEDED = {kind: frozenset(_FILLS.get(slot, slot) for slot in KINDS[kind].slots) for kind in KINDS}


class Candidate(NamedTuple):
    """What may fill a slot of a trigger's claim, with its features."""

    value: object  # Group, NumberMention, TimeMention, Speech, (token, Hit)
    features: Features


class Relations:
    """How what a sentence names stands to one trigger; each method gives candidates of one layer."""

    def __init__(self, s: Sentence, t: Trigger) -> None:
        self.s, self.t = s, t
        self.lang = s.language
        self.clause = s.clause_of(t.first)
        self.passive = is_passive(s, t)
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
        gap = bucket(gap)
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
        verb = governor(s, t)
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
            if verb:
                aspects.append((f.actor_of_verb, lang, *self._beside_verb(g, verb), prep, sense))
            host = s.host_of(g)
            if host is not None:
                where = "by" if host == t.first else "l" if host < t.first else "r"
                aspects.append((f.actor_hosted, where, t.kind, sense))
            aspects += self._known_of(g, "here")
            out.append(Candidate(g, Features(aspects, single)))
        for g in s.carried_actors:
            key, said = g.keys[0] if g.keys else "", not speaking.isdisjoint(g.keys)
            aspects = [
                (f.actor, g.sub, sense, bool(g.keys), len(key) == 2, said, s.is_speaker(g)),
                (f.actor_carried, lang, sense, t.hit.form),
                (f.named_often, s.often(g), t.kind),
                *self._known_of(g, "carried"),
            ]
            out.append(Candidate(g, Features(aspects, f.actor_named(lang, g.head, key, sense))))
        return out + self._implied_actors(len(out))

    def _known_of(self, g: Group, where: str) -> list[Aspect]:
        """What is known of an actor beforehand: with what the like attack, whose the places spoken of are."""
        state = bool(g.keys) and len(g.keys[0]) == _CODE
        out: list[Aspect] = []
        if self.t.kind == "attack":
            out.append((f.actor_armed, self.means, state, g.sub, where))
        home = "group" if not state else "own" if not self.countries.isdisjoint(g.keys) else "other"
        out.append((f.actor_at_home, home, self.t.kind, self.t.hit.label, where))
        return out

    @cached_property
    def means(self) -> str:
        """The means named nearest to the trigger."""
        near = min(self.s.hits("means"), key=lambda found: abs(found.first - self.t.first), default=None)
        return near.hit.label if near and abs(near.first - self.t.first) <= _REACH else "none"

    @cached_property
    def countries(self) -> set[str | None]:
        """The countries of the places that the sentence names, else of those that the report speaks of here."""
        named = self.s.located or [g for g in self.s.carried_places if g.places] or self.s.scenes
        return {place.country for g in named for place in g.places}

    def _beside_verb(self, g: Group, verb: Found) -> tuple[str, bool, str, str]:
        """Where an actor stands to the verb that the trigger hangs on, whether as the nearest there, and the verb."""
        low, high = sorted((verb.first, self.t.first))
        where = "before" if g.first < low else "between" if g.first < high else "behind"
        between = range(g.past, verb.first) if g.first < verb.first else range(verb.past, g.first)
        nearest = not any(other.first in between for other in self.s.actors)
        return where, nearest, verb.hit.form, verb.hit.label

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
        aspects: list[Aspect] = [(f.implied, what, sense, form, lemma, min(others, 4))]
        if g.keys:
            aspects += self._known_of(g, what)
        return Candidate(g, Features(aspects))

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
        more = {"attack": self.s.sums, "move": self.s.differences} if self.s.numbers[1:] else {}
        listed = [*self.s.numbers, *more.get(self.t.kind, ())]
        if self.t.kind != "attack":
            listed = [n for n in listed if not _counts_places(self.s, n)]
        return [Candidate(n, self._number(n)) for n in listed]

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
        aspects += [(f.himself_mood, label, side, t.kind) for label, side in cues(s, t.first, t.past)]
        name = doer.mention.name if doer.sub == "person" else ""  # a body vouches as itself
        mention = doer.mention._replace(keys=doer.keys[:1], name=name)
        speech = Speech(doer.first, doer.first, mention, -1, "himself")
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


def _counts_places(s: Sentence, n: NumberMention) -> bool:
    """Whether a number is one of sites or towns, not of people: "120 positions"."""
    return not _has(s, n.past, "force") and any(_has(s, n.past, layer) for layer in ("site", "town", "region"))


def _casualty(s: Sentence, n: NumberMention) -> str:
    """The nearest word of dying or wounding to a number."""
    best, label = 9, "none"
    for j, _, hit, _ in s.hits("trigger"):
        if hit.label == "casualties" and min(abs(j - n.first), abs(j - n.past)) < best:
            best = min(abs(j - n.first), abs(j - n.past))
            label = f"{hit.lemma}:{'l' if j < n.first else 'r'}"
    return label


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
