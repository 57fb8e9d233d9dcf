"""Numbers and dates as people type or copy them, in the digits of any script."""

import datetime as dt
import re
import unicodedata

_COUNT = re.compile(
    r"(?P<mark>[~≈<>≤≥+]|c\.|ca\.?)?\s*(?P<low>\d+)\s*(?:(?P<to>-|to|\.\.)\s*(?P<high>\d+)?|(?P<plus>\+))?"
    r"|(?:-|\.\.)\s*(?P<most>\d+)"
)
_GROUPING = re.compile(r"(?<=\d)[,٬\u00a0\u202f ](?=\d{3}\b)")
_LONGEST = 40  # characters of a number
REACH = range(1800, 2201)  # days near the ends of the calendar cannot be reckoned with


def plain(text: str) -> str:
    """With ASCII digits and hyphens, without the marks of direction that are copied along from Arabic text.

    >>> plain("٢٠٢٣-٠٤-١٩"), plain("\\u200f۲۰۲۳−۰۴−۱۹")
    ('2023-04-19', '2023-04-19')
    """
    if text.isascii():
        return text.strip()
    return "".join(map(_plain, text)).strip()


def _plain(character: str) -> str:
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    sort = unicodedata.category(character)
    if sort == "Pd" or character == "\u2212":
        return "-"
    return "" if sort == "Cf" else character


def typed_day(text: str) -> dt.date:
    """A day as 2020-03-17, in the digits of any script; raises ValueError."""
    return dt.date.fromisoformat(plain(text))


def typed_moment(text: str) -> dt.datetime:
    """A moment as 2026-01-31T12:00, in the digits of any script; raises ValueError."""
    return dt.datetime.fromisoformat(plain(text))


def typed_count(text: str) -> tuple[int | None, int | None]:
    """The bounds of a number as people write it, in the digits of any script; raises ValueError where it is none.

    >>> typed_count("1,200"), typed_count("~300"), typed_count("٣٠٠-٥٠٠"), typed_count("200 to 500")
    ((1200, 1200), (300, 300), (300, 500), (200, 500))
    >>> typed_count("300+"), typed_count("200-"), typed_count(">300"), typed_count("<500"), typed_count("-500")
    ((300, None), (200, None), (301, None), (None, 499), (None, 500))
    """
    found = _COUNT.fullmatch(_GROUPING.sub("", plain(text).casefold())) if len(text) <= _LONGEST else None
    if found is None:
        raise ValueError("write 300, 300-500, >300 or <500")
    if found["most"]:
        return None, int(found["most"])
    low, mark = int(found["low"]), found["mark"] or ""
    if mark in ("<", "≤"):
        return None, low - (mark == "<")
    if mark in (">", "≥", "+") or found["plus"] or (found["to"] and not found["high"]):
        return low + (mark == ">"), None
    high = int(found["high"] or low)
    if high < low:
        raise ValueError("the first number is the larger one")
    return low, high
