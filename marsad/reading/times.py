"""When: dates, spans and relative times of a text as EDTF, reckoned from the day of publication.

The phrases are data (`when.yaml` of a language); here stands what a phrase of a kind means.
"""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from marsad.languages import load
from marsad.model.values.when import bounds, edtf_valid
from marsad.reading import calendar as cal
from marsad.reading.calendar import OPEN, UNKNOWN, Moment, Month, sure
from marsad.reading.grammar import Grammar, Match, Producer
from marsad.reading.numbers import PRODUCERS as NUMBER_PRODUCERS
from marsad.text.normalise import fold
from marsad.text.tokens import Tokens

_UNIT_SLOTS = ("count_unit", "dual_unit", "bare_period", "units")
_FORESEEN = 270  # days ahead that a date without a year still may lie
_SHORTEST_VERB = 5
_REMEMBERED = 8  # dates back in which an antecedent is sought
_CUE_REACH = 9  # words before a date in which a future verb still governs it


class Time(NamedTuple):
    """A time in tokens [first, past); `edtf` is None where it stays open."""

    first: int
    past: int
    edtf: str | None
    rule: str


class _Cues(NamedTuple):
    """Words around a date that tell how to read it."""

    future: frozenset[str]  # words, or pairs of words
    past: frozenset[str]
    future_beginnings: tuple[str, ...]  # of verbs, where the future is a prefix
    not_future: tuple[str, ...]
    passive: frozenset[str]  # words behind which a past form is a participle: "will be handed over"
    closers: frozenset[str]  # what may follow a day that stands alone
    owning: frozenset[str]  # what makes a date the owner of what follows

    def future_verb(self, word: str) -> bool:
        return (
            len(word) >= _SHORTEST_VERB
            and word.startswith(self.future_beginnings)
            and not word.startswith(self.not_future)
        )


@dataclass(slots=True)
class _Context:
    tokens: Tokens
    published: dt.date | None
    cues: _Cues
    days: list[tuple[int, str]] = field(default_factory=list)  # token and EDTF of the dates found so far

    def closed(self, past: int) -> bool:
        """Whether no noun follows: punctuation, a small word, or nothing."""
        words = self.tokens.words
        return past >= len(words) or not words[past][0].isalpha() or words[past] in self.cues.closers

    def owns(self, past: int) -> bool:
        """Whether what happened is told of as the date's own: "July's coup"."""
        return past < len(self.tokens) and self.tokens.words[past] in self.cues.owning

    def antecedent(self, at: int) -> str | None:
        """The last date before a token, in the same sentence or the one before."""
        before = [(where, edtf) for where, edtf in self.days[-_REMEMBERED:] if where < at]
        if not before:
            return None
        where, edtf = max(before, key=lambda day: day[0])
        return edtf if self.tokens.sentence_of(at) - self.tokens.sentence_of(where) <= 1 else None

    def year_named(self, at: int) -> str | None:
        """A past year that stands alone before a token in its sentence: "in 2019, on 3 May and on 27 December"."""
        assert self.published
        for where, edtf in reversed(self.days[-_REMEMBERED:]):
            if len(edtf) == 4 and where < at and int(edtf) < self.published.year:
                return edtf if self.tokens.sentence_of(where) == self.tokens.sentence_of(at) else None
        return None

    def tense(self, first: int) -> str | None:
        """Whether the nearest cue before a token, in the same sentence, speaks of the future ("next") or the past."""
        tokens, cues = self.tokens, self.cues
        start = max(tokens.sentences[tokens.sentence_of(first)][0] if tokens.sentences else 0, first - _CUE_REACH)
        following = ""
        for at in range(first - 1, start - 1, -1):
            word = tokens.words[at]
            pair = f"{word} {following}"
            if word in cues.future or pair in cues.future or cues.future_verb(word):
                return "next"
            if word in cues.past and (at == start or tokens.words[at - 1] not in cues.passive):
                return "past"
            following = word
        return None


