"""Loading a corpus into a ledger, beside inserting the very same rows bare into the same tables and indexes.

    python benchmarks/load.py [--claims 1000000] [--store sqlite|postgresql|both] [--folder DIR] [--json]

Bare is COPY on PostgreSQL and the driver's `executemany` on SQLite, partition by partition in turn, so that what else
the machine does meets both alike. What this process itself spends is shown too, which on SQLite is all of the writing,
and depends less on what else the machine does. Loading begins at the Parquet files and ends with the sealed chain.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from corpora import made_up_corpus
from ledger import insert_bare, rows_of, stores

from marsad.corpus.load import load
from marsad.corpus.storage import Storage
from marsad.ledger import Ledger


def measure(corpus: Path, address: str, bare_address: str, jobs: int) -> dict[str, Any]:
    loading = inserting = writing = bare_writing = 0.0
    reports = claims = 0
    seen: set[int] = set()
    with Ledger.open(address) as ledger, Ledger.open(bare_address) as bare:
        store = ledger._engine.dialect.name
        insert = copy_bare if store == "postgresql" else insert_bare
        raw = bare._engine.raw_connection()
        since, spent = time.perf_counter(), time.process_time()
        for part in load(Storage(), str(corpus), ledger, jobs):
            loading += time.perf_counter() - since
            writing += time.process_time() - spent
            rows = rows_of(ledger, reports + 1, reports + part.reports, seen)
            bare_spent = time.process_time()
            inserting += insert(raw, rows)
            bare_writing += time.process_time() - bare_spent
            reports, claims = reports + part.reports, claims + part.claims
            print(f"\r  {store}: {claims:,} claims", end="", file=sys.stderr)
            since, spent = time.perf_counter(), time.process_time()
        raw.close()
    print(file=sys.stderr)
    return {
        "store": store,
        "claims": claims,
        "loading": round(loading, 1),
        "bare": round(inserting, 1),
        "speed of bare": round(inserting / loading, 2),
        "claims a second": round(claims / loading),
        "core-seconds of the writer": round(writing, 1),
        "core-seconds bare": round(bare_writing, 1),
    }


def copy_bare(raw: Any, parts: list[tuple[str, list[tuple[Any, ...]]]]) -> float:
    """Seconds of copying rows by COPY, in one transaction."""
    since = time.perf_counter()
    with raw.driver_connection.cursor() as cursor:
        for sql, rows in parts:
            head = sql.removeprefix("INSERT INTO ").partition(" VALUES")[0]
            with cursor.copy(f"COPY {head} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
    raw.commit()
    return time.perf_counter() - since


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--store", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--jobs", type=int, default=2, help="processes that make readings ready")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    for store in ("sqlite", "postgresql") if given.store == "both" else (given.store,):
        with tempfile.TemporaryDirectory(prefix="marsad-bench-") as made:
            corpus = made_up_corpus((given.folder or Path(made)) / f"{given.claims}", given.claims)
            with stores(store, Path(made)) as (address, bare_address, _):
                row = measure(corpus, address, bare_address, given.jobs)
        print(json.dumps(row) if given.json else _line(row), flush=True)


def _line(row: dict[str, Any]) -> str:
    return (
        f"{row['store']:12}{row['claims']:>10,} claims: loading {row['loading']:,.1f} s, bare {row['bare']:,.1f} s "
        f"({row['speed of bare']:.2f} of its speed), {row['claims a second']:,} claims a second; "
        f"core-seconds of this process: {row['core-seconds of the writer']} and {row['core-seconds bare']}"
    )


if __name__ == "__main__":
    main()
