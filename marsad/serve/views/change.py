"""Two answers to one question, and what changed between them."""

import datetime as dt
from dataclasses import dataclass

from marsad.errors import QuestionError
from marsad.ledger import View
from marsad.posture.difference import Difference, difference
from marsad.posture.subject import Subject
from marsad.serve.clocks import parse_moment
from marsad.serve.views.asked import at_a_glance
from marsad.serve.views.standing import posture_in
from marsad.serve.visit import Visit

CLOCKS = ("valid", "known", "recorded")
_A_MONTH = dt.timedelta(30)


@dataclass(frozen=True)
class Pair:
    """The clock on which two answers differ, and its two values as an address has them."""

    clock: str
    before: str
    after: str


def pair_asked(visit: Visit) -> Pair:
    """The two moments that an address compares: the month before the newest report, where it does not say."""
    clock = visit.text("clock") or "valid"
    if clock not in CLOCKS:
        raise QuestionError(f"clock={clock} is no clock; use one of {', '.join(CLOCKS)}.")
    before, after = visit.text("before"), visit.text("after")
    if clock == "recorded":
        now = visit.view.recorded
        late = after or now
        return Pair(clock, before or _day_before(late), late)
    seen = at_a_glance(visit)
    end = visit.day("after") or min(visit.on, seen.last or visit.on)
    start = visit.day("before") or end - _A_MONTH
    return Pair(clock, start.isoformat(), end.isoformat())


def changed(visit: Visit, subject: Subject, pair: Pair) -> Difference:
    """What changed about a subject between the two, the other clocks held still."""
    key = ("changed", subject, pair, visit.on)
    return visit.once(key, lambda: _changed(visit, subject, pair))


def _changed(visit: Visit, subject: Subject, pair: Pair) -> Difference:
    (earlier, one), (later, other) = (_view_and_day(visit, pair, value) for value in (pair.before, pair.after))
    house = visit.house
    before, after = posture_in(house, earlier, subject, one), posture_in(house, later, subject, other)
    return difference(before, after, later)


def _view_and_day(visit: Visit, pair: Pair, value: str) -> tuple[View, dt.date]:
    if pair.clock == "valid":
        return visit.view, dt.date.fromisoformat(value)
    if pair.clock == "known":
        day = visit.on if visit.text("on") else dt.date.fromisoformat(pair.after)
        return visit.house.view(dt.date.fromisoformat(value), visit.clocks.as_recorded), day
    return visit.house.view(visit.clocks.known, parse_moment(value, "before or after")), visit.on


def _day_before(moment: str) -> str:
    return (parse_moment(moment, "after") - dt.timedelta(days=1)).isoformat() if moment else "2000-01-01T00:00"
