"""What an import makes of a source, and what the user said of it."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field

from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.world.register import Register


@dataclass(frozen=True, slots=True)
class NewName:
    """A name that the register does not know, where it stands, and the key or place name it was given."""

    text: str
    kind: str  # "actor" or "place"
    span: Span
    key: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A report with the claims that somebody made from it: a reading, to the ledger."""

    report: Report
    claims: tuple[Claim, ...]
    unknown: tuple[NewName, ...] = ()

    @property
    def digest(self) -> str:
        """Changes with the claims, so that corrected ones take the place of those imported before."""
        told = json.dumps([claim.to_json() for claim in self.claims], sort_keys=True)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says where a source does not."""

    names: Register
    published: dt.date | None = None
    publisher: str | None = None
    language: str | None = None
    columns: dict[str, str] = field(default_factory=dict)  # slot → heading of the column
    date_format: str | None = None
    kind: str = "presence"  # of rows that do not say what they tell of
