"""Denials of what was said before: "The army denied this", ", which Moscow denied", «وهو ما نفته الوزارة».

They have no word for what did not happen, so no trigger of their own: what they deny is the statement that they point
back to, and their claim is that one's, denied by whom they name.
"""

from functools import lru_cache
from typing import NamedTuple

from marsad.languages import load
from marsad.reading.page import Mention
from marsad.resolve.outline import Outline
from marsad.text.normalise import fold

_ENDS = frozenset(".,;:،؛—–!?؟…\"”»)'")
_COMMAS = frozenset(",،—–")
_LEFT = 8  # tokens within which a verb's subject stands before it
_RIGHT = 7  # tokens within which what it denies, or who does, stands behind it
_LONGEST = 40  # tokens of a denial
_NEGATED = 3  # tokens before a verb that may negate it
_SPEAKING = ("state", "capital", "government", "organisation", "person", "force", "office", "bare", "people")


class Rebuttal(NamedTuple):
    """Tokens [first, past) that deny something, at a verb, and who does."""

    first: int
    past: int
    verb: int
    speaker: Mention
    here: bool  # whether the statement that is denied stands in this sentence


class _Words(NamedTuple):
    attached: str
    verbs: frozenset[str]
    participles: frozenset[str]
    bound: frozenset[str]
    branding: frozenset[str]
    by: frozenset[str]
    pronouns: frozenset[str]
    definite: frozenset[str]
    statements: frozenset[str]
    telling: frozenset[str]
    onward: frozenset[str]
    adverbs: frozenset[str]
    relatives: frozenset[str]
    articles: frozenset[str]
    labels: frozenset[str]
    negations: frozenset[str]

    def bare(self, word: str) -> str:
        """A word without "and" attached to it, where that makes one of the verbs of it."""
        rest = word[len(self.attached) :] if self.attached and word.startswith(self.attached) else word
        return rest if rest in self.verbs or rest in self.bound or rest in self.branding else word


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    data = load(language, "_rebuttal")
    listed = {name: frozenset(" ".join(map(fold, w.split())) for w in data[name]) for name in _Words._fields[1:]}
    return _Words(load(language, "_script")["attached_and"] or "", **listed)


def rebuttals(s: Outline) -> list[Rebuttal]:
    """The denials of a sentence that point back, in its order."""
    w = _words(s.language)
    words = s.page.tokens.words
    out: list[Rebuttal] = []
    for j in range(s.first, s.past):
        word = w.bare(words[j])
        if word in w.verbs or word in w.bound or word in w.branding:
            found = _rebuttal(s, w, j, word)
            if found and (not out or found.first >= out[-1].past):
                out.append(found)
    return out


def _rebuttal(s: Outline, w: _Words, j: int, word: str) -> Rebuttal | None:
    if not w.negations.isdisjoint(s.page.tokens.words[max(s.first, j - _NEGATED) : j]):
        return None  # "did not deny it"
    back = _relative(s, w, j)
    pointing = word in w.bound or back is not None or _points_back(s, w, j, word)
    if not pointing or (word in w.branding and word not in w.verbs and not _labelled(s, w, j)):
        return None
    speaker = _speaker(s, w, j, word)
    if speaker is None:
        return None
    first = back if back is not None else _start(s, j)
    past = _end(s, j)
    if past - first > _LONGEST:
        return None
    here = back is not None or (first > s.first and any(f.first < first for f in s.hits("trigger")))
    return Rebuttal(first, past, j, speaker, here)


def _relative(s: Outline, w: _Words, j: int) -> int | None:
    """Where a clause begins that hangs on the statement before it: ", which Moscow denied", ", a claim denied by"."""
    words = s.page.tokens.words
    for i in range(j - 1, max(s.first, j - _LEFT), -1):
        if words[i] in _ENDS:
            return None
        if words[i - 1] in _COMMAS:
            noun = words[i] in w.articles and words[i + 1] in w.statements
            hangs = noun or words[i] in w.relatives
            closed = _closes(s, w, j + 1) or (j + 1 < s.past and words[j + 1] in w.by)
            return i if hangs and closed else None
    return None


