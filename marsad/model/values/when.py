"""Dates as EDTF (ISO 8601-2), levels 0 and 1 as the contract uses them.

A day, month, year or season; an interval of two of these; an open end as `..`; `~` for approximate.
"""

import datetime as dt
import re
from functools import lru_cache

from marsad.errors import ContractError

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}


def _part(text: str, last: bool) -> dt.date:
    bare = text.strip().rstrip("~?%")
    if bare in ("..", ""):
        return dt.date.max if last else dt.date.min
    match = _PART.fullmatch(bare)
    if not match:
        raise ContractError(f"{text!r} is no EDTF date; write it as 2020, 2020-03, 2020-03-17 or an interval of these")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        if month in _SEASONS:
            first = dt.date(year, _SEASONS[month], 1)
            return first + dt.timedelta(days=90) if last else first
        if day:
            return dt.date(year, month, day)
        if not last:
            return dt.date(year, month or 1, 1)
        following = dt.date(year + 1, 1, 1) if month in (0, 12) else dt.date(year, month + 1, 1)
        return following - dt.timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise ContractError(f"{text!r} is no day of the calendar") from error


@lru_cache(maxsize=4096)
def bounds(text: str) -> tuple[dt.date, dt.date]:
    """First and last day of an EDTF date or interval; `date.min`/`date.max` stand for an open end.

    Raises ContractError where the text is not EDTF.
    """
    parts = text.split("/")
    if len(parts) > 2:
        raise ContractError(f"{text!r} is no EDTF interval; it has more than two ends")
    return _part(parts[0], False), _part(parts[-1], True)


def edtf_valid(text: str) -> bool:
    try:
        first, last = bounds(text)
    except ContractError:
        return False
    return first <= last
