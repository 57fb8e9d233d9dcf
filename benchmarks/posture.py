"""The posture of a country from ledgers of many made-up claims, beside the best query written by hand.

    python benchmarks/posture.py --sizes 100000,1000000 --folder /tmp/bench [--postgres postgresql://…] [--json]

In one run, in alternating rounds: the best of several hand-written queries over the same indexed tables that yield the
same rows; the rows as Marsad asks for them; the claims made of the rows; the whole answer, with its events, voices and
conflicts. A ledger that the folder holds already is taken as it is.
"""

import argparse
import datetime as dt
import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from synthetic import CLAIMS_A_DAY, FIRST_DAY, synthetic

from marsad.ledger import Ledger, View
from marsad.ledger.bulk import bulk
from marsad.ledger.newest import newest
from marsad.model.values import Place
from marsad.posture.scene import NEWEST
from marsad.posture.state import posture
from marsad.posture.subject import Subject

COUNTRY = "IQ"
SUBJECT = Subject(place=Place("Iraq", COUNTRY, None, None, "country"))
BATCH = 5_000  # reports in a transaction
ROUNDS = 7

_MINE = """
    SELECT cell FROM cells WHERE country = {country} AND side = 'actor'
    UNION SELECT cell FROM cells WHERE kind = 'agreement' AND actor = {country}
"""
_TOLD = """
    FROM cell_claims {r} JOIN claims {s} ON {s}.row = {r}.claim {join}
    WHERE {r}.cell = {mine}.cell AND {r}.at <= {on} AND {s}.recorded_at <= {recorded}
      AND ({s}.withdrawn_at IS NULL OR {s}.withdrawn_at > {recorded}) AND {s}.verdict <> 'rejected' {known}
"""
_SINCE = f"SELECT r.at {_TOLD} ORDER BY r.at DESC, r.claim DESC LIMIT 1 OFFSET {{per_cell}} - 1"
_SINCE = _SINCE.replace("{r}", "r").replace("{s}", "s")
_NEWEST = f"SELECT r.claim {_TOLD} AND r.at >= coalesce(({_SINCE}), '')".replace("{r}", "r").replace("{s}", "s")
_OF_ALL = _TOLD.replace("FROM cell_claims {r}", "FROM mine JOIN cell_claims r ON r.cell = mine.cell")
_RANKED = f"""
    SELECT row FROM (
        SELECT s.row, rank() OVER (PARTITION BY r.cell ORDER BY r.at DESC) AS n {_OF_ALL}
    ) ranked WHERE n <= {{per_cell}}
""".replace("{r}", "r").replace("{s}", "s")
_COLUMNS = """
    SELECT k.row, k.id, k.json, k.verdict, k.recorded_at, g.reader, p.id, p.publisher, p.published_at, p.language,
           p.sha256
"""
_JOINS = "JOIN readings g ON g.row = k.reading JOIN reports p ON p.row = k.report"
_SQLITE = {
    "claims in cells": f"""
        WITH mine AS ({_MINE}),
             chosen AS (SELECT DISTINCT c.row FROM mine JOIN claims c ON c.row IN ({_NEWEST} LIMIT -1))
        {_COLUMNS} FROM chosen JOIN claims k ON k.row = chosen.row {_JOINS}""",
    "claims in a list": f"""
        WITH mine AS ({_MINE})
        {_COLUMNS} FROM claims k {_JOINS}
        WHERE k.row IN (SELECT c.row FROM mine JOIN claims c ON c.row IN ({_NEWEST} LIMIT -1))""",
    "ranked": f"WITH mine AS ({_MINE}) {_COLUMNS} FROM claims k {_JOINS} WHERE k.row IN ({_RANKED})",
}
_POSTGRES = {
    "lateral": f"""
        WITH mine AS ({_MINE}),
             chosen AS (SELECT DISTINCT n.claim FROM mine CROSS JOIN LATERAL ({_NEWEST} OFFSET 0) n)
        {_COLUMNS} FROM chosen JOIN claims k ON k.row = chosen.claim {_JOINS}""",
    "lateral in a list": f"""
        WITH mine AS ({_MINE})
        {_COLUMNS} FROM claims k {_JOINS}
        WHERE k.row IN (SELECT n.claim FROM mine CROSS JOIN LATERAL ({_NEWEST} OFFSET 0) n)""",
    "ranked": f"WITH mine AS ({_MINE}) {_COLUMNS} FROM claims k {_JOINS} WHERE k.row IN ({_RANKED})",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default="100000,1000000")
    parser.add_argument("--folder", type=Path, default=Path("bench"))
    parser.add_argument("--postgres", help="URL of an empty database, or of one that an earlier run filled")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    found = [
        row for size in map(int, given.sizes.split(",")) for row in measured(given.folder / f"{size}.db", size, given)
    ]
    if given.postgres:
        found += measured(given.postgres, int(given.sizes.split(",")[0]), given)
    print(json.dumps(found, indent=1) if given.json else "\n".join(_table(found)))


