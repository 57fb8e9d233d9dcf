"""Spreadsheets (XLSX): every sheet is a table. The names of its columns may stand below a title."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from marsad.errors import ReportError
from marsad.reports.formats import needs
from marsad.reports.formats.table import column_map, pieces
from marsad.reports.formats.zip import check_members
from marsad.reports.piece import Failure, Input, Options, Piece

MAX_COLUMNS = 1_000
HEAD = 20  # rows in which the names of the columns are looked for


def unpack(given: Input) -> Iterator[Piece | Failure]:
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
        several = len(book.worksheets) > 1
        for sheet in book.worksheets:
            yield from pieces(_rows(sheet, given, f"{sheet.title}, " if several else ""), given)


def _rows(sheet: Any, given: Input, prefix: str) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), 1)
    first = [(number, cells) for number, cells in islice(rows, HEAD) if any(cell is not None for cell in cells)]
    head = next((n for n, (_, cells) in enumerate(first) if _names_texts(cells, given.options)), 0)
    names = list(map(_name, first[head][1])) if first else []
    for number, cells in chain(first[head + 1 :], rows):
        if any(cell is not None for cell in cells):
            yield f"{prefix}row {number}", dict(zip(names, cells, strict=False))


def _names_texts(cells: Iterable[Any], options: Options) -> bool:
    """Whether a row names the column of texts."""
    try:
        return bool(column_map(map(_name, cells), options, ""))
    except ReportError:
        return False


def _name(cell: Any) -> str:
    return "" if cell is None else str(cell)