def _closes(s: Outline, w: _Words, i: int) -> bool:
    """Whether nothing that could be denied stands from a token on: its clause ends, or a time or an aside follows."""
    if i >= s.past:
        return True
    word = s.page.tokens.words[i]
    return word in _ENDS or word in w.onward or any(t.first == i for t in s.times)


def _points_back(s: Outline, w: _Words, j: int, word: str) -> bool:
    """Whether a verb's object points back: "denied it", "rejected the claim", «ونفى الجيش هذه الأنباء»."""
    words = s.page.tokens.words
    if word in w.participles and j + 1 < s.past and words[j + 1] in w.by:
        return _subject_points(s, w, j)
    i = j + 1
    while i < min(s.past, j + _RIGHT):
        inside = next((g for g in s.actors if g.first <= i < g.past), None)
        if inside and not w.onward:  # the verb comes first, and who denies stands between
            i = inside.past
            continue
        if words[i] in w.definite and i + 1 < s.past and words[i + 1] in w.statements:
            return i + 2 >= s.past or words[i + 2] not in w.telling
        if words[i] in w.statements and (not w.onward or words[i - 1] in w.definite):
            return i + 1 >= s.past or words[i + 1] not in w.telling
        if words[i] in w.pronouns:
            if word in w.branding and word not in w.verbs:
                return True
            return not w.onward or _closes(s, w, i + 1)
        if words[i] in _ENDS or words[i] in w.telling or (w.onward and words[i] not in w.adverbs):
            return False
        i += 1
    return False


def _subject_points(s: Outline, w: _Words, j: int) -> bool:
    """ "The claim was denied by", "This has been rejected by" """
    words = s.page.tokens.words
    i = j - 1
    while i > s.first and words[i] in w.adverbs:
        i -= 1
    if words[i] in w.statements and i > s.first and words[i - 1] in w.definite:
        return True
    return words[i] in w.pronouns and i == s.first


def _labelled(s: Outline, w: _Words, j: int) -> bool:
    return any(word in w.labels for word in s.page.tokens.words[j + 1 : min(s.past, j + 2 * _RIGHT)])


def _speaker(s: Outline, w: _Words, j: int, word: str) -> Mention | None:
    """Who denies: whose verb it is, or the nearest named before it, behind "by", or behind a verb that comes first."""
    words = s.page.tokens.words
    passive = j + 1 < s.past and words[j + 1] in w.by
    spoken = next((x.speaker for x in s.spoken.said[s.number] if x.verb == j), None)
    if spoken and spoken.keys and not passive:
        return spoken
    named = [g for g in s.actors if g.keys and g.sub in _SPEAKING]
    behind = next((g for g in named if 0 < g.first - j <= (4 if passive else 2)), None)
    before = next((g for g in reversed(named) if g.past <= j and j - g.past <= _LEFT - 2), None)
    if w.onward:  # the subject comes first
        chosen = behind if passive else before
    else:
        chosen = behind or before
    if chosen is None:
        return None
    seat = next((g for g in named if g.sub == "capital" and 0 < g.first - chosen.past <= 1), None)
    if chosen.sub == "office" and seat:  # "the defence ministry in Paris"
        chosen = seat
    name = chosen.mention.name if chosen.sub == "person" else ""
    return chosen.mention._replace(keys=chosen.keys[:1], name=name)


def _start(s: Outline, j: int) -> int:
    clause = s.clause_of(j)
    first = j
    while first > s.first and s.clause_of(first - 1) == clause:
        first -= 1
    while first < j and not s.page.tokens.words[first][0].isalnum():
        first += 1
    return first


def _end(s: Outline, j: int) -> int:
    clause = s.clause_of(j)
    past = j + 1
    while past < s.past and s.clause_of(past) == clause:
        past += 1
    words = s.page.tokens.words
    while past > j + 1 and words[past - 1] in _ENDS:
        past -= 1
    return past
