"""KML 2.2: a placemark for each place of a claim or cell, with the time for which it holds and all its values."""

from pathlib import Path
from typing import Any

from lxml import etree

from marsad.exports.columns import Located, Value, clocks, columns, located, plain, rows
from marsad.exports.material import Material, Told
from marsad.posture.answer import Line
from marsad.publish.cells import happening, told

_KML = "http://www.opengis.net/kml/2.2"


def write(material: Material, path: Path) -> None:
    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        with file.element("kml", nsmap={None: _KML}), file.element("Document"):
            file.write(_text("name", material.words.subject(material.subject)))
            file.write(_text("description", ", ".join(f"{n}: {v}" for n, v in clocks(material).items())))
            for row in rows(material):
                for spot in located(row):
                    file.write(_placemark(spot, material), pretty_print=True)


def _placemark(spot: Located, material: Material) -> Any:
    mark = etree.Element("Placemark")
    mark.append(_text("name", _label(spot.row, material)))
    mark.extend(_time(spot.row))
    data = etree.SubElement(mark, "ExtendedData")
    values: list[tuple[str, Value]] = [("slot", spot.slot), ("spot", spot.place.name if spot.place else None)]
    values += [(column.name, plain(column.of(spot.row))) for column in columns(material)]
    for name, value in values:
        if value not in (None, ""):
            etree.SubElement(data, "Data", name=name).append(_text("value", str(value)))
    if spot.place:
        point = etree.SubElement(mark, "Point")
        point.append(_text("coordinates", f"{spot.place.lon},{spot.place.lat}"))
    return mark


def _label(row: Told | Line, material: Material) -> str:
    if isinstance(row, Told):
        return material.label(row.entry)
    if row.section in ("expected", "feared", "denied"):
        return happening(row, material.words)
    return told(row, material.words)


def _time(row: Told | Line) -> list[Any]:
    if isinstance(row, Told):
        first, last = row.days
    else:
        first, last = (row.last.isoformat() if row.last else None, None)
    if not (first or last):
        return []
    span = etree.Element("TimeSpan")
    span.extend(_text(name, day) for name, day in (("begin", first), ("end", last)) if day)
    return [span]


def _text(tag: str, text: str) -> Any:
    element = etree.Element(tag)
    element.text = "".join(c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
                           else "\ufffd" for c in text)  # fmt: skip
    return element
