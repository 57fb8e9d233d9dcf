"""What is known about a report besides its text, and which source of it wins."""

import datetime as dt
import re
from dataclasses import dataclass, fields

from marsad.errors import ReportError

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:$|[T ])")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Date, publisher and the like of one report; None where nobody says."""

    id: str | None = None
    language: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    title: str | None = None
    address: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """These values, with the other's where these are empty."""
        return Metadata(*(getattr(self, f.name) or getattr(other, f.name) for f in fields(self)))


NOTHING = Metadata()


def parse_day(text: str) -> dt.date | None:
    """The day that an ISO date or date and time names, or None. The day is the one written, whatever the zone."""
    match = _DAY.match(text.strip())
    try:
        return dt.date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def clean(value: object) -> str | None:
    """A piece of metadata as one printable line, or None. Names of files and JSON may carry broken surrogates."""
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return None
    return " ".join(_UNPRINTABLE.sub(" ", str(value)).split()) or None


def language_code(text: str, where: str) -> str:
    """'ar' or 'en' of a language tag such as ar-IQ; raises ReportError for any other."""
    code = text.strip().lower().replace("_", "-").split("-")[0]
    if code not in ("ar", "en"):
        raise ReportError(f"{where} is marked as language {text!r}; Marsad reads Arabic (ar) and English (en) only.")
    return code
