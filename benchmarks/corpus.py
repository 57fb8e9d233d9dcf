"""Reading a corpus of reports on one core, on all cores and on an engine, in one run.

    python benchmarks/corpus.py [--reports 4000] [--jobs 2] [--engine ray] [--json]

The reports are the examples, each time with a sentence of its own, so that none is read from memory. Start-up counts:
a run is a whole `marsad corpus read`. `--ledger` compares `marsad read` with one and with all jobs instead, into a new
ledger each, and prints how memory grew: the largest of all processes together in the last tenth of the time over that
in the second.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

EXAMPLES = sorted((Path(__file__).parents[1] / "examples" / "iraq-2020").glob("*-*.txt"))
_LOOK = 0.5  # seconds between two looks at memory


def write_reports(path: Path, count: int) -> None:
    """JSON lines of so many reports."""
    texts = [(file.stem, file.read_text("utf-8")) for file in EXAMPLES]
    with path.open("w", encoding="utf-8") as out:
        for n in range(count):
            name, text = texts[n % len(texts)]
            more = f"رقم التقرير {n}." if name.startswith("ar") else f"This is report number {n}."
            row = {"id": f"{name}-{n}", "text": f"{text}\n{more}", "published": f"2020-03-{n % 28 + 1:02}"}
            out.write(json.dumps(row | {"publisher": f"Outlet {n % 50}"}, ensure_ascii=False) + "\n")


def run(command: list[str]) -> tuple[float, float, list[int]]:
    """Seconds that a command takes, of clock and of cores, and its processes' memory from time to time, in bytes."""
    since, before, memory = time.perf_counter(), _spent(), []
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while process.poll() is None:
        memory.append(_memory(process.pid))
        time.sleep(_LOOK)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {process.stderr.read().decode() if process.stderr else ''}")
    return time.perf_counter() - since, _spent() - before, memory


def _spent() -> float:
    """Core-seconds of all commands so far. Workers of a pool are not its children, so that theirs are not counted."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(session: int) -> int:
    """What the processes of a session hold for themselves and share, in proportion."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[3]) != session:
                continue
            rollup = (folder / "smaps_rollup").read_text()
            total += 1024 * int(rollup.partition("\nPss:")[2].split()[0])
        except (OSError, ValueError, IndexError):
            continue
    return total


def growth(memory: list[int]) -> float | None:
    tenth = len(memory) // 10
    return max(memory[-tenth:]) / max(memory[tenth : 2 * tenth]) if tenth > 1 else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--reports", type=int, default=4_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--rows", type=int, default=1_000, help="of a partition: a small corpus needs small ones")
    parser.add_argument("--engine", action="append", default=[])
    parser.add_argument("--ledger", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    program = [str(Path(sys.executable).with_name("marsad"))]
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="marsad-bench-") as made:
        write_reports(Path(made) / "reports.jsonl", given.reports)
        runs = [("local", 1), ("local", given.jobs), *((name, given.jobs) for name in given.engine)]
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
            seconds, spent, memory = run([*program, *where, "--jobs", str(jobs), f"{made}/reports.jsonl"])
            found.append(
                {
                    "engine": engine,
                    "jobs": jobs,
                    "reports": given.reports,
                    "seconds": round(seconds, 1),
                    "reports a second": round(given.reports / seconds, 1),
                    "core-ms a report": round(spent / given.reports * 1000, 2) if jobs == 1 else None,
                    "times one job": round(found[0]["seconds"] / seconds, 2) if found else 1.0,
                    "memory, MB": round(max(memory) / 1e6),
                    "growth of memory": (grown := growth(memory)) and round(grown, 3),
                }
            )
            print(json.dumps(found[-1]) if given.json else _line(found[-1]), flush=True)


def _line(row: dict[str, Any]) -> str:
    grown = f", memory grew {row['growth of memory']:.3f}-fold" if row["growth of memory"] else ""
    spent = f", {row['core-ms a report']} core-ms a report" if row["core-ms a report"] else ""
    return (
        f"{row['engine']:6} {row['jobs']:>2} jobs: {row['seconds']:8.1f} s, {row['reports a second']:8.1f} reports/s, "
        f"{row['times one job']:.2f} times one job, {row['memory, MB']:,} MB{grown}{spent}"
    )


if __name__ == "__main__":
    main()
