"""Rows with named columns, whatever file they stand in: each is a report.

Columns are found by the names that people give them (columns.yaml), or named by the user.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from marsad.errors import ReportError
from marsad.reports.columns import column_names, folded
from marsad.reports.metadata import Metadata, clean, parse_day
from marsad.reports.piece import MAX_PIECES, Failure, Input, Options, Piece

_KEPT = 100  # kinds of rows whose columns are kept in mind; the lines of JSON may each have others
FIELDS = ("text", "title", "published", "publisher", "address", "id", "language", "authors", "section")


def pieces(rows: Iterable[tuple[str, Mapping[str, Any] | Failure]], given: Input) -> Iterator[Piece | Failure]:
    """A piece for each row that has a text. A row comes with its name, as 'row 7'.

    Columns without one of texts are told of once, not again for each row that has the same.
    """
    known: dict[tuple[str, ...], dict[str, str] | None] = {}
    for count, (name, row) in enumerate(rows, 1):
        if count > MAX_PIECES:
            raise ReportError(f"{given.where} holds more than {MAX_PIECES:,} rows; split it.")
        if isinstance(row, Failure):
            yield row
        elif row:
            names = tuple(row)
            try:
                if names not in known:
                    known = dict(list(known.items())[-_KEPT:]) | {names: None}
                    known[names] = column_map(row, given.options, f"{given.where}, {name}")
                columns = known[names]
                piece = _piece(row, columns, name, given) if columns else None
            except ReportError as error:
                yield Failure(f"{given.where}, {name}", str(error))
            else:
                if piece:
                    yield piece


def column_map(names: Iterable[str], options: Options, where: str) -> dict[str, str]:
    """Field of a report → name of the column, of those that there are."""
    given = {folded(name): name for name in reversed([str(n) for n in names])}
    found: dict[str, str] = {}
    for field in FIELDS:
        wanted = [options.columns[field]] if field in options.columns else column_names()[field]
        match = next((given[folded(name)] for name in wanted if folded(name) in given), None)
        if match is None and field in options.columns:
            raise ReportError(f"{where} has no column {options.columns[field]!r}; it has {_shown(given)}.")
        if match is not None:
            found[field] = match
    if "text" not in found:
        raise ReportError(f"{where} has no column of texts; name it with --columns text=NAME. It has {_shown(given)}.")
    return found


def _shown(given: Mapping[str, str]) -> str:
    """The first columns of a table, on one line, however they are named."""
    names = filter(None, map(clean, dict.fromkeys(reversed(list(given.values())))))
    return ", ".join(name[:40] for name in list(names)[:20]) or "none"


def _piece(row: Mapping[str, Any], columns: Mapping[str, str], name: str, given: Input) -> Piece | None:
    where = f"{given.where}, {name}"
    said = {field: row.get(column) for field, column in columns.items()}
    text = said["text"]
    if text is None or not str(text).strip():
        return None
    authors = said.get("authors")
    listed = authors if isinstance(authors, list) else [authors]
    return Piece(
        str(text),
        Metadata(
            id=clean(said.get("id")),
            language=(clean(said.get("language")) or "").lower()[:2] or None,
            published=_day(said.get("published"), given.options.date_format, where),
            publisher=clean(said.get("publisher")),
            title=clean(said.get("title")),
            address=clean(said.get("address")),
            authors=tuple(filter(None, map(clean, listed))),
            section=clean(said.get("section")),
        ),
        name,
    )


def _day(value: Any, date_format: str | None, where: str) -> dt.date | None:
    """The day of a cell. A form that could be read two ways, as 3/4/2020, is not guessed at."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    written = clean(value)
    if not written:
        return None
    try:
        day = dt.datetime.strptime(written, date_format).date() if date_format else parse_day(written)
    except ValueError:
        day = None
    if day is None:
        how = (
            f"it does not fit {date_format!r}"
            if date_format
            else "write it as 2020-03-17 or say --date-format %d/%m/%Y"
        )
        raise ReportError(f"{where} gives the date {written[:40]!r}; {how}.")
    return day
