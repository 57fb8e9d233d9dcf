"""A workbook: claims, the posture of the day, sources. No cell is a formula, whatever a report says.

In a language that has headings of its own (`xlsx_LANGUAGE.yaml`), places have their names in it too, and the sheets run
as it is written; keys stay keys. In any other the headings are the columns' names.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from marsad.exports.columns import CELL_COLUMNS, CLAIM_COLUMNS, REPORT_COLUMNS, Column, Value, plain
from marsad.exports.material import Material, Told, needs
from marsad.model.claim import PLACE_SLOTS
from marsad.model.values import Place
from marsad.publish.words import Words

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
    words = material.words
    headings = _headings(words.phrases.language)
    sheet = book.create_sheet(headings["sheets"][name] if headings else name)
    sheet.freeze_panes = "A2"
    sheet.sheet_view.rightToLeft = bool(headings and headings["right_to_left"])
    sheet.append([_heading(column.name, headings) if headings else column.name for column in columns])
    for row in rows:
        told = (_named(column, row, words) if headings else column.of(row) for column in columns)
        sheet.append([_cell(sheet, value) for value in told])


@lru_cache
def _headings(language: str) -> dict[str, Any] | None:
    """What a language calls sheets and columns, if it has words of its own for them."""
    path = resources.files(__package__) / f"xlsx_{language}.yaml"
    found: dict[str, Any] | None = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) if path.is_file() else None
    return found


def _heading(column: str, headings: dict[str, Any]) -> str:
    """The heading of a column: "place_country" is the country of the place."""
    slot, _, part = column.rpartition("_")
    return headings["columns"].get(column) or f"{headings['columns'][slot]}: {headings['parts'][part]}"


def _named(column: Column, row: Any, words: Words) -> Value:
    """A place by its name in the language of the sheet; all else as it stands."""
    if column.name not in PLACE_SLOTS:
        return column.of(row)
    found = getattr(row.entry.claim if isinstance(row, Told) else row, column.name)
    place: Place | None = found if isinstance(found, Place) else next(iter(found or ()), None)
    if place is None:
        return None
    state = place.country if place.level == "country" else None
    return words.actor_name(state) if state else words.place_name(place.name)


def _cell(sheet: Any, value: Value) -> Any:
    from openpyxl.cell import WriteOnlyCell

    flat = plain(value)
    if not isinstance(flat, str):
        return flat
    made = WriteOnlyCell(sheet, value="")
    made.value = _UNFIT.sub("\ufffd", flat)[:_LONGEST]
    made.data_type = "s"  # never a formula
    return made
