"""Denials of what was said before: "The army denied this", ", which Moscow denied", «وهو ما نفته الوزارة».

They have no word for what did not happen, so no trigger of their own: what they deny is the statement that they point
back to, and their claim is that one's, denied by whom they name.
"""

from bisect import bisect_left
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
_BY, _VERB = 4, 2  # tokens behind a participle, or a verb that comes first, within which who denies is named
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
    subject_first: bool
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
    listed = {name: frozenset(" ".join(map(fold, w.split())) for w in data[name]) for name in _Words._fields[2:]}
    script = load(language, "_script")
    return _Words(script["attached_and"] or "", not script["speaker_after_verb"], **listed)


@lru_cache(maxsize=8)
def _forms(language: str) -> frozenset[str]:
    """The verbs as they stand in a text, with and without "and" attached."""
    w = _words(language)
    denying = w.verbs | w.bound | w.branding
    return denying | {w.attached + verb for verb in denying} if w.attached else denying


def rebuttals(s: Outline) -> list[Rebuttal]:
    """The denials of a sentence that point back, in its order."""
    w = _words(s.language)
    words, forms = s.page.tokens.words, _forms(s.language)
    verbs = [(j, w.bare(words[j])) for j in range(s.first, s.past) if words[j] in forms]
    if not verbs:
        return []
    finder = _Finder(s, w)
    out: list[Rebuttal] = []
    for j, word in verbs:
        found = finder.at(j, word)
        if found and (not out or found.first >= out[-1].past):
            out.append(found)
    return out


class _Finder:
    """Looks around the verbs of one sentence."""

    def __init__(self, s: Outline, w: _Words) -> None:
        self._s, self._w, self._tokens = s, w, s.page.tokens.words
        self._actors = {g.first: g for g in s.actors}
        self._named = [g for g in s.actors if g.keys and g.sub in _SPEAKING]
        self._starts = [g.first for g in self._named]
        self._speakers = {x.verb: x.speaker for x in s.spoken.said[s.number]}
        self._dated = {t.first for t in s.times}
        self._told = min((found.first for found in s.hits("trigger")), default=s.past)

    def at(self, j: int, word: str) -> Rebuttal | None:
        s, w = self._s, self._w
        if not w.negations.isdisjoint(self._tokens[max(s.first, j - _NEGATED) : j]):
            return None  # "did not deny it"
        back = self._hangs_from(j)
        if back is None and word not in w.bound and not self._points_back(j, word):
            return None
        if word in w.branding and word not in w.verbs and not self._is_labelled(j):
            return None
        speaker = self._speaker(j)
        if speaker is None:
            return None
        first, past = self._start(j) if back is None else back, self._end(j)
        if past - first > _LONGEST:
            return None
        return Rebuttal(first, past, j, speaker, here=back is not None or self._told < first)

    def _hangs_from(self, j: int) -> int | None:
        """Where a clause begins that hangs on the statement before: ", which Moscow denied", ", a claim denied by"."""
        words, w = self._tokens, self._w
        for i in range(j - 1, max(self._s.first, j - _LEFT), -1):
            if words[i] in _ENDS:
                return None
            if words[i - 1] in _COMMAS:
                noun = words[i] in w.articles and words[i + 1] in w.statements
                hangs = noun or words[i] in w.relatives
                return i if hangs and (self._closes(j + 1) or self._is_passive(j)) else None
        return None

    def _closes(self, i: int) -> bool:
        """Whether nothing that could be denied stands from a token on: its clause ends, or a time or aside follows."""
        if i >= self._s.past:
            return True
        return self._tokens[i] in _ENDS or self._tokens[i] in self._w.onward or i in self._dated

    def _is_passive(self, j: int) -> bool:
        return j + 1 < self._s.past and self._tokens[j + 1] in self._w.by

    def _points_back(self, j: int, word: str) -> bool:
        """Whether a verb's object points back: "denied it", "rejected the claim", «ونفى الجيش هذه الأنباء»."""
        words, w, past = self._tokens, self._w, self._s.past
        if word in w.participles and self._is_passive(j):
            return self._subject_points(j)
        i = j + 1
        while i < min(past, j + _RIGHT):
            actor = self._actors.get(i)
            if actor and not w.subject_first:  # who denies stands between
                i = actor.past
                continue
            if words[i] in w.definite and i + 1 < past and words[i + 1] in w.statements:
                return i + 2 >= past or words[i + 2] not in w.telling
            if words[i] in w.statements and not w.subject_first:
                return i + 1 >= past or words[i + 1] not in w.telling
            if words[i] in w.pronouns:
                return not w.subject_first or word not in w.verbs or self._closes(i + 1)
            if words[i] in _ENDS or words[i] in w.telling or (w.subject_first and words[i] not in w.adverbs):
                return False
            i += 1
        return False

    def _subject_points(self, j: int) -> bool:
        """ "The claim was denied by", "This has been rejected by" """
        words, w = self._tokens, self._w
        i = j - 1
        while i > max(self._s.first, j - _LEFT) and words[i] in w.adverbs:
            i -= 1
        if words[i] in w.statements and i > self._s.first and words[i - 1] in w.definite:
            return True
        return words[i] in w.pronouns and i == self._s.first

    def _is_labelled(self, j: int) -> bool:
        """Whether what was said is called false: "branded the report a lie"."""
        return not self._w.labels.isdisjoint(self._tokens[j + 1 : min(self._s.past, j + 2 * _RIGHT)])

    def _speaker(self, j: int) -> Mention | None:
        """Who denies: whose verb it is, or who is named before it, behind "by", or behind a verb that comes first."""
        passive = self._is_passive(j)
        spoken = self._speakers.get(j)
        if spoken and spoken.keys and not passive:
            return spoken
        at = bisect_left(self._starts, j)
        near = self._named[max(0, at - 1) : at + 2]
        behind = next((g for g in near if 0 < g.first - j <= (_BY if passive else _VERB)), None)
        before = next((g for g in near if g.past <= j and j - g.past < _RIGHT), None)
        if self._w.subject_first:
            chosen = behind if passive else before
        else:
            chosen = behind or before
        if chosen is None:
            return None
        seat = next((g for g in near if g.sub == "capital" and 0 < g.first - chosen.past <= 1), None)
        if chosen.sub == "office" and seat:  # "the defence ministry in Paris"
            chosen = seat
        name = chosen.mention.name if chosen.sub == "person" else ""
        return chosen.mention._replace(keys=chosen.keys[:1], name=name)

    def _start(self, j: int) -> int:
        s, clause, first = self._s, self._s.clause_of(j), j
        while first > max(s.first, j - _LONGEST) and s.clause_of(first - 1) == clause:
            first -= 1
        while first < j and not self._tokens[first][0].isalnum():
            first += 1
        return first

    def _end(self, j: int) -> int:
        s, clause, past = self._s, self._s.clause_of(j), j + 1
        while past < min(s.past, j + _LONGEST) and s.clause_of(past) == clause:
            past += 1
        while past > j + 1 and self._tokens[past - 1] in _ENDS:
            past -= 1
        return past
