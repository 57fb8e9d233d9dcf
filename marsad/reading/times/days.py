"""Days that are told by themselves: "the 11th", "Tuesday", "today", "last night"."""

import datetime as dt

from marsad.reading import calendar as cal
from marsad.reading.calendar import OPEN, UNKNOWN, Moment, sure
from marsad.reading.grammar import Match, Producer
from marsad.reading.times.context import Context, tense_of

_ORDINALS = 4  # that may be listed before what they number
_DAY = len("2020-03-20")
_MONTH = len("2020-03")
_JOINED = 3  # words to the next of several ordinals: "and the 3rd"


def _day_alone(c: Context, m: Match) -> Moment | None:
    """ "The 11th": of the month spoken of, or of the latest that has had such a day."""
    number = next(v for k, v in m.slots.items() if k not in ("which", "daypart", "day_of"))
    if not 1 <= number <= 31 or (m.given.get("alone") and not c.closed(_past_ordinals(c, m.past))):
        return None
    tense = tense_of(m)
    known = c.antecedent(m.first, least=_MONTH) if tense is None else None
    if known:
        start = cal.starts(known).rstrip("~")
        if len(start) >= _MONTH:
            return sure(cal.day(int(start[:4]), int(start[5:7]), number) if int(start[5:7]) <= 12 else UNKNOWN)
    if c.published is None:
        return OPEN
    by = {"past": -1, "next": 1}.get(tense or "", 0)
    year, month = cal.shift_months(c.published.year, c.published.month, by)
    if not tense and number > c.published.day:
        year, month = cal.shift_months(year, month, -1)
    edtf = cal.day(year, month, number)
    return sure(edtf) if edtf else None


def _past_ordinals(c: Context, past: int) -> int:
    """Past further ordinals, which may be of the same noun: "the 9th | to the 15th | Division"."""
    words = c.tokens.words
    end = past + _ORDINALS * _JOINED
    for k in range(past, min(len(words), end)):
        if words[k][0].isdigit() and words[k][-1].isalpha():
            past = k + 1
            continue
        listed = words[k] == "," and words[k + 1 : k + 2] and words[k + 1][0].isdigit()
        if k >= past + _JOINED or (words[k] not in c.cues.closers and not listed):
            break  # also "on the 9th, | the 15th Division"
    return past


def _days_alone(c: Context, m: Match) -> Moment | None:
    """ "Between the 3rd and the 14th": of the month spoken of, or of the latest that has had both."""
    low, high = (v for k, v in m.slots.items() if k.startswith(("day", "nth")) and v is not True)
    if m.given.get("closed") and not c.closed(m.past):
        return None  # "from the 9th to the 15th | Division"
    if c.published is None:
        return OPEN
    by = {"past": -1, "next": 1}.get(
        tense_of(m) or "", -1 if high > c.published.day and c.tense(m.first) != "next" else 0
    )
    year, month = cal.shift_months(c.published.year, c.published.month, by)
    first, last = cal.day(year, month, low), cal.day(year, month, high)
    return sure(f"{first}/{last}") if first and last and low < high else None


def _same_day(c: Context, m: Match) -> Moment:
    return sure(c.antecedent(m.first, least=_DAY) or UNKNOWN)


def _weekday(c: Context, m: Match) -> Moment:
    return cal.weekday(c.published, m.slots["weekday"], tense_of(m))


def _weekday_before_last(c: Context, m: Match) -> Moment | None:
    if m.given.get("closed") and not c.closed(m.past):
        return None  # "on Wednesday before last | week's attack"
    last = cal.weekday(c.published, m.slots["weekday"], "past")
    return last if not last.edtf else sure((dt.date.fromisoformat(last.edtf) - dt.timedelta(days=7)).isoformat())


def _weekday_of_week(c: Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    week = cal.period(c.published, "week", {"past": -1, "this": 0, "next": 1}[tense_of(m) or "this"])
    monday = dt.date.fromisoformat(cal.starts(week))
    return sure((monday + dt.timedelta(days=m.slots["weekday"])).isoformat())


def _weekdays(c: Context, m: Match) -> Moment:
    last = cal.weekday(c.published, m.slots["weekday2"], tense_of(m))
    if not last.edtf:
        return last
    behind = (m.slots["weekday2"] - m.slots["weekday"]) % 7
    return sure(f"{dt.date.fromisoformat(last.edtf) - dt.timedelta(days=behind)}/{last.edtf}")


def _consecutive(c: Context, m: Match) -> Moment | None:
    return _weekdays(c, m) if (m.slots["weekday2"] - m.slots["weekday"]) % 7 == 1 else None


def _today(c: Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    day = c.published + dt.timedelta(days=m.slots["today"])
    if (day.weekday() - m.slots.get("weekday", day.weekday())) % 7 == 1:
        day -= dt.timedelta(days=1)  # "today, Sunday", put out on Monday
    return sure(day.isoformat())


def _between_days(c: Context, m: Match) -> Moment:
    if c.published is None:
        return OPEN
    first, last = (c.published + dt.timedelta(days=m.given[k]) for k in ("from", "to"))
    return sure(f"{first}/{last}")


def _weekend(c: Context, m: Match) -> Moment:
    return OPEN if c.published is None else sure(cal.period(c.published, "weekend", m.given.get("by", 0)))


def _last_night(c: Context, m: Match) -> Moment:
    return OPEN if c.published is None else sure((c.published - dt.timedelta(days=1)).isoformat())


def _night(c: Context, m: Match) -> Moment | None:
    """The night of one day to the next; "the night to Friday" names the second alone."""
    number = m.slots.get("weekday2", m.slots["weekday"])
    if "weekday2" in m.slots and (number - m.slots["weekday"]) % 7 != 1:
        return None
    last = cal.weekday(c.published, number, tense_of(m))
    if not last.edtf:
        return last
    return sure(f"{dt.date.fromisoformat(last.edtf) - dt.timedelta(days=1)}/{last.edtf}")


def _after_midnight(c: Context, m: Match) -> Moment | None:
    """Past midnight, the night of one day to the next belongs to the second, also where only the first is named."""
    if "weekday2" not in m.slots:
        first = cal.weekday(c.published, m.slots["weekday"], "past").edtf
        return sure((dt.date.fromisoformat(first) + dt.timedelta(days=1)).isoformat()) if first else OPEN
    night = _night(c, m)
    return night and sure(cal.ends(night.edtf))


PRODUCERS: dict[str, Producer] = {
    "day_alone": _day_alone,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "today": _today,
    "between_days": _between_days,
    "weekend": _weekend,
    "night": _night,
    "after_midnight": _after_midnight,
    "consecutive": _consecutive,
    "same_day": _same_day,
    "days_alone": _days_alone,
    "weekday_before_last": _weekday_before_last,
    "last_night": _last_night,
    "weekdays": _weekdays,
}
