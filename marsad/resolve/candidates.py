"""What may become a claim: a trigger with, for every slot, what may fill it, and the features of each.

Features are strings. Those about order and particles carry the language, those about meaning do not, so that what
one language teaches about meaning serves the other.
"""

from bisect import bisect_left
from typing import NamedTuple

from marsad.model.kinds import KINDS
from marsad.reading.page import Mention, NumberMention, Page, Speech, TimeMention
from marsad.reading.phrases import Hit, Match
from marsad.resolve.groups import Group, gathered, group
from marsad.resolve.who import speech_at

_BREAKS = frozenset(",،;؛:—–()\"«»“”")
_NEAR = (0, 1, 2, 3, 5, 8, 12, 20)
_CARRIED = 2  # how many groups of earlier sentences remain candidates


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

    value: object  # Group, NumberMention, TimeMention, Speech, label
    features: list[str]


class Sentence:
    """One sentence's layers, indexed for its triggers."""

    def __init__(self, page: Page, number: int, mentions: list[Mention], carried: "Carried") -> None:
        self.page, self.number, self.language = page, number, page.language
        self.first, self.past = page.tokens.sentences[number]
        self.actors = group(page, mentions, "actor")
        self.places = group(page, mentions, "place")
        self.lands = group(page, [m for m in mentions if m.sub != "scene"], "land")
        self.scenes = [gathered([m]) for m in mentions if m.layer == "land" and m.sub == "scene"]
        self.carried_actors, self.carried_places = list(carried.actors), list(carried.places)
        self.times = [t for t in page.times if self.first <= t.first < self.past]
        self.carried_time = carried.time
        self.numbers = [n for n in page.numbers if self.first <= n.first < self.past]
        self.clause = self._clauses()
        self.layers: dict[str, list[tuple[int, int, Hit, Match]]] = {}
        for i in range(self.first, self.past):
            for match in page.matches[i]:
                for hit in match.hits:
                    self.layers.setdefault(hit.layer, []).append((i, match.past, hit, match))
        self.following = self._following()
        self.trigger_starts = [i for i, *_ in self.layers.get("trigger", ())]
        self.people = [i for i, *_ in self.layers.get("people", ())]
        self.speech_verbs = [i for i, _, h, _ in self.layers.get("speech", ()) if h.label == "verb"]

    def _clauses(self) -> list[int]:
        """The clause number of each token: clauses end at punctuation and begin at relatives and conjunctions."""
        out, number = [], 0
        for i in range(self.first, self.past):
            word = self.page.tokens.words[i]
            if word in _BREAKS:
                number += 1
            out.append(number)
        return out

    def _following(self) -> list[tuple[int, Hit]]:
        """Words for reasons in the next sentence of the paragraph."""
        sentences = self.page.tokens.sentences
        if self.number + 1 >= len(sentences):
            return []
        first, past = sentences[self.number + 1]
        hits = ((i, m.hit("reason")) for i in range(first, past) for m in self.page.matches[i])
        return [(i, hit) for i, hit in hits if hit]

    def clause_of(self, token: int) -> int:
        return self.clause[min(max(token - self.first, 0), len(self.clause) - 1)]

    def hits(self, layer: str) -> list[tuple[int, int, Hit, Match]]:
        return self.layers.get(layer, [])


class Carried:
    """What earlier sentences leave behind as candidates: the latest actors, places and the latest time."""

    def __init__(self) -> None:
        self.actors: list[Group] = []
        self.places: list[Group] = []
        self.time: TimeMention | None = None

    def after(self, sentence: Sentence) -> None:
        named = [g for g in sentence.actors if g.keys and g.sub not in ("nationality", "pronoun", "bare", "possessive", "office")]
        self.actors = (named[:1] + [g for g in self.actors if g.keys != (named[0].keys if named else ())])[:_CARRIED]
        located = [g for g in sentence.places if g.places and g.sub not in ("generic", "there")]
        if located:
            best = min(located, key=lambda g: ("site", "town", "region", "country").index(g.places[0].level))
            self.places = ([best] + [g for g in self.places if g.places != best.places])[:_CARRIED]
        if sentence.times:
            self.time = sentence.times[-1]


