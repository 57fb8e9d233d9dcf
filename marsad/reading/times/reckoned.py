"""Times that are counted from another: "three days later", "two weeks ago"."""

import datetime as dt

from marsad.reading import calendar as cal
from marsad.reading.calendar import OPEN, Moment, sure
from marsad.reading.grammar import Match, Producer
from marsad.reading.times.context import Context

_DAY = 10  # letters of a day
_FINE = ("day", "hour")  # units that only a day can be counted by
_MOVED_BY = {4: ("year", "decade"), 7: ("month", "year", "decade")}  # letters of a year, of a month → units
_HALVES = {"year": (6, 0), "month": (0, 15)}  # unit → months and days of half of one
_UNIT_SLOTS = ("count_unit", "dual_unit", "bare_period", "units", "period")


def counted(m: Match) -> tuple[int, str]:
    unit = next((m.slots[k] for k in _UNIT_SLOTS if k in m.slots), None) or m.given["unit"]
    return int(m.slots.get("count", m.given.get("n", 2 if "dual_unit" in m.slots else 1))), unit


def _later(c: Context, m: Match) -> Moment:
    """ "Three days later": counted from the date before it, if there is one."""
    n, unit = counted(m)
    known = c.antecedent(m.first, least=_DAY if unit in _FINE else 1)
    by = -n if m.given.get("back") else n
    if not known and m.given.get("deictic") and c.published and c.tense(m.first) == "next":
        return _ahead(c, m)  # "ستغادر القوات بعد أسبوعين"
    return _moved(known, unit, by) or OPEN


def _moved(known: str | None, unit: str, by: int, years: int = 2) -> Moment | None:
    """A date so many units on or back, as fine as it was and as the unit is, or nothing where that is finer."""
    start = cal.ends(known).rstrip("~") if known else ""
    if unit in _MOVED_BY.get(len(start), ()):
        moved = cal.shift(dt.date.fromisoformat(f"{start}-01-01"[:10]), unit, by)
        return sure(moved.isoformat()[: len(start)])
    if len(start) != _DAY:
        return None
    return sure(as_fine_as(cal.shift(dt.date.fromisoformat(start), unit, by), unit, years))


def _counted_from(c: Context, m: Match) -> Moment | None:
    """ "On Monday, two days after | they stormed it": when that was, by the date that the sentence told before.

    Without one, months and years are counted from the day of publication: "driven out three years after | they came".
    Days are not: nothing is told, or an open time where words that stand alone would be read otherwise.
    """
    n, unit = counted(m)
    known = c.antecedent(m.first, within=True, least=_DAY if unit in _FINE else 1)
    if not known and c.published and unit not in _FINE and not m.given.get("back"):
        known = c.published.isoformat()
    by = n if m.given.get("back") else -n
    return _moved(known, unit, by, years=n) or (OPEN if m.given.get("open") else None)


def _before_it(c: Context, m: Match) -> Moment | None:
    """ "Two days before": counted back, or what follows is counted from: "on Monday, two days before | the vote"."""
    words = c.tokens.words
    alone = m.past >= len(words) or not words[m.past][0].isalnum()
    return _later(c, m) if alone else _counted_from(c, m)


def ago(c: Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    n, unit = counted(m)
    return sure(as_fine_as(cal.shift(c.published, unit, -n), unit, years=n))


def _half_ago(c: Context, m: Match) -> Moment | None:
    """ "Two and a half years ago"."""
    if c.published is None:
        return OPEN
    n, unit = counted(m)
    if unit not in _HALVES:
        return None
    (months, days), rest = _HALVES[unit], c.published
    return sure(as_fine_as(cal.shift(cal.shift(rest, unit, -n), "month", -months) - dt.timedelta(days=days), "month"))


def _ahead(c: Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    n, unit = counted(m)
    return sure(as_fine_as(cal.shift(c.published, unit, n), unit, years=n))


def as_fine_as(day: dt.date, unit: str, years: int = 2) -> str:
    """Days are exact; weeks, months and years only approximate."""
    if unit in ("day", "hour"):
        return day.isoformat()
    if unit == "week":
        return f"{day}~"
    return f"{day.isoformat()[: 7 if unit == 'month' or (unit == 'year' and years == 1) else 4]}~"


PRODUCERS: dict[str, Producer] = {
    "later": _later,
    "counted_from": _counted_from,
    "before_it": _before_it,
    "ago": ago,
    "half_ago": _half_ago,
    "ahead": _ahead,
}
