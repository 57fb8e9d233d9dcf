"""A colleague's table of facts, as CSV or XLSX: each row is a report of its own, whose claim rests on the row.

Columns are found by what people call them (table.yaml), or named by the user. The text of such a report is the row
itself, a line for each cell that is filled, so that whoever follows a claim to its source sees what was written there.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from marsad.errors import ContractError, MarsadError, ReportError
from marsad.imports.made import Given, Imported
from marsad.imports.slots import claim_of
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.reports import Failure
from marsad.reports.columns import column_names, folded
from marsad.reports.formats import csv, sheet
from marsad.reports.language import detect_language
from marsad.reports.metadata import parse_day
from marsad.reports.piece import Input

Row = dict[str, Any]
_OF_REPORT = ("publisher", "address", "title", "language")  # what is known of it, see marsad/reports/columns.yaml


def load(path: Path, given: Given) -> Iterator[Imported | Failure]:
    columns: dict[str, str] | None = None
    for name, row in _rows(path, given):
        columns = columns or column_map(row, given, str(path))
        if not any(_filled(value) for value in row.values()):
            continue
        where = f"{path}, {name}"
        try:
            yield _imported(row, columns, name, path, given)
        except (ContractError, ReportError) as error:
            yield Failure(where, f"{where}: {error}.")


def column_map(headings: Iterable[str], given: Given, where: str) -> dict[str, str]:
    """Slot → heading, of the columns that there are. No column serves two slots."""
    there = {folded(heading): heading for heading in headings if heading}
    found: dict[str, str] = {}
    for slot, heading in given.columns.items():
        if slot not in _names():
            raise ReportError(f"{slot!r} is no slot of a claim; use one of {', '.join(_names())}.")
        if folded(heading) not in there:
            raise ReportError(f"{where} has no column {heading!r}; it has {', '.join(there.values())}.")
        found[slot] = there[folded(heading)]
    for slot, called in _names().items():
        taken = set(found.values())
        match = next((there[folded(n)] for n in called if folded(n) in there and there[folded(n)] not in taken), None)
        if slot not in found and match:
            found[slot] = match
    if not {"actor", "place", "partner", "origin", "destination"} & set(found):
        raise ReportError(
            f"{where} has no column of actors or places; name them with --columns actor=NAME,place=NAME. "
            f"It has {', '.join(there.values()) or 'none'}."
        )
    return found


def _imported(row: Row, columns: dict[str, str], name: str, path: Path, given: Given) -> Imported:
    values = {slot: row.get(heading) for slot, heading in columns.items()}
    values["kind"] = values.get("kind") or given.kind
    values["when"] = _day(values.get("when"), given)
    text = "\n".join(f"{heading}: {_written(value)}" for heading, value in row.items() if heading and _filled(value))
    published = _day(values.get("published"), given) or given.published
    report = Report(
        id=f"{path.stem} {values.get('id') or name}",
        text=text,
        language=_language(values, row, given),
        published=_published(published),
        publisher=_said(values, "publisher") or given.publisher or path.name,
        title=_said(values, "title"),
        address=_said(values, "address") or f"{path.name}, {name}",
    )

    def where_is(wanted: str) -> Span | None:
        start = text.find(wanted)
        return Span(start, start + len(wanted)) if start >= 0 else None

    claim, unknown = claim_of(values, (Span(0, len(text)),), given.names, where_is)
    return Imported(report, (claim,), tuple(unknown))


def _language(values: Row, row: Row, given: Given) -> str:
    """By what the cells say: headings may be in another language."""
    told = "\n".join(_written(value) for value in row.values() if _filled(value))
    return str(values.get("language") or given.language or "").lower()[:2] or detect_language(told, "the row")


def _said(values: Row, slot: str) -> str | None:
    value = values.get(slot)
    return str(value).strip() if _filled(value) else None


def _filled(value: Any) -> bool:
    return value is not None and str(value).strip() != ""


def _written(value: Any) -> str:
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _day(value: Any, given: Given) -> Any:
    """A date as it stands where it is one, or EDTF; a form that could be read two ways is not guessed at."""
    if not isinstance(value, str) or not value.strip():
        return value or None
    written = value.strip()
    if given.date_format:
        try:
            return dt.datetime.strptime(written, given.date_format).date()
        except ValueError as error:
            raise ReportError(f"{written!r} does not fit {given.date_format!r}") from error
    if "/" in written and not written.replace("..", "").startswith(("/", "1", "2")):
        raise ReportError(f"{written!r} is no EDTF date; write it as 2020-03-17, or say --date-format %d/%m/%Y")
    if written[:4].isdigit() or written.startswith(".."):
        return written
    day = parse_day(written)
    if day is None:
        raise ReportError(f"{written!r} is no date; write it as 2020-03-17, or say --date-format %d/%m/%Y")
    return day


def _published(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise ReportError(f"{value!r} is no day of publication; write it as 2020-03-17") from error


def _rows(path: Path, given: Given) -> Iterator[tuple[str, Row]]:
    """Rows by heading, as reports are read from such files; where something is wrong with a file, none of them."""
    file = Input(str(path), path.name, path)
    rows = _sheet(file, given) if path.suffix.lower() in (".xlsx", ".xlsm") else _lines(file)
    yield from ((name, {heading: cell for heading, cell in row.items() if heading}) for name, row in rows)


def _lines(file: Input) -> list[tuple[str, Row]]:
    with csv.opened(file) as rows:
        return [(name, {h: _disarmed(cell) for h, cell in row.items()}) for name, row in csv.numbered(rows)]


def _sheet(file: Input, given: Given) -> list[tuple[str, Row]]:
    """The rows of the first sheet."""

    def is_head(names: list[str]) -> bool:
        try:
            return bool(column_map(names, given, ""))
        except ReportError:
            return False

    try:
        with sheet.opened(file) as sheets:
            return list(sheet.rows_of(sheets[0], is_head))
    except MarsadError:
        raise
    except Exception as error:  # openpyxl raises many kinds on a damaged file
        raise ReportError(f"{file.where} is a damaged spreadsheet; save it as .csv.") from error


def _disarmed(value: str | None) -> str | None:
    """A cell without the apostrophe that an export puts before what a spreadsheet would run."""
    return value[1:] if value and value[0] == "'" and value[1:2] in ("=", "+", "-", "@", "\t", "\r") else value


@cache
def _names() -> dict[str, list[str]]:
    """Slot → names of its column. What tells of a report is called as in a table of reports, but for names of slots."""
    loaded: dict[str, list[str]] = yaml.load(
        (resources.files("marsad.imports") / "table.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    taken = {folded(name) for called in loaded.values() for name in called}
    told = {field: [name for name in column_names()[field] if folded(name) not in taken] for field in _OF_REPORT}
    return loaded | told