def bucket(distance: int) -> int:
    return bisect_left(_NEAR, distance)


def triggers(sentence: Sentence) -> list[Trigger]:
    """The triggers of a sentence, one per word and kind and sense."""
    out: list[Trigger] = []
    seen: set[tuple[int, str, str]] = set()
    named = {i for g in sentence.actors for i in range(g.mention.first, g.mention.past) if g.sub in ("organisation", "outlet")}
    for i, past, hit, match in sentence.hits("trigger"):
        key = (i, hit.kind, hit.label)
        if key in seen or i in named:
            continue
        seen.add(key)
        out.append(Trigger(hit.kind, i, past, hit, match, sentence.number))
    out += _silent(sentence)
    return out


_SILENT = Hit("trigger", "counted", "word", "", "presence", "presence: <number> <force> at <place>")


def _silent(sentence: Sentence) -> list[Trigger]:
    """A counted or named force with a place right behind it says that it is there, without any verb."""
    out = []
    for actor in sentence.actors:
        if actor.sub not in ("force", "people", "bare", "possessive", "organisation"):
            continue
        place = next((g for g in sentence.places if 0 < g.first - actor.past <= 3 or g.first == actor.past), None)
        if place is None:
            continue
        match = Match(actor.first, actor.past, "", "", (_SILENT,))
        out.append(Trigger("presence", actor.first, actor.past, _SILENT, match, sentence.number))
    return out


def _word(sentence: Sentence, i: int) -> str:
    """A token as features name it: its function label, or its layer, else "w"."""
    if not sentence.first <= i < sentence.past:
        return "edge"
    page = sentence.page
    for match in page.matches[i]:
        for hit in match.hits:
            if hit.layer == "function":
                return page.tokens.words[i]
            if hit.layer in ("cue", "phase", "speech", "means"):
                return f"{hit.layer}:{hit.label}"
            if hit.layer in ("force", "government", "site", "town", "region", "country", "people", "name"):
                return hit.layer
            if hit.layer == "trigger":
                return f"t:{hit.kind}"
    word = page.tokens.words[i]
    return word if not word[0].isalnum() else "num" if word[0].isdigit() else "w"


def gate_features(s: Sentence, t: Trigger) -> list[str]:
    """A few cheap features, enough to pass over the triggers that hardly ever make a claim."""
    lang, lemma, form = s.language, t.hit.lemma, t.hit.form
    actors, places = min(len(s.actors), 2), min(len(s.places), 2)
    return [
        f"lemma={lang}:{lemma}", f"lemma+form={lang}:{lemma}:{form}", f"sense={t.hit.label}:{form}",
        f"actors={actors}", f"places={places}", f"actors+sense={actors}:{t.hit.label}", f"places+sense={places}:{t.hit.label}",
        f"next={lang}:{_word(s, t.past)}", f"prev={lang}:{_word(s, t.first - 1)}",
    ]


