"""Tables as text: commas, semicolons or tabs between the columns, names of columns in the first row."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from marsad.errors import ReportError
from marsad.reports.decode import mark_of
from marsad.reports.formats.table import column_map, pieces
from marsad.reports.piece import Failure, Input, Piece


def unpack(given: Input) -> Iterator[Piece | Failure]:
    with opened(given) as rows:
        column_map(rows.fieldnames or [], given.options, given.where)
        yield from pieces(numbered(rows), given)


@contextmanager
def opened(given: Input) -> "Iterator[csv.DictReader[str]]":
    """The rows of a table as text; what is wrong with them is a ReportError, also while they are read."""
    csv.field_size_limit(given.options.max_size)
    with given.open() as file:
        encoding = mark_of(file.peek(4) if isinstance(file, io.BufferedReader) else file.read(4)) or "utf-8"
        file.seek(0)
        lines = io.TextIOWrapper(file, encoding if encoding != "utf-8" else "utf-8-sig", newline="")
        try:
            head = lines.readline(100_000).lstrip("\ufeff")
            lines.seek(0)
            rows = csv.DictReader(_bounded(lines, given), delimiter=max("\t,;|", key=head.count))
            rows.fieldnames = [name.strip("\ufeff ") for name in rows.fieldnames or []]
            yield rows
        except csv.Error as error:
            raise ReportError(f"{given.where}, near line {rows.line_num:,}, is no table ({error}).") from error
        except UnicodeDecodeError as error:
            name = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}.get(encoding, "UTF-8")
            raise ReportError(f"{given.where} is no valid {name}; save it as UTF-8.") from error


def numbered(rows: "csv.DictReader[str]") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row with its name, as 'row 7'."""
    for number, row in enumerate(rows, 2):
        row.pop(None, None)  # more cells than columns
        yield f"row {number}", row


def _bounded(lines: io.TextIOWrapper, given: Input) -> Iterator[str]:
    """Lines, none longer than a report may be: a file without line ends would be read whole otherwise."""
    limit = given.options.max_size
    while line := lines.readline(limit + 1):
        if len(line) > limit:
            raise ReportError(f"{given.where} has a line of more than {limit:,} characters; raise --max-size.")
        if "\x00" in line:
            raise ReportError(f"{given.where} is binary: it holds zeros; save it as UTF-8 text.")
        yield line
