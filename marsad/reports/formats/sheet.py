"""Spreadsheets (XLSX): every sheet is a table with the names of its columns in the first row."""

from collections.abc import Iterator
from typing import Any

from marsad.errors import ReportError
from marsad.reports.formats import needs
from marsad.reports.formats.table import pieces
from marsad.reports.formats.zip import check_members
from marsad.reports.piece import Failure, Input, Piece

MAX_COLUMNS = 1_000


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
            yield from pieces(_rows(sheet, f"{sheet.title}, " if several else ""), given)


def _rows(sheet: Any, prefix: str) -> Iterator[tuple[str, dict[str, Any]]]:
    names: list[str] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), 1):
        if not names:
            names = ["" if cell is None else str(cell) for cell in cells] if any(cells) else []
        elif any(cell is not None for cell in cells):
            yield f"{prefix}row {number}", dict(zip(names, cells, strict=False))