def trigger_features(s: Sentence, t: Trigger) -> list[str]:
    """Features of a trigger: the word, its neighbours, who and what is near, mood, rival readings."""
    i, past, hit, match = t.first, t.past, t.hit, t.match
    lang, kind = s.language, hit.kind
    lemma, form, sense = hit.lemma, hit.form, hit.label
    clause = s.clause_of(i)
    out = [
        f"sense={sense}", f"form={lang}:{form}", f"sense+form={sense}:{form}", f"lemma={lang}:{lemma}",
        f"lemma+form={lang}:{lemma}:{form}",
        f"prev={lang}:{_word(s, i - 1)}", f"prev2={lang}:{_word(s, i - 2)}", f"next={lang}:{_word(s, past)}", f"next2={lang}:{_word(s, past + 1)}",
        f"lemma+next={lang}:{lemma}:{_word(s, past)}", f"sense+next={lang}:{sense}:{_word(s, past)}", f"sense+prev={lang}:{sense}:{_word(s, i - 1)}",
    ]
    if match.before:
        out.append(f"before={match.before}")
    if match.after:
        out.append(f"after={match.after}")
    for side, groups in (("left", s.actors), ("right", s.actors)):
        near = _nearest(groups, i, past, side)
        if near:
            same = s.clause_of(near.first) == clause
            out.append(f"actor-{side}={lang}:{near.sub}:{same}")
            out.append(f"actor-{side}-sense={lang}:{sense}:{near.sub in ('force', 'people', 'organisation', 'bare', 'possessive', 'state')}:{same}")
            out.append(f"actor-{side}-dist={lang}:{bucket(_gap(near, i, past))}")
        else:
            out.append(f"actor-{side}=none")
    places = [g for g in s.places if g.places]
    for side in ("left", "right"):
        near = _nearest(places, i, past, side)
        if near:
            same = s.clause_of(near.first) == clause
            out.append(f"place-{side}={lang}:{near.places[0].level}:{same}")
            out.append(f"place-{side}-sense={sense}:{near.places[0].level}:{same}")
            out.append(f"place-{side}-dist={lang}:{bucket(_gap(near, i, past))}")
        else:
            out.append(f"place-{side}=none:{sense}")
    force = any(abs(j - i) <= 8 for j, *_ in s.hits("force"))
    site = any(abs(j - i) <= 8 for j, *_ in s.hits("site"))
    means = any(abs(j - i) <= 6 for j, *_ in s.hits("means"))
    people = any(abs(j - i) <= 5 for j in s.people)
    number = any(abs(n.first - i) <= 6 for n in s.numbers)
    out += [f"force={force}:{sense}", f"site={site}:{sense}", f"means={means}:{kind}", f"people={people}:{sense}", f"number={number}:{sense}"]
    if people and not force:
        out.append("civil")
    out += [f"cue={label}:{side}" for label, side in _cues(s, i, past)]
    speech = speech_at(s.page, i)
    out.append(f"speech={bool(speech)}")
    if any(j == i for j in s.speech_verbs):
        out.append(f"saying:{lemma}")
    others = {h.kind for j, _, h, _ in s.hits("trigger") if j != i and abs(j - i) <= 6}
    out += [f"near-{k}" for k in others]
    out += [f"same-{h.kind}:{h.label}" for j, _, h, _ in s.hits("trigger") if j == i and h.kind != kind]
    phases = [h.label for j, _, h, _ in s.hits("phase") if 0 < abs(j - i) <= 6]
    out += [f"phase-near={p}" for p in set(phases)]
    words = s.page.tokens.words
    out += [f"w{j - i}={lang}:{words[j]}" for j in (i - 2, i - 1, past, past + 1) if s.first <= j < s.past]
    out += [f"near={lang}:{words[j]}" for j in range(max(s.first, i - 6), min(s.past, past + 6)) if j != i and len(words[j]) > 2]
    if s.number == 0:
        out.append("headline")
    if s.past - s.first < 14:
        out.append("short")
    return out


def _nearest(groups: list[Group], i: int, past: int, side: str) -> Group | None:
    if side == "left":
        return next((g for g in reversed(groups) if g.past <= i or g.first < i), None)
    return next((g for g in groups if g.first >= past), None)


def _gap(g: Group, i: int, past: int) -> int:
    return i - g.past if g.first < i else g.first - past


def _cues(s: Sentence, i: int, past: int) -> list[tuple[str, str]]:
    """Cues of mood within reach of a trigger, told by side."""
    out = []
    clause = s.clause_of(i)
    for j, _, hit, _ in s.hits("cue"):
        if j == i or abs(j - i) > 12:
            continue
        near = "near" if abs(j - i) <= 3 else "same" if s.clause_of(j) == clause else "far"
        out.append((hit.label, f"{'l' if j < i else 'r'}-{near}"))
    return out


