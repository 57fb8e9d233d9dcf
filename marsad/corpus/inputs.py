"""The reports in a partition, each checked as any report is; what cannot be one is a failure, and the others go on."""

import io
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from marsad.corpus.plan import Partition
from marsad.corpus.storage import Storage
from marsad.corpus.webarchive import part_of
from marsad.errors import ReportError
from marsad.reports import Failure, Got, Metadata, Options
from marsad.reports.formats.jsonl import object_of
from marsad.reports.formats.table import column_map, pieces
from marsad.reports.get import checked, unpack
from marsad.reports.piece import Input

Row = tuple[str, dict[str, Any] | Failure]
_AT_ONCE = 500  # rows of a Parquet file
_MORE = 1 << 16  # bytes looked at for the end of a line


def reports_of(storage: Storage, part: Partition, given: Metadata, options: Options) -> Iterator[Got | Failure]:
    """The reports of a partition, in order."""
    uri = part.file.uri
    default = Metadata(id=PurePosixPath(part.file.name).name.partition(".")[0], address=uri)
    try:
        if part.kind == "warc":
            yield from _pages(storage, part, given, default, options)
            return
        rows = {"parquet": _table_rows, "jsonl": _lines, "packed": _packed_lines}[part.kind](storage, part, options)
        whole = Input(uri, part.file.name, b"", options)
        for piece in pieces(rows, whole):
            yield piece if isinstance(piece, Failure) else checked(piece, whole, given, default)
    except ReportError as error:
        yield Failure(uri, str(error))


def _table_rows(storage: Storage, part: Partition, options: Options) -> Iterator[Row]:
    import pyarrow
    import pyarrow.parquet

    with storage.open(part.file.uri) as file:
        try:
            table = pyarrow.parquet.ParquetFile(file)
            columns = list(column_map(table.schema_arrow.names, options, part.file.uri).values())
            groups, at = _groups(table.metadata, part)
            for batch in table.iter_batches(_AT_ONCE, row_groups=groups, columns=columns):
                first, past = max(part.first - at, 0), min(part.past - at, len(batch))
                if first < past:
                    for n, row in enumerate(batch.slice(first, past - first).to_pylist(), at + first + 1):
                        yield f"row {n}", row
                at += len(batch)
        except (pyarrow.ArrowException, OSError) as error:
            raise ReportError(f"{part.file.uri} is a damaged Parquet file; write it anew.") from error


def _groups(metadata: Any, part: Partition) -> tuple[list[int], int]:
    """The row groups in which a partition lies, and the number of the first row of the first of them."""
    groups: list[int] = []
    start = at = 0
    for n in range(metadata.num_row_groups):
        past = at + metadata.row_group(n).num_rows
        if past > part.first and at < part.past:
            start = start if groups else at
            groups.append(n)
        at = past
    return groups, start


def _lines(storage: Storage, part: Partition, options: Options) -> Iterator[Row]:
    """The lines that begin in a partition. A line is named by the byte at which it begins."""
    with storage.open(part.file.uri) as file:
        at = max(part.first - 1, 0)
        file.seek(at)
        data = bytes(file.read(part.past - at))
        while not data.endswith(b"\n") and len(data) < part.past - at + options.max_size:
            more = bytes(file.read(_MORE))
            end = more.find(b"\n") + 1
            data += more[: end or None]
            if end or not more:
                break
    lines = io.BytesIO(data)
    if part.first:
        lines.readline()  # of the partition before; a lone line end where this one begins with a line
    yield from _objects(lines, at, part, options)


def _packed_lines(storage: Storage, part: Partition, options: Options) -> Iterator[Row]:
    import gzip

    with storage.open(part.file.uri) as file, gzip.open(file) as lines:
        try:
            yield from _objects(lines, 0, part, options)
        except (OSError, EOFError) as error:
            raise ReportError(f"{part.file.uri} is a damaged gzip archive; what came before was read.") from error


def _objects(lines: Any, offset: int, part: Partition, options: Options) -> Iterator[Row]:
    whole = part.kind == "packed"
    while (at := offset + lines.tell()) < part.past or whole:
        line = lines.readline(options.max_size + 1)
        if not line:
            return
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield f"byte {at}", object_of(line, f"{part.file.uri}, byte {at}", options.max_size)
        while len(line) > options.max_size and not line.endswith(b"\n"):
            line = lines.readline(options.max_size + 1)


def _pages(
    storage: Storage, part: Partition, given: Metadata, default: Metadata, options: Options
) -> Iterator[Got | Failure]:
    """Pages of a web archive, which is taken apart on this machine."""
    uri = part.file.uri
    whole = part.first == 0 and part.past >= part.file.size
    if whole and not uri.startswith("s3://"):
        yield from unpack(Input(uri, part.file.name, Path(uri), options), given, default)
        return
    with part_of(storage, part) as copy:
        found = unpack(Input(uri, part.file.name, copy, options), given, default) if copy else iter(())
        for item in found:
            # Between the pages of a large archive there may be many records without any.
            if whole or not isinstance(item, Failure) or item.sentence != f"{uri} holds no reports.":
                yield item
