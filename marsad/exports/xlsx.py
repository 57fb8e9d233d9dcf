"""A workbook: claims, the posture of the day, sources. No cell is a formula, whatever a report says."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from marsad.exports.columns import CELL_COLUMNS, CLAIM_COLUMNS, REPORT_COLUMNS, Column, Value, plain
from marsad.exports.material import Material, needs

_LONGEST = 32_767  # characters that a cell can hold
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write(material: Material, path: Path) -> None:
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise needs("openpyxl", "sheets", "a spreadsheet") from error
    book = Workbook(write_only=True)
    _sheet(book, "claims", CLAIM_COLUMNS, material.claims(), material)
    _sheet(book, "posture", CELL_COLUMNS, material.posture.lines, material)
    _sheet(book, "reports", REPORT_COLUMNS, material.reports(), material)
    book.save(path)


def _sheet(book: Any, name: str, columns: list[Column], rows: Iterable[Any], material: Material) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append([column.name for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, column.of(row)) for column in columns])


def _cell(sheet: Any, value: Value) -> Any:
    from openpyxl.cell import WriteOnlyCell

    flat = plain(value)
    if not isinstance(flat, str):
        return flat
    made = WriteOnlyCell(sheet, value="")
    made.value = _UNFIT.sub("\ufffd", flat)[:_LONGEST]
    made.data_type = "s"  # never a formula
    return made
