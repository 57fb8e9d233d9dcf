"""Readers that can be sent to another process, and reports for them."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Place
from marsad.reader import Reading

PLACES = ("Besmaya", "Taji", "Qayyarah", "Abu Ghraib")


@dataclass(frozen=True)
class PlainReader:
    """Claims that a force is at each place that is named. `deadly` ends the process, `once` only the first time."""

    folder: Path
    slow: float = 0.0
    name = "plain"
    version = "1"

    def read(self, report: Report) -> Reading:
        time.sleep(self.slow)
        if "deadly" in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "once" in report.text and not (died := self.folder / f"died-{report.id}").exists():
            died.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Reading(
            tuple(
                Claim(
                    "presence",
                    "ongoing",
                    (Span(at, at + len(name)),),
                    actor=("US",),
                    place=(Place(name, "IQ", None, None, "site"),),
                )
                for name in PLACES
                if (at := report.text.find(name)) >= 0
            )
        )


@dataclass(frozen=True)
class Plain:
    """Makes one."""

    folder: Path
    slow: float = 0.0

    def __call__(self) -> PlainReader:
        return PlainReader(self.folder, self.slow)


def write_reports(folder: Path, count: int, special: dict[int, str] | None = None) -> Path:
    """A folder of short reports, each on one place; `special` adds a word to some."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        word = (special or {}).get(n, "")
        text = f"The coalition still keeps its troops at the base of {PLACES[n % 4]}, report {n} says. {word}"
        (folder / f"r{n:04}.txt").write_text(text, "utf-8")
    return folder
