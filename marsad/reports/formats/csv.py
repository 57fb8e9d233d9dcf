"""Tables as text: commas, semicolons or tabs between the columns, names of columns in the first row."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from marsad.errors import ReportError
from marsad.reports.decode import mark_of
from marsad.reports.formats.table import column_map, pieces
from marsad.reports.piece import Failure, Input, Piece


def unpack(given: Input) -> Iterator[Piece | Failure]:
    csv.field_size_limit(given.options.max_size)
    with given.open() as file:
        encoding = mark_of(file.peek(4) if isinstance(file, io.BufferedReader) else file.read(4)) or "utf-8"
        file.seek(0)
        lines = io.TextIOWrapper(file, encoding if encoding != "utf-8" else "utf-8-sig", newline="")
        head = lines.readline(100_000).lstrip("\ufeff")
        lines.seek(0)
        delimiter = max("\t,;|", key=head.count)
        try:
            rows = csv.DictReader(_bounded(lines, given), delimiter=delimiter)
            rows.fieldnames = [name.strip("\ufeff ") for name in rows.fieldnames or []]
            column_map(rows.fieldnames, given.options, given.where)
            yield from pieces(_rows(rows), given)
        except csv.Error as error:
            raise ReportError(f"{given.where}, near line {rows.line_num:,}, is no table ({error}).") from error
        except UnicodeDecodeError as error:
            name = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}.get(encoding, "UTF-8")
            raise ReportError(f"{given.where} is no valid {name}; save it as UTF-8.") from error


def _bounded(lines: io.TextIOWrapper, given: Input) -> Iterator[str]:
    """Lines, none longer than a report may be: a file without line ends would be read whole otherwise."""
    limit = given.options.max_size
    while line := lines.readline(limit + 1):
        if len(line) > limit:
            raise ReportError(f"{given.where} has a line of more than {limit:,} characters; raise --max-size.")
        if "\x00" in line:
            raise ReportError(f"{given.where} is binary: it holds zeros; save it as UTF-8 text.")
        yield line


def _rows(rows: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, row in enumerate(rows, 2):
        row.pop(None, None)  # more cells than columns
        yield f"row {number}", row
