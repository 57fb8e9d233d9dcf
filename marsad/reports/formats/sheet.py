"""Spreadsheets (XLSX): every sheet is a table. The names of its columns may stand below a title."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from marsad.errors import ReportError
from marsad.reports.formats import needs
from marsad.reports.formats.table import column_map, pieces
from marsad.reports.formats.zip import check_members
from marsad.reports.piece import Failure, Input, Piece

MAX_COLUMNS = 1_000
HEAD = 20  # rows in which the names of the columns are looked for


def unpack(given: Input) -> Iterator[Piece | Failure]:
    def names_texts(names: list[str]) -> bool:
        try:
            return bool(column_map(names, given.options, ""))
        except ReportError:
            return False

    with opened(given) as sheets:
        for sheet in sheets:
            prefix = f"{sheet.title}, " if len(sheets) > 1 else ""
            yield from pieces(rows_of(sheet, names_texts, prefix), given)


@contextmanager
def opened(given: Input) -> Iterator[list[Any]]:
    """The sheets of a workbook, once it is sure that it unpacks within bounds."""
    try:
        import openpyxl
    except ImportError as error:
        raise needs("openpyxl", "sheets", "a spreadsheet", given.where) from error
    with given.open() as file:
        check_members(file, given)
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        except (KeyError, ValueError, OSError) as error:
            raise ReportError(f"{given.where} is a damaged spreadsheet; save it as .csv.") from error
        yield book.worksheets


def rows_of(sheet: Any, is_head: Callable[[list[str]], bool], prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows below the first that is the head, or below the first that is filled where none is."""
    rows = enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), 1)
    first = [(number, cells) for number, cells in islice(rows, HEAD) if any(cell is not None for cell in cells)]
    head = next((n for n, (_, cells) in enumerate(first) if is_head(list(map(_name, cells)))), 0)
    names = list(map(_name, first[head][1])) if first else []
    for number, cells in chain(first[head + 1 :], rows):
        if any(cell is not None for cell in cells):
            yield f"{prefix}row {number}", dict(zip(names, cells, strict=False))


def _name(cell: Any) -> str:
    return "" if cell is None else str(cell)
