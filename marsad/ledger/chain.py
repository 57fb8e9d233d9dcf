"""The chain of hashes over all that was ever written.

Each write has an instant of its own, and one row in `records`. What the write did is every row that carries its instant
in `recorded_at` or `withdrawn_at`: so a row that is altered, added or taken away breaks the hash of one record, and
that record has a name. A report's text and title, and the words of unknown names, enter by their own hashes, so that an
erasure leaves the chain whole: it keeps those hashes.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

FIRST = "0" * 64  # what stands before the first record

REPORT = (
    "row", "id", "given_id", "digest", "sha256", "language", "published_at", "publisher", "address", "sketch",
)  # fmt: skip
READING = ("row", "report", "reader", "version")
CLAIM = ("row", "report", "reading", "n", "v", "id", "verdict", "json", "published_at")
DECISION = ("row", "id", "verb", "target", "body", "author", "reason")
NAME = ("m", "kind", "text", "key", "start", "end")


class Rows(Protocol):
    """A row by the names of its columns, from the program or from a database."""

    def __getitem__(self, column: str, /) -> Any: ...


@dataclass(slots=True)
class Change:
    """What one write did, as rows of values in the order of their keys."""

    at: str
    verb: str
    reports: list[list[Any]] = field(default_factory=list)
    readings: list[list[Any]] = field(default_factory=list)
    names: list[tuple[int, str]] = field(default_factory=list)  # of each new reading: its row, and their hash
    claims: list[Sequence[Any]] = field(default_factory=list)
    withdrawn: list[int] = field(default_factory=list)  # rows of readings that ended
    ended: list[int] = field(default_factory=list)  # rows of claims that ended
    decisions: list[list[Any]] = field(default_factory=list)

    def hash(self, previous: str) -> str:
        whole = [
            previous, self.at, self.verb, self.reports, self.readings, self.names, self.claims,
            sorted(self.withdrawn), sorted(self.ended), self.decisions,
        ]  # fmt: skip
        return digest(whole)


def digest(value: Any) -> str:
    """The hash of any JSON value; what is no JSON value (a byte string, say) is hashed as Python writes it."""
    return hashlib.sha256(_encode(value).encode("utf-8", "surrogatepass")).hexdigest()


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr).encode


def values(row: Rows, columns: Sequence[str]) -> list[Any]:
    return [row[column] for column in columns]


def report_values(row: Rows, title_hash: str | None = None) -> list[Any]:
    """A report's row for the chain; `title_hash` is what an erasure kept of the title."""
    return [*values(row, REPORT), title_hash or _title_hash(row["title"])]


def names_hash(rows: Iterable[Rows]) -> str:
    listed = [values(row, NAME) for row in rows]
    return digest(listed) if listed else _NO_NAMES


_NO_NAMES = digest([])


@lru_cache(maxsize=64)
def _title_hash(title: Any) -> str:
    return digest(title)
