"""The day that a report gives in its first lines: in a dateline ("NIAMEY, 10 October 2023 (Agency) –"), or in a line of
nothing but a day ("الثلاثاء 17 آذار 2020"). A day in a sentence is none: it may be that of what is told.
"""

import datetime as dt
import re
from functools import cache

from marsad.languages import LANGUAGES, load
from marsad.reports.columns import column_names, folded
from marsad.reports.formats.written_day import written_day
from marsad.text.normalise import fold
from marsad.world.register import load_register

_WEEKDAYS = ("weekday", "weekday_short")
_LINES, _LINE = 6, 160  # how many, and how much of each
_WORD = r"[^\W\d_]+"
_DAY = re.compile(
    rf"(?<!\w)(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}"
    rf"|\d{{1,2}} (?:{_WORD} )?{_WORD}(?: ?/ ?{_WORD}(?: {_WORD})?)?\.?,? \d{{4}}"
    rf"|{_WORD}\.? \d{{1,2}}, ?\d{{4}})(?!\w)"
)
_AGENCY = r"\([^()]{2,40}\)"
_BEFORE = re.compile(rf"(?P<place>[^\d():]{{2,60}}?)\s*(?:{_AGENCY})?\s*[,،/–—-]?\s*")
_BEHIND = re.compile(rf"\s*[,،/]?\s*(?:{_AGENCY})?\s*(?:[–—-]+\s|:)")
_CLOCK = re.compile(r"[\s,،|–—-]*(?:\d{1,2}[:.]\d{2}\b.{0,20})?\.?")


def dateline_day(text: str) -> dt.date | None:
    """The day in the first lines of a report, or None; also where lines further down give others, as in a chronicle."""
    lines = [short for line in text.splitlines() if (short := " ".join(line[:_LINE].split()))]
    given = [day for line in lines[:_LINES] if (day := _day_of(line))]
    return given[0] if given and not any((day := _day_of(line)) and day != given[0] for line in lines) else None


def gives_a_day(line: str) -> bool:
    """Whether a line is a dateline, or nothing but a day."""
    return _day_of(line[:_LINE]) is not None


def _day_of(line: str) -> dt.date | None:
    for match in _DAY.finditer(line):
        day = written_day(match[0])
        if day and _gives(_without_weekday(line[: match.start()]), line[match.end() :]):
            return day
    return None


def _gives(before: str, behind: str) -> bool:
    """Whether a day is what a line is there for, by the words before and behind it."""
    if _CLOCK.fullmatch(behind):
        return folded(before.strip(" :")) in _labels()
    place = _BEFORE.fullmatch(before)
    return bool(place and _BEHIND.match(behind) and _is_place(place["place"]))


def _is_place(text: str) -> bool:
    town = re.split("[,،/]| [–—-]", text)[0].strip()
    return town.isupper() or load_register().find_place(town) is not None


def _without_weekday(text: str) -> str:
    """The words before a day, without that of the week."""
    words = text.rstrip(" ,،").split(" ")
    return " ".join(words[:-1]) if fold(words[-1].strip("(.")) in _weekdays() else text


@cache
def _weekdays() -> frozenset[str]:
    lists = (load(language, "when")["words"].get(name, {}) for language in LANGUAGES for name in _WEEKDAYS)
    return frozenset(fold(str(form)) for forms in lists for many in forms.values() for form in many)


@cache
def _labels() -> frozenset[str]:
    """What stands before a day and says that it is that of publication; nothing does so as well."""
    return frozenset(["", *map(folded, column_names()["published"])])