def _preposition(s: Sentence, g: Group | Mention | TimeMention | NumberMention) -> str:
    """The particle that governs a group: attached, or standing before it (past articles and adjectives)."""
    page = s.page
    before = getattr(g, "before", "")
    if before and before.strip("وف"):
        return before.strip("وف")
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
    """How a sentence's groups stand to one trigger; shared by all slots of a claim."""

    def __init__(self, s: Sentence, t: Trigger) -> None:
        self.s, self.t = s, t
        self.clause = s.clause_of(t.first)

    def base(self, g: Group, among: list[Group]) -> list[str]:
        s, t = self.s, self.t
        lang, sense, form = s.language, t.hit.label, t.hit.form
        left = g.first < t.first
        side = "l" if left else "r"
        inside = g.first <= t.first < g.past
        if inside:
            side = "in"
        gap = _gap(g, t.first, t.past)
        same = s.clause_of(g.first) == self.clause
        prep = _preposition(s, g)
        between = range(g.past, t.first) if left else range(t.past, g.first)
        rank = sum(1 for o in among if (g.past <= o.first < t.first if left else t.past <= o.first < g.first))
        crossing = sum(1 for j in s.trigger_starts if j in between)
        passive = _passive(s, t)
        fl = form if not passive else f"{form}+passive"
        voice = any(j in between for j in s.speech_verbs)
        return [
            f"side={lang}:{side}", f"side+form={lang}:{side}:{fl}", f"side+sense={lang}:{side}:{sense}",
            f"side+form+sense={lang}:{side}:{fl}:{sense}",
            f"prep={lang}:{prep}", f"prep+sense={lang}:{prep}:{sense}", f"prep+side={lang}:{prep}:{side}", f"prep+side+form={lang}:{prep}:{side}:{fl}",
            f"prep+lemma={lang}:{prep}:{side}:{t.hit.lemma}",
            f"gap={lang}:{side}:{bucket(max(0, gap))}", f"gap+form={side}:{bucket(max(0, gap))}:{form}", f"rank={lang}:{side}:{min(rank, 3)}", f"rank+form={lang}:{side}:{min(rank, 3)}:{fl}",
            f"same={same}:{side}", f"cross={min(crossing, 3)}:{side}", f"voice={voice}:{side}", f"size={g.size > 1}",
        ]

    def actor(self, g: Group, carried: bool) -> list[str]:
        s, t = self.s, self.t
        spoken = [m for m in speech_at(s.page, t.first) if m.speaker]
        speaking = any(set(g.keys) & set(m.speaker.keys) for m in spoken if m.speaker)
        is_speaker = any(m.speaker and m.speaker.first == g.first for m in s.page.speech if s.first <= m.verb < s.past or m.verb == -1)
        out = [
            f"sub={g.sub}", f"sub+sense={g.sub}:{t.hit.label}", f"head={s.language}:{g.head}", f"keys={bool(g.keys)}",
            f"speaker={speaking}:{g.sub}", f"is-speaker={is_speaker}", f"state={len(g.keys[0]) == 2 if g.keys else None}",
            f"key={g.keys[0] if g.keys else ''}:{t.hit.label}",
        ]
        if carried:
            return [*out, "carried", f"carried+sense={t.hit.label}", f"carried+form={s.language}:{t.hit.form}"]
        out += self.base(g, s.actors)
        out.append(f"sub+side={s.language}:{g.sub}:{'l' if g.first < t.first else 'r'}")
        if any(n.past <= g.first and g.first - n.past <= 2 or g.first <= n.first < g.past for n in s.numbers):
            out.append("counted")
        return out

    def place(self, g: Group, carried: bool) -> list[str]:
        s, t = self.s, self.t
        level = g.places[0].level if g.places else "none"
        out = [f"sub={g.sub}", f"level={level}", f"level+sense={level}:{t.hit.label}", f"sub+sense={g.sub}:{t.hit.label}", f"head={g.head}"]
        finer = any(o is not g and o.places and _finer(o, g) for o in s.places)
        out.append(f"finer={finer}:{level}")
        if carried:
            return [*out, "carried", f"carried+level={level}:{t.hit.label}", f"carried+any={bool(s.places)}"]
        out += self.base(g, s.places)
        out.append(f"level+side={s.language}:{level}:{'l' if g.first < t.first else 'r'}")
        actor = any(a.first == g.first and a.sub in ("state", "capital") for a in s.actors)
        out.append(f"also-actor={actor}:{_preposition(s, g)}")
        return out

    def land(self, g: Group) -> list[str]:
        """Features of a country that a word implies: "Iraqi", "Seoul"."""
        return [f"land={g.sub}", f"land+sense={g.sub}:{self.t.hit.label}", *(f"land:{f}" for f in self.base(g, self.s.lands))]

    def implied(self, what: str, others: int) -> list[str]:
        """Features of what no word of the sentence names: the country spoken of ("scene"), the speaker ("voice")."""
        hit, few = self.t.hit, min(others, 4)
        said = ("", hit.label, hit.form, hit.lemma, f"others={few}", f"others={few}:{hit.label}")
        return [f"{what}:{feature}" for feature in said]

    def number(self, n: NumberMention) -> list[str]:
        s, t = self.s, self.t
        lang = s.language
        left = n.first < t.first
        side = "l" if left else "r"
        gap = t.first - n.past if left else n.first - t.past
        follows = [_word(s, n.past), _word(s, n.past + 1), _word(s, n.past + 2)]
        force = next((k for k in range(4) if any(m.hit("force") or m.hit("people") for m in _at(s, n.past + k))), 9)
        people = any(m.hit("people") for k in range(3) for m in _at(s, n.past + k))
        dead = _casualty(s, n, "kill")
        return [
            f"side={lang}:{side}", f"gap={lang}:{side}:{bucket(max(0, gap))}", f"next={lang}:{follows[0]}", f"next2={lang}:{follows[1]}", f"next+next2={follows[0]}:{follows[1]}",
            f"force-at={force}", f"people={people}", f"sense={t.hit.label}:{side}", f"prev={lang}:{_word(s, n.first - 1)}", f"prev+sense={lang}:{_word(s, n.first - 1)}:{t.hit.label}",
            f"same={s.clause_of(n.first) == self.clause}", f"size={min(len(str(n.min or n.max or 0)), 6)}", f"rule={n.rule}", f"near={dead}", f"lemma={lang}:{t.hit.lemma}:{side}",
            f"only={len(s.numbers) == 1}",
            f"word-next={lang}:{s.page.tokens.words[n.past] if n.past < s.past else ''}", f"word-prev={lang}:{s.page.tokens.words[n.first - 1] if n.first > s.first else ''}",
        ]

    def time(self, m: TimeMention | None, carried: bool) -> list[str]:
        s, t = self.s, self.t
        if m is None:
            return ["none"]
        lang = s.language
        out = [f"rule={m.rule}", f"open={(m.edtf or '').startswith('..')}:{(m.edtf or '').endswith('..')}", f"sense={t.hit.label}", f"form={lang}:{t.hit.form}", f"length={len((m.edtf or '').split('/')[0])}"]
        if carried:
            return [*out, "carried", f"carried+others={bool(s.times)}", f"carried+short={s.past - s.first < 15}"]
        left = m.first < t.first
        side = "l" if left else "r"
        gap = t.first - m.past if left else m.first - t.past
        between = range(m.past, t.first) if left else range(t.past, m.first)
        crossing = sum(1 for j in s.trigger_starts if j in between)
        voice = min((abs(j - m.first) for j in s.speech_verbs), default=99)
        out += [
            f"side={lang}:{side}", f"gap={lang}:{side}:{bucket(max(0, gap))}", f"same={s.clause_of(m.first) == self.clause}:{side}", f"cross={min(crossing, 3)}:{side}",
            f"voice={bucket(voice)}", f"voice-nearer={voice < abs(gap)}", f"voice-between={any(j in between for j in s.speech_verbs)}", f"only={len(s.times) == 1}",
            f"prev={lang}:{_word(s, m.first - 1)}", f"nearest={all(abs(o.first - t.first) >= abs(m.first - t.first) for o in s.times)}",
            f"spoken={bool(speech_at(s.page, m.first))}:{bool(speech_at(s.page, t.first))}", f"initial={m.first - s.first < 3}",
        ]
        return out

    def speaker(self, sp: Speech, rank: int, count: int) -> list[str]:
        s, t = self.s, self.t
        lang = s.language
        mention = sp.speaker
        here = s.first <= sp.verb < s.past
        inside = sp.first <= t.first < sp.past
        sub = mention.sub if mention else "none"
        return [
            f"rule={lang}:{sp.rule}", f"rank={rank}:{count}", f"here={here}", f"inside={inside}", f"rule+inside={sp.rule}:{inside}:{here}", f"sub={sub}",
            f"unknown={bool(mention and mention.keys == ('UNKNOWN',))}", f"named={bool(mention and mention.name)}",
            f"before={sp.verb < t.first}:{inside}", f"gap={bucket(abs(t.first - sp.verb)) if here else 'far'}", f"is-verb={sp.verb == t.first}:{t.kind}",
            f"kind={t.kind}:{inside}",
        ]

    def label(self, j: int, hit: Hit) -> list[str]:
        """Features of a word that may give a reason, a means or a phase."""
        s, t = self.s, self.t
        lang = s.language
        left = j < t.first
        side = "l" if left else "r"
        gap = abs(j - t.first)
        connector = next((h.lemma for k, _, h, _ in reversed(s.hits("connector")) if h.label == "connector" and 0 < j - k <= 8), "-")
        between = range(j, t.first) if left else range(t.past, j)
        return [
            f"label={hit.label}", f"label+side={hit.label}:{lang}:{side}", f"lemma={lang}:{hit.lemma}", f"form={lang}:{hit.form}:{side}", f"gap={lang}:{side}:{bucket(gap)}",
            f"same={s.clause_of(j) == self.clause}:{side}", f"connector={lang}:{connector}", f"connector+side={lang}:{connector}:{side}",
            f"connector+label={connector != '-'}:{hit.label}:{side}", f"sense={t.hit.label}:{hit.label}", f"cross={min(3, sum(1 for k in s.trigger_starts if k in between))}:{side}",
            f"kind={t.kind}:{hit.label}", f"trigger={lang}:{t.hit.lemma}:{hit.label}", f"overlap={j == t.first}", f"tform={lang}:{t.hit.form}:{hit.form}:{side}",
            f"prev={lang}:{_word(s, j - 1)}",
        ]


