"""One happening as one claim tells it: what the rule that joins claims compares.

A claim that names several places tells of a happening at each ("handed over al-Qaim and Qayyarah"); a move has one for
each origin, or for each destination where it names no origin.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from marsad.ledger import Entry
from marsad.model.claim import Claim
from marsad.model.values import Place, bounds

MODES = TOLD, PLANNED, POSSIBLE, DENIED = "told", "planned", "possible", "denied"
_MODE = {"happened": TOLD, "ongoing": TOLD, "planned": PLANNED, "possible": POSSIBLE, "denied": DENIED}

AROUND = 240  # days before and after in which an event's other claims are looked for
NEWS = 45  # days: what is told without a date happened in the weeks before
_SHOCK = 7  # an attack without a date is news of the week
_CURRENT = 7  # what goes on when it is told was so a few days before
_LOOSE = 31  # days: a date wider than a month does not say which of several happenings it dates
_ABOUT = {"day": 7, "month": 31, "year": 0}  # how far an approximate date reaches beyond its bounds
_LASTING = ("move", "handover", "control")  # whoever has left, or has been given a place, still has on the days after
_YESTERDAY = dt.timedelta(days=1)

Window = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim, and which of its places is meant. A move's `place` is its origin."""

    entry: Entry
    n: int  # among the claim's tellings
    mode: str  # told, planned, possible, denied
    place: Place | None
    ends: tuple[Place, ...]  # where a move goes to
    window: Window  # in which it falls, as far as the claim and its report say
    dated: bool  # by the claim; else the report's date gives the window
    loose: bool

    claim: Claim
    published: dt.date  # the day that the claim gives, where its report has none

    @property
    def key(self) -> str:
        """Names the telling: the claim's id, with the number of the place where it has several."""
        return f"{self.entry.id}.{self.n}" if self.n else self.entry.id


def tellings(entry: Entry) -> Iterator[Telling]:
    claim = entry.claim
    mode, span, dated = _MODE[claim.status], window(entry), bool(claim.when)
    loose = dated and (span[1] - span[0]).days > _LOOSE
    if claim.kind == "move" and not claim.origin:
        spots: list[tuple[Place | None, tuple[Place, ...]]] = [(None, (end,)) for end in claim.destination]
    else:
        spots = [(place, claim.destination) for place in claim.origin or claim.place]
    for n, (place, ends) in enumerate(spots or [(None, ())]):
        yield Telling(entry, n, mode, place, ends, span, dated, loose, claim, entry.published or entry.day)


def window(entry: Entry) -> Window:
    """The days in which the thing falls. An open end closes where the report was published, if it is told as fact."""
    claim, published = entry.claim, entry.published
    if claim.when:
        first, last = _dated(claim.when)
        if _MODE[claim.status] != TOLD:
            return first, last
        if first == dt.date.min and last != dt.date.max:
            first = back(last, NEWS)
        elif last == dt.date.max and first != dt.date.min:
            # What has stopped since March stopped in March; what lasts since March may be seen in May.
            changed = claim.kind == "activity" and claim.phase != "continued"
            last = max(first, on(bounds(claim.when.partition("/")[0])[1], 0) if changed else published or first)
        return first, last
    if published is None:
        return dt.date.min, dt.date.max
    if claim.status == "ongoing":
        return back(published, _CURRENT), published
    if claim.status == "happened":
        return back(published, _SHOCK if claim.kind == "attack" else NEWS), published
    return published, published


@lru_cache(maxsize=1 << 14)
def _dated(when: str) -> Window:
    first, last = bounds(when)
    begin, _, end = when.partition("/")
    return back(first, _slack(begin)), on(last, _slack(end or begin))


def _slack(part: str) -> int:
    if not part.endswith(("~", "?", "%")):
        return 0
    return _ABOUT[("year", "month", "day")[part.count("-")]]


def by_publication(entry: Entry) -> tuple[Any, ...]:
    return (entry.published or entry.day, entry.report_id, entry.id)


def one_mouth(one: Entry, other: Entry) -> bool:
    """Whether one report's outlet, or one named speaker of it, says both; two officials without a name may be two."""
    a, b = one.claim.said_by, other.claim.said_by
    return one.report_id == other.report_id and a == b and (a is None or a.name is not None)


def until_now(denial: Entry) -> bool:
    """Whether a denial, though dated, is of all that was said up to its report.

    Whoever "denied today that they had left" denies that they left on Sunday as well. So of what lasts; that there was
    an attack today is a matter of its own.
    """
    said, last = denial.published, denial.span[1]
    return denial.claim.kind in _LASTING and said is not None and said - _YESTERDAY <= last <= said


def back(day: dt.date, days: int) -> dt.date:
    return day if day == dt.date.min else day - dt.timedelta(days) if day.toordinal() > days else dt.date.min


def on(day: dt.date, days: int) -> dt.date:
    return day if day == dt.date.max else day + dt.timedelta(days)


def gap(one: Window, other: Window) -> int:
    """Days between two windows; 0 where they overlap."""
    return max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)
