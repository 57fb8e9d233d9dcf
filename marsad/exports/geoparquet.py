"""GeoParquet 1.1: a row for each place of a claim or cell, its point as WKB."""

import json
from pathlib import Path

from marsad.exports.columns import Column, Located, Value, clocks, columns, located, rows
from marsad.exports.material import Material
from marsad.exports.parquet import write_rows
from marsad.exports.points import wkb

_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},  # longitude, latitude of WGS 84
}


def write(material: Material, path: Path) -> None:
    chosen = [
        Column("slot", "text", lambda spot: spot.slot),
        Column("spot", "text", lambda spot: spot.place.name if spot.place else None),
        *(_through(column) for column in columns(material)),
        Column("geometry", "bytes", lambda spot: wkb(spot.place) if spot.place else None),
    ]
    spots = (spot for row in rows(material) for spot in located(row))
    metadata = {b"geo": json.dumps(_GEO).encode(), b"marsad": json.dumps(clocks(material)).encode()}
    write_rows(path, chosen, spots, metadata)


def _through(column: Column) -> Column:
    def of(spot: Located) -> Value:
        return column.of(spot.row)

    return Column(column.name, column.type, of)