class TimeFinder:
    """Finds the times of one language's texts."""

    def __init__(self, language: str) -> None:
        self._grammar, self._cues = _grammar(language)

    def find(self, tokens: Tokens, published: dt.date | None) -> list[Time]:
        """The times of a text in order, none overlapping; the longest phrase wins."""
        context = _Context(tokens, published, self._cues)
        return [
            Time(first, past, edtf if edtf and edtf_valid(edtf) else None, rule)
            for first, past, edtf, rule in self._grammar.find(tokens, context)
        ]


@cache
def _grammar(language: str) -> tuple[Grammar, _Cues]:
    data = load(language, "when")

    def words(name: str) -> tuple[str, ...]:
        return tuple(" ".join(map(fold, phrase.split())) for phrase in data.get(name, ()))

    cues = _Cues(
        frozenset(words("future")),
        frozenset(words("past")),
        words("future_beginnings"),
        words("not_future"),
        frozenset(words("passive")),
        frozenset(words("closers")),
        frozenset(words("owning")),
    )
    return Grammar(language, ("number", "when"), PRODUCERS), cues


def _safe(producer: Producer) -> Producer:
    """A date beyond the calendar is no date, and no failure; each date found may be reckoned from."""

    def produce(context: _Context, match: Match) -> Any:
        try:
            value = producer(context, match)
        except (ValueError, OverflowError):
            return None
        if isinstance(value, Moment) and value.edtf and not value.weak:
            context.days.append((match.first, value.edtf))
        return value

    return produce


def _tense(match: Match) -> str | None:
    return match.slots.get("which") or match.given.get("tense")


# lower levels: names of months, years


def _month(c: _Context, m: Match) -> Month | None:
    if m.given.get("capital") and not c.tokens.text[c.tokens.starts[m.first]].isupper():
        return None
    numbers = {v for k, v in m.slots.items() if k.startswith(("month", "hijri"))}
    if len(numbers) != 1:
        return None  # the two names of a pair disagree
    return Month(numbers.pop(), bool(m.given.get("hijri")), bool(m.given.get("weak")))


def _year(_: _Context, m: Match) -> Any:
    return next(v for v in m.slots.values() if v is not True)


# dates


def _date(c: _Context, m: Match) -> Moment | None:
    month: Month = m.slots["month"]
    number = m.slots.get("day", m.slots.get("day_figure"))
    year = next((m.slots[k] for k in ("year", "year_figure", "hijri_figure", "hijri_marked") if k in m.slots), None)
    if year is None:
        return cal.day_of_month(c.published, month, number, _tense(m)) if number else None
    edtf = cal.dated(month, number, year)
    return sure(edtf) if edtf else None


