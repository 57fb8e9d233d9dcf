"""What a server answered. By itself, as whoever looks at what is archived needs no library that fetches."""

import datetime as dt
import re
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import NamedTuple

_BUSY = (408, 425, 429, 500, 502, 503, 504)


class Response(NamedTuple):
    """What a server answered: the bytes as they came, and unpacked."""

    status: int
    reason: str
    headers: list[tuple[str, str]]
    raw: bytes
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name), None)


def retry_after(response: Response, now: dt.datetime) -> float | None:
    """The seconds that a server asks to be left alone, or None."""
    said = (response.header("retry-after") or "").strip()
    if re.fullmatch(r"\d{1,9}", said):
        return float(said)
    with suppress(ValueError, TypeError, OverflowError, IndexError):
        moment = parsedate_to_datetime(said)
        return max(0.0, (moment.replace(tzinfo=moment.tzinfo or dt.UTC) - now).total_seconds())
    return None


def is_busy(status: int) -> bool:
    return status in _BUSY
