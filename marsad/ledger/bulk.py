"""Recording in bulk: the same rows and the same chain as one by one, by the quickest way that the store has.

SQLite takes many rows of one statement as quickly as it takes any; PostgreSQL takes them by COPY, several times quicker
than by statements.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table

from marsad.garbage import no_garbage
from marsad.ledger.block import BlockWriter, Prepared
from marsad.ledger.pen import Pen
from marsad.ledger.ready import Ready
from marsad.ledger.rulings import Rulings
from marsad.ledger.search import Index
from marsad.ledger.store import Batch, Ledger
from marsad.ledger.tables import cells
from marsad.ledger.write import Recorded, _digest, _Known
from marsad.model.report import Report

digest_of = _digest  # of all of a report that can change what is read, or how it is cited


class BulkBatch(Batch):
    """A batch that also takes what was made ready before, where nobody has decided anything."""

    def __init__(self, pen: Pen, rulings: Rulings, clock: Callable[[], dt.datetime]) -> None:
        super().__init__(pen, rulings, clock)
        self.decided = bool(rulings.all)
        self._ready_writer = BlockWriter(pen, rulings)

    def record_ready(self, made: Sequence[Ready], reader: str, version: str) -> list[Recorded]:
        self._ready_writer.foresee([ready.report.id for ready in made])
        return [self._ready_writer.record_ready(self._now(), ready, reader, version) for ready in made]

    def record_block(self, made: Sequence[Prepared], reader: str, version: str) -> list[Recorded]:
        """Many at once, quicker where the ledger has none of them."""
        return self._ready_writer.record_block(made, reader, version, self._now)

    def _now(self) -> str:
        return self._pen.instant(self._clock())


def dialect_of(ledger: Ledger) -> str:
    """What readings are to be made ready for."""
    return ledger._engine.dialect.name


@contextmanager
def bulk(ledger: Ledger) -> Iterator[BulkBatch]:
    """As `Ledger.batch`, quicker: all that is recorded inside is kept, or nothing."""
    with ledger._writing() as pen, no_garbage():
        connection = pen.connection
        hand = CopyPen(connection) if connection.dialect.name == "postgresql" else pen
        yield BulkBatch(hand, ledger._current(connection), ledger._clock)
        hand.flush()


class CopyPen(Pen):
    """Writes what it has gathered by COPY."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.index = CopyIndex(connection)

    def _write(self, table: Table, rows: list[tuple[Any, ...]]) -> None:
        if table is cells:  # most are there already, which COPY cannot pass over
            super()._write(table, rows)
            return
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        copy_rows(self.connection, f"COPY {table.name} ({columns}) FROM STDIN", rows)


class CopyIndex(Index):
    """The full-text index, written by COPY."""

    def flush(self) -> None:
        if self._gathered:
            copy_rows(self._connection, "COPY search (rowid, words) FROM STDIN", sorted(self._gathered))
            self._gathered = []


def copy_rows(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


@dataclass(slots=True)
class Naming:
    """Which id a ledger gives to each report, and whether its reading stands, if these reports came in this order.

    For who reckons with many reports without a ledger, and wants its answers.
    """

    _versions: dict[str, list[Any]] = field(default_factory=dict)  # by the names that they are found by
    _standing: dict[str, tuple[str, str]] = field(default_factory=dict)  # id → digest, and which reading stands

    def take(self, report: Report, digest: str, reading: str) -> tuple[str, bool, str | None]:
        """Its id; whether its reading is one that the ledger did not have, and so replaces what stood; and what tells
        its claims from those of another report of the same name, publisher and text.
        """
        known = _Known.among(self._versions.get(report.id, []), report, digest)
        if known.same is not None:
            report_id: str = known.same.id
        else:
            report_id = known.id_for(report, digest)
        apart = known.apart(report, report_id)
        if known.same is None:
            version = _Version(report_id, report.id, digest, report.sha256, report.publisher, report.address)
            for name in {report_id, report.id}:
                self._versions.setdefault(name, []).append(version)
        new = self._standing.get(report_id) != (digest, reading)
        self._standing[report_id] = digest, reading
        return report_id, new, apart


class _Version(NamedTuple):
    """A version of a report, as the ledger's table has it."""

    id: str
    given_id: str
    digest: str
    sha256: str
    publisher: str | None
    address: str | None
