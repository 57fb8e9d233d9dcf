"""What comes out of a source: texts ready to be reports, bytes to be taken apart in turn, and failures."""

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from marsad.reports.metadata import NOTHING, Metadata

MAX_SIZE = 10_000_000  # bytes; a long article is 0.1 MB, a whole report of a parliament 3 MB
MAX_CONTAINER = 2_000_000_000  # bytes of a file that holds many reports: a day's web archive is 1 GB
MAX_PIECES = 200_000  # reports out of one source; a busy channel of ten years has 100,000 messages
MAX_DEPTH = 4  # of one thing in another: a page in a ZIP attached to a mail in a ZIP


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that gave no report, or a report that gave no claims, and the sentence that says why."""

    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that is a report but for its checks. `name` says where in the source it stood, as 'row 7'."""

    text: str
    known: Metadata = NOTHING
    name: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """Bytes inside a source, which are read as a file of this name would be."""

    data: bytes
    name: str
    known: Metadata = NOTHING
    charset: str | None = None  # said outside the bytes, as by a server


@dataclass(frozen=True, slots=True)
class Options:
    """How sources are taken apart: bounds, and what the columns of a table are called."""

    max_size: int = MAX_SIZE
    columns: dict[str, str] = field(default_factory=dict)  # field of a report → the column's heading
    date_format: str | None = None  # of a table's dates, as strptime has it
    links: str | None = None  # of a list, only addresses in which this regular expression is found


DEFAULT = Options()


@dataclass(frozen=True, slots=True)
class Input:
    """A file or bytes at hand, and how it is called in sentences."""

    where: str
    name: str
    content: bytes | Path
    options: Options = DEFAULT
    charset: str | None = None

    def open(self) -> BinaryIO:
        return io.BytesIO(self.content) if isinstance(self.content, bytes) else self.content.open("rb")

    def read(self, limit: int) -> bytes:
        """All bytes; of more than the limit, one more than it. No more memory is taken than there are bytes."""
        if isinstance(self.content, bytes):
            return self.content[: limit + 1]
        with self.open() as file:
            return file.read(min(limit + 1, self.content.stat().st_size + 1))

    def head(self, size: int = 4096) -> bytes:
        if isinstance(self.content, bytes):
            return self.content[:size]
        with self.open() as file:
            return file.read(size)


Taken = Piece | Member | Failure
