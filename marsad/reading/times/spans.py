"""When something was or will be, as the words before a date tell it: "since", "until", "between", "within"."""

from marsad.model.values.when import bounds, edtf_valid
from marsad.reading import calendar as cal
from marsad.reading.calendar import FORESEEN, UNKNOWN, Moment, sure
from marsad.reading.grammar import Match, Producer
from marsad.reading.times.context import Context, tense_of
from marsad.reading.times.reckoned import ago, counted

_MONTH = len("2020-06")
_DAY = len("2020-06-30")
_JUST_NOW = 60  # days back that a limit without a year still may lie


def _point(m: Match, n: int = 1) -> Moment:
    point: Moment = m.slots["point_in_time" if n == 1 else "point_in_time2"]
    return point


def _found(c: Context, m: Match, edtf: str) -> str:
    if edtf and ".." not in edtf:
        c.days.append((m.past - 1, edtf))
    return edtf


def _choose(c: Context, m: Match, point: Moment) -> str:
    """The reading that the sentence suggests: of a year just named, to come, or the likeliest."""
    dated = point.back != point.ahead and not point.yearless and "/" not in point.edtf and len(point.edtf) > 4
    if dated and c.published and c.tense(m.first) != "next":
        year = c.year_named(m.first) or (c.heading(m.first) if _is_yearless(point) else None)
        if year:
            return year + point.edtf[4:]
    after = _next_after(c, m, point)
    if after:
        return after
    chosen = _by_cues(c, m, point)
    if _is_yearless(point) or _is_weekday(point):
        c.others[m.first, m.past] = point.ahead if chosen == point.back else point.back
    return chosen


def _by_cues(c: Context, m: Match, point: Moment) -> str:
    """The reading that a verb before it suggests, else the likeliest."""
    if c.owns(m.past):
        return point.back
    if point.ahead != point.edtf and c.tense(m.first) == "next":
        near = c.published and edtf_valid(point.ahead) and (bounds(point.ahead)[0] - c.published).days <= FORESEEN
        return point.ahead if near else point.edtf
    if point.back != point.edtf and c.tense(m.first) == "past":
        return point.back
    return point.edtf


def _is_yearless(point: Moment) -> bool:
    """Whether it is a day or a month that only its year is wanting to."""
    alike = point.back != point.ahead and point.back[4:] == point.ahead[4:]
    return alike and len(point.edtf) >= _MONTH and "/" not in point.edtf


def _is_weekday(point: Moment) -> bool:
    """Whether it is a day of the last week or of the next: "on Friday"."""
    return point.yearless and point.back != point.ahead and len(point.back) == len(point.ahead) == _DAY


def _next_after(c: Context, m: Match, point: Moment) -> str:
    """A past day or month without a year: the first behind the date before it in its sentence.

    "left on 31 October 2023 and completed the withdrawal on 31 December": not the last December before publication,
    unless that lies but a few weeks back. What was told of years before goes on in the next sentence.
    """
    if not _is_yearless(point) or c.published is None or c.tense(m.first) == "next":
        return UNKNOWN
    other = c.dated_before(m.first) or c.told_long_ago(m.first)
    if other is None or not edtf_valid(point.back):
        return UNKNOWN
    if 0 <= (c.published - bounds(point.back)[1]).days <= _JUST_NOW:
        return UNKNOWN
    start = bounds(other)[0]
    for year in (start.year, start.year + 1):
        edtf = f"{year}{point.edtf[4:]}"
        if edtf_valid(edtf) and start <= bounds(edtf)[0] <= c.published:
            return edtf
    return UNKNOWN


def _at(c: Context, m: Match) -> str | None:
    point = _point(m)
    return None if point.weak else _found(c, m, _choose(c, m, point))


def _in(c: Context, m: Match) -> str:
    return _found(c, m, _choose(c, m, _point(m)))


