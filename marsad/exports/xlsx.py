"""A workbook: claims, the posture of the day, sources. No cell is a formula, whatever a report says.

In Arabic (`--language ar`) headings and places are in Arabic, and the sheets run from right to left; keys stay keys.
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
    arabic = words.phrases.language == "ar"
    sheet = book.create_sheet(_headings()["sheets"][name] if arabic else name)
    sheet.freeze_panes = "A2"
    sheet.sheet_view.rightToLeft = arabic
    sheet.append([_arabic(column.name) if arabic else column.name for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, _in_arabic(column, row, words) if arabic else column.of(row)) for column in columns])


@lru_cache
def _headings() -> dict[str, dict[str, str]]:
    text = (resources.files(__package__) / "xlsx_ar.yaml").read_text("utf-8")
    found: dict[str, dict[str, str]] = yaml.load(text, yaml.CSafeLoader)
    return found


def _arabic(column: str) -> str:
    """The heading of a column: "place_country" is the country of the place."""
    known, (slot, _, part) = _headings(), column.rpartition("_")
    return known["columns"].get(column) or f"{known['columns'][slot]}: {known['parts'][part]}"


def _in_arabic(column: Column, row: Any, words: Words) -> Value:
    """A place by its Arabic name; all else as it stands."""
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
