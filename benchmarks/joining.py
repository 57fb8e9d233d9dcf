"""Joining the claims of a corpus into events: how the time grows with the corpus.

    python benchmarks/joining.py [--claims 100000 1000000] [--jobs 1] [--folder DIR] [--json]

With one job it is the processor's time that counts. The corpora are made up, and tell of a time that is as much longer
as they are larger.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from corpora import made_up_corpus

from marsad.corpus.events import events
from marsad.corpus.storage import Storage


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="marsad-bench-") as made:
        found = []
        for size in given.claims:
            found.append(_measure((given.folder or Path(made)) / f"{size}", size, given.jobs))
            print(json.dumps(found[-1]) if given.json else _line(found[-1], found[0]), flush=True)


def _line(row: dict[str, float], first: dict[str, float]) -> str:
    larger, longer = (row[key] / first[key] for key in ("claims", "seconds"))
    grown = f" ({larger:.0f} times the claims, {longer:.1f} times the time)" if row is not first else ""
    return f"{row['claims']:>10,} claims: {row['events']:>9,} events in {row['seconds']:,.1f} s{grown}"


def _measure(folder: Path, size: int, jobs: int) -> dict[str, float]:
    corpus = made_up_corpus(folder, size)
    print(f"  joining {size:,} claims", file=sys.stderr)
    clock = time.process_time if jobs == 1 else time.perf_counter  # of one process, what else goes on counts nothing
    since = clock()
    count = sum(1 for _ in events(Storage(), str(corpus), jobs))
    return {"claims": size, "events": count, "seconds": round(clock() - since, 1)}


if __name__ == "__main__":
    main()
