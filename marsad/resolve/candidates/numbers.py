"""Which numbers may fill the slots of a claim."""

from collections.abc import Iterator

from marsad.reading.page import NumberMention
from marsad.resolve.candidates.relations import Candidate, Relations
from marsad.resolve.distance import bucket
from marsad.resolve.features import Features
from marsad.resolve.features import figures as f
from marsad.resolve.figures import differences, sums
from marsad.resolve.outline import within
from marsad.resolve.sentence import Sentence

_TOLL = "casualties"  # the sense of words that tell of dead and wounded
_NEAR = 3  # tokens between a number of them and such a word


def numbers(r: Relations) -> list[Candidate]:
    """The numbers of the sentence, and what two of them come to."""
    s, kind = r.s, r.t.kind
    if kind == "attack":
        told = bool(s.offered.victims) or any(found.hit.label == _TOLL for found in s.hits("trigger"))
        tolls = [Candidate(n, Features([(f.number_next, r.lang, word, n.rule, told)])) for n, word in _tolls(s)]
        return [*(Candidate(n, _number(r, n)) for n in (*s.numbers, *sums(s.page, s.numbers))), *tolls]
    more = differences(s.page, s.first, s.numbers) if kind == "move" else []
    listed = [n for n in (*s.numbers, *more) if not _counts_places(s, n)]
    return [Candidate(n, _number(r, n)) for n in listed]


def _tolls(s: Sentence) -> Iterator[tuple[NumberMention, str]]:
    """The numbers of dead and wounded in the next sentence, with the words that tell so: "Two others | were hurt"."""
    sentences, page = s.page.tokens.sentences, s.page
    if s.number + 1 == len(sentences):
        return
    first, past = sentences[s.number + 1]
    for n in within(page.numbers, first, past):
        near = range(max(first, n.first - _NEAR), min(past, n.past + _NEAR))
        hits = (hit for j in near for match in page.matches[j] if (hit := match.hit("trigger")))
        word = next((hit.lemma for hit in hits if hit.label == _TOLL), "")
        if word or n.min == n.max == 0:
            yield n, word


def _number(r: Relations, n: NumberMention) -> Features:
    """What a number counts, and how it stands to the trigger."""
    s, t, lang = r.s, r.t, r.lang
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
    same = s.clause_of(n.first) == r.clause
    return Features(
        [
            (f.number, lang, follows, before, force, people, size, n.rule, _casualty(s, n), only, beside),
            *s.around(n.first, n.past, t.hit.label),
        ],
        f.number_here(lang, "l" if left else "r", gap, same, before, t.hit.label, t.hit.lemma),
    )


def _has(s: Sentence, j: int, layer: str) -> bool:
    return s.first <= j < s.past and any(match.hit(layer) for match in s.page.matches[j])


def _counts_places(s: Sentence, n: NumberMention) -> bool:
    """Whether a number is one of sites or towns, not of people: "120 positions"."""
    return not _has(s, n.past, "force") and any(_has(s, n.past, layer) for layer in ("site", "town", "region"))


def _casualty(s: Sentence, n: NumberMention) -> str:
    """The nearest word of dying or wounding to a number."""
    best, label = 9, "none"
    for j, _, hit, _ in s.hits("trigger"):
        if hit.label == _TOLL and min(abs(j - n.first), abs(j - n.past)) < best:
            best = min(abs(j - n.first), abs(j - n.past))
            label = f"{hit.lemma}:{'l' if j < n.first else 'r'}"
    return label