def _at(s: Sentence, j: int) -> list[Match]:
    return s.page.matches[j] if s.first <= j < s.past else []


def _finer(other: Group, g: Group) -> bool:
    order = ("site", "town", "region", "country")
    a, b = other.places[0], g.places[0]
    return a.country == b.country and order.index(a.level) < order.index(b.level)


def _casualty(s: Sentence, n: NumberMention, _: str) -> str:
    """The nearest word of dying or wounding to a number."""
    best, label = 9, "none"
    for j, _p, hit, _m in s.hits("trigger"):
        if hit.label == "casualties" and min(abs(j - n.first), abs(j - n.past)) < best:
            best = min(abs(j - n.first), abs(j - n.past))
            label = f"{hit.lemma}:{'l' if j < n.first else 'r'}"
    return label


def _passive(s: Sentence, t: Trigger) -> bool:
    """Whether a participle follows an auxiliary of being within three words (English-like passives)."""
    if t.hit.form not in ("ed", "participle"):
        return False
    words = s.page.tokens.words
    return any(words[j] in ("was", "were", "been", "be", "being", "is", "are") for j in range(max(s.first, t.first - 3), t.first))


PLACE_SLOTS = ("place", "origin", "destination")
NUMBER_SLOTS = ("number", "killed", "wounded")


