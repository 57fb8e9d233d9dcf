"""What the text around a date tells of it: a verb of the future, a date before it, a year just named."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from marsad.reading.grammar import Match
from marsad.text.normalise import fold
from marsad.text.tokens import Tokens

_SHORTEST_VERB = 5
_DAY = len("2020-06-30")
_REMEMBERED = 8  # dates back in which an antecedent is sought
_LONG_AGO = 2  # years between what is told and its telling, from which on the next date goes on in its year
_DENIED = 2  # words between a negation and the future verb that it denies
_DONE_REACH = 8  # words behind a limit in which a verb tells that it has passed
_LENGTH = 4  # words of a time behind "since"
_CUE_REACH = 9  # words before a date in which a future verb still governs it


class Cues(NamedTuple):
    """Words around a date that tell how to read it."""

    future: frozenset[str]  # words, or pairs of words
    past: frozenset[str]
    future_beginnings: tuple[str, ...]  # of verbs, where the future is a prefix
    not_future: tuple[str, ...]
    lasting: frozenset[str]  # "since": past for what it governs
    lengths: frozenset[str]  # behind "since": it has a time of its own, "since | years"
    passive: frozenset[str]  # words behind which a past form is a participle: "will be handed over"
    closers: frozenset[str]  # what may follow a day that stands alone
    owning: frozenset[str]  # what makes a date the owner of what follows
    negations: frozenset[str]
    documents: frozenset[str]  # "by the 2001 | resolution"
    done: frozenset[str]  # behind a limit: "by Friday the army | had left"
    lengthened: frozenset[str]  # before "until": the limit is to come, also where the verb is past
    backshifted: frozenset[str]  # of what was to come when somebody spoke: "said in August that they would leave"
    demanding: frozenset[str]  # past verbs of what is to be done: "asked them to leave | by 10 May"
    openers: frozenset[str]  # what opens the clause that a time is counted from: "a week | after they came"
    leading: frozenset[str]  # before a figure that is a year: "in | 2013"

    @classmethod
    def listed(cls, data: Mapping[str, Any]) -> "Cues":
        """The cues of a language, from its `when.yaml`."""

        return cls(
            frozenset(_words(data, "future")),
            frozenset(_words(data, "past")),
            _words(data, "future_beginnings"),
            _words(data, "not_future"),
            frozenset(_words(data, "lasting")),
            frozenset(_words(data, "lengths")),
            frozenset(_words(data, "passive")),
            frozenset(_words(data, "closers")),
            frozenset(_words(data, "owning")),
            frozenset(_words(data, "negations")),
            frozenset(_words(data, "documents")),
            frozenset(_words(data, "done")),
            frozenset(_words(data, "lengthened")),
            frozenset(_words(data, "backshifted")),
            frozenset(_words(data, "demanding")),
            frozenset(_words(data, "openers")),
            frozenset(_words(data, "leading")),
        )

    def future_verb(self, word: str) -> bool:
        return (
            len(word) >= _SHORTEST_VERB
            and word.startswith(self.future_beginnings)
            and not word.startswith(self.not_future)
        )


def _words(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(" ".join(map(fold, phrase.split())) for phrase in data.get(name, ()))


@dataclass(slots=True)
class Context:
    """A text with the dates found in it so far."""

    tokens: Tokens
    published: dt.date | None
    cues: Cues
    days: list[tuple[int, str]] = field(default_factory=list)  # token and EDTF of the dates found so far
    bounding: set[int] = field(default_factory=set)  # tokens of years that only bound or name something
    headings: list[tuple[int, str]] = field(default_factory=list)  # token and year of the headings of a chronicle
    others: dict[tuple[int, int], str] = field(default_factory=dict)  # phrase without a year → of the other year

    def closed(self, past: int) -> bool:
        """Whether no noun follows: punctuation, a small word, or nothing."""
        words = self.tokens.words
        return past >= len(words) or not words[past][0].isalpha() or words[past] in self.cues.closers

    def is_document(self, past: int) -> bool:
        """Whether a date only tells of when an agreement, a law or the like is that does something."""
        return past < len(self.tokens) and self.tokens.words[past] in self.cues.documents

    def owns(self, past: int) -> bool:
        """Whether what happened is told of as the date's own: "July's coup"."""
        return past < len(self.tokens) and self.tokens.words[past] in self.cues.owning

    def antecedent(self, at: int, within: bool = False, least: int = 1) -> str | None:
        """The last date before a token, in the same sentence or, but for `within`, the one before.

        `least` is how fine it is to be, in letters: one that is coarser refers to nothing that is told of a day.
        """
        before = [
            (where, edtf)
            for where, edtf in self.days[-_REMEMBERED:]
            if where < at and len(edtf.rpartition("/")[2].rstrip("~")) >= least
        ]
        if not before:
            return None
        # of two readings of one phrase the later is the one that its sentence suggests
        _, (where, edtf) = max(enumerate(before), key=lambda found: (found[1][0], found[0]))
        return edtf if self.tokens.sentence_of(at) - self.tokens.sentence_of(where) <= (not within) else None

    def leads_year(self, first: int) -> bool:
        """Whether a preposition tells that a figure is a year: "in | 2013"."""
        return first > 0 and self.tokens.words[first - 1] in self.cues.leading

    def dated_before(self, at: int) -> str | None:
        """The last day before a token in its sentence, but for what only bounds something."""
        sentence = self.tokens.sentence_of(at)
        for where, edtf in reversed(self.days[-_REMEMBERED:]):
            if where < at and where not in self.bounding and len(edtf) == _DAY:
                return edtf if self.tokens.sentence_of(where) == sentence else None
        return None

    def told_long_ago(self, at: int) -> str | None:
        """The last month or day before a token, of its sentence or the one before, if years lie between it and now."""
        assert self.published
        for where, edtf in reversed(self.days[-_REMEMBERED:]):
            if where < at and where not in self.bounding:
                near = self.tokens.sentence_of(at) - self.tokens.sentence_of(where) <= 1
                old = edtf[:4].isdigit() and self.published.year - int(edtf[:4]) > _LONG_AGO
                return edtf if near and old and len(edtf) > len("2020") else None
        return None

    def heads(self, first: int, past: int) -> bool:
        """Whether a year is a heading: alone in its line, or with a colon before what happened then."""
        text, starts, ends = self.tokens.text, self.tokens.starts, self.tokens.ends
        line, end = text.rfind("\n", 0, starts[first]) + 1, text.find("\n", ends[past - 1])
        rest = text[ends[past - 1] : end if end >= 0 else len(text)].strip()
        if rest.startswith(":"):
            return self.tokens.sentences[self.tokens.sentence_of(first)][0] == first
        return not rest and not text[line : starts[first]].strip()

    def heading(self, at: int) -> str | None:
        """The year that a token stands under; one before a colon is that of its line alone."""
        for where, year in reversed(self.headings):
            if where < at:
                text, starts = self.tokens.text, self.tokens.starts
                labels = text[self.tokens.ends[where] :].lstrip().startswith(":")
                return None if labels and "\n" in text[starts[where] : starts[at]] else year
        return None

    def reported(self, at: int) -> bool:
        """Whether what was to come is told of an earlier day: "said in August that they would leave | by September"."""
        cue = self._cue(at)
        shifted = cue is not None and self.tokens.words[cue[0]] in self.cues.backshifted
        return shifted and self.antecedent(at, within=True) is not None

    def year_named(self, at: int) -> str | None:
        """A past year that stands alone before a token in its sentence: "in 2019, on 3 May and on 27 December"."""
        assert self.published
        for where, edtf in reversed(self.days[-_REMEMBERED:]):
            if len(edtf) == 4 and where < at and where not in self.bounding and int(edtf) < self.published.year:
                return edtf if self.tokens.sentence_of(where) == self.tokens.sentence_of(at) else None
        return None

    def negated(self, first: int) -> bool:
        """Whether what a token belongs to is denied for the time to come: "will not leave | before June"."""
        words = self.tokens.words
        denied = [at for at in range(self._reach(first), first) if words[at] in self.cues.negations]
        if not denied or any(not word[0].isalnum() for word in words[denied[-1] + 1 : first]):
            return False
        cue = self._cue(first)
        return denied[-1] == first - 1 or (cue is not None and cue[1] == "next" and abs(denied[-1] - cue[0]) <= _DENIED)

    def _reach(self, first: int) -> int:
        """The first token before another, in its sentence, that may tell how to read it."""
        tokens = self.tokens
        return max(tokens.sentences[tokens.sentence_of(first)][0] if tokens.sentences else 0, first - _CUE_REACH)

    def was_done(self, past: int) -> bool:
        """Whether what follows a limit was done by then: "by Friday | the army had left"."""
        words = self.tokens.words[past : past + _DONE_REACH]
        end = next((k for k, word in enumerate(words) if not word[0].isalnum() and k > 0), len(words))
        return not self.cues.done.isdisjoint(words[:end])

    def lasts(self, first: int) -> bool:
        """Whether what a limit ends still goes on: "will stay | until March", "extended the mission | until March"."""
        words, cue = self.tokens.words, self._cue(first)
        if cue and cue[1] == "next":
            return True
        start = cue[0] + 1 if cue else self._reach(first)
        return any(words[at] in self.cues.lengthened for at in range(start, first))

    def demands(self, first: int) -> bool:
        """Whether a verb before a limit tells what somebody is to do by then: "asked them to leave | by 10 May"."""
        words = self.tokens.words[self._reach(first) : first]
        start = max((at + 1 for at, word in enumerate(words) if not word[0].isalnum()), default=0)
        return not self.cues.demanding.isdisjoint(words[start:])

    def tense(self, first: int) -> str | None:
        """Whether the nearest cue before a token, in the same sentence, speaks of the future ("next") or the past."""
        cue = self._cue(first)
        return cue[1] if cue else None

    def _cue(self, first: int) -> tuple[int, str] | None:
        """The nearest cue before a token, in the same sentence: where it stands, and what it speaks of."""
        tokens, cues = self.tokens, self.cues
        start = self._reach(first)
        following = tokens.words[first] if first < len(tokens) else ""  # "leave | on Friday"
        since = None
        for at in range(first - 1, start - 1, -1):
            word = tokens.words[at]
            pair = f"{word} {following}"
            if word in cues.future or pair in cues.future or cues.future_verb(word):
                return at, "next"
            if word in cues.past and (at == start or tokens.words[at - 1] not in cues.passive):
                return since or (at, "past")
            if since and not word[0].isalnum():
                return since  # a verb of the future there is of another clause
            if word in cues.lasting and since is None and not self._has_time(at, first):
                since = at, "past"
            following = word
        return since

    def _has_time(self, since: int, first: int) -> bool:
        """Whether "since" governs a time of its own before a token: "since 2014", "since years"."""
        behind = self.tokens.words[since + 1 : min(first, since + 1 + _LENGTH)]
        return since in self.bounding or not self.cues.lengths.isdisjoint(behind)


def tense_of(match: Match) -> str | None:
    """Whether a phrase itself says "last", "this" or "next"."""
    return match.slots.get("which") or match.given.get("tense")
