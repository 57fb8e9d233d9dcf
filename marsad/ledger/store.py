"""A ledger: open it, record readings in it, decide, look at it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, func, select

from marsad.errors import LedgerError
from marsad.garbage import no_garbage as _no_garbage
from marsad.ledger.database import connect, prepare
from marsad.ledger.decide import Decided, Judge, load_rulings
from marsad.ledger.decisions import Judgement
from marsad.ledger.erase import forget_traces
from marsad.ledger.faults import plain_faults
from marsad.ledger.pen import Pen, instant
from marsad.ledger.rows import Kept
from marsad.ledger.rulings import Rulings
from marsad.ledger.tables import decisions, records
from marsad.ledger.transfer import OnStep, copy_rows, export, import_rows, is_empty
from marsad.ledger.verify import Verified, verify
from marsad.ledger.view import View
from marsad.ledger.write import ReadingLike, Recorded, Writer, standing
from marsad.model.report import Report


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _quiet(what: str, done: int) -> None:
    """Nobody watches."""


class Batch:
    """Several readings in one transaction: all of them are kept, or none."""

    def __init__(self, pen: Pen, rulings: Rulings, clock: Callable[[], dt.datetime]) -> None:
        self._pen, self._clock = pen, clock
        self._writer = Writer(pen, rulings)

    def record(self, report: Report, reading: ReadingLike, reader: str, version: str) -> Recorded:
        return self._writer.record(self._pen.instant(self._clock()), report, reading, reader, version)

    def record_many(self, made: Iterable[tuple[Report, ReadingLike]], reader: str, version: str) -> list[Recorded]:
        """Readings of many reports by one reader; what is known of them is looked up at once."""
        listed = list(made)
        self._writer.foresee([report.id for report, _ in listed])
        return [self.record(report, reading, reader, version) for report, reading in listed]


class Ledger:
    """The append-only store of reports, claims and decisions. Reading goes through views."""

    def __init__(self, engine: Engine, where: str, clock: Callable[[], dt.datetime] = _utc_now) -> None:
        self.where = where
        self._engine = engine
        self._clock = clock
        self._kept = Kept()
        self._rulings: tuple[str, Rulings] = ("", Rulings(()))  # as of the newest decision that was seen

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
        with self.batch() as batch:
            return batch.record(report, reading, reader, version)

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """Record many readings at once, which is quicker; if the block fails, none of them is kept."""
        with self._writing() as pen, _no_garbage():
            yield Batch(pen, self._current(pen.connection), self._clock)
            pen.flush()

    def decide(self, judgement: Judgement, by: str, why: str = "") -> Decided:
        """Put a decision on record. Raises DecisionError where it cannot be taken as given."""
        with self._writing() as pen:
            judge = Judge(pen, self._current(pen.connection))
            decided = judge.decide(pen.instant(self._clock()), judgement, by, why)
        if decided.new and decided.decision.verb == "erase":
            with plain_faults(self.where):
                forget_traces(self._engine)
        return decided

    def knows(self, report: Report, reader: str, version: str) -> bool:
        """Whether recording this reading would add nothing, so that reading again can be spared."""
        with self._reading() as connection:
            return standing(connection, report, reader, version)

    def view(self, known: dt.date | None = None, recorded: dt.datetime | None = None) -> View:
        """The ledger as it stood at `recorded` (now), with what was published by the end of `known` (ever).

        A view never changes, whatever is recorded after it was made. A `recorded` without a time zone is local time.
        """
        with self._reading() as connection:
            last = connection.scalar(select(func.max(records.c.recorded_at))) or ""
        asked = last if recorded is None else instant(recorded)
        if asked > last and asked > instant(self._clock()):
            asked = last  # of the future nothing is on record; a view of it would change
        return View(self._reading, asked, known, self._kept)

    def verify(
        self, head: str | None = None, on_step: Callable[[int, int], None] = lambda done, total: None
    ) -> Verified:
        """Whether anything was altered since it was written; see `verify.py`."""
        with self._reading() as connection:
            return verify(connection, head, on_step)

    def copy_to(self, target: "Ledger", on_step: OnStep = _quiet) -> None:
        """Everything into another, empty ledger, of whatever store."""
        with self._snapshot() as source, target._filling() as connection:
            copy_rows(source, connection, on_step)

    def export(self, path: Path, on_step: OnStep = _quiet) -> None:
        """Everything as JSON lines: a folder with a file for each table, or one file that ends in `.jsonl`."""
        with self._snapshot() as connection:
            export(connection, path, on_step)

    def import_from(self, path: Path, on_step: OnStep = _quiet) -> Verified:
        """What `export` wrote into this ledger, which is empty. What is not sound is not taken in."""
        with self._filling() as connection:
            import_rows(connection, path, on_step)
            found = verify(connection)
            if not found.sound:
                raise LedgerError(
                    f"{path} was altered since it was exported, so it is not taken in: {found.problems[0]}."
                )
        return found

    def save_to(self, path: Path, on_step: OnStep = _quiet) -> None:
        """A copy of the ledger as one SQLite file, while others read and write."""
        if path.exists():
            raise LedgerError(f"{path} is there already; name another, or remove it first.")
        if self._engine.dialect.name != "sqlite":
            with Ledger.open(path) as target:
                self.copy_to(target, on_step)
            return
        with plain_faults(str(path)):
            raw = self._engine.raw_connection()
            try:
                raw.cursor().execute("VACUUM INTO ?", (str(path),))
            finally:
                raw.close()

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _current(self, connection: Connection) -> Rulings:
        """What follows from the decisions so far; reckoned anew only when somebody has decided since."""
        newest = connection.scalar(select(decisions.c.id).order_by(decisions.c.row.desc()).limit(1)) or ""
        if newest != self._rulings[0]:
            self._rulings = newest, load_rulings(connection)
        return self._rulings[1]

    @contextmanager
    def _writing(self) -> Iterator[Pen]:
        with (
            plain_faults(self.where),
            self._engine.execution_options(writes=True).connect() as connection,
            connection.begin(),
        ):
            yield Pen(connection)

    @contextmanager
    def _filling(self) -> Iterator[Connection]:
        with self._writing() as pen:
            if not is_empty(pen.connection):
                raise LedgerError(f"{self.where} holds a ledger already; name an empty one, so that nothing is mixed.")
            yield pen.connection

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        """What the ledger holds at one moment, however long the reading takes."""
        level = {"isolation_level": "REPEATABLE READ"} if self._engine.dialect.name == "postgresql" else {}
        with plain_faults(self.where), self._engine.connect().execution_options(**level) as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plain_faults(self.where), self._engine.connect() as connection:
            yield connection
