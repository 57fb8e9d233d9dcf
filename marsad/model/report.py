"""One document, with its address, publisher, publication date, language and text."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it came. Offsets in claims are offsets into `text`, in code points."""

    id: str
    text: str
    language: str  # ISO 639-1: "ar" or "en"
    published: dt.date | None = None
    publisher: str | None = None
    title: str | None = None
    address: str | None = None  # where it was got: a URL or a file name
    sha256: str = field(default="")

    def __post_init__(self) -> None:
        if not self.sha256:
            object.__setattr__(self, "sha256", hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest())

    def metadata(self) -> dict[str, Any]:
        """All but the text, as JSON, under the contract's names; None where unknown."""
        return {
            "id": self.id,
            "language": self.language,
            "published": self.published.isoformat() if self.published else None,
            "publisher": self.publisher,
            "title": self.title,
            "address": self.address,
        }
