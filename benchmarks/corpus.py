"""Reading a corpus of reports on one core, on all cores and on an engine, in one run.

    python benchmarks/corpus.py [--reports 4000] [--words N] [--jobs 2] [--engine ray] [--json]

The reports are the examples, or so many words out of them (`--words 40`), each with a sentence of its own, so that none
is read from memory. Start-up counts:
a run is a whole `marsad corpus read`. `--ledger` compares `marsad read` with one and with all jobs instead, into a new
ledger each, and prints how memory grew: the largest of all processes together in the last tenth of the time over that
in the second.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

EXAMPLES = sorted((Path(__file__).parents[1] / "examples" / "iraq-2020").glob("*-*.txt"))
_LOOK = 0.5  # seconds between two looks at the processes
_TICKS = os.sysconf("SC_CLK_TCK")


def write_reports(path: Path, count: int, words: int | None) -> None:
    """JSON lines of so many reports, each of so many words or as long as its example."""
    texts = [(file.stem, file.read_text("utf-8")) for file in EXAMPLES]
    with path.open("w", encoding="utf-8") as out:
        for n in range(count):
            name, text = texts[n % len(texts)]
            if words:  # another part of the text each time
                all_words = text.split()
                first = n // len(texts) * words % max(len(all_words) - words, 1)
                text = " ".join(all_words[first : first + words])
            more = f"رقم التقرير {n}." if name.startswith("ar") else f"This is report number {n}."
            row = {"id": f"{name}-{n}", "text": f"{text}\n{more}", "published": f"2020-03-{n % 28 + 1:02}"}
            out.write(json.dumps(row | {"publisher": f"Outlet {n % 50}"}, ensure_ascii=False) + "\n")


class Watched(NamedTuple):
    """A command that ran: seconds of clock and of cores, and from time to time the memory of its processes."""

    seconds: float
    spent: float
    memory: list[int]  # of all together
    largest: int  # of any one


def run(command: list[str]) -> Watched:
    since = time.perf_counter()
    spent: dict[str, float] = {}
    memory, largest = [], 0
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while process.poll() is None:
        held = list(_look(process.pid, spent))
        memory.append(sum(held))
        largest = max(largest, *held, 0)
        time.sleep(_LOOK)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {process.stderr.read().decode() if process.stderr else ''}")
    return Watched(time.perf_counter() - since, sum(spent.values()), memory, largest)


def _look(session: int, spent: dict[str, float]) -> Iterator[int]:
    """What each process of a session holds: its own memory, and its share of what is shared. Notes what each spent."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) != session:
                continue
            spent[folder.name] = (int(fields[11]) + int(fields[12])) / _TICKS
            yield 1024 * int((folder / "smaps_rollup").read_text().partition("\nPss:")[2].split()[0])
        except (OSError, ValueError, IndexError):
            continue


def growth(memory: list[int]) -> float | None:
    tenth = len(memory) // 10
    return max(memory[-tenth:]) / max(memory[tenth : 2 * tenth]) if tenth > 1 else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--reports", type=int, default=4_000)
    parser.add_argument("--words", type=int, help="of a report; without it they are whole examples")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--rows", type=int, default=1_000, help="of a partition: a small corpus needs small ones")
    parser.add_argument("--engine", action="append", default=[])
    parser.add_argument(
        "--no-single", action="store_true", help="leave the run with one job out; compare with all jobs"
    )
    parser.add_argument("--ledger", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    program = [str(Path(sys.executable).with_name("marsad"))]
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="marsad-bench-") as made:
        write_reports(Path(made) / "reports.jsonl", given.reports, given.words)
        runs = [] if given.no_single else [("local", 1)]
        runs += [("local", given.jobs), *((name, given.jobs) for name in given.engine)]
        for engine, jobs in dict.fromkeys(runs):
            if given.ledger:
                where = ["read", "--quiet", "--ledger", f"{made}/{jobs}.db"]
            else:
                where = [
                    "corpus",
                    "read",
                    "--quiet",
                    "--rows",
                    str(given.rows),
                    "--engine",
                    engine,
                    "--out",
                    f"{made}/{engine}-{jobs}",
                ]
            watched = run([*program, *where, "--jobs", str(jobs), f"{made}/reports.jsonl"])
            first = found[0] if found else None
            spent = watched.spent / given.reports * 1000
            found.append(
                {
                    "engine": engine,
                    "jobs": jobs,
                    "reports": given.reports,
                    "seconds": round(watched.seconds, 1),
                    "reports a second": round(given.reports / watched.seconds, 1),
                    "core-ms a report": round(spent, 2),
                    "times the first": round(first["seconds"] / watched.seconds, 2) if first else 1.0,
                    "cores of the first": round(spent / first["core-ms a report"], 3) if first else 1.0,
                    "memory, MB": round(max(watched.memory) / 1e6),
                    "largest process, MB": round(watched.largest / 1e6),
                    "growth of memory": (grown := growth(watched.memory)) and round(grown, 3),
                }
            )
            print(json.dumps(found[-1]) if given.json else _line(found[-1]), flush=True)


def _line(row: dict[str, Any]) -> str:
    grown = f", memory grew {row['growth of memory']:.3f}-fold" if row["growth of memory"] else ""
    return (
        f"{row['engine']:6} {row['jobs']:>2} jobs: {row['seconds']:8.1f} s, {row['reports a second']:8.1f} reports/s, "
        f"{row['times the first']:.2f} times the first; {row['core-ms a report']} core-ms a report, "
        f"{row['cores of the first']:.3f} times those of the first; {row['memory, MB']:,} MB, "
        f"one process {row['largest process, MB']:,}{grown}"
    )


if __name__ == "__main__":
    main()
