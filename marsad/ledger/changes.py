"""What each write did, as the tables have it now: the other side of the chain."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from marsad.ledger.chain import CLAIM, DECISION, READING, Change, names_hash, report_values, values
from marsad.ledger.pages import rows
from marsad.ledger.tables import claims, decisions, readings, reports, unknown_names


def instants(connection: Connection) -> list[str]:
    """The instants of a ledger without a chain: of its readings, which were the only writes."""
    return sorted(connection.scalars(select(readings.c.recorded_at).distinct()))


def changes(
    connection: Connection, writes: Iterable[tuple[str, str]], strays: list[str] | None = None
) -> Iterator[Change]:
    """A change for each write (its instant and verb), in order; rows that belong to no write are named in `strays`."""
    kept = _Kept(connection)
    known = list(writes)
    at_all = frozenset(at for at, _ in known)
    streams = {
        table: _Stream(table.name, rows(connection, table), "recorded_at", at_all)
        for table in (reports, readings, claims, decisions)
    }
    ends = {
        table: _Stream(table.name, _ends(connection, table), "withdrawn_at", at_all) for table in (readings, claims)
    }
    names = _Names(connection)
    for at, verb in known:
        found = {table: stream.take(at) for table, stream in streams.items()}
        change = Change(at, verb)
        change.reports = [report_values(row, kept.titles.get(row["row"])) for row in found[reports]]
        change.readings = [values(row, READING) for row in found[readings]]
        change.names = [(row["row"], kept.names_as_read(row["row"], names.of(row["row"]))) for row in found[readings]]
        change.claims = [values(row, CLAIM) for row in found[claims]]
        change.decisions = [values(row, DECISION) for row in found[decisions]]
        change.withdrawn = [row["row"] for row in ends[readings].take(at)]
        change.ended = [row["row"] for row in ends[claims].take(at)]
        yield change
    if strays is not None:
        for stream in (*streams.values(), *ends.values()):
            strays += stream.strays()


class _Stream:
    """Rows in the order of their instants, taken instant by instant. One with an instant of no write is a stray."""

    def __init__(self, name: str, found: Iterator[Any], column: str, known: frozenset[str]) -> None:
        self._name, self._rows, self._column, self._known = name, found, column, known
        self._strays: list[str] = []
        self._next = next(self._rows, None)

    def take(self, at: str) -> list[Any]:
        taken = []
        while (row := self._next) is not None:
            if row[self._column] == at:
                taken.append(row)
            elif row[self._column] in self._known and row[self._column] > at:
                break
            else:
                self._strays.append(f"row {row['row']} of {self._name}")
            self._next = next(self._rows, None)
        return taken

    def strays(self) -> list[str]:
        left = [self._next, *self._rows] if self._next is not None else []
        return self._strays + [f"row {row['row']} of {self._name}" for row in left]


def _ends(connection: Connection, table: Table) -> Iterator[RowMapping]:
    query = select(table.c.row, table.c.withdrawn_at).where(table.c.withdrawn_at.is_not(None))
    return iter(connection.execute(query.order_by(table.c.withdrawn_at, table.c.row)).mappings().all())


class _Names:
    """The hash of each reading's unknown names; readings are asked for in the order of their rows."""

    def __init__(self, connection: Connection) -> None:
        self._rows = rows(connection, unknown_names)
        self._next = next(self._rows, None)

    def of(self, reading: int) -> str:
        found = []
        while self._next is not None and self._next["reading"] <= reading:
            if self._next["reading"] == reading:
                found.append(self._next)
            self._next = next(self._rows, None)
        return names_hash(found)


class _Kept:
    """What erasures kept of the words that they took: the hashes that entered the chain."""

    def __init__(self, connection: Connection) -> None:
        self.titles: dict[int, str] = {}
        self._names: dict[int, tuple[str, str]] = {}  # as they were, and emptied
        for body in connection.scalars(select(decisions.c.body).where(decisions.c.verb == "erase")):
            try:
                kept = json.loads(body)
                self.titles |= {int(row): hash for row, hash in kept["titles"].items()}
                self._names |= {int(row): (was, now) for row, (was, now) in kept["names"].items()}
            except (ValueError, KeyError, TypeError, AttributeError):
                continue  # altered: the chain breaks at this decision

    def names_as_read(self, reading: int, now: str) -> str:
        """The hash with which a reading's names entered the chain, given the one that they have now."""
        was, emptied = self._names.get(reading, (now, now))
        return was if now == emptied else now
