"""Writing rows and the chain, inside one transaction: rows are gathered and go out in few statements."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, select, update

from marsad.ledger.cells import day_in_cell
from marsad.ledger.chain import CLAIM, FIRST, Change, hash_of, quoted
from marsad.ledger.rulings import REJECTED
from marsad.ledger.search import Index
from marsad.ledger.states import COLUMNS, Side, Told, flat_values, sides, text_of
from marsad.ledger.tables import (
    cell_claims,
    cells,
    claim_actors,
    claim_places,
    claims,
    decisions,
    evidence,
    readings,
    records,
    reports,
    unknown_names,
)
from marsad.model.claim import Claim

_NUMBERED = (reports, readings, claims, decisions)
_ORDER = (
    reports, readings, unknown_names, claims, claim_actors, claim_places, evidence, cells, cell_claims, decisions,
    records,
)  # fmt: skip
_SIDES = 7  # rows of a claim with those beside it, more or less
_MANY = 20_000  # gathered rows after which they are written


class Pen:
    """The writer's hand in one transaction: numbers rows, gathers them, seals each write into the chain."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._rows: dict[Table, list[tuple[Any, ...]]] = {table: [] for table in _ORDER}
        self._gathered = 0
        self._claims = self._rows[claims]
        self._beside: list[tuple[int, Side, Side, Iterable[tuple[int, int]], Told, str]] = []
        self._insert = _statements(connection.dialect.name)
        self._cells: set[int] = set()
        self.index = Index(connection)
        tops = [select(func.max(table.c.row)).scalar_subquery() for table in _NUMBERED]
        found = connection.execute(select(*tops)).one()
        self._tops = {table: top or 0 for table, top in zip(_NUMBERED, found, strict=True)}
        last = connection.execute(select(records).order_by(records.c.n.desc()).limit(1)).first()
        self._n: int = last.n if last else 0
        self.last: str = last.recorded_at if last else ""
        self._hash: str = last.hash if last else FIRST

    def next_row(self, table: Table) -> int:
        self._tops[table] += 1
        return self._tops[table]

    def next_rows(self, table: Table, count: int) -> int:
        """The number of the first of so many new rows, which need not be any."""
        first = self._tops[table] + 1
        self._tops[table] += count
        return first

    def instant(self, clock: dt.datetime) -> str:
        """Now, yet after every earlier write even if the clock was set back: past views must not change."""
        now = instant(clock)
        return now if now > self.last else instant(dt.datetime.fromisoformat(self.last) + dt.timedelta(microseconds=1))

    def add(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Rows by the names of their columns; every column is named."""
        in_order = _IN_ORDER[table]
        self.add_tuples(table, map(in_order, rows))

    def add_tuples(self, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
        """Rows in the order of their columns."""
        listed = self._rows[table]
        before = len(listed)
        listed.extend(rows)
        self._gathered += len(listed) - before

    def add_state(self, change: Change, state: Mapping[str, Any], claim: Claim) -> None:
        """A state of a claim; `state` has what the claim itself does not say."""
        self.add_written(change, _BEFORE(state), claim, text_of(claim), _AFTER(state))

    def add_written(
        self,
        change: Change,
        before: tuple[Any, ...],
        claim: Claim,
        text: str,
        after: tuple[str | None, str, str | None],
    ) -> None:
        """A state as its columns before and after those that follow from the claim, and the claim's JSON."""
        published, _, withdrawn = after
        number = self.next_row(claims)
        row = (number, *before, *flat_values(claim, text), *after)
        self._claims.append(row)
        change.claims.append(_OF_CHAIN(row))
        if withdrawn is not None:
            change.ended.append(number)
        self.add_sides(number, claim, before[-1], published)

    def add_sides(self, row: int, claim: Claim, verdict: str, published: str | None) -> None:
        named, placed, told = sides(claim)
        counted = () if verdict == REJECTED else told
        self.add_beside(row, named, placed, claim.evidence, counted, day_in_cell(claim, published))

    def add_beside(
        self, row: int, named: Side, placed: Side, spans: Iterable[tuple[int, int]], told: Told, at: str
    ) -> None:
        """The rows beside a claim's own: actors, places, evidence, and the cells that it tells of, from a day on."""
        self._beside.append((row, named, placed, spans, told, at))
        self._gathered += _SIDES

    def end_states(self, change: Change, rows: Iterable[int]) -> None:
        listed = sorted(rows)
        change.ended += listed
        if listed:
            self.flush()
            ending = update(claims).where(claims.c.row == bindparam("ended")).values(withdrawn_at=change.at)
            self.connection.execute(ending, [{"ended": row} for row in listed])

    def seal(self, change: Change) -> None:
        """Put a finished write into the chain."""
        self._seal(change.at, change.verb, change.hash_as_made(self._hash))

    def seal_written(self, at: str, verb: str, rest: str) -> None:
        """The same, of a write whose values are text already: all that the chain has behind time and verb."""
        self._seal(at, verb, hash_of(f'["{self._hash}","{at}",{quoted(verb)},{rest}'))

    def _seal(self, at: str, verb: str, hash: str) -> None:
        self._n, self._hash, self.last = self._n + 1, hash, at
        self._rows[records].append((self._n, at, verb, hash))
        if self._gathered > _MANY:
            self.flush()

    def flush(self) -> None:
        self._set_beside()
        for table in _ORDER:
            if rows := self._rows[table]:
                self._write(table, rows)
                rows.clear()
        self.index.flush()
        self._gathered = 0

    def _set_beside(self) -> None:
        """Make the rows beside all gathered claims, table by table."""
        if beside := self._beside:
            put = self._rows
            put[claim_actors] = [(row, slot, key) for row, named, _, _, _, _ in beside for slot, key in named]
            put[claim_places] = [(row, *place) for row, _, placed, _, _, _ in beside for place in placed]
            put[evidence] = [(r, m, a, z) for r, _, _, spans, _, _ in beside for m, (a, z) in enumerate(spans)]
            put[cell_claims] = [(cell, at, row) for row, _, _, _, told, at in beside for cell, _ in told]
            new = {cell: what for _, _, _, _, told, _ in beside for cell, what in told if cell not in self._cells}
            put[cells] = [(cell, *what) for cell, what in new.items()]
            self._cells |= new.keys()
            self._beside = []

    def _write(self, table: Table, rows: list[tuple[Any, ...]]) -> None:
        # The driver's own statement: SQLAlchemy would look at each value of each row.
        self.connection.exec_driver_sql(self._insert[table], rows)


@lru_cache(maxsize=2)
def _statements(dialect: str) -> dict[Table, str]:
    mark = "%s" if dialect == "postgresql" else "?"
    out = {}
    for table in _ORDER:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        out[table] = f"INSERT INTO {table.name} ({names}) VALUES ({', '.join([mark] * len(table.columns))})"
    out[cells] += " ON CONFLICT DO NOTHING"
    return out


# What of a state stands before and after the columns that follow from the claim.
_NAMES = tuple(column.name for column in claims.columns)
_FIRST, _END = _NAMES.index(COLUMNS[0]), _NAMES.index(COLUMNS[-1]) + 1
assert (_NAMES[_FIRST - 1], _NAMES[_FIRST:_END]) == ("verdict", COLUMNS)
assert _NAMES[_END:] == ("published_at", "recorded_at", "withdrawn_at")
_BEFORE, _AFTER = itemgetter(*_NAMES[1:_FIRST]), itemgetter(*_NAMES[_END:])
_OF_CHAIN = itemgetter(*map(_NAMES.index, CLAIM))
_IN_ORDER = {table: itemgetter(*(column.name for column in table.columns)) for table in _ORDER}


def instant(moment: dt.datetime) -> str:
    """A moment as UTC text of fixed width."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
