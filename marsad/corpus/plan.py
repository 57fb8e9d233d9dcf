"""A corpus as partitions: parts of files that are read by themselves, each of which gives one part of the result.

What a partition is follows from the files alone, so that a run that is taken up again, with more or fewer workers or on
a cluster, has the same ones.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from marsad.corpus.storage import File, Storage
from marsad.errors import ReportError

ROWS = 1_000  # of a Parquet file in a partition
A_ROW = 4_000  # bytes of a line of JSON, about
A_PAGE = 32_000  # bytes of a web archive for each page in it, about
_KINDS = {
    ".parquet": "parquet", ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonl.gz": "packed", ".ndjson.gz": "packed",
    ".warc": "warc", ".warc.gz": "warc",
}  # fmt: skip
SUFFIXES = tuple(_KINDS)
_A_REPORT = {"jsonl": A_ROW, "warc": A_PAGE}


@dataclass(frozen=True, slots=True)
class Partition:
    """From `first` up to `past`: rows of a Parquet file; else bytes, in which its lines or records begin."""

    file: File
    kind: str
    first: int
    past: int

    @property
    def name(self) -> str:
        """The same for the same part of the same file."""
        stem = PurePosixPath(self.file.name).name.partition(".")[0][:40]
        return f"{stem}-{hashlib.sha256(self.file.uri.encode()).hexdigest()[:8]}-{self.first:012}"


def partitions(
    storage: Storage, names: Iterable[str], rows: int = ROWS, size: int | None = None
) -> Iterator[Partition]:
    """All partitions of these files, folders and patterns, in order; what is named twice is read once.

    Of so many rows, or of about as many lines or pages by their bytes, unless their `size` in bytes is given.
    """
    seen: set[str] = set()
    for name in names:
        for file in storage.files(name, SUFFIXES):
            if file.uri not in seen:
                seen.add(file.uri)
                yield from _parts_of(storage, file, rows, size)


def _parts_of(storage: Storage, file: File, rows: int, size: int | None) -> Iterator[Partition]:
    kind = _kind(file)
    if kind == "parquet":
        total, step = _rows(storage, file), rows
    elif kind in _A_REPORT:
        total, step = max(file.size, 1), size or rows * _A_REPORT[kind]
    else:
        total = step = max(file.size, 1)
    for first in range(0, total, step):
        yield Partition(file, kind, first, min(first + step, total))


def _kind(file: File) -> str:
    lower = file.name.lower()
    for suffix in sorted(_KINDS, key=len, reverse=True):
        if lower.endswith(suffix):
            return _KINDS[suffix]
    raise ReportError(f"{file.uri} is none of {', '.join(_KINDS)}; read it with `marsad read`.")


def _rows(storage: Storage, file: File) -> int:
    import pyarrow
    import pyarrow.parquet

    with storage.open(file.uri) as opened:
        try:
            return int(pyarrow.parquet.ParquetFile(opened).metadata.num_rows)
        except pyarrow.ArrowException as error:
            raise ReportError(f"{file.uri} is a damaged Parquet file; write it anew.") from error
