"""What is exported: the claims of a view about a subject with their reports, and the posture that follows from them."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TypeVar

from marsad.errors import ExportError
from marsad.ledger import Entry, View
from marsad.model.report import Report
from marsad.posture.answer import Answer
from marsad.posture.state import posture
from marsad.posture.subject import EVERYTHING, Subject
from marsad.publish.words import Words

CLAIMS, POSTURE = "claims", "posture"
AT_ONCE = 500  # claims or reports in memory, with their texts
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the report that makes it."""

    entry: Entry
    report: Report

    @property
    def passages(self) -> list[str]:
        """The words that support it; none where the report was erased."""
        return [span.text(self.report.text) for span in self.entry.claim.evidence] if self.report.text else []

    @property
    def days(self) -> tuple[str | None, str | None]:
        """First and last day on which it holds, as far as its text says; None is open or not said."""
        if self.entry.claim.when is None:
            return None, None
        first, last = self.entry.span
        return (
            None if first == dt.date.min else first.isoformat(),
            None if last == dt.date.max else last.isoformat(),
        )


@dataclass(frozen=True)
class Material:
    """What an export draws on. `what` is claims or posture, for formats that hold one table."""

    view: View
    words: Words
    subject: Subject = EVERYTHING
    on: dt.date | None = None
    what: str = CLAIMS
    step: Callable[[str, int], None] = lambda what, done: None  # is told how many claims were written

    @property
    def day(self) -> dt.date:
        """The day of the posture: the one asked for, else that of the newest report, so that no clock has a say."""
        if self.on or self.view.known:
            return self.on or self.view.known or dt.date.min
        return max((entry.published for entry in self.entries() if entry.published), default=dt.date.today())

    def entries(self) -> Iterator[Entry]:
        """Every claim about the subject, in the order of their dates, one after another."""
        return self.subject.stream(self.view)

    @cached_property
    def posture(self) -> Answer:
        return posture(self.view, self.subject, self.day)

    def claims(self) -> Iterator[Told]:
        """The same with their reports, some at a time: texts are read as they are needed."""
        done = 0
        for part in parts(self.entries()):
            reports = self.view.reports_named({entry.report_id for entry in part})
            yield from (Told(entry, reports[entry.report_id]) for entry in part)
            done += len(part)
            self.step("claims", done)

    def reports(self) -> Iterator[Report]:
        """The reports that make these claims, in the order of their first claims."""
        for part in parts(dict.fromkeys(entry.report_id for entry in self.entries())):
            reports = self.view.reports_named(part)
            yield from (reports[id] for id in part)

    def label(self, entry: Entry) -> str:
        """A claim in one line."""
        claim, words = entry.claim, self.words
        parts = (words.who(claim), words.where(claim), words.number(claim.number), claim.when or "")
        said = words.phrases.comma.join(part for part in parts if part)
        status = words.phrases.word("status", claim.status)
        return f"{words.what(claim)} ({status}): {said}" if said else f"{words.what(claim)} ({status})"


def parts(things: Iterable[T]) -> Iterator[list[T]]:
    """Some things at a time."""
    rest = iter(things)
    while part := list(islice(rest, AT_ONCE)):
        yield part


def needs(package: str, extra: str, what: str) -> ExportError:
    """What is said where a format needs a package that is not installed."""
    return ExportError(f"Writing {what} needs {package}: pip install 'marsad[{extra}]'.")
