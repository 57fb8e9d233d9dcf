"""What the user sees while a batch is read: a progress bar, new claims, warnings, failures, a last line."""

import json
import sys
import time
from collections import Counter
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from marsad.cli._reader import listed, say
from marsad.model.claim import Claim
from marsad.pipeline import Event, Found, Kept, Linked, Summary, Warned
from marsad.reports import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.progress import Progress, TaskID

    from marsad.publish.words import Words

_ROWS = 40  # of the table of new claims; more would scroll the failures out of sight
_PATIENCE = 1.0  # seconds before a progress bar is worth its room
_NAMES = 8
_LINKS = 10
_WARNINGS = 5  # a folder without dates would fill the screen with one sentence


class Watcher:
    """Takes the pipeline's events. Standard output gets claims only, so that it can be piped."""

    def __init__(self, as_json: bool, quiet: bool, words: "Callable[[], Words]") -> None:
        self._as_json, self._quiet, self._words = as_json, quiet, words
        self._claims: list[tuple[str, Claim]] = []  # the first of them
        self._new = 0
        self._unknown: Counter[str] = Counter()
        self._warnings, self._links = 0, 0
        self._total, self._done, self._start = 0, 0, time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def see(self, event: Event) -> None:
        match event:
            case Found(total):
                self._total = total
            case Failure(_, sentence):
                self._say(f"Failed: {sentence}")
            case Warned(_, sentence) if not self._quiet:
                self._warnings += 1
                if self._warnings <= _WARNINGS:
                    self._say(f"Warning: {sentence}")
            case Linked(link) if not self._quiet:
                self._links += 1
                if self._links <= _LINKS:
                    self._say(link.sentence)
            case Kept():
                self._keep(event)
        if isinstance(event, (Failure, Kept)):
            self._done += 1
            self._progress()

    def tell(self, sentences: "Iterable[str]") -> None:
        """What is to be known of the batch before it is read."""
        if not self._quiet:
            for sentence in sentences:
                self._say(sentence)

    def conclude(self, summary: Summary) -> None:
        if not self._quiet:
            if self._claims:
                self._print_claims()
            if self._warnings > _WARNINGS:
                self._say(f"… and {self._warnings - _WARNINGS:,} more warnings")
            if self._links > _LINKS:
                self._say(f"… and {self._links - _LINKS:,} more copies and versions")
            if self._unknown:
                self._say(_unknown_line(self._unknown))
        if not self._quiet or summary.failed:
            self._say(_last_line(summary))

    def _print_claims(self) -> None:
        from marsad.publish.console import show
        from marsad.publish.tables import new_claims_table

        show(new_claims_table(self._claims, self._words()))
        if self._new > len(self._claims):
            click.echo(say(f"… and {self._new - len(self._claims):,} more: marsad claims"))

    def _keep(self, kept: Kept) -> None:
        self._unknown.update({name.text for name in kept.reading.unknown})
        if not kept.new:
            return
        for id_, claim in kept.claims():
            if self._as_json:
                line = {"id": id_, "report": kept.report_id} | claim.to_json()
                click.echo(json.dumps(line, ensure_ascii=False))
            elif not self._quiet:
                self._new += 1
                if len(self._claims) < _ROWS:
                    self._claims.append((id_, claim))

    def _say(self, sentence: str) -> None:
        sentence = say(sentence)
        if self._bar:
            self._bar.console.print(sentence, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(sentence, err=True)

    def _progress(self) -> None:
        if self._bar is None and self._wants_bar():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                "Reading", BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
                console=Console(stderr=True), transient=True,
            )  # fmt: skip
            self._task = self._bar.add_task("", total=self._total, rate="")
            self._bar.start()
        if self._bar and self._task is not None:
            rate = self._done / max(time.monotonic() - self._start, 0.001)
            self._bar.update(self._task, completed=self._done, total=self._total, rate=f"{rate:,.0f}/s")

    def _wants_bar(self) -> bool:
        late = time.monotonic() - self._start > _PATIENCE and self._done < self._total
        return late and not self._quiet and sys.stderr.isatty()


def _unknown_line(unknown: Counter[str]) -> str:
    shown = ", ".join(f"{name} ({count})" if count > 1 else name for name, count in unknown.most_common(_NAMES))
    more = len(unknown) - _NAMES
    return f"Unknown names, kept as they stand: {shown}" + (f" and {more:,} more" if more > 0 else "")


def _last_line(summary: Summary) -> str:
    parts = [f"{summary.new_claims:,} new claim{'' if summary.new_claims == 1 else 's'}"]
    parts += [f"{summary.unchanged:,} unchanged"] if summary.unchanged else []
    parts += [f"{len(summary.failures):,} failed"] if summary.failures else []
    read = say(f"Read {summary.read:,} report{'' if summary.read == 1 else 's'}")
    line = f"{read}: {listed(parts)}."
    if summary.interrupted:
        return f"{line} {say('Interrupted; what was read is kept.')}"
    if summary.stopped:
        return f"{line} {say('The batch ended early; what was read before is kept.')}"
    return line
