"""Months, years, decades and seasons that are told by themselves, and the edges of these: "late March"."""

import datetime as dt

from marsad.reading import calendar as cal
from marsad.reading.calendar import OPEN, Moment, Month, sure
from marsad.reading.grammar import Match, Producer
from marsad.reading.times.context import Context, tense_of

_YEAR = len("2020")


def month_alone(c: Context, m: Match) -> Moment:
    month: Month = m.slots["month"]
    return cal.month_alone(
        c.published, month, tense_of(m), month.weak and not tense_of(m) and not m.given.get("strong")
    )


def _month_noun(c: Context, m: Match) -> Moment | None:
    """ "The May agreement": also a month's name that means other things, where a noun follows."""
    return None if c.closed(m.past) else month_alone(c, m)


def _year_alone(c: Context, m: Match) -> Moment:
    year = next(v for v in m.slots.values() if v is not True)
    if 1300 <= year <= 1500:
        return sure(cal.hijri(year, None, None))
    weak = bool(m.given.get("weak"))
    if weak and c.heads(m.first, m.past):
        c.headings.append((m.first, f"{year:04d}"))
    if weak and c.leads_year(m.first):
        c.days.append((m.first, f"{year:04d}"))  # "in 2013. Two years later …"
    return sure(f"{year:04d}", weak=weak)


def _year_noun(c: Context, m: Match) -> Moment | None:
    """ "The 1991 war", "the ceasefire of 1991"; a round figure is more often a number of something."""
    year = m.slots["year_figure"]
    if m.given.get("document") and not c.is_document(m.first - 1):
        return None  # "a force of 1950 men"
    c.bounding.update(range(m.first, m.past))
    return sure(str(year)) if year % 100 else None


def _hijri_year(_: Context, m: Match) -> Moment | None:
    edtf = cal.hijri(next(iter(m.slots.values())), None, None)
    return sure(edtf) if edtf else None


def _decade(c: Context, m: Match) -> Moment | None:
    start = m.slots.get("decade")
    if start is None:
        century = {"past": -1, "this": 0}.get(tense_of(m) or "past", -1)
        if c.published is None:
            return OPEN
        start = (c.published.year // 100 + century) * 100 + int(m.slots["tens"])
    if not 1000 <= start <= 2100 or start % 10:
        return None
    return sure(f"{start:04d}/{start + 9:04d}")


def _season(c: Context, m: Match) -> Moment | None:
    code: int = next(m.slots[k] for k in ("season", "season_weak", "season_adverb") if k in m.slots)
    year = m.slots.get("year")
    if year is not None:
        return sure(f"{year:04d}-{code}")
    if "which" in m.slots and m.given.get("of_year") and c.published:
        return sure(f"{c.published.year + {'past': -1, 'this': 0, 'next': 1}[m.slots['which']]:04d}-{code}")
    return cal.season(c.published, code, tense_of(m))._replace(weak=bool(m.given.get("weak")))


def _period(c: Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    by = m.given.get("by", {"past": -1, "this": 0, "next": 1}.get(tense_of(m) or "this", 0))
    return sure(cal.period(c.published, m.slots["period"], by))


def _same_year(c: Context, m: Match) -> Moment:
    """ "In September of that year", "the following March": by the date before it."""
    known = c.antecedent(m.first)
    if not known or known.startswith(".."):
        return OPEN
    month: Month = m.slots["month"]
    year = int(known[:4])
    if m.given.get("following") and (len(known) == _YEAR or cal.month_of(year, month.number) <= known[:7]):
        year += 1
    return sure(cal.dated(month, m.slots.get("day"), year))


def _same_week(c: Context, m: Match) -> Moment:
    known = cal.ends(c.antecedent(m.first) or "").rstrip("~")
    return sure(cal.period(dt.date.fromisoformat(known), "week", 0)) if len(known) == len("2020-03-20") else OPEN


def _same_month(c: Context, m: Match) -> Moment:
    known = cal.ends(c.antecedent(m.first) or "")
    return sure(known[:7]) if len(known) >= 7 else OPEN


def _edge(_: Context, m: Match) -> Moment | None:
    which, date = m.slots["edge_word"], m.slots["date"]
    if len(date.edtf) == 10:
        return None if which not in ("early", "late") else date  # "late Saturday" is that day
    moved = cal.over(date, lambda e: cal.edge(e, which))
    return moved._replace(limit=cal.limit(date.ahead, which))


def _edge_of_period(c: Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    which = m.slots.get("edge_word") or m.given.get("edge", "start")
    unit = m.slots.get("period", m.given.get("unit", "year"))
    now = cal.period(c.published, unit, m.given.get("by", 0))
    return sure(cal.edge(now, which))._replace(limit=cal.limit(now, which))


def _part_of(_: Context, m: Match) -> Moment:
    """A half or a quarter of a year in months; of anything shorter only about."""
    part, parts = map(int, m.slots["half"].split("/"))
    length = 12 // parts

    def cut(edtf: str) -> str:
        year = edtf.rstrip("~")
        if len(year) != 4:
            return cal.about(edtf)
        return f"{year}-{(part - 1) * length + 1:02d}/{year}-{part * length:02d}"

    return cal.over(m.slots["date"], cut)


def _last_day(c: Context, m: Match) -> Moment | None:
    def last(edtf: str) -> str:
        year, month = int(edtf[:4]), int(edtf[5:7])
        following = dt.date(*cal.shift_months(year, month, 1), 1)
        return (following - dt.timedelta(days=1)).isoformat()

    date: Moment = m.slots.get("date") or month_alone(c, m)
    return cal.over(date, last) if len(date.edtf) == 7 and int(date.edtf[5:]) <= 12 else None


PRODUCERS: dict[str, Producer] = {
    "month_alone": month_alone,
    "month_noun": _month_noun,
    "year_alone": _year_alone,
    "year_noun": _year_noun,
    "hijri_year": _hijri_year,
    "decade": _decade,
    "season": _season,
    "period": _period,
    "same_year": _same_year,
    "same_month": _same_month,
    "same_week": _same_week,
    "open": lambda _, __: OPEN,
    "edge": _edge,
    "edge_of_period": _edge_of_period,
    "edge_nothing": lambda _, __: None,
    "part_of": _part_of,
    "last_day": _last_day,
}
