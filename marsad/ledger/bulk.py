"""Recording in bulk: the same rows and the same chain as one by one, by the quickest way that the store has.

SQLite takes many rows of one statement as quickly as it takes any; PostgreSQL takes them by COPY, several times quicker
than by statements.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table

from marsad.ledger.pen import Pen
from marsad.ledger.search import Index
from marsad.ledger.store import Batch, Ledger, _no_garbage
from marsad.ledger.tables import cells


@contextmanager
def bulk(ledger: Ledger) -> Iterator[Batch]:
    """As `Ledger.batch`, quicker on PostgreSQL: all that is recorded inside is kept, or nothing."""
    with ledger._writing() as pen, _no_garbage():
        connection = pen.connection
        hand = CopyPen(connection) if connection.dialect.name == "postgresql" else pen
        yield Batch(hand, ledger._current(connection), ledger._clock)
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
            rows = ((number, self._content(words)) for number, words in sorted(self._gathered))
            copy_rows(self._connection, "COPY search (rowid, words) FROM STDIN", rows)
            self._gathered = []


def copy_rows(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
