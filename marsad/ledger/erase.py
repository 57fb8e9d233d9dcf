"""Taking a report's words away for good. What stays is what the chain needs: hashes, and who was told when."""

from typing import Any

from sqlalchemy import Connection, Engine, select, update

from marsad.ledger.chain import digest, names_hash
from marsad.ledger.pen import Pen
from marsad.ledger.tables import readings, reports, unknown_names
from marsad.ledger.words import folded_words


def erase_words(pen: Pen, at: str, report: str) -> dict[str, Any]:
    """Empty every version of a report, in tables and index. Returns what the tombstone keeps for the chain."""
    connection = pen.connection
    titles: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for row in connection.execute(select(reports).where(reports.c.id == report).order_by(reports.c.row)).all():
        titles[str(row.row)] = digest(row.title)
        pen.index.remove(row.row, row.published_at or row.recorded_at[:10], folded_words(row.text))
        for reading in connection.scalars(select(readings.c.row).where(readings.c.report == row.row)).all():
            names[str(reading)] = _forget_names(connection, reading)
        emptied = update(reports).where(reports.c.row == row.row).values(text="", title=None, erased_at=at)
        connection.execute(emptied)
    return {"titles": titles, "names": names}


def _forget_names(connection: Connection, reading: int) -> list[str]:
    """Empty the unknown names of a reading. Returns the hash of what they were, and of what they are now."""
    query = select(unknown_names).where(unknown_names.c.reading == reading).order_by(unknown_names.c.m)
    rows = connection.execute(query).mappings().all()
    connection.execute(update(unknown_names).where(unknown_names.c.reading == reading).values(text="", key=""))
    return [names_hash(rows), names_hash([dict(row) | {"text": "", "key": ""} for row in rows])]


def forget_traces(engine: Engine) -> None:
    """After an erasure is committed: overwrite what the database still keeps of the old rows and of the old index.

    It waits for nobody: what a reader still looks at is overwritten when the database is next cleaned.
    """
    raw = engine.raw_connection()  # outside of any transaction, where SQLAlchemy cannot be
    try:
        if engine.dialect.name == "postgresql":
            raw.rollback()
            raw.driver_connection.autocommit = True  # type: ignore[union-attr]
        cursor = raw.cursor()
        if engine.dialect.name == "sqlite":
            _forget_source_book(cursor)
        for statement in _CLEANING[engine.dialect.name]:
            cursor.execute(statement)
        cursor.close()
    finally:
        raw.invalidate()


def _forget_source_book(cursor: Any) -> None:
    """A backup that is written to as a ledger: the source book that it carries has titles and authors of its own."""
    carried = cursor.execute(
        r"SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'source\_book\_%' ESCAPE '\'"
    )
    for (name,) in carried.fetchall():
        cursor.execute(f'DROP TABLE "{name}"')


_CLEANING = {
    "sqlite": (
        "INSERT INTO search (search) VALUES ('optimize')",
        "VACUUM",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ),
    "postgresql": ("VACUUM reports", "VACUUM unknown_names", "VACUUM search"),
}
