"""A table as CSV in UTF-8, with a mark at the beginning by which spreadsheets know it. Formulas are disarmed."""

import csv
from pathlib import Path

from marsad.exports.columns import Value, columns, plain, rows
from marsad.exports.material import Material

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(material: Material, path: Path) -> None:
    chosen = columns(material)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow([column.name for column in chosen])
        for row in rows(material):
            out.writerow([cell(column.of(row)) for column in chosen])


def cell(value: Value) -> str | int | float | bytes | None:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it, which makes it a text."""
    flat = plain(value)
    return f"'{flat}" if isinstance(flat, str) and flat.startswith(_FORMULA) else flat