def _date_of_year(c: _Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    year = c.published.year + {"past": -1, "this": 0, "next": 1}[_tense(m) or "this"]
    return sure(cal.dated(m.slots["month"], m.slots.get("day"), year))


def _days(c: _Context, m: Match) -> Moment | None:
    month: Month = m.slots["month"]
    low, high = (m.slots.get(k, m.slots.get(k.replace("day", "day_figure"))) for k in ("day", "day2"))
    if low is None or high is None or low >= high:
        return None
    year = m.slots.get("year")
    if year is not None:
        first, last = cal.dated(month, low, year), cal.dated(month, high, year)
        return sure(f"{first}/{last}") if first and last else None
    found = cal.day_of_month(c.published, month, low, _tense(m))
    if found is None or not found.edtf:
        return found
    number = f"{high:02d}"
    return cal.over(found, lambda e: f"{e}/{e[:8]}{number}")


def _months(_: _Context, m: Match) -> Moment:
    year = m.slots["year"]
    return sure(f"{cal.dated(m.slots['month'], None, year)}/{cal.dated(m.slots['month2'], None, year)}")


def _figures(c: _Context, m: Match) -> Moment | None:
    order = m.given["order"]
    numbers = [v for v in m.slots.values() if v is not True]
    if len(numbers) != 3:
        return None
    parts = dict(zip(order, numbers, strict=True))
    year, month, number = parts["y"], parts["m"], parts["d"]
    if month > 12:
        month, number = number, month
    edtf = cal.hijri(year, month, number) if year <= 1500 else cal.day(year, month, number)
    return sure(edtf) if edtf else None


def _dotted(_: _Context, m: Match) -> Moment | None:
    parts = str(m.slots["dotted"]).replace(",", ".").split(".")
    if len(parts) != 3 or not all(len(p) in (1, 2, 4) for p in parts):
        return None
    numbers = [int(p) for p in parts]
    number, month, year = numbers if len(parts[2]) == 4 else numbers[::-1]
    if year < 1900:
        return None
    edtf = cal.day(year, month, number)
    return sure(edtf) if edtf else None


def _day_alone(c: _Context, m: Match) -> Moment | None:
    """ "The 11th": of the month spoken of, or of the latest that has had such a day."""
    number = next(v for k, v in m.slots.items() if k not in ("which", "daypart", "day_of"))
    if not 1 <= number <= 31 or (m.given.get("alone") and not c.closed(m.past)):
        return None
    tense = _tense(m)
    if c.published is None:
        return OPEN
    known = c.antecedent(m.first) if tense is None else None
    if known:
        start = cal.starts(known).rstrip("~")
        if len(start) >= 7:
            return sure(cal.day(int(start[:4]), int(start[5:7]), number) if int(start[5:7]) <= 12 else UNKNOWN)
    by = {"past": -1, "next": 1}.get(tense or "", 0)
    year, month = cal.shift_months(c.published.year, c.published.month, by)
    if not tense and number > c.published.day:
        year, month = cal.shift_months(year, month, -1)
    edtf = cal.day(year, month, number)
    return sure(edtf) if edtf else None


def _weekday(c: _Context, m: Match) -> Moment:
    return cal.weekday(c.published, m.slots["weekday"], _tense(m))


def _weekday_of_week(c: _Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    week = cal.period(c.published, "week", {"past": -1, "this": 0, "next": 1}[_tense(m) or "this"])
    monday = dt.date.fromisoformat(cal.starts(week))
    return sure((monday + dt.timedelta(days=m.slots["weekday"])).isoformat())


def _today(c: _Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    day = c.published + dt.timedelta(days=m.slots["today"])
    if (day.weekday() - m.slots.get("weekday", day.weekday())) % 7 == 1:
        day -= dt.timedelta(days=1)  # "today, Sunday", put out on Monday
    return sure(day.isoformat())


def _between_days(c: _Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    first, last = (c.published + dt.timedelta(days=m.given[k]) for k in ("from", "to"))
    return sure(f"{first}/{last}")


def _weekend(c: _Context, m: Match) -> Moment:
    return OPEN if c.published is None else sure(cal.period(c.published, "weekend", m.given.get("by", 0)))


def _night(c: _Context, m: Match) -> Moment | None:
    """The night of one day to the next; "the night to Friday" names the second alone."""
    number = m.slots.get("weekday2", m.slots["weekday"])
    if "weekday2" in m.slots and (number - m.slots["weekday"]) % 7 != 1:
        return None
    last = cal.weekday(c.published, number, _tense(m))
    if not last.edtf:
        return last
    return sure(f"{dt.date.fromisoformat(last.edtf) - dt.timedelta(days=1)}/{last.edtf}")


def _after_midnight(c: _Context, m: Match) -> Moment | None:
    """Past midnight, the night of one day to the next belongs to the second."""
    night = _night(c, m)
    return night and sure(cal.ends(night.edtf))


def _consecutive(c: _Context, m: Match) -> Moment | None:
    return _weekdays(c, m) if (m.slots["weekday2"] - m.slots["weekday"]) % 7 == 1 else None


def _month_alone(c: _Context, m: Match) -> Moment:
    month: Month = m.slots["month"]
    return cal.month_alone(c.published, month, _tense(m), month.weak and not _tense(m) and not m.given.get("strong"))


def _year_alone(_: _Context, m: Match) -> Moment:
    year = next(v for v in m.slots.values() if v is not True)
    if 1300 <= year <= 1500:
        return sure(cal.hijri(year, None, None))
    return sure(f"{year:04d}", weak=bool(m.given.get("weak")))


def _year_noun(_: _Context, m: Match) -> Moment | None:
    """ "The 1991 war"; a round figure is more often a number of something."""
    year = m.slots["year_figure"]
    return sure(str(year)) if year % 100 else None


def _years(_: _Context, m: Match) -> str | None:
    """ "In 2014 and 2015"; days and months that are told one beside the other are no span."""
    first, last = _point(m).edtf, _point(m, 2).edtf
    return f"{first}/{last}" if len(first) == len(last) == len("2014") and first < last else None


def _hijri_year(_: _Context, m: Match) -> Moment | None:
    edtf = cal.hijri(next(iter(m.slots.values())), None, None)
    return sure(edtf) if edtf else None


def _decade(c: _Context, m: Match) -> Moment | None:
    start = m.slots.get("decade")
    if start is None:
        century = {"past": -1, "this": 0}.get(_tense(m) or "past", -1)
        if c.published is None:
            return OPEN
        start = (c.published.year // 100 + century) * 100 + int(m.slots["tens"])
    if not 1000 <= start <= 2100 or start % 10:
        return None
    return sure(f"{start}/{start + 9}")


def _season(c: _Context, m: Match) -> Moment | None:
    code: int = next(m.slots[k] for k in ("season", "season_weak", "season_adverb") if k in m.slots)
    year = m.slots.get("year")
    if year is not None:
        return sure(f"{year}-{code}")
    if "which" in m.slots and m.given.get("of_year") and c.published:
        return sure(f"{c.published.year + {'past': -1, 'this': 0, 'next': 1}[m.slots['which']]}-{code}")
    return cal.season(c.published, code, _tense(m))._replace(weak=bool(m.given.get("weak")))


def _period(c: _Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    by = m.given.get("by", {"past": -1, "this": 0, "next": 1}.get(_tense(m) or "this", 0))
    return sure(cal.period(c.published, m.slots["period"], by))


def _same_year(c: _Context, m: Match) -> Moment:
    known = c.antecedent(m.first)
    if not known or known.startswith(".."):
        return OPEN
    return sure(cal.dated(m.slots["month"], None, int(known[:4])))


def _same_month(c: _Context, m: Match) -> Moment:
    known = cal.ends(c.antecedent(m.first) or "")
    return sure(known[:7]) if len(known) >= 7 else OPEN


def _same_day(c: _Context, m: Match) -> Moment:
    return sure(c.antecedent(m.first) or UNKNOWN)


def _count(m: Match) -> tuple[int, str]:
    unit = next((m.slots[k] for k in _UNIT_SLOTS if k in m.slots), None) or m.given["unit"]
    return int(m.slots.get("count", m.given.get("n", 2 if "dual_unit" in m.slots else 1))), unit


def _later(c: _Context, m: Match) -> Moment:
    """ "Three days later": counted from the date before it, if there is one."""
    n, unit = _count(m)
    known = c.antecedent(m.first)
    start = cal.ends(known).rstrip("~") if known else ""
    if len(start) != 10:
        return OPEN
    moved = cal.shift(dt.date.fromisoformat(start), unit, -n if m.given.get("back") else n)
    return sure(_as_fine_as(moved, unit))


def _ago(c: _Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    n, unit = _count(m)
    return sure(_as_fine_as(cal.shift(c.published, unit, -n), unit, years=n))


def _ahead(c: _Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    n, unit = _count(m)
    return sure(_as_fine_as(cal.shift(c.published, unit, n), unit, years=n))


def _as_fine_as(day: dt.date, unit: str, years: int = 2) -> str:
    """Days are exact; weeks, months and years only approximate."""
    if unit in ("day", "hour"):
        return day.isoformat()
    if unit == "week":
        return f"{day}~"
    return f"{day:%Y-%m}~" if unit == "month" or (unit == "year" and years == 1) else f"{day:%Y}~"


# edges of dates


def _edge(_: _Context, m: Match) -> Moment | None:
    which, date = m.slots["edge_word"], m.slots["date"]
    if len(date.edtf) == 10:
        return None if which not in ("early", "late") else date  # "late Saturday" is that day
    moved = cal.over(date, lambda e: cal.edge(e, which))
    return moved._replace(limit=cal.limit(date.ahead, which))


def _edge_of_period(c: _Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    which = m.slots.get("edge_word") or m.given.get("edge", "start")
    unit = m.slots.get("period", m.given.get("unit", "year"))
    now = cal.period(c.published, unit, m.given.get("by", 0))
    return sure(cal.edge(now, which))._replace(limit=cal.limit(now, which))


def _part_of(_: _Context, m: Match) -> Moment:
    return cal.over(m.slots["date"], cal.about)


# times


def _point(m: Match, n: int = 1) -> Moment:
    point: Moment = m.slots["point_in_time" if n == 1 else "point_in_time2"]
    return point


def _found(c: _Context, m: Match, edtf: str) -> str:
    if edtf and ".." not in edtf:
        c.days.append((m.first, edtf))
    return edtf


def _choose(c: _Context, m: Match, point: Moment) -> str:
    """The reading that the sentence suggests: of a year just named, to come, or the likeliest."""
    if point.back != point.ahead and c.days and c.published and "/" not in point.edtf and len(point.edtf) > 4:
        year = c.year_named(m.first)
        if year:
            return year + point.edtf[4:]
    if c.owns(m.past):
        return point.back
    if point.ahead != point.edtf and c.tense(m.first) == "next":
        near = c.published and (bounds(point.ahead)[0] - c.published).days <= _FORESEEN
        return point.ahead if near else point.edtf
    if point.back != point.edtf and c.tense(m.first) == "past":
        return point.back
    return point.edtf


def _at(c: _Context, m: Match) -> str | None:
    point = _point(m)
    return None if point.weak else _found(c, m, _choose(c, m, point))


def _in(c: _Context, m: Match) -> str:
    return _found(c, m, _choose(c, m, _point(m)))


def _since(c: _Context, m: Match) -> str:
    point = _point(m)
    edtf = cal.starts(point.back if m.given.get("back") else _choose(c, m, point))
    if edtf and edtf != "..":
        c.days.append((m.first, edtf))
    return f"{edtf}/.." if edtf else UNKNOWN


def _since_then(c: _Context, m: Match) -> str:
    known = cal.starts(c.antecedent(m.first) or "")
    return f"{known}/.." if known else UNKNOWN


def _as_of(c: _Context, m: Match) -> str:
    """ "As of 20 March" is a state's day if it is past, a beginning if it is to come."""
    point = _point(m)
    if c.published and cal.starts(point.edtf) > c.published.isoformat():
        return _since(c, m)
    return _found(c, m, point.edtf)


def _by(c: _Context, m: Match) -> str:
    point = _point(m)
    if not point.limit and point.back != point.ahead and c.tense(m.first) == "past":
        point = sure(point.back)
    if "edge" in m.given:
        point = point._replace(limit=cal.limit(point.ahead, m.given["edge"]))
    if point.limit:
        return f"../{cal.ends(point.limit)}"
    edtf = cal.ends(point.edtf if m.given.get("nearest") and point.edtf != point.back else point.ahead)
    if len(edtf) == 4 and m.given.get("year") == "start":
        edtf += "-01~"
    return f"../{edtf}" if edtf else UNKNOWN


def _by_end(c: _Context, m: Match) -> str:
    if c.published is None:
        return UNKNOWN
    return f"../{cal.limit(cal.period(c.published, m.slots.get('period', 'year'), 0), 'end')}"


def _span(c: _Context, m: Match) -> str | None:
    first, last = _point(m), _point(m, 2)
    if not first.edtf or not last.edtf:
        return UNKNOWN
    for end in (last.edtf, last.ahead):
        for start in (first.edtf, first.ahead, first.back):
            edtf = f"{cal.starts(start)}/{cal.ends(end)}"
            if edtf_valid(edtf) and cal.starts(start) != cal.ends(end):
                return _found(c, m, edtf)
    return None


def _recent(c: _Context, m: Match) -> str:
    return f"../{c.published}" if c.published else UNKNOWN


def _coming(c: _Context, m: Match) -> str:
    return f"{c.published}/.." if c.published else UNKNOWN


def _past(c: _Context, m: Match) -> str:
    if c.published is None:
        return UNKNOWN
    n, unit = _count(m)
    return _found(c, m, f"{cal.shift(c.published, unit, -n)}/{c.published}")


def _within(c: _Context, m: Match) -> str:
    if c.published is None:
        return UNKNOWN
    n, unit = _count(m)
    return f"{c.published}/{cal.shift(c.published, unit, n)}"


def _within_range(c: _Context, m: Match) -> str | None:
    if c.published is None:
        return UNKNOWN
    low, high, unit = m.slots["count"], m.slots["count2"], m.slots["count_unit"]
    if low >= high:
        return None
    first, last = cal.shift(c.published, unit, low), cal.shift(c.published, unit, high)
    return f"{first:%Y-%m}/{last:%Y-%m}" if unit in ("month", "year") else f"{first}/{last}"


def _recent_or_coming(c: _Context, m: Match) -> str | None:
    """Several units without a number: the adjective tells whether they are past or to come."""
    tense = _tense(m)
    if tense == "this":
        return None
    return _recent(c, m) if tense in ("past", None) else _coming(c, m)


def _past_or_next(c: _Context, m: Match) -> str | None:
    tense = _tense(m)
    if tense == "this":
        return None
    return _past(c, m) if tense == "past" else _within(c, m)


def _last_night(c: _Context, m: Match) -> Moment:
    return OPEN if c.published is None else sure((c.published - dt.timedelta(days=1)).isoformat())


def _last_day(c: _Context, m: Match) -> Moment | None:
    def last(edtf: str) -> str:
        year, month = int(edtf[:4]), int(edtf[5:7])
        following = dt.date(*cal.shift_months(year, month, 1), 1)
        return (following - dt.timedelta(days=1)).isoformat()

    date: Moment = m.slots.get("date") or _month_alone(c, m)
    return cal.over(date, last) if len(date.edtf) == 7 and int(date.edtf[5:]) <= 12 else None


def _figure_days(_: _Context, m: Match) -> Moment | None:
    year, month = m.slots["year_figure"], m.slots["month_figure"]
    first, last = (cal.day(year, month, m.slots[k]) for k in ("day_figure", "day_figure2"))
    return sure(f"{first}/{last}") if first and last and first < last else None


def _weekdays(c: _Context, m: Match) -> Moment:
    last = cal.weekday(c.published, m.slots["weekday2"], _tense(m))
    if not last.edtf:
        return last
    behind = (m.slots["weekday2"] - m.slots["weekday"]) % 7
    return sure(f"{dt.date.fromisoformat(last.edtf) - dt.timedelta(days=behind)}/{last.edtf}")


def _since_ago(c: _Context, m: Match) -> str:
    edtf = _ago(c, m).edtf
    return f"{edtf}/.." if edtf else UNKNOWN


PRODUCERS: dict[str, Producer] = NUMBER_PRODUCERS | {
    name: _safe(producer)
    for name, producer in {
        "month": _month,
        "year": _year,
        "date": _date,
        "date_of_year": _date_of_year,
        "days": _days,
        "months": _months,
        "figures": _figures,
        "dotted": _dotted,
        "day_alone": _day_alone,
        "weekday": _weekday,
        "weekday_of_week": _weekday_of_week,
        "today": _today,
        "between_days": _between_days,
        "weekend": _weekend,
        "night": _night,
        "month_alone": _month_alone,
        "year_alone": _year_alone,
        "year_noun": _year_noun,
        "years": _years,
        "hijri_year": _hijri_year,
        "decade": _decade,
        "season": _season,
        "period": _period,
        "same_year": _same_year,
        "same_month": _same_month,
        "open": lambda _, __: OPEN,
        "after_midnight": _after_midnight,
        "consecutive": _consecutive,
        "since_then": _since_then,
        "same_day": _same_day,
        "later": _later,
        "ago": _ago,
        "ahead": _ahead,
        "edge": _edge,
        "edge_of_period": _edge_of_period,
        "edge_nothing": lambda _, __: None,
        "part_of": _part_of,
        "at": _at,
        "in": _in,
        "since": _since,
        "as_of": _as_of,
        "by": _by,
        "by_end": _by_end,
        "span": _span,
        "recent": _recent,
        "coming": _coming,
        "past": _past,
        "within": _within,
        "within_range": _within_range,
        "recent_or_coming": _recent_or_coming,
        "past_or_next": _past_or_next,
        "last_night": _last_night,
        "last_day": _last_day,
        "figure_days": _figure_days,
        "weekdays": _weekdays,
        "since_ago": _since_ago,
    }.items()
}
