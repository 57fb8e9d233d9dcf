"""GeoPackage 1.3: layers `claims` and `posture`, a point for each place; `reports` as a table. Opens in QGIS.

Written with SQLite alone: the format is a database with these tables.
"""

import sqlite3
import struct
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from marsad.exports.columns import CELL_COLUMNS, CLAIM_COLUMNS, REPORT_COLUMNS, Column, located, plain, report_row
from marsad.exports.material import Material
from marsad.exports.points import wkb
from marsad.model.values import Place

_APPLICATION, _VERSION = 0x47504B47, 10300  # "GPKG", 1.3
_WGS84 = 4326
_TYPES = {"text": "TEXT", "list": "TEXT", "whole": "INTEGER", "real": "REAL"}
_SCHEMA = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""
_ELLIPSOID = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS = [
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    ("WGS 84 geodetic", _WGS84, "EPSG", _WGS84, _ELLIPSOID, "longitude and latitude in degrees"),
]


def write(material: Material, path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute(f"PRAGMA application_id = {_APPLICATION}")
        base.execute(f"PRAGMA user_version = {_VERSION}")
        base.executescript(_SCHEMA)
        base.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _SYSTEMS)
        moment = _moment(material)
        _layer(base, "claims", CLAIM_COLUMNS, material.claims(), moment)
        _layer(base, "posture", CELL_COLUMNS, material.posture.lines, moment)
        _reports(base, material, moment)
        base.commit()


def _moment(material: Material) -> str:
    """When the ledger last changed; an export says nothing of the clock on the wall."""
    return f"{material.view.recorded[:19] or '1970-01-01T00:00:00'}.000Z"


def _layer(base: sqlite3.Connection, name: str, columns: list[Column], rows: Iterable[Any], moment: str) -> None:
    defined = ", ".join(f'"{column.name}" {_TYPES[column.type]}' for column in columns)
    base.execute(f"CREATE TABLE {name} (fid INTEGER PRIMARY KEY, geom POINT, slot TEXT, spot TEXT, {defined})")
    points: list[tuple[float, float]] = []
    marks = ", ".join("?" * (len(columns) + 4))
    for row in rows:
        for spot in located(row):
            place = spot.place
            if place:
                points.append((place.lon or 0.0, place.lat or 0.0))
            values = [plain(column.of(row)) for column in columns]
            geometry = _geometry(place) if place else None
            head = [None, geometry, spot.slot, place.name if place else None]
            base.execute(f"INSERT INTO {name} VALUES ({marks})", [*head, *values])
    box = [f(axis) for f in (min, max) for axis in zip(*points, strict=True)] or [None] * 4
    base.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', ?, ?, ?, ?, ?, ?)", [name, name, moment, *box, _WGS84]
    )
    base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", [name, _WGS84])


def _reports(base: sqlite3.Connection, material: Material, moment: str) -> None:
    defined = ", ".join(f'"{column.name}" TEXT' for column in REPORT_COLUMNS)
    base.execute(f"CREATE TABLE reports (fid INTEGER PRIMARY KEY, {defined})")
    marks = ", ".join("?" * (len(REPORT_COLUMNS) + 1))
    base.executemany(f"INSERT INTO reports VALUES ({marks})", ([None, *report_row(r)] for r in material.reports()))
    base.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
        "VALUES ('reports', 'attributes', 'reports', ?)",
        [moment],
    )


def _geometry(place: Place) -> bytes:
    """The header of a GeoPackage's geometry, without a box, then WKB."""
    return struct.pack("<2sBBi", b"GP", 0, 1, _WGS84) + wkb(place)