def measured(where: Path | str, size: int, given: argparse.Namespace) -> Iterator[dict[str, Any]]:
    _fill(where, size)
    # The synthetic ledgers of all sizes begin on one day; each is asked about its end.
    on = FIRST_DAY + dt.timedelta(days=size // CLAIMS_A_DAY)
    with Ledger.open(where, create=False) as ledger:
        for name, known in (("ever known", None), ("as known", on - dt.timedelta(days=30))):
            yield _measure(ledger.view(known=known), where, size, on, name, given.rounds)


def _fill(where: Path | str, size: int) -> None:
    with Ledger.open(where) as ledger:
        if ledger.view().recorded:
            return
        reports, done = synthetic(size), 0
        while batch := list(islice(reports, BATCH)):
            with bulk(ledger) as writing:
                writing.record_many(batch, "synthetic", "1")
            done += sum(len(reading.claims) for _, reading in batch)
            print(f"  {done:,} of {size:,} claims", file=sys.stderr)


def _measure(view: View, where: Path | str, size: int, on: dt.date, clock: str, rounds: int) -> dict[str, Any]:
    by_hand, ours = _hands(view, where, on), _ours(view, on)
    rows = ours()
    for name, ask in by_hand.items():
        assert {row[0] for row in ask()} == {row[0] for row in rows}, f"{name} yields other rows"
    asked: dict[str, Callable[[], Any]] = {
        **by_hand,
        "rows": ours,
        "claims": lambda: SUBJECT.newest(view, NEWEST, on),
        "posture": lambda: posture(view, SUBJECT, on),
    }
    times: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(rounds):
        for name, ask in asked.items():
            start = time.perf_counter()
            ask()
            times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(spent) * 1000 for name, spent in times.items()}
    best = min(by_hand, key=lambda name: medians[name])
    return {
        "store": "SQLite" if isinstance(where, Path) else "PostgreSQL",
        "claims": size,
        "clock": clock,
        "rows": len(rows),
        "lines": len(posture(view, SUBJECT, on).lines),
        "best by hand": best,
        "by hand, ms": medians[best],
        "rows, ms": medians["rows"],
        "claims, ms": medians["claims"],
        "posture, ms": medians["posture"],
        "rows / by hand": medians["rows"] / medians[best],
    }


def _ours(view: View, on: dt.date) -> Callable[[], list[Any]]:
    """The rows that a posture asks for, as it does."""

    def ask() -> list[Any]:
        with view._connect() as connection:
            lateral = connection.dialect.name == "postgresql"
            standing = view._standing()
            query = newest(standing, view.known is not None, NEWEST, on, COUNTRY, None, None, lateral)
            return list(connection.execute(query))

    return ask


def _hands(view: View, where: Path | str, on: dt.date) -> dict[str, Callable[[], list[Any]]]:
    """Hand-written queries on a bare connection, each as a function that fetches its rows."""
    values = {"country": COUNTRY, "on": on.isoformat(), "recorded": view.recorded, "per_cell": NEWEST}
    if view.known:
        values["known"] = view.known.isoformat()
    if isinstance(where, Path):
        connection: Any = sqlite3.connect(where)
        mark, queries = ":{}", _SQLITE
    else:
        import psycopg

        connection = psycopg.connect(where, autocommit=True)
        mark, queries = "%({})s", _POSTGRES
    known = mark.format("known")
    names = {name: mark.format(name) for name in values} | {
        "mine": "mine",
        "join": "JOIN reports q ON q.row = s.report" if view.known else "",
        "known": f"AND coalesce(q.published_at, substr(q.recorded_at, 1, 10)) <= {known}" if view.known else "",
    }
    fetch = partial(_fetch, connection, values)
    return {name: partial(fetch, query.format(**names)) for name, query in queries.items()}


def _fetch(connection: Any, values: dict[str, Any], query: str) -> list[Any]:
    found: list[Any] = connection.execute(query, values).fetchall()
    return found


def _table(found: list[dict[str, Any]]) -> Iterator[str]:
    yield f"{'':34}{'rows':>8}{'by hand':>10}{'rows':>10}{'claims':>10}{'posture':>10}{'rows/hand':>11}"
    for row in found:
        name = f"{row['store']}, {row['claims']:,}, {row['clock']}"
        spent = "".join(f"{row[key]:>7.0f} ms" for key in ("by hand, ms", "rows, ms", "claims, ms", "posture, ms"))
        yield f"{name:34}{row['rows']:>8,}{spent}{row['rows / by hand']:>11.2f}"
    for store in dict.fromkeys(row["store"] for row in found):
        for clock in dict.fromkeys(row["clock"] for row in found):
            same = [row for row in found if (row["store"], row["clock"]) == (store, clock)]
            if len(same) > 1:
                small, large = same[0], same[-1]
                ratios = ", ".join(f"{key[:-4]} {large[key] / small[key]:.2f}" for key in ("rows, ms", "posture, ms"))
                yield f"{store}, {clock}: {large['claims'] / small['claims']:.0f} times as many claims take {ratios}"


if __name__ == "__main__":
    main()
