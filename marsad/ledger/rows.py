"""Entries by the rows of their states: a row never changes, so that who asks again and again parses each once."""

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Iterable

from marsad.ledger.entries import Entry, entry_of
from marsad.ledger.newest import newest
from marsad.ledger.queries import ENTRIES
from marsad.ledger.tables import claims
from marsad.ledger.view import View
from marsad.model.values import Place

_AT_ONCE = 800  # rows in one statement


def newest_rows(
    view: View,
    per_cell: int,
    on: dt.date,
    country: str | None = None,
    actor: str | None = None,
    near: tuple[Place, float] | None = None,
) -> list[int]:
    """The rows of `view.newest` with the same arguments."""
    with view._connect() as connection:
        lateral = connection.dialect.name == "postgresql"
        query = newest(view._standing(), view.known is not None, per_cell, on, country, actor, near, lateral)
        return list(connection.scalars(query.with_only_columns(claims.c.row)))


class Rows:
    """Entries of one ledger that were asked for, the last ones. Many threads may ask at once."""

    def __init__(self, room: int = 40_000) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._found: OrderedDict[int, Entry] = OrderedDict()
        self._erasures = 0

    def of(self, view: View, wanted: Iterable[int]) -> list[Entry]:
        """The entries of these rows, in their order."""
        rows = list(wanted)
        self._forget_erased(view)
        with self._lock:
            known = {row: self._found[row] for row in rows if row in self._found}
        missing = [row for row in rows if row not in known]
        known |= self._read(view, missing)
        return [known[row] for row in rows]

    def _read(self, view: View, missing: list[int]) -> dict[int, Entry]:
        if not missing:
            return {}
        found: dict[int, Entry] = {}
        with view._connect() as connection:
            for n in range(0, len(missing), _AT_ONCE):
                query = ENTRIES.where(claims.c.row.in_(missing[n : n + _AT_ONCE]))
                found |= {row.row: entry_of(row) for row in connection.execute(query)}
        with self._lock:
            self._found |= found
            while len(self._found) > self._room:
                self._found.popitem(last=False)
        return found

    def _forget_erased(self, view: View) -> None:
        """An erasure takes words away, also from claims that were read before."""
        erasures = len(view.decisions(verb="erase"))
        with self._lock:
            if erasures > self._erasures:
                self._found.clear()
                self._erasures = erasures