def _since(c: Context, m: Match) -> str:
    point = _point(m)
    if c.owns(m.past) and not m.given.get("back"):
        return _in(c, m)  # "the toll from Monday's strike"
    edtf = cal.starts(point.back if m.given.get("back") else _choose(c, m, point))
    c.bounding.update(range(m.first, m.past))  # "since 2012, on 3 May": not of 2012
    if edtf and edtf != "..":
        c.days.append((m.past - 1, edtf))
    return f"{edtf}/.." if edtf else UNKNOWN


def _since_then(c: Context, m: Match) -> str:
    known = cal.starts(c.antecedent(m.first) or "")
    return f"{known}/.." if known else UNKNOWN


def _since_ago(c: Context, m: Match) -> str:
    edtf = ago(c, m).edtf
    return f"{edtf}/.." if edtf else UNKNOWN


def _as_of(c: Context, m: Match) -> str:
    """ "As of 20 March" is a state's day if it is past, a beginning if it is to come."""
    point = _point(m)
    if c.published and cal.starts(point.edtf) > c.published.isoformat():
        return _since(c, m)
    return _found(c, m, point.edtf)


def _by(c: Context, m: Match) -> str:
    point = _point(m)
    if c.is_document(m.past) and not _is_deadline(c, m, point):
        return _choose(c, m, point)  # "authorised by the November 2020 | statement"
    lasts = bool(m.given.get("until")) and c.lasts(m.first)
    lopsided = _lopsided(c, point) if m.given.get("until") and not lasts else ""
    if lopsided:
        return f"../{cal.ends(lopsided)}"  # "suspended until March", said in February
    told_past = c.tense(m.first) == "past" and not c.demands(m.first)
    reported = c.reported(m.first) and _lopsided(c, point) == point.back
    past = not lasts and (told_past or reported or _is_past(c, m, point))
    if not point.limit and point.back != point.ahead and past:
        point = sure(point.back)
    if "edge" in m.given:
        point = point._replace(limit=cal.limit(point.ahead, m.given["edge"]))
    if point.limit:
        over = not lasts and (reported or (c.tense(m.first) != "next" and _lopsided(c, point) == point.back))
        back = point.back if point.limit.endswith("~") else point.back.rstrip("~")
        return f"../{cal.ends(back if over else point.limit)}"  # "by the end of October", told in November
    edtf = cal.ends(point.edtf if m.given.get("nearest") and point.edtf != point.back else point.ahead)
    return f"../{edtf}" if edtf else UNKNOWN


def _is_deadline(c: Context, m: Match, point: Moment) -> bool:
    """Whether a day without a year bounds what is to be done: "must leave by the 31 December | agreement"."""
    return point.back != point.ahead and len(point.ahead) == len("2020-12-31") and c.tense(m.first) == "next"


def _is_past(c: Context, m: Match, point: Moment) -> bool:
    """Whether a limit has passed: "by Friday the army had left", "by 30 June" told on 5 July."""
    if c.was_done(m.past):
        return True
    fine = len(point.back) == len("2020-06-30") or point.back.endswith("~")  # "by the last week of January"
    return fine and _lopsided(c, point) == point.back


def _lopsided(c: Context, point: Moment) -> str:
    """The reading of a date without a year that is near where the other is far, or nothing."""
    if c.published is None or point.back == point.ahead or len(point.back) < _MONTH or "/" in point.back + point.ahead:
        return UNKNOWN
    if not edtf_valid(point.back) or not edtf_valid(point.ahead):
        return UNKNOWN  # before the first year or beyond the last
    back, ahead = (c.published - bounds(point.back)[1]).days, (bounds(point.ahead)[0] - c.published).days
    if 0 <= back <= _JUST_NOW and ahead > FORESEEN:
        return point.back
    return point.ahead if 0 <= ahead <= _JUST_NOW and back > FORESEEN else UNKNOWN


def _before(c: Context, m: Match) -> str:
    """ "Before June"; of what will not be before, "will not leave before June", it is the beginning."""
    return _not_before(c, m) if c.negated(m.first) else _by(c, m)


