"""The rule for many tellings: the result of `score`, at the cost of a look-up for most pairs.

The same few things are told again and again. Two things (who does what where) are therefore compared once, by the
rule's own tests, and what came out is remembered; what is left for each pair of tellings is when, how many, and who
says so. Where more hangs on the two reports, the pair is put through the whole rule.
"""

from collections.abc import Iterable
from itertools import count
from typing import NamedTuple

from marsad.model.values import Count
from marsad.posture.joining import far_apart, plainly_others, score
from marsad.posture.joining.check import FAILED, PASSED, Check, Test, at_spot
from marsad.posture.joining.what import kind, mode, series, strength, what
from marsad.posture.joining.when import SAID, limit
from marsad.posture.joining.where import place
from marsad.posture.joining.who import parties
from marsad.posture.telling import DENIED, TOLD, Telling

_TIMELESS: tuple[Test, ...] = (kind, mode, what, place, parties)
_KNOWN = 1 << 19  # pairs that are remembered; then it begins anew
_LATER = 1 << 17  # pairs that are remembered from one question to the next
_THING = 32  # bits of a thing's number


class Look(NamedTuple):
    """A telling, with what is compared of it at hand: days as numbers, and the thing as a number."""

    telling: Telling
    thing: int
    first: int
    last: int
    published: int
    dated: bool
    number: Count | None
    series: bool
    looks: object  # what the rule can tell apart


class Likeness(NamedTuple):
    """What two things have in common, whenever they are told."""

    passed: int  # tests; 0 where nothing speaks for it
    days: int  # by which reports may date it apart
    said: int | None  # of a plan or fear: days between the reports
    counted: bool  # whether numbers may tell it apart
    beside: bool  # whether they are of a site and a town near it, which one report may tell apart by their days


_APART, _WHOLE = Likeness(-1, 0, None, False, False), Likeness(-2, 0, None, False, False)


class Fitting:
    """Scores pairs of tellings, and remembers what it saw. Many threads may ask at once."""

    def __init__(self) -> None:
        self._things: dict[object, int] = {}
        self._numbers = count()
        self._known: dict[int, Likeness] = {}
        self._others: dict[int, bool] = {}

    @property
    def things(self) -> int:
        return len(self._things)

    def trim(self) -> None:
        """Forget pairs where they are many."""
        for known in (self._known, self._others):
            if len(known) > _LATER:
                known.clear()

    def look(self, telling: Telling) -> Look:
        claim = telling.claim
        thing = (claim.kind, telling.mode, telling.place, telling.ends, claim.actor, claim.partner, claim.activity,
                 claim.phase, claim.means)  # fmt: skip
        number = self._things.get(thing)
        if number is None:
            number = self._things.setdefault(thing, next(self._numbers))
        first, last, published = (day.toordinal() for day in (*telling.window, telling.published))
        looks = number, first, last, claim.number, telling.dated or published
        return Look(telling, number, first, last, published, telling.dated, claim.number, series(telling), looks)

    def apart(self, one: int, other: int) -> bool:
        """Whether two things are remembered to be no one thing, however they are told."""
        return self._known.get(one << _THING | other) is _APART

    def best(self, one: Look, told: Iterable[Look]) -> int:
        """The best score of a telling with those of one happening; 0 where it is at odds with any."""
        best = 0
        for other in told:
            if (fit := self.score(one, other)) < 0:
                return 0
            best = max(best, fit)
        return best

    def score(self, one: Look, other: Look) -> int:
        """As `score` of the two tellings."""
        pair = one.thing << _THING | other.thing
        known = self._known.get(pair)
        if known is None:
            if one.series or other.series:
                return score(one.telling, other.telling)
            known = self._remember(pair, likeness(one.telling, other.telling))
        passed, most, said, counted, beside = known
        if passed < 0:
            return -1 if known is _APART else score(one.telling, other.telling)
        if one.series or other.series or (beside and one.telling.entry.report_id == other.telling.entry.report_id):
            return score(one.telling, other.telling)
        timed = 1
        if said is not None:
            if abs(one.published - other.published) > said:
                return -1
            timed += one.dated and other.dated
        if (said is None or timed == 2) and (one.first - other.last > most or other.first - one.last > most):
            return -1
        if counted and one.number != other.number and _other_number(one, other):
            return -1
        return passed and passed + timed

    def plainly_others(self, one: Look, other: Look) -> bool:
        """As `plainly_others` of the two tellings."""
        pair = one.thing << _THING | other.thing
        known = self._others.get(pair)
        if known is None:
            known = self._others[pair] = plainly_others(one.telling, other.telling)
            if len(self._others) >= _KNOWN:
                self._others.clear()
        return known

    def _remember(self, pair: int, likeness: Likeness) -> Likeness:
        if len(self._known) >= _KNOWN:
            self._known.clear()
        self._known[pair] = likeness
        return likeness


def likeness(one: Telling, other: Telling) -> Likeness:
    """What all pairs of tellings of these two things have in common; neither is of a series of attacks."""
    if one.mode != other.mode and DENIED in (one.mode, other.mode):
        return _WHOLE
    # Of parts and wholes of a force at a spot more may hang than who it is; else what is plainly apart stays so.
    if far_apart(one, other) or (one.claim.kind != "presence" and plainly_others(one, other)):
        return _APART
    found = [check for test in _TIMELESS for check in test(one, other)]
    open_ones = _hanging(one, other, found)
    if any(check.outcome == FAILED and check.test not in open_ones for check in found):
        return _APART
    if open_ones:
        return _WHOLE
    passed = [check.test for check in found if check.outcome == PASSED]
    nowhere = not (one.place or one.ends or other.place or other.ends)
    anchored = one.claim.kind == "agreement" or nowhere or not {"place", "ends"}.isdisjoint(passed)
    said = SAID.get(one.mode)
    beside = any(check.how == "place_near" for check in found)
    return Likeness(len(passed) if anchored else 0, limit(one, other), said, one.mode == TOLD, beside)


def _hanging(one: Telling, other: Telling, found: list[Check]) -> set[str]:
    """The tests whose outcome hangs on days or numbers too."""
    a, b = one.claim, other.claim
    one_day = a.kind in ("handover", "attack") and a.actor == b.actor and a.partner == b.partner
    if one_day and any(t.place is not None and t.place.level == "region" for t in (one, other)):
        return {"place"}  # a region stands for a spot in it on one day
    if a.kind == "handover":  # two receivers at one time are a conflict, later they are two handovers
        return {
            check.test for check in found if check.test == "partner" and check.how in ("keys_conflict", "keys_other")
        }
    if a.kind == "presence" and at_spot(one, other):  # parts and wholes of one strength are one force
        return {check.test for check in found if check.test == "actor" and check.how in ("keys_part", "keys_other")}
    return set()


def _other_number(one: Look, other: Look) -> bool:
    return any(check.outcome == FAILED for check in strength(one.telling, other.telling))
