"""What is known about a report besides its text, and which source of it wins."""

import datetime as dt
import re
from dataclasses import dataclass, fields
from typing import Any

from marsad.errors import ReportError

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:$|[T ])")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_LONGEST = 2_000  # characters of a title or an address


@dataclass(frozen=True, slots=True)
class Metadata:
    """Date, publisher and the like of one report; None where nobody says."""

    id: str | None = None
    language: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    title: str | None = None
    address: str | None = None
    authors: tuple[str, ...] = ()
    updated: dt.date | None = None
    section: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """These values, with the other's where these are empty."""
        return Metadata(*(getattr(self, f.name) or getattr(other, f.name) for f in fields(self)))

    def to_json(self) -> dict[str, Any]:
        """The values that there are, as JSON has them."""
        values = ((f.name, getattr(self, f.name)) for f in fields(self))
        return {name: v.isoformat() if isinstance(v, dt.date) else v for name, v in values if v}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Metadata":
        days = {name: dt.date.fromisoformat(values[name]) for name in ("published", "updated") if values.get(name)}
        return cls(**values | days | {"authors": tuple(values.get("authors", ()))})


NOTHING = Metadata()


def parse_day(text: str) -> dt.date | None:
    """The day that an ISO date or date and time names, or None. The day is the one written, whatever the zone."""
    match = _DAY.match(text.strip())
    try:
        return dt.date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def past_day(day: dt.date | None) -> dt.date | None:
    """The day, unless it lies ahead wherever one is on Earth: no report was published tomorrow."""
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=14))).date()
    return day if day and day <= today else None


def clean(value: object) -> str | None:
    """A piece of metadata as one printable line, or None. Names of files and JSON may carry broken surrogates."""
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return None
    return " ".join(_UNPRINTABLE.sub(" ", str(value)[:_LONGEST]).split()) or None


def language_code(text: str, where: str) -> str:
    """'ar' or 'en' of a language tag such as ar-IQ; raises ReportError for any other."""
    code = text.strip().lower().replace("_", "-").split("-")[0]
    if code not in ("ar", "en"):
        raise ReportError(f"{where} is marked as language {text!r}; Marsad reads Arabic (ar) and English (en) only.")
    return code