def _not_before(_: Context, m: Match) -> str:
    ahead = _point(m).ahead
    edtf = cal.starts(cal.edge(ahead, m.given["edge"]) if "edge" in m.given and len(ahead) == len("2020-06") else ahead)
    return f"{edtf}/.." if edtf and edtf != ".." else UNKNOWN


def _by_end(c: Context, m: Match) -> str:
    if c.published is None:
        return UNKNOWN
    return f"../{cal.limit(cal.period(c.published, m.slots.get('period', 'year'), 0), 'end')}"


def _span(c: Context, m: Match) -> str | None:
    first, last = _point(m), _point(m, 2)
    if not first.edtf or not last.edtf:
        return UNKNOWN
    for end in (last.edtf, last.ahead):
        for start in (*_of_year(first, last), first.edtf, first.ahead, first.back):
            edtf = f"{cal.starts(start)}/{cal.ends(end)}"
            if edtf_valid(edtf) and cal.starts(start) != cal.ends(end):
                return _found(c, m, edtf)
    return None


def _of_year(first: Moment, last: Moment) -> list[str]:
    """The first end of a span in the year told with the second, or the one before: "1 January to 31 October 2007"."""
    if first.back == first.ahead or last.back != last.ahead or not last.edtf[:4].isdigit() or len(first.edtf) < _MONTH:
        return []
    year = int(last.edtf[:4])
    return [f"{year}{first.edtf[4:]}", f"{year - 1}{first.edtf[4:]}"]


def _years(_: Context, m: Match) -> str | None:
    """ "In 2014 and 2015"; days and months that are told one beside the other are no span."""
    first, last = _point(m).edtf, _point(m, 2).edtf
    return f"{first}/{last}" if len(first) == len(last) == len("2014") and first < last else None


def _recent(c: Context, m: Match) -> str:
    return f"../{c.published}" if c.published else UNKNOWN


def _coming(c: Context, m: Match) -> str:
    return f"{c.published}/.." if c.published else UNKNOWN


def _past(c: Context, m: Match) -> str:
    if c.published is None:
        return UNKNOWN
    n, unit = counted(m)
    return _found(c, m, f"{cal.shift(c.published, unit, -n)}/{c.published}")


def _within(c: Context, m: Match) -> str:
    if c.published is None:
        return UNKNOWN
    n, unit = counted(m)
    if c.tense(m.first) == "past" and not c.demands(m.first):
        return _past(c, m)  # "lost forty men within three days"
    return f"{c.published}/{cal.shift(c.published, unit, n)}"


def _within_range(c: Context, m: Match) -> str | None:
    if c.published is None:
        return UNKNOWN
    low, high, unit = m.slots["count"], m.slots["count2"], m.slots["count_unit"]
    if low >= high:
        return None
    first, last = cal.shift(c.published, unit, low), cal.shift(c.published, unit, high)
    return f"{first.isoformat()[:7]}/{last.isoformat()[:7]}" if unit in ("month", "year") else f"{first}/{last}"


def _recent_or_coming(c: Context, m: Match) -> str | None:
    """Several units without a number: the adjective tells whether they are past or to come."""
    tense = tense_of(m)
    if tense == "this":
        return None
    return _recent(c, m) if tense in ("past", None) else _coming(c, m)


def _past_or_next(c: Context, m: Match) -> str | None:
    tense = tense_of(m)
    if tense == "this":
        return None
    return _past(c, m) if tense == "past" else _within(c, m)


PRODUCERS: dict[str, Producer] = {
    "years": _years,
    "since_then": _since_then,
    "at": _at,
    "in": _in,
    "since": _since,
    "as_of": _as_of,
    "by": _by,
    "before": _before,
    "not_before": _not_before,
    "by_end": _by_end,
    "span": _span,
    "recent": _recent,
    "coming": _coming,
    "past": _past,
    "within": _within,
    "within_range": _within_range,
    "recent_or_coming": _recent_or_coming,
    "past_or_next": _past_or_next,
    "since_ago": _since_ago,
}