def slot_candidates(s: Sentence, t: Trigger) -> dict[str, list[Candidate]]:
    """For each layer of slots, the candidates: "actor", "place", "number", "time", "speaker", "reason", "means", "phase"."""
    r = Relations(s, t)
    actors = [Candidate(g, r.actor(g, False)) for g in s.actors if g.keys]
    actors += [Candidate(g, r.actor(g, True)) for g in s.carried_actors]
    places = [Candidate(g, r.place(g, False)) for g in s.places if g.places]
    places += [Candidate(g, r.place(g, True)) for g in s.carried_places]
    places += [Candidate(g, r.land(g)) for g in s.lands if g.places]
    located = {c.value.places for c in places if isinstance(c.value, Group)}
    places += [Candidate(g, r.implied("scene", len(places))) for g in s.scenes if g.places not in located]
    named = {g.keys for g in s.actors}
    actors += [Candidate(g, r.implied("scene", len(actors))) for g in s.scenes[:1] if g.keys not in named]
    for speech in speech_at(s.page, t.first)[:1]:
        if speech.speaker and speech.speaker.keys and speech.speaker.keys not in named:
            actors.append(Candidate(gathered([speech.speaker]), r.implied("voice", len(actors))))
    numbers = [Candidate(n, r.number(n)) for n in s.numbers]
    times = [Candidate(m, r.time(m, False)) for m in s.times if m.edtf]
    if s.carried_time and s.carried_time.edtf:
        times.append(Candidate(s.carried_time, r.time(s.carried_time, True)))
    return {
        "actor": actors,
        "place": places,
        "number": numbers,
        "time": times,
        "speaker": _speakers(s, t, r),
        "reason": _reasons(s, t, r),
        "means": [Candidate((j, hit), r.label(j, hit)) for j, _, hit, _ in s.hits("means")] if t.kind == "attack" else [],
        "phase": [Candidate((j, hit), r.label(j, hit)) for j, _, hit, _ in s.hits("phase")] if t.kind == "activity" else [],
    }


