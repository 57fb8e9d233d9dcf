"""Reckoning with dates: from what a phrase says and the day of publication to EDTF.

A moment keeps three readings, as "in March" may look back or ahead; the phrase around it chooses.
"""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from hijridate import Gregorian, Hijri

UNKNOWN = ""  # a date that stays open: relative, and nothing to reckon from
FORESEEN = 270  # days ahead that a date without a year still may lie
_NEAR_MONTHS = 2  # so many months ahead, a month's bare name means the one to come
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}


class Month(NamedTuple):
    """A month's name: its number, whether of the Hijri year, whether the word means other things too."""

    number: int
    hijri: bool
    weak: bool


class Moment(NamedTuple):
    """A point or stretch in EDTF: the likeliest reading, the last and the next one, and where a limit would fall.

    `weak` phrases need a preposition or a companion to be a date at all (a bare "2019", a bare "March").
    """

    edtf: str
    back: str
    ahead: str
    weak: bool = False
    limit: str | None = None
    yearless: bool = False  # told by its weekday or in the Hijri calendar: a year named before does not go with it


def sure(edtf: str, weak: bool = False) -> Moment:
    return Moment(edtf, edtf, edtf, weak)


OPEN = sure(UNKNOWN)


def day(year: int, month: int, number: int) -> str:
    """The EDTF of a day, or UNKNOWN where the calendar has none."""
    try:
        return dt.date(year, month, number).isoformat()
    except ValueError:
        return UNKNOWN


