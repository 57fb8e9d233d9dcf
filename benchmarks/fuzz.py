"""Damaged files of every format in numbers: none may crash the reader, hang for 5 seconds or take 500 MB.

`make fuzz` gives each of the formats 100,000 inputs, which takes hours; `make fuzz ARGS="--seconds 60"` as many as go
into a minute each, and `--only a.pdf` one format. What fails is written to build/fuzz, to be tried again by
`--again FILE`. The suite runs a short form of it (tests/reports/test_fuzz.py).

Files are taken apart in the process that damages them, under the same bounds as in one of their own; each hundredth
goes the whole way, through a process of its own. A crash ends the process and is told by its input in build/fuzz.
SIGTERM ends the format that is being tried, which then says how far it came.

Tesseract, where it is installed, is hidden from all but `scan.pdf`, which gets a hundredth of the inputs: damage leaves
one PDF in twenty without text, and recognising that takes a second, in a program that is not Marsad's.
"""

import argparse
import faulthandler
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "reports"))

from test_fuzz import SAMPLES, attempt, damaged, samples  # noqa: E402

from marsad.reports import confined, get  # noqa: E402
from marsad.reports.child import _bound_memory, guarded  # noqa: E402
from marsad.reports.formats import Format  # noqa: E402
from marsad.reports.piece import Input, Taken  # noqa: E402

FOUND = ROOT / "build" / "fuzz"
HANG = 5.0  # seconds
SWOLLEN = 500  # MB, of the process that takes the file apart
LOOK = 500  # inputs between two looks at the memory
WHOLE = 100  # each so manieth input goes through a process of its own
SCAN = "scan.pdf"
SCANS = 100  # a scan is recognised for each so many inputs of the others


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=100_000, help="damaged inputs for each format")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="at most so long for each format")
    parser.add_argument("--only", metavar="NAME", choices=[*samples(), SCAN], help="one format alone")
    parser.add_argument("--seed", default="1", help="another seed damages otherwise")
    parser.add_argument("--again", type=Path, metavar="FILE", help="try what was written to build/fuzz once more")
    given = parser.parse_args()
    if given.again:
        print(f"{attempt(given.again.name.split('-', 1)[1], given.again.read_bytes()):.2f} s")
        return 0
    if given.only:
        return fuzz(given.only, given.inputs, given.seconds, given.seed)
    more = ["--inputs", str(given.inputs), "--seconds", str(given.seconds), "--seed", given.seed]
    # each in a process of its own, so that the memory is that of one format
    codes = [
        subprocess.run([sys.executable, __file__, "--only", name, *more]).returncode for name in [*samples(), SCAN]
    ]
    print("Nothing failed." if not any(codes) else f"What failed is in {FOUND}.")
    return int(any(codes))


def fuzz(name: str, inputs: int, seconds: float, seed: str) -> int:
    """One format; the exit status is 1 where anything failed."""
    dice = random.Random(f"{name} {seed}")
    if name == SCAN:
        data, inputs = (SAMPLES / SCAN).read_bytes(), inputs // SCANS
    else:
        data = samples()[name]
        os.environ["PATH"] = ""  # hides Tesseract from the process that takes files apart
    FOUND.mkdir(parents=True, exist_ok=True)
    current = FOUND / f"current-{name}"
    sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - as where files are taken apart: libraries tell much
    _bound_memory(confined.MEMORY)
    ended: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: ended.append(number))
    start, slowest, memory, failed, done = time.monotonic(), 0.0, 0, 0, 0
    while not ended and done < inputs and time.monotonic() - start < seconds:
        made = damaged(data, dice)
        done += 1
        current.write_bytes(made)
        get.take_apart_confined = confined.take_apart_confined if done % WHOLE == 0 else _here  # type: ignore[assignment]
        faulthandler.dump_traceback_later(12 * HANG, exit=True, file=sys.__stderr__)
        took, why = _try(name, made)
        faulthandler.cancel_dump_traceback_later()
        slowest = max(slowest, took)
        if why:
            failed += 1
            (FOUND / f"{done}-{name}").write_bytes(made)
            print(f"{name}, input {done:,}: {why}", flush=True)
        if done % LOOK == 0:
            memory = max(memory, _megabytes())
    memory = max(memory, _megabytes())
    current.unlink()
    print(f"{name:12} {done:>8,} inputs, {failed} failed, slowest {slowest:.2f} s, {memory:,} MB", flush=True)
    return int(failed > 0 or memory > SWOLLEN)


def _here(known: Format, given: Input) -> Iterator[Taken]:
    """As the process would that takes files apart."""
    return guarded(known, given)


def _try(name: str, data: bytes) -> tuple[float, str]:
    """The seconds that an input took, and what was wrong. A slow one is tried again: the machine may have slept."""
    try:
        took = attempt(name, data)
        if took > HANG:
            took = min(took, attempt(name, data))
    except Exception as error:
        return 0.0, f"{type(error).__name__}: {error}"
    return took, f"took {took:.1f} s" if took > HANG else ""


def _megabytes() -> int:
    """The most memory that this process or one that takes files apart for it has held."""
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    for child in confined._idle:
        status = Path(f"/proc/{child._process.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        most = max([most, *(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))])
    return most // 1024


if __name__ == "__main__":
    sys.exit(main())