_HAPPENINGS = {"agreement": "agreement", "attack": "attack"}  # kinds of claim that are reasons of others


def _reasons(s: Sentence, t: Trigger, r: Relations) -> list[Candidate]:
    """Words for reasons in the sentence and the next, and happenings named beside the trigger."""
    out = [Candidate((j, hit), r.label(j, hit)) for j, _, hit, _ in s.hits("reason")]
    for j, _, hit, _ in s.hits("trigger"):
        label = _HAPPENINGS.get(hit.kind)
        if label and hit.kind != t.kind and j != t.first:
            named = hit._replace(label=label)
            out.append(Candidate((j, named), [*r.label(j, named), f"happening={label}:{hit.form}"]))
    for j, hit in s.following:
        lang = s.language
        denied = any(h.label == "denied" for k in range(max(0, j - 10), j) for m in s.page.matches[k] for h in m.hits if h.layer == "connector")
        joined = any(h.label == "connector" for k in range(max(0, j - 8), j) for m in s.page.matches[k] for h in m.hits if h.layer == "connector")
        out.append(
            Candidate((j, hit), ["next", f"next+label={hit.label}", f"next+denied={denied}", f"next+joined={joined}", f"next+lemma={lang}:{hit.lemma}", f"next+kind={t.kind}:{joined}:{denied}"])
        )
    return out


def _speakers(s: Sentence, t: Trigger, r: Relations) -> list[Candidate]:
    inner = [x for x in speech_at(s.page, t.first) if x.speaker and x.speaker.keys]
    rest = [x for x in s.page.speech if x not in inner and s.first <= x.verb < s.past and x.speaker and x.speaker.keys]
    before = [x for x in s.page.speech if x.verb >= 0 and x.verb < s.first and x.speaker and x.speaker.keys][-1:]
    listed = inner + rest + [x for x in before if x not in inner]
    return [Candidate(x, r.speaker(x, k if x in inner else 9, len(inner))) for k, x in enumerate(listed)]