def month_of(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def shift_months(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def shift(start: dt.date, unit: str, by: int) -> dt.date:
    """A date so many days, weeks, months or years on (or back, where `by` is negative)."""
    if abs(by) > 10_000:
        raise OverflowError
    if unit == "hour":
        days = -(-abs(by) // 24)  # a part of a day counts as a day
        return start + dt.timedelta(days=days if by > 0 else -days)
    if unit in ("day", "week"):
        return start + dt.timedelta(days=by * (7 if unit == "week" else 1))
    months = by * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = shift_months(start.year, start.month, months)
    for number in (start.day, 30, 29, 28):
        try:
            return dt.date(year, month, min(number, start.day))
        except ValueError:
            continue
    raise OverflowError


def period(published: dt.date, unit: str, by: int) -> str:
    """The calendar week (Monday to Sunday), month, quarter or year so many after the one of a day."""
    if unit == "week":
        monday = published - dt.timedelta(days=published.weekday()) + dt.timedelta(weeks=by)
        return f"{monday}/{monday + dt.timedelta(days=6)}"
    if unit == "weekend":
        saturday = published - dt.timedelta(days=(published.weekday() - 5) % 7) + dt.timedelta(weeks=by)
        return f"{saturday}/{saturday + dt.timedelta(days=1)}"
    if unit == "month":
        return month_of(*shift_months(published.year, published.month, by))
    if unit == "day":
        return (published + dt.timedelta(days=by)).isoformat()
    return f"{published.year + by:04d}"


def weekday(published: dt.date | None, number: int, tense: str | None) -> Moment:
    """A day of the week: the last one up to the day of publication; "last" and "next" leave that day out."""
    if published is None:
        return OPEN
    behind = (published.weekday() - number) % 7
    last = published - dt.timedelta(days=behind)
    following = published + dt.timedelta(days=-behind % 7)
    if tense == "past":
        return sure((last if behind else last - dt.timedelta(days=7)).isoformat())
    if tense == "next":
        return sure((following if behind else following + dt.timedelta(days=7)).isoformat())
    return Moment(last.isoformat(), last.isoformat(), following.isoformat(), yearless=True)


def month_alone(published: dt.date | None, month: Month, tense: str | None, weak: bool) -> Moment:
    """A month without a year: the last one, this one included, unless the phrase looks ahead."""
    if published is None:
        return OPEN._replace(weak=weak)
    if month.hijri:
        return _hijri_alone(published, month, None, weak, tense)
    year, current = published.year, published.month
    back = month_of(year - (month.number > current), month.number)
    ahead = month_of(year + (month.number < current), month.number)
    if tense == "past" and month.number == current:
        back = month_of(year - 1, month.number)
    if tense == "next" and month.number == current:
        ahead = month_of(year + 1, month.number)
    near = ahead if (month.number - current) % 12 <= _NEAR_MONTHS else back
    chosen = {"past": back, "next": ahead, "this": month_of(year, month.number)}.get(tense or "", near)
    return sure(chosen) if tense else Moment(chosen, back, ahead, weak)


def day_of_month(published: dt.date | None, month: Month, number: int, tense: str | None) -> Moment | None:
    """A day and month without a year: the last one, unless the next is much nearer or the phrase says which."""
    if not 1 <= number <= 31:
        return None
    if published is None:
        return OPEN
    if month.hijri:
        return _hijri_alone(published, month, number, False, tense)
    back = _nearest(published, month.number, number, -1)
    ahead = _nearest(published, month.number, number, 1)
    if back is None or ahead is None:
        return None
    chosen = ahead if 2 * (ahead - published) <= published - back else back
    if tense in ("past", "next"):
        return sure((back if tense == "past" else ahead).isoformat())
    return Moment(chosen.isoformat(), back.isoformat(), ahead.isoformat())


def _nearest(published: dt.date, month: int, number: int, step: int) -> dt.date | None:
    year = published.year
    for _ in range(9):
        try:
            found = dt.date(year, month, number)
        except ValueError:
            year += step
            continue
        if (found - published).days * step >= 0:
            return found
        year += step
    return None


def dated(month: Month, number: int | None, year: int) -> str:
    """A month or day of a given year, of either calendar; UNKNOWN where there is no such day."""
    if month.hijri or 1300 <= year <= 1500:
        return hijri(year, month.number, number) if month.hijri else UNKNOWN
    return month_of(year, month.number) if number is None else day(year, month.number, number)


def hijri(year: int, month: int | None, number: int | None) -> str:
    """A Hijri year, month or day as Gregorian EDTF."""
    try:
        if month is None:
            first, last = Hijri(year, 1, 1), Hijri(year, 12, Hijri(year, 12, 1).month_length())
        elif number is None:
            first = Hijri(year, month, 1)
            last = Hijri(year, month, first.month_length())
        else:
            first = last = Hijri(year, month, number)
        start, end = first.to_gregorian().isoformat(), last.to_gregorian().isoformat()
    except (ValueError, OverflowError):
        return UNKNOWN
    return start if start == end else f"{start}/{end}"


def hijri_in(year: int, month: int, number: int) -> str:
    """A Hijri day in a year of either calendar, or that year where it has the day twice."""
    if 1300 <= year <= 1500:
        return hijri(year, month, number)
    now = Gregorian(year, 1, 1).to_hijri().year
    days = {edtf for by in (0, 1) if (edtf := hijri(now + by, month, number))[:4] == f"{year:04d}"}
    return days.pop() if len(days) == 1 else f"{year:04d}"


def _hijri_alone(published: dt.date, month: Month, number: int | None, weak: bool, tense: str | None) -> Moment:
    try:
        today = Gregorian(published.year, published.month, published.day).to_hijri()
    except (ValueError, OverflowError):
        return OPEN._replace(weak=weak)
    spelled = [hijri(today.year + by, month.number, number) for by in (-1, 0, 1)]
    back = [s for s in spelled if s and s[:10] <= published.isoformat()]
    ahead = [s for s in spelled if s and s[-10:] >= published.isoformat()]
    if not back or not ahead:
        return OPEN._replace(weak=weak)
    if tense == "past" and len(back) > 1 and number is None and back[-1][-10:] >= published.isoformat():
        back.pop()  # "last Ramadan", told in Ramadan
    if tense in ("past", "next"):
        return sure(back[-1] if tense == "past" else ahead[0])
    before, after = (dt.date.fromisoformat(s[:10]) for s in (back[-1], ahead[0]))
    nearest = ahead[0] if 2 * (after - published) <= published - before else back[-1]
    return Moment(nearest, back[-1], ahead[0], weak, yearless=True)


def season(published: dt.date | None, code: int, tense: str | None) -> Moment:
    """A season without a year: the last that has begun, unless the phrase looks ahead."""
    if published is None:
        return OPEN
    begun = dt.date(published.year, _SEASON_STARTS[code], 1) <= published
    lasts = dt.date(published.year - (0 if begun else 1), _SEASON_STARTS[code], 1)
    over = (published - lasts).days > 91
    back = lasts.year - (0 if over or tense != "past" else 1)
    ahead = lasts.year + (1 if over or tense == "next" else 0)
    chosen = {"next": ahead, "this": published.year}.get(tense or "", back)
    return Moment(f"{chosen:04d}-{code}", f"{back:04d}-{code}", f"{ahead:04d}-{code}")


def starts(edtf: str) -> str:
    return edtf.split("/")[0]


def ends(edtf: str) -> str:
    return edtf.split("/")[-1]


def about(edtf: str) -> str:
    """The same, approximately; an interval is as vague as its first end."""
    if not edtf or edtf.endswith("~") or "/" in edtf:
        return edtf
    return edtf + "~"


def edge(edtf: str, which: str) -> str:
    """The start, the end, or the early, middle and late part of a period, all approximate."""
    if not edtf:
        return edtf
    first, last = starts(edtf).rstrip("~"), ends(edtf).rstrip("~")
    if first == ".." or last == "..":
        return UNKNOWN
    if "/" in edtf:  # a week, a stretch of days
        return about(last if which in ("end", "late") else first)
    if len(first) == 4:
        return about({"start": first + "-01", "end": first + "-12"}.get(which, first))
    if len(first) == 7 and int(first[5:]) in _SEASON_STARTS:
        year, month = int(first[:4]), _SEASON_STARTS[int(first[5:])]
        later = {"end": 2, "late": 2, "mid": 1}.get(which, 0)
        return about(month_of(*shift_months(year, month, later)))
    return about(first)


def limit(edtf: str, which: str) -> str:
    """The day, month or year that bounds what is to be done by an edge of a period."""
    if not edtf or which not in ("end",):
        return edge(edtf, which)
    last = ends(edtf).rstrip("~")
    return last + "-12" if len(last) == 4 else last


def over(moment: Moment, change: Callable[[str], str]) -> Moment:
    """The same change made to each reading."""
    return Moment(change(moment.edtf), change(moment.back), change(moment.ahead))
