"""Words that may report a happening, what speaks for it, and what speaks against it."""

from collections.abc import Iterator
from typing import NamedTuple

from marsad.languages import words
from marsad.reading.page import NumberMention
from marsad.reading.phrases import Hit, Match
from marsad.resolve.distance import bucket
from marsad.resolve.features import Aspect, Features
from marsad.resolve.features import triggers as f
from marsad.resolve.groups import Group
from marsad.resolve.layers import Found
from marsad.resolve.sentence import Sentence

_PEOPLE = ("force", "people", "bare", "possessive", "organisation")

_NATIONS = ("nationality", "state", "people", "capital", "possessive", "organisation")

_REACH = 10  # tokens within which a noun stands beside a trigger
_FEWEST = 10  # people whom a number alone may count

_ECHOED = ("move", "handover", "attack", "control")

NOUNS = ("noun", "nouns", "definite")  # forms of words that name a thing
_NOMINAL = (*NOUNS, "ing", "word")
_VERB_REACH = 8  # tokens between a noun and the verb that it hangs on


class Trigger(NamedTuple):
    """A word that may report a happening of some kind."""

    kind: str
    first: int
    past: int
    hit: Hit
    match: Match
    sentence: int


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


def governor(s: Sentence, t: Trigger) -> Found | None:
    """The verb of pace that a trigger hangs on as a noun: "halted" training, an exercise was "held"."""
    if t.hit.form not in _NOMINAL:
        return None
    clause = s.clause_of(t.first)
    best, nearest = None, _VERB_REACH + 1
    for found in s.hits("phase"):
        gap = t.first - found.past if found.first < t.first else found.first - t.past
        if 0 <= gap < nearest and found.hit.form not in _NOMINAL and s.clause_of(found.first) == clause:
            best, nearest = found, gap
    return best


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
        *[(f.cue, label, side) for label, side in cues(s, i, past)],
        *_rivals(s, t),
    ]
    if match.before or match.after:
        out.append((f.attached, match.before, match.after))
    scope = s.nearby.scopes[i - s.first]
    if scope:
        out.append((f.in_scope, lang, scope, sense))
    verb = governor(s, t)
    if verb:
        out.append((f.trigger_governed, lang, sense, verb.hit.label, verb.hit.form, "l" if verb.first < i else "r"))
    _add_nearest(out, s, t)
    out += [(f.nearest_noun, lang, side, sense, *_nearest_noun(s, i, past, side)) for side in ("left", "right")]
    saying = lemma if i in s.speech_verbs else None
    out.append((f.setting, bool(s.speech_at(i)), saying, s.number == 0, s.past - s.first < 14))
    behind = f.words_behind(lang, sense, lemma, s.word(past), s.word(past + 1))
    return Features(out, behind + _nearby_words(s, t))


def _nearby_words(s: Sentence, t: Trigger) -> list[str]:
    """The words around a trigger: those beside it also by place, those close by also with its own word."""
    i, past, lang, stems = t.first, t.past, s.language, s.nearby.stems
    out = [f"w{j - i}={lang}:{stems[j - s.first]}" for j in (i - 2, i - 1, past, past + 1) if s.first <= j < s.past]
    near, wide = s.nearby.near, s.nearby.wide
    at, behind = i - s.first, past - s.first
    out += filter(None, near[max(0, at - 6) : at])
    out += filter(None, near[at + 1 : behind + 6])
    out += filter(None, wide[max(0, at - 10) : at])
    out += filter(None, wide[at + 1 : behind + 10])
    lemma = t.hit.lemma
    out += [f"with={lemma}:{stem}" for stem in stems[max(0, at - 3) : behind + 3]]
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
            out.append((f.place_governed, lang, side, sense, s.layout.governed[near.first]))
        else:
            out.append((f.no_place, side, sense))


def _nearest_noun(s: Sentence, i: int, past: int, side: str) -> tuple[str, bool]:
    """Which sort of noun stands nearest on one side of a trigger, and whether in its clause."""
    best, sort = _REACH + 1, "none"
    for layer in ("force", "people"):
        for found in s.hits(layer):
            gap = i - found.past if side == "left" else found.first - past
            if 0 <= gap < best:
                best, sort = gap, layer
    same = sort != "none" and s.clause_of(i - best - 1 if side == "left" else past + best) == s.clause_of(i)
    return sort, same


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


def cues(s: Sentence, i: int, past: int) -> list[tuple[str, str]]:
    """Cues of mood within reach of a trigger, told by side."""
    out = []
    for j, _, hit, _ in s.hits("cue"):
        if j == i or not -12 <= j - i <= 12:
            continue
        near = "near" if -3 <= j - i <= 3 else "same" if s.clause_of(j) == s.clause_of(i) else "far"
        out.append((hit.label, f"{'l' if j < i else 'r'}-{near}"))
    return out


def is_passive(s: Sentence, t: Trigger) -> bool:
    """Whether a participle follows an auxiliary of being within three words (English-like passives)."""
    if t.hit.form not in ("ed", "participle"):
        return False
    being = words(s.language, "_script", "being")
    return not being.isdisjoint(s.page.tokens.words[max(s.first, t.first - 3) : t.first])
