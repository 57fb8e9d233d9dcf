"""A SQLite file to browse and query, as Datasette does: tables with keys between them, views, and a search of words.

It is no ledger: it holds what one view showed, without its past.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from marsad.exports.columns import CELL_COLUMNS, CLAIM_COLUMNS, REPORT_COLUMNS, Column, clocks, plain, report_row
from marsad.exports.material import Material, Told
from marsad.model.claim import KEY_SLOTS, PLACE_SLOTS

_TYPES = {"text": "TEXT", "list": "TEXT", "whole": "INTEGER", "real": "REAL"}
_LINKED = """
CREATE TABLE claim_actors (claim TEXT NOT NULL REFERENCES claims(id), slot TEXT NOT NULL, actor TEXT NOT NULL,
  name TEXT NOT NULL);
CREATE TABLE claim_places (claim TEXT NOT NULL REFERENCES claims(id), slot TEXT NOT NULL, name TEXT NOT NULL,
  country TEXT, latitude REAL, longitude REAL, level TEXT NOT NULL);
CREATE TABLE passages (claim TEXT NOT NULL REFERENCES claims(id), start INTEGER NOT NULL, end INTEGER NOT NULL,
  text TEXT NOT NULL);
CREATE TABLE posture_claims (posture INTEGER NOT NULL REFERENCES posture(id),
  claim TEXT NOT NULL REFERENCES claims(id), against INTEGER NOT NULL);
CREATE TABLE clocks (clock TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_INDEXED = """
CREATE INDEX claims_report ON claims(report);
CREATE INDEX claim_actors_actor ON claim_actors(actor);
CREATE INDEX claim_actors_claim ON claim_actors(claim);
CREATE INDEX claim_places_name ON claim_places(name);
CREATE INDEX claim_places_claim ON claim_places(claim);
CREATE INDEX passages_claim ON passages(claim);
CREATE INDEX posture_claims_claim ON posture_claims(claim);
CREATE VIRTUAL TABLE passages_fts USING fts5(text, content="passages");
INSERT INTO passages_fts(passages_fts) VALUES ('rebuild');
"""


def write(material: Material, path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute(f"CREATE TABLE reports ({_defined(REPORT_COLUMNS, 'id')})")
        references = {"report": "REFERENCES reports(id)"}
        base.execute(f"CREATE TABLE claims ({_defined(CLAIM_COLUMNS, 'id', references)})")
        base.execute(f"CREATE TABLE posture (id INTEGER PRIMARY KEY, {_defined(CELL_COLUMNS)})")
        base.executescript(_LINKED)
        _insert(base, "reports", len(REPORT_COLUMNS), map(report_row, material.reports()))
        for told in material.claims():
            _insert(base, "claims", len(CLAIM_COLUMNS), [[plain(column.of(told)) for column in CLAIM_COLUMNS]])
            _link(base, told, material)
        _posture(base, material)
        _insert(base, "clocks", 2, clocks(material).items())
        base.executescript(_INDEXED)
        base.commit()


def _defined(columns: list[Column], key: str = "", more: dict[str, str] | None = None) -> str:
    extra = {key: "PRIMARY KEY"} | (more or {})
    return ", ".join(f'"{c.name}" {_TYPES[c.type]} {extra.get(c.name, "")}'.strip() for c in columns)


def _insert(base: sqlite3.Connection, table: str, width: int, rows: object) -> None:
    base.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)  # type: ignore[arg-type]


def _link(base: sqlite3.Connection, told: Told, material: Material) -> None:
    id, claim = told.entry.id, told.entry.claim
    actors = ((id, slot, key, material.words.actor_name(key)) for slot in KEY_SLOTS for key in getattr(claim, slot))
    _insert(base, "claim_actors", 4, actors)
    places = (
        (id, slot, p.name, p.country, p.lat, p.lon, p.level) for slot in PLACE_SLOTS for p in getattr(claim, slot)
    )
    _insert(base, "claim_places", 7, places)
    spans = zip(claim.evidence, told.passages, strict=False)
    _insert(base, "passages", 4, ((id, span.start, span.end, text) for span, text in spans))


def _posture(base: sqlite3.Connection, material: Material) -> None:
    """The cells of the day. A claim of another subject's that speaks for or against a cell is not among the claims."""
    held = {entry.id for entry in material.entries()}
    for number, line in enumerate(material.posture.lines, 1):
        values = [plain(column.of(line)) for column in CELL_COLUMNS]
        _insert(base, "posture", len(CELL_COLUMNS) + 1, [[number, *values]])
        sides = ((line.entries, 0), (line.against, 1))
        linked = ((number, e.id, against) for entries, against in sides for e in entries if e.id in held)
        _insert(base, "posture_claims", 3, linked)
