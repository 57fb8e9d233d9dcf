"""The chain of hashes over all that was ever written.

Each write has an instant of its own, and one row in `records`. What the write did is every row that carries its instant
in `recorded_at` or `withdrawn_at`: so a row that is altered, added or taken away breaks the hash of one record, and
that record has a name. A report's text and title, and the words of unknown names, enter by their own hashes, so that an
erasure leaves the chain whole: it keeps those hashes.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
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
        """Of whatever values there are: those in a database may be of any type by now."""
        whole = [
            previous, self.at, self.verb, self.reports, self.readings, self.names, self.claims,
            sorted(self.withdrawn), sorted(self.ended), self.decisions,
        ]  # fmt: skip
        return digest(whole)

    def hash_as_made(self, previous: str) -> str:
        """The same, quicker, where this program has just made the claims' rows: numbers and texts as they should be."""
        claims = ",".join([claim_text(*row) for row in self.claims])
        before = f'["{previous}","{self.at}",{quoted(self.verb)},{_texts(self.reports)},{_texts(self.readings)}'
        names = ",".join([f'[{reading},"{hash}"]' for reading, hash in self.names])
        after = "[],[],[]"
        if self.withdrawn or self.ended or self.decisions:
            after = encode([sorted(self.withdrawn), sorted(self.ended), self.decisions])[1:-1]
        return hash_of(f"{before},[{names}],[{claims}],{after}]")


def _texts(rows: Iterable[Sequence[Any]]) -> str:
    """Rows of numbers, texts and nothing as `encode` writes them."""
    return "[" + ",".join([f"[{','.join(map(_text, row))}]" for row in rows]) + "]"


def _text(value: Any) -> str:
    if type(value) is str:
        return quoted(value)
    return str(value) if type(value) is int else encode(value)


def claim_text(
    row: int, report: int, reading: int, n: int, v: int, id: str, verdict: str, json: str, published: str | None
) -> str:
    """A claim's values as `encode` writes them."""
    day = "null" if published is None else quoted(published)
    return f"[{row},{report},{reading},{n},{v},{quoted(id)},{quoted(verdict)},{quoted(json)},{day}]"


def digest(value: Any) -> str:
    """The hash of any JSON value; what is no JSON value (a byte string, say) is hashed as Python writes it."""
    return hash_of(encode(value))


def hash_of(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr).encode
quoted: Callable[[str], str] = json.encoder.encode_basestring  # a string as `encode` writes it


def values(row: Rows, columns: Sequence[str]) -> list[Any]:
    return [row[column] for column in columns]


def report_values(row: Rows, kept: str | None = None) -> list[Any]:
    """A report's row for the chain; `kept` is the hash of the title that an erasure left."""
    return [*values(row, REPORT), kept or title_hash(row["title"])]


def names_hash(rows: Iterable[Rows]) -> str:
    listed = [values(row, NAME) for row in rows]
    return digest(listed) if listed else NO_NAMES


NO_NAMES = digest([])


@lru_cache(maxsize=64)
def title_hash(title: Any) -> str:
    return digest(title)
