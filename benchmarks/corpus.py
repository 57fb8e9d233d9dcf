"""Reading a corpus of reports on one core, on all cores and on an engine, in one run.

    python benchmarks/corpus.py [--reports 4000] [--words N] [--jobs 2] [--ceiling] [--engine ray] [--rounds 1] [--json]

The reports are the examples, or so many words out of them (`--words 40`), each with a sentence of its own, whose words
hardly come again, so that none is read from memory. Start-up counts: a run is a whole `marsad corpus read`.

`--ceiling` runs as many commands side by side as there are jobs, each with one job and its share of the reports, which
have nothing to do with each other: what the machine can give, however well a program shares out its work. `--ledger`
does all of it with `marsad read`, into a new ledger each. Memory grows: the largest of all processes together in the
last tenth of the time over that in the second. With `--names 20` few reports bring as many new words as many do.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple, TextIO

EXAMPLES = sorted((Path(__file__).parents[1] / "examples" / "iraq-2020").glob("*-*.txt"))
SYLLABLES = {
    "en": [first + vowel for first in "bdfghklmnprstvz" for vowel in "aeiou"],
    "ar": [first + vowel for first in "بتثجحخدرزسشصضطعغفقكلمنه" for vowel in "اوي"],
}
_LOOK = 0.5  # seconds between two looks at the processes
_TICKS = os.sysconf("SC_CLK_TCK")


def write_reports(folder: Path, count: int, words: int | None, shares: int, named: int = 1) -> None:
    """JSON lines of so many reports, each of so many words or as long as its example; whole, and in equal shares."""
    texts = [(file.stem, file.read_text("utf-8")) for file in EXAMPLES]
    chance = random.Random(1)
    with ExitStack() as stack:
        names = ["reports", *(f"share-{n}" for n in range(shares))]
        files = [stack.enter_context(_lines(folder / name)) for name in names]
        for n in range(count):
            name, text = texts[n % len(texts)]
            if words:  # another part of the text each time
                all_words = text.split()
                first = n // len(texts) * words % max(len(all_words) - words, 1)
                text = " ".join(all_words[first : first + words])
            said = "رقم التقرير {}، كتبه {}." if name.startswith("ar") else "This is report number {}, by {}."
            more = said.format(n, ", ".join(some_name(chance, name[:2]) for _ in range(named)))
            row = {"id": f"{name}-{n}", "text": f"{text}\n{more}", "published": f"2020-03-{n % 28 + 1:02}"}
            row |= {"publisher": f"Outlet {n % 50}"}
            if named > 1:  # else so many words of no language make it one that is not read
                row |= {"language": name[:2]}
            line = json.dumps(row, ensure_ascii=False) + "\n"
            files[0].write(line)
            files[1 + n * shares // count].write(line)


def some_name(chance: random.Random, language: str) -> str:
    """Two words that hardly come again, as there are in most reports."""
    return " ".join("".join(chance.choices(SYLLABLES[language], k=3)).title() for _ in range(2))


def _lines(folder: Path) -> TextIO:
    folder.mkdir()
    return (folder / "reports.jsonl").open("w", encoding="utf-8")


class Watched(NamedTuple):
    """A command that ran: seconds of clock and of cores, and from time to time the memory of its processes."""

    seconds: float
    spent: float
    memory: list[int]  # of all together
    largest: int  # of any one


def run(commands: list[list[str]]) -> Watched:
    """Commands that run side by side, as one."""
    since = time.perf_counter()
    spent: dict[str, float] = {}
    memory, largest = [], 0
    begun = [
        subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for command in commands
    ]
    sessions = {process.pid for process in begun}
    while any(process.poll() is None for process in begun):
        held = list(_look(sessions, spent))
        memory.append(sum(held))
        largest = max(largest, *held, 0)
        time.sleep(_LOOK)
    for process, command in zip(begun, commands, strict=True):
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} failed: {process.stderr.read().decode() if process.stderr else ''}")
    return Watched(time.perf_counter() - since, sum(spent.values()), memory, largest)


def _look(sessions: set[int], spent: dict[str, float]) -> Iterator[int]:
    """What each process of some sessions holds: its own memory, its share of what is shared. Notes what each spent."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) not in sessions:
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
    parser.add_argument("--names", type=int, default=1, help="made-up ones in each report, of two words each")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--rows", type=int, default=1_000, help="of a partition: a small corpus needs small ones")
    parser.add_argument("--engine", action="append", default=[])
    parser.add_argument("--no-single", action="store_true", help="leave the run with one job out; compare with all")
    parser.add_argument("--ceiling", action="store_true", help="also as many commands side by side, with a share each")
    parser.add_argument("--rounds", type=int, default=1, help="take all of these in turn so many times")
    parser.add_argument("--ledger", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    sums: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory(prefix="marsad-bench-") as made:
        folder = Path(made)
        write_reports(folder, given.reports, given.words, given.jobs, given.names)
        for turn in range(given.rounds):
            for way, commands in ways(given, folder, folder / str(turn)).items():
                watched = run(commands)
                seconds, spent = sums.get(way, (0.0, 0.0))
                sums[way] = seconds + watched.seconds, spent + watched.spent
                row = told(way, watched, given.reports, next(iter(sums.values())), sums[way])
                print(json.dumps(row) if given.json else _line(row), flush=True)


def ways(given: argparse.Namespace, folder: Path, out: Path) -> dict[str, list[list[str]]]:
    """Each way to read the reports, as commands that run side by side."""
    one, several = str(folder / "reports"), sorted(str(path) for path in folder.glob("share-*"))
    found = {} if given.no_single else {"one job": [_command(given, "local", 1, one, out)]}
    found |= {f"{given.jobs} jobs": [_command(given, "local", given.jobs, one, out)]}
    if given.ceiling:
        found |= {f"{given.jobs} apart": [_command(given, "local", 1, share, out) for share in several]}
    return found | {name: [_command(given, name, given.jobs, one, out)] for name in given.engine}


def _command(given: argparse.Namespace, engine: str, jobs: int, reports: str, out: Path) -> list[str]:
    name = f"{out}-{engine}-{jobs}-{Path(reports).name}"
    where = ["read", "--ledger", f"{name}.db"] if given.ledger else ["corpus", "read", "--out", name]
    more = [] if given.ledger else ["--rows", str(given.rows), "--engine", engine]
    return [str(Path(sys.executable).with_name("marsad")), *where, *more, "--quiet", "--jobs", str(jobs), reports]


def told(
    way: str, watched: Watched, reports: int, first: tuple[float, float], so_far: tuple[float, float]
) -> dict[str, Any]:
    """The figures of a run, and its ratios over all rounds so far."""
    return {
        "way": way,
        "reports": reports,
        "seconds": round(watched.seconds, 1),
        "reports a second": round(reports / watched.seconds, 1),
        "core-ms a report": round(watched.spent / reports * 1000, 2),
        "times the first": round(first[0] / so_far[0], 2),
        "cores of the first": round(so_far[1] / first[1], 3),
        "memory, MB": round(max(watched.memory) / 1e6),
        "largest process, MB": round(watched.largest / 1e6),
        "growth of memory": (grown := growth(watched.memory)) and round(grown, 3),
    }


def _line(row: dict[str, Any]) -> str:
    grown = f", memory grew {row['growth of memory']:.3f}-fold" if row["growth of memory"] else ""
    return (
        f"{row['way']:8}: {row['seconds']:8.1f} s, {row['reports a second']:8.1f} reports/s, "
        f"{row['times the first']:.2f} times the first; {row['core-ms a report']} core-ms a report, "
        f"{row['cores of the first']:.3f} times those of the first; {row['memory, MB']:,} MB, "
        f"one process {row['largest process, MB']:,}{grown}"
    )


if __name__ == "__main__":
    main()
