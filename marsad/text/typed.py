"""Numbers and dates as people type or copy them, in the digits of any script."""

import datetime as dt
import unicodedata

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
