"""The day in a line such as "الثلاثاء 17 آذار/مارس 2020 - 21:30" or "Published March 17, 2020": as pages write it.

The names of months are those of the languages' own files. 3/4/2020 names no day: it could be two.
"""

import datetime as dt
import re
from functools import cache

from marsad.languages import load
from marsad.reports.metadata import past_day
from marsad.text.normalise import fold

_LISTS = ("month_name", "month_weak", "month_short")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_YEARS = range(1990, 2101)


def written_day(text: str) -> dt.date | None:
    """The one day that a short line of text names, or None."""
    line = "".join(str(int(c)) if c.isdigit() else c for c in text[:300])
    for match in _ISO.finditer(line):
        if found := _day(int(match[1]), int(match[2]), int(match[3])):
            return found
    for match in _SLASHED.finditer(line):
        first, second = int(match[1]), int(match[2])
        if first > 12 or first == second:  # else it could be read two ways
            return _day(int(match[3]), second, first)
        if second > 12:
            return _day(int(match[3]), first, second)
    return _named(line)


def _named(line: str) -> dt.date | None:
    """A month by name, with a day before or behind it and a year after both."""
    tokens = [fold(token) for token in _TOKEN.findall(line)]
    for n, size, month in _months_in(tokens):
        before = tokens[n - 1] if n else ""
        behind = tokens[n + size : n + size + 4]
        while behind and behind[0] in _one_word_months():  # آذار/مارس
            behind = behind[1:]
        if before.isdigit() and behind and _is_year(behind[0]):
            return _day(int(behind[0]), month, int(before))
        if len(behind) > 1 and behind[0].isdigit() and _is_year(behind[1]):
            return _day(int(behind[1]), month, int(behind[0]))
    return None


def _months_in(tokens: list[str]) -> list[tuple[int, int, int]]:
    """Where the months stand: at which token, over how many, and which."""
    found = []
    for n in range(len(tokens)):
        for size in (2, 1):
            month = _months().get(tuple(tokens[n : n + size]))
            if month:
                found.append((n, size, month))
                break
    return found


def _is_year(token: str) -> bool:
    return token.isdigit() and len(token) == 4 and int(token) in _YEARS


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return past_day(dt.date(year, month, day)) if year in _YEARS else None
    except ValueError:
        return None


@cache
def _months() -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for language in ("ar", "en"):
        words = load(language, "when")["words"]
        for name in _LISTS:
            for month, forms in words.get(name, {}).items():
                found |= {tuple(fold(word) for word in _TOKEN.findall(str(form))): int(month) for form in forms}
    return found


@cache
def _one_word_months() -> frozenset[str]:
    return frozenset(name[0] for name in _months() if len(name) == 1)
