"""Dates by day, month and year: "5 March 2020", "3/5/2020", "5 to 7 March"."""

import datetime as dt
from typing import Any

from marsad.reading import calendar as cal
from marsad.reading.calendar import OPEN, Moment, Month, sure
from marsad.reading.grammar import Match, Producer
from marsad.reading.times.context import Context, tense_of

_LUNAR = "h"  # before a feast's month: of the Hijri year


def _month(c: Context, m: Match) -> Month | None:
    if m.given.get("capital") and not c.tokens.text[c.tokens.starts[m.first]].isupper():
        return None
    numbers = {v for k, v in m.slots.items() if k.startswith(("month", "hijri"))}
    if len(numbers) != 1:
        return None  # the two names of a pair disagree
    return Month(numbers.pop(), bool(m.given.get("hijri")), bool(m.given.get("weak")))


def _year(_: Context, m: Match) -> Any:
    return next(v for v in m.slots.values() if v is not True)


def _date(c: Context, m: Match) -> Moment | None:
    month: Month = m.slots["month"]
    if m.given.get("closed") and not c.closed(m.past):
        return None  # "خلال شهر فبراير | 3 اجتماعات"
    number = m.slots.get("day", m.slots.get("day_figure"))
    year = next((m.slots[k] for k in ("year", "year_figure", "hijri_figure", "hijri_marked") if k in m.slots), None)
    if "hijri_figure" in m.slots and not month.hijri:
        return None  # "in March 1400 soldiers"
    if year is None:
        return cal.day_of_month(c.published, month, number, tense_of(m)) if number else None
    edtf = cal.dated(month, number, year)
    return sure(edtf) if edtf else None


def _date_of_year(c: Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    year = c.published.year + {"past": -1, "this": 0, "next": 1}[tense_of(m) or "this"]
    return sure(cal.dated(m.slots["month"], m.slots.get("day"), year))


def _days(c: Context, m: Match) -> Moment | None:
    month: Month = m.slots["month"]
    low, high = (m.slots.get(k, m.slots.get(k.replace("day", "day_figure"))) for k in ("day", "day2"))
    if low is None or high is None or low >= high:
        return None
    year = m.slots.get("year")
    if year is not None:
        first, last = cal.dated(month, low, year), cal.dated(month, high, year)
        return sure(f"{first}/{last}") if first and last else None
    found = cal.day_of_month(c.published, month, low, tense_of(m))
    if found is None or not found.edtf:
        return found
    number = f"{high:02d}"
    return cal.over(found, lambda e: f"{e}/{e[:8]}{number}")


def _week_of(c: Context, m: Match) -> Moment | None:
    """The calendar week of a day: "the week of 19 February"."""
    day = _date(c, m)
    return day and cal.over(day, lambda e: cal.period(dt.date.fromisoformat(e), "week", 0) if e else e)


def _months(c: Context, m: Match) -> Moment | None:
    year = m.slots.get("year")
    if year is None:
        last = cal.month_alone(c.published, m.slots["month2"], tense_of(m), False).edtf
        if m.slots["month"].number == m.slots["month2"].number or len(last) != len("2020-03"):
            return None
        year = int(last[:4])
        if m.slots["month"].number > m.slots["month2"].number:  # "شهري ديسمبر ويناير"
            return sure(f"{cal.dated(m.slots['month'], None, year - 1)}/{last}")
    return sure(f"{cal.dated(m.slots['month'], None, year)}/{cal.dated(m.slots['month2'], None, year)}")


def _figures(c: Context, m: Match) -> Moment | None:
    order = m.given["order"]
    numbers = [v for v in m.slots.values() if v is not True]
    if len(numbers) != 3:
        return None
    parts = dict(zip(order, numbers, strict=True))
    year, month, number = parts["y"], parts["m"], parts["d"]
    if month > 12:
        month, number = number, month
    edtf = cal.hijri(year, month, number) if year <= 1500 else cal.day(year, month, number)
    if order == "dmy" and c.published and edtf > c.published.isoformat() and c.tense(m.first) != "next":
        swapped = cal.day(year, number, month) if year > 1500 else ""
        if swapped and swapped <= c.published.isoformat():
            edtf = swapped  # "left on 03/10/2024", told on 14 March
    return sure(edtf) if edtf else None


def _dotted(_: Context, m: Match) -> Moment | None:
    parts = str(m.slots["dotted"]).replace(",", ".").split(".")
    if len(parts) != 3 or not all(len(p) in (1, 2, 4) for p in parts):
        return None
    numbers = [int(p) for p in parts]
    number, month, year = numbers if len(parts[2]) == 4 else numbers[::-1]
    if year < 1900:
        return None
    edtf = cal.day(year, month, number)
    return sure(edtf) if edtf else None


def _figure_days(_: Context, m: Match) -> Moment | None:
    year, month = m.slots["year_figure"], m.slots["month_figure"]
    first, last = (cal.day(year, month, m.slots[k]) for k in ("day_figure", "day_figure2"))
    return sure(f"{first}/{last}") if first and last and first < last else None


def _feast(c: Context, m: Match) -> Moment | None:
    """A day of the year that has a name: "Christmas"."""
    lunar = m.slots["feast"].startswith(_LUNAR)
    month, number = (int(part) for part in m.slots["feast"].removeprefix(_LUNAR).split("-"))
    year = m.slots.get("year")
    if "which" in m.slots and c.published:
        year = c.published.year + {"past": -1, "this": 0, "next": 1}[m.slots["which"]]
    if year is not None:
        return sure(cal.hijri_in(year, month, number) if lunar else cal.day(year, month, number))
    return cal.day_of_month(c.published, Month(month, lunar, False), number, tense_of(m))


PRODUCERS: dict[str, Producer] = {
    "month": _month,
    "year": _year,
    "date": _date,
    "date_of_year": _date_of_year,
    "days": _days,
    "week_of": _week_of,
    "months": _months,
    "figures": _figures,
    "feast": _feast,
    "dotted": _dotted,
    "figure_days": _figure_days,
}
