"""What was read of a ledger, by row: rows never change, so that who asks again and again parses each once."""

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy import Connection, select

from marsad.ledger.entries import Entry, entry_of
from marsad.ledger.newest import newest
from marsad.ledger.queries import ENTRIES
from marsad.ledger.sketch import unpacked
from marsad.ledger.tables import claims, reports
from marsad.model.values import Place

if TYPE_CHECKING:
    from marsad.ledger.view import View

_AT_ONCE = 800  # rows in one statement

Value = TypeVar("Value")


def newest_rows(
    view: "View",
    per_cell: int,
    on: dt.date,
    country: str | Collection[str] | None = None,
    actor: str | None = None,
    near: tuple[Place, float] | None = None,
) -> list[int]:
    """The rows of `view.newest` with the same arguments."""
    with view._connect() as connection:
        lateral = connection.dialect.name == "postgresql"
        query = newest(view._standing(), view.known is not None, per_cell, on, country, actor, near, lateral)
        return list(connection.scalars(query.with_only_columns(claims.c.row)))


class Rows(Generic[Value]):
    """The values of rows of one ledger that were asked for last. Many threads may ask at once."""

    def __init__(self, room: int, read: Callable[[Connection, list[int]], Iterator[tuple[int, Value]]]) -> None:
        self._room = room
        self._read = read
        self._lock = threading.Lock()
        self._found: OrderedDict[int, Value] = OrderedDict()

    def of(self, view: "View", wanted: Iterable[int]) -> list[Value]:
        """The values of these rows, in their order."""
        rows = list(wanted)
        with self._lock:
            known = {row: self._found[row] for row in rows if row in self._found}
        if missing := [row for row in rows if row not in known]:
            known |= self._look_up(view, missing)
        return [known[row] for row in rows]

    def _look_up(self, view: "View", missing: list[int]) -> dict[int, Value]:
        parts = [missing[n : n + _AT_ONCE] for n in range(0, len(missing), _AT_ONCE)]
        with view._connect() as connection:
            found = {row: value for part in parts for row, value in self._read(connection, part)}
        with self._lock:
            self._found |= found
            while len(self._found) > self._room:
                self._found.popitem(last=False)
        return found


class Kept:
    """What the views of one ledger have in common: entries and sketches that any of them has read."""

    def __init__(self) -> None:
        self.entries: Rows[Entry] = Rows(40_000, _entries)
        self.sketches: Rows[frozenset[int]] = Rows(8_000, _sketches)


def _entries(connection: Connection, rows: list[int]) -> Iterator[tuple[int, Entry]]:
    return ((row.row, entry_of(row)) for row in connection.execute(ENTRIES.where(claims.c.row.in_(rows))))


def _sketches(connection: Connection, rows: list[int]) -> Iterator[tuple[int, frozenset[int]]]:
    found = connection.execute(select(reports.c.row, reports.c.sketch).where(reports.c.row.in_(rows)))
    return ((row.row, unpacked(row.sketch)) for row in found)
