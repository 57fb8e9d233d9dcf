"""Days and EDTF dates in prose: "on 17 March 2020", "around March 2020", "since 2015"."""

import datetime as dt
import re

from marsad.publish.wording.messages import Messages
from marsad.publish.wording.numbers import forms

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SEASONS = range(21, 25)


def day(date: dt.date, say: Messages) -> str:
    return _named(date.isoformat(), say)


def moment(recorded: str, say: Messages) -> str:
    """An instant of the ledger to the minute, UTC."""
    if not recorded:
        return "–"
    return f"{_named(recorded[:10], say)} \u2066{recorded[11:16]} UTC\u2069"


def when(edtf: str | None, say: Messages, ahead: bool = False) -> str:
    """An EDTF date as a part of a sentence, with a space before it; nothing where there is none."""
    if not edtf:
        return ""
    first, _, last = edtf.partition("/")
    if not last or first == last:
        return say.say(_single(first), date=_named(first, say))
    if first in ("..", ""):
        return say.say("when-by", date=_named(last, say))
    if last == "..":
        return say.say("when-from" if ahead else "when-since", date=_named(first, say))
    return say.say("when-between", first=_named(first, say), last=_named(last, say))


def plain(edtf: str, say: Messages) -> str:
    """An EDTF date as a value that stands alone."""
    return when(edtf, say).strip()


def as_of(edtf: str, say: Messages) -> str:
    """The date alone, as it stands behind "as of"."""
    about = edtf.endswith(("~", "?", "%"))
    return say.say("when-about", date=_named(edtf, say)).strip() if about else _named(edtf, say)


def _single(part: str) -> str:
    if part.endswith(("~", "?", "%")):
        return "when-about"
    return "when-day" if part.count("-") == 2 else "when-longer"


def _named(part: str, say: Messages) -> str:
    match = _PART.fullmatch(part.rstrip("~?%"))
    if not match:
        return part
    known, (year, month, date) = forms(say.language), match.groups()
    if month is None:
        return say.say("date-year", year=year)
    if int(month) in _SEASONS:
        return say.say("date-season", season=known["seasons"][int(month)], year=year)
    name = known["months"][int(month) - 1]
    if date is None:
        return say.say("date-month", month=name, year=year)
    return say.say("date-day", day=str(int(date)), month=name, year=year)