def status_features(s: Sentence, t: Trigger) -> list[str]:
    """Features of mood: form, particles, cues by distance, the verb of saying over it."""
    lang, form = s.language, t.hit.form
    out = [f"form={lang}:{form}", f"kind={t.kind}", f"kind+form={t.kind}:{lang}:{form}", f"sense={t.hit.label}", f"lemma={lang}:{t.hit.lemma}", f"before={t.match.before}",
           f"prev={lang}:{_word(s, t.first - 1)}", f"prev2={lang}:{_word(s, t.first - 2)}", f"prev+form={lang}:{_word(s, t.first - 1)}:{form}", f"next={lang}:{_word(s, t.past)}",
           f"passive={_passive(s, t)}", f"kind+sense={t.kind}:{t.hit.label}:{form}"]
    words = s.page.tokens.words
    for j in range(max(s.first, t.first - 4), t.first):
        out.append(f"w{t.first - j}={lang}:{words[j]}" if t.first - j <= 2 else f"w-={lang}:{words[j]}")
    for j in range(t.past, min(s.past, t.past + 3)):
        out.append(f"w+={lang}:{words[j]}")
    for label, side in _cues(s, t.first, t.past):
        out.append(f"cue={label}:{side}")
        out.append(f"cue+kind={label}:{side}:{t.kind}")
    for j, _, hit, _ in s.hits("cue"):
        if 0 < t.first - j <= 10:
            out.append(f"cuew={lang}:{hit.lemma}")
    for speech in speech_at(s.page, t.first)[:1]:
        if speech.verb >= 0:
            for match in s.page.matches[speech.verb]:
                hit = match.hit("speech")
                if hit:
                    out.append(f"says={lang}:{hit.lemma}")
    if s.times:
        near = min(s.times, key=lambda m: abs(m.first - t.first))
        published = s.page.published
        if near.edtf and published:
            start = near.edtf.split("/")[0]
            out.append(f"time={'open' if start == '..' else 'future' if start > published.isoformat() else 'past'}:{near.edtf.endswith('..')}")
    out.append(f"lemma+form={lang}:{t.hit.lemma}:{form}")
    if form in ("imperfect", "perfect"):
        out.append(f"particle={form}:{'س' in t.match.before}")
    near = {label for label, side in _cues(s, t.first, t.past) if side in ("l-near", "l-same")}
    out += [f"mood={label}:{lang}:{form}" for label in near]
    out.append("mood=" + "+".join(sorted(near)))
    return out


ABOUT_LAYERS = {kind: [slot for slot in KINDS[kind].slots] for kind in KINDS}


def phase_features(s: Sentence, t: Trigger) -> list[str]:
    """Features of an activity's phase: the words of pace around it, by side and distance."""
    lang = s.language
    out = [f"activity={t.hit.label}", f"form={lang}:{t.hit.form}", f"lemma={lang}:{t.hit.lemma}"]
    clause = s.clause_of(t.first)
    near: list[tuple[int, str]] = []
    for j, _, hit, _m in s.hits("phase"):
        gap = abs(j - t.first)
        if gap > 14 or j == t.first:
            continue
        side = "l" if j < t.first else "r"
        same = s.clause_of(j) == clause
        out += [f"{hit.label}:{same}", f"{hit.label}:{lang}:{side}:{bucket(gap)}", f"word={lang}:{hit.lemma}:{hit.label}", f"word={lang}:{hit.lemma}:{bucket(gap)}"]
        near.append((gap, hit.label))
    if near:
        out.append(f"nearest={min(near)[1]}")
    else:
        out.append("no-phase")
    for label, side in _cues(s, t.first, t.past):
        out.append(f"cue={label}:{side}")
    return out


def nothing(t: Trigger, count: int) -> list[str]:
    """Features of leaving a slot empty."""
    return ["none", f"none:{t.hit.label}", f"none:{t.hit.lemma}", f"none:{t.hit.form}", f"none:count={min(count, 4)}"]
