"""A ledger: open it, record readings in it, look at it."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, func, select

from marsad.errors import LedgerError
from marsad.ledger.database import connect, prepare
from marsad.ledger.faults import plain_faults
from marsad.ledger.tables import readings
from marsad.ledger.view import View
from marsad.ledger.write import ReadingLike, Recorded, Writer, instant
from marsad.model.report import Report


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Ledger:
    """The append-only store of reports and claims. Reading goes through views, writing through `record`."""

    def __init__(self, engine: Engine, where: str, clock: Callable[[], dt.datetime] = _utc_now) -> None:
        self.where = where
        self._engine = engine
        self._clock = clock

    @classmethod
    def open(
        cls,
        path_or_url: str | Path,
        create: bool = True,
        wait: float = 10.0,
        clock: Callable[[], dt.datetime] = _utc_now,
    ) -> "Ledger":
        """The ledger in a file, or at a database URL; made or brought up to date where need be.

        `wait` is how many seconds to wait for another writer. Raises LedgerError with the reason and a way out.
        """
        engine, where = connect(path_or_url, create, wait)
        try:
            with plain_faults(where):
                prepare(engine, where, create)
        except LedgerError:
            engine.dispose()
            raise
        return cls(engine, where, clock)

    def record(self, report: Report, reading: ReadingLike, reader: str, version: str) -> Recorded:
        """Add a reading of a report, all of it or nothing; the same reading twice adds nothing.

        A reading supersedes those by other versions of the same reader, and all of an older version of the report.
        """
        with self._writing() as connection:
            return Writer(connection, self._next_instant(connection)).record(report, reading, reader, version)

    def knows(self, report: Report, reader: str, version: str) -> bool:
        """Whether recording this reading would add nothing, so that reading again can be spared."""
        with self._reading() as connection:
            return Writer(connection, "").standing(report, reader, version) is not None

    def view(self, known: dt.date | None = None, recorded: dt.datetime | None = None) -> View:
        """The ledger as it stood at `recorded` (now), with what was published by the end of `known` (ever).

        A view never changes, whatever is recorded after it was made. A `recorded` without a time zone is local time.
        """
        with self._reading() as connection:
            last = connection.scalar(select(func.max(readings.c.recorded_at))) or ""
        return View(self._reading, last if recorded is None else instant(recorded), known)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            plain_faults(self.where),
            self._engine.execution_options(writes=True).connect() as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plain_faults(self.where), self._engine.connect() as connection:
            yield connection

    def _next_instant(self, connection: Connection) -> str:
        """Now, yet after every earlier write even if the clock was set back: past views must not change."""
        now = instant(self._clock())
        last: str = connection.scalar(select(func.max(readings.c.recorded_at))) or ""
        if now > last:
            return now
        return instant(dt.datetime.fromisoformat(last) + dt.timedelta(microseconds=1))
