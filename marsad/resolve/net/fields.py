"""What the network sees of a page: each token, trigger and candidate by a few values, each of them a word.

A network knows those values that it met often enough in training by their numbers; all others are one to it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from marsad.reading.page import NumberMention, Speech, TimeMention
from marsad.resolve.candidates import Candidate
from marsad.resolve.candidates.relations import Meant
from marsad.resolve.distance import bucket
from marsad.resolve.groups import NOBODY, Group
from marsad.resolve.mood import dated
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import Trigger

_FAR = 60  # tokens before a sentence from which on a candidate is far off
_MOST = 3  # things or triggers between a candidate and its trigger that are told apart
_DIGITS = 6  # of a number, at most

Row = tuple[str, ...]


class Told(NamedTuple):
    """The first and the last token of a thing, and what else is told of it."""

    first: int
    last: int
    row: Row


def tokens_of(sentences: Sequence[Sentence]) -> list[Row]:
    """What is told of every token of a page, from all of its sentences in their order."""
    return [row for sentence in sentences for row in _tokens(sentence)]


def _tokens(s: Sentence) -> list[Row]:
    """Stem, sort, actor, place, figures, triggers, particles, and where in its clause and in speech a token stands."""
    lang, stems, scopes, matches = s.language, s.nearby.stems, s.nearby.scopes, s.page.matches[s.first : s.past]
    actors, places, figures, triggers = _actors(s), _places(s), _figures(s), _triggers(s)
    speeches = s.spoken.over[s.number]
    spoken = {i for speech in speeches for i in range(max(speech.first, s.first), min(speech.past, s.past))}
    out: list[Row] = []
    before = -1
    for k, i in enumerate(range(s.first, s.past)):
        clause = s.clause_of(i)
        stands = f"{'in' if i in spoken else 'out'}{'#' if not k else '|' if clause != before else ''}{scopes[k]}"
        before = clause
        particles = f"{matches[k][0].before}+{matches[k][0].after}" if matches[k] else "+"
        row = actors.get(i, "-"), places.get(i, "-"), figures.get(i, "-"), triggers.get(i, "-"), particles, stands
        out.append((f"{lang}:{stems[k]}", f"{lang}:{s.word(i)}", *row))
    return out


def _actors(s: Sentence) -> dict[int, str]:
    """Of what sort the actor is that a token names, whether it begins there, speaks, is known, is one of several."""
    out = {}
    for g in s.actors:
        told = f"{'S' if s.is_speaker(g) else ''}{'' if g.keys else '?'}{'*' if g.size > 1 else ''}"
        for i in range(g.first, g.past):
            out[i] = f"{g.sub}{'B' if i == g.first else ''}{told}"
    return out


def _places(s: Sentence) -> dict[int, str]:
    out = {}
    for g in s.places:
        level = g.places[0].level if g.places else "?"
        for i in range(g.first, g.past):
            out[i] = f"{level}{'B' if i == g.first else ''}{g.sub}"
    return out


def _figures(s: Sentence) -> dict[int, str]:
    """Times, numbers by their digits, and verbs of saying."""
    out = {i: "time" for m in s.times for i in range(m.first, m.past)}
    for n in s.numbers:
        digits = min(len(str(n.min or n.max or 0)), _DIGITS)
        out |= dict.fromkeys(range(n.first, n.past), f"num{digits}")
    return out | dict.fromkeys(s.speech_verbs, "say")


def _triggers(s: Sentence) -> dict[int, str]:
    met: dict[int, set[str]] = {}
    for i, _, hit, _ in s.hits("trigger"):
        met.setdefault(i, set()).add(f"{hit.kind}:{hit.label}:{hit.form}")
    return {i: "|".join(sorted(listed)) for i, listed in met.items()}


def trigger_told(s: Sentence, t: Trigger, purpose: str) -> Told:
    """A trigger's tokens, and its kind, sense, form and word, as they are told for one purpose."""
    hit, lang = t.hit, s.language
    told = t.kind, f"{hit.kind}:{hit.label}", f"{lang}:{hit.form}", f"{lang}:{hit.lemma}:{hit.kind}"
    return Told(t.first, max(t.first, t.past - 1), tuple(f"{purpose}:{value}" for value in told))


def mood_told(s: Sentence, t: Trigger, when: str | None) -> Told:
    """A trigger as it is asked how its claim is meant, `when` that is dated."""
    first, last, row = trigger_told(s, t, "m")
    return Told(first, last, (*row, f"m:{dated(when, s)}"))


def candidate_told(s: Sentence, t: Trigger, candidate: Candidate) -> Told:
    """A candidate's tokens, of what sort it is, how it lies to the trigger, and how often the page names it."""
    first, past, sort = _sorted(t, candidate.value)
    end = len(s.page.tokens.words) - 1
    first = min(max(first, 0), end)
    last = min(max(first, past - 1), end)
    if s.first <= first < s.past:
        left = first < t.first
        gap = bucket(abs(t.first - (last if left else first)))
        lies = f"{'l' if left else 'r'}{gap}{s.clause_of(first) == s.clause_of(t.first)}"
        stands = _stands(s, t, candidate.value, first)
    else:
        stands = ""
        lies = "far" if s.first - first > _FAR else "before" if first < s.first else "behind"
    return Told(
        first, last, (f"sort:{sort}", f"lies:{lies}", f"stands:{stands}", f"met:{_met(s, candidate.value, first)}")
    )


def _stands(s: Sentence, t: Trigger, value: Meant, first: int) -> str:
    """How many things of its sort, and how many triggers, stand between a thing of the sentence and its trigger."""
    low, high = sorted((first, t.first))
    like: Sequence[Group | NumberMention | TimeMention] = ()
    if isinstance(value, Group):
        like = s.actors if value.layer == "actor" else s.places
    elif isinstance(value, NumberMention):
        like = s.numbers
    elif isinstance(value, TimeMention):
        like = s.times
    between = sum(low < other.first < high for other in like)
    starts = s.layout.starts
    crossed = max(starts[s.at(high)] - starts[s.at(low + 1)], 0)
    return f"{'l' if first < t.first else 'r'}{min(between, _MOST)}{min(crossed, _MOST)}"


def _met(s: Sentence, value: Meant, first: int) -> str:
    """How often the page names an actor or place, and whether this is in its first sentence."""
    often = s.often(value) if isinstance(value, Group) else 0
    return f"{often}{first < s.page.tokens.sentences[0][1]}"


def _sorted(t: Trigger, value: Meant) -> tuple[int, int, str]:
    """The tokens [first, past) of what a candidate means, and of what sort it is."""
    if isinstance(value, Group):
        level = value.places[0].level if value.places else ""
        known = bool(value.keys or value.places)
        return value.first, value.past, f"{value.layer}:{value.sub}:{'1' if known else '0'}{level}"
    if isinstance(value, NumberMention):
        return value.first, value.past, f"num:{value.rule}"
    if isinstance(value, TimeMention):
        return value.first, value.past, f"time:{value.rule}"
    if isinstance(value, Speech):
        speaker = value.speaker
        assert speaker
        side = "in" if value.first <= t.first < value.past else "out"
        return speaker.first, speaker.past, f"speech:{value.rule}:{speaker.sub}:{side}:{speaker.keys == NOBODY}"
    token, hit = value
    return token, token + 1, f"word:{hit.layer}:{hit.label}"
