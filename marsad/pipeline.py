"""The main path: get reports, read them, record what they say. Also the one place where failures are caught.

A report that fails becomes a failure on record and the batch goes on; a ledger that fails ends it, because nothing
after that would be kept. What was recorded before stays recorded: every report is one transaction.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from marsad.errors import LedgerError, MarsadError
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.reader import Reading
from marsad.reports import Address, Failure, Got, Intake, Source, find_sources
from marsad.reports.book import Book, Link
from marsad.reports.sources import STDIN


class Reads(Protocol):
    """Any reader: the built-in grammar, or another behind the same contract."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...

    def read(self, report: Report) -> Reading: ...


class Recorded(Protocol):
    """What a ledger answers to a report: whether it was news, and the ids that it gave."""

    @property
    def new(self) -> bool: ...
    @property
    def report_id(self) -> str: ...
    @property
    def claim_ids(self) -> Sequence[str]: ...


class Keeps(Protocol):
    """Where readings go: the ledger, or many of them at once."""

    def record(self, report: Report, reading: Reading, reader: str, version: str) -> Recorded: ...


class Records(Keeps, Protocol):
    """The ledger."""

    def knows(self, report: Report, reader: str, version: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Found:
    """So much is known of the batch: this many reports, or more where a source turns out to hold several."""

    total: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A report is in the ledger; `new` where the ledger did not hold this reading of it yet."""

    report: Report
    reading: Reading
    new: bool
    report_id: str
    claim_ids: tuple[str, ...]
    got: Got | None = None

    def claims(self) -> Iterator[tuple[str, Claim]]:
        return zip(self.claim_ids, self.reading.claims, strict=False)


@dataclass(frozen=True, slots=True)
class Warned:
    """A report was read, but somebody should know this."""

    where: str
    sentence: str


NO_WEB = Intake()


@dataclass(frozen=True, slots=True)
class Linked:
    """A report is a version, a copy or an excerpt of an earlier one."""

    link: Link


Event = Found | Kept | Warned | Linked | Failure


@dataclass(frozen=True, slots=True)
class Read:
    """A report with what it says; no reading where the ledger has it already."""

    got: Got
    reading: Reading | None


@dataclass(slots=True)
class Summary:
    """What became of a batch."""

    read: int = 0
    new_claims: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)
    stopped: str | None = None  # why the ledger ended the batch early
    interrupted: bool = False

    @property
    def failed(self) -> bool:
        return bool(self.failures or self.stopped or self.interrupted)

    def count(self, outcome: Kept | Failure) -> None:
        if isinstance(outcome, Failure):
            self.failures.append(outcome)
            return
        self.read += 1
        self.unchanged += not outcome.new
        self.new_claims += len(outcome.claim_ids) if outcome.new else 0


def run(
    names: Iterable[Path | str],
    ledger: Records,
    reader: Reads,
    intake: Intake = NO_WEB,
    on_event: Callable[[Event], None] = lambda event: None,
    book: Book | None = None,
) -> Summary:
    """Read every report under the paths and addresses into the ledger, and say what became of them."""
    summary = Summary()
    try:
        sources = find_sources(names)
        total = len(sources)
        on_event(Found(total))
        for source in sources:
            for several, event in enumerate(_source(source, ledger, reader, intake, book, summary)):
                if several and isinstance(event, (Kept, Failure)):
                    total += 1
                    on_event(Found(total))
                on_event(event)
    except LedgerError as error:
        summary.stopped = str(error)
    except KeyboardInterrupt:
        summary.interrupted = True
    return summary


def _source(
    source: Source | Address | Failure,
    ledger: Records,
    reader: Reads,
    intake: Intake,
    book: Book | None,
    summary: Summary,
) -> Iterator[Event]:
    """All events of one source; what became of it is counted, and noted in the book."""
    failed: Failure | None = None
    for outcome in outcomes(source, ledger, reader, intake):
        summary.count(outcome)
        yield outcome
        yield from warnings_of(outcome)
        if isinstance(outcome, Failure):
            failed = outcome
        elif book:
            yield from map(Linked, note(outcome, intake, book))
    name = source.where if isinstance(source, Failure) else source.name
    if book and name != STDIN:
        if failed:
            book.failed(name, failed.sentence)
        else:
            book.mended([name])


def note(kept: Kept, intake: Intake, book: Book) -> list[Link]:
    """Note what a report was read from; the earlier reports that it is one with."""
    if kept.got is None:
        return []
    if kept.got.capture is not None and (archive := intake.kept_in):
        archive.note_reading(kept.report_id, kept.report.sha256, kept.got.capture)
    return book.note(replace(kept.report, id=kept.report_id), kept.got.known)


def outcomes(
    source: Source | Address | Failure, ledger: Records, reader: Reads, intake: Intake
) -> Iterator[Kept | Failure]:
    """One source through all stages. This is the error boundary: only what the whole batch cannot survive gets out."""
    if isinstance(source, Failure):
        yield source
        return
    try:
        for got in intake.take(source):
            yield got if isinstance(got, Failure) else keep(got, ledger, reader)
    except LedgerError:
        raise
    except Exception as error:
        yield bug(str(source), error)


def keep(got: Got, ledger: Records, reader: Reads, again: bool = False) -> Kept | Failure:
    """Read one report and record what it says. One in a language that is not read is recorded without claims.

    With `again`, a report that the ledger has is read too: whoever was interrupted may not know what it said.
    """
    knows = _nothing if again else ledger.knows
    found = read_one(got, knows, reader)
    return found if isinstance(found, Failure) else record_one(found, ledger, reader)


def read_one(got: Got, knows: Callable[[Report, str, str], bool], reader: Reads) -> Read | Failure:
    """What a report says, unless that is known; nothing is recorded."""
    report, where = got.report, got.report.address or got.report.id
    try:
        if knows(report, reader.name, reader.version):
            return Read(got, None)
        return Read(got, _unread(where, got.language_name) if got.language_name else reader.read(report))
    except LedgerError:
        raise
    except MarsadError as error:
        return Failure(where, str(error))
    except Exception as error:
        return bug(where, error)


def record_one(found: Read, ledger: Keeps, reader: Reads) -> Kept | Failure:
    """Record what a report says."""
    report, where = found.got.report, found.got.report.address or found.got.report.id
    if found.reading is None:
        return Kept(report, Reading(claims=()), False, report.id, (), found.got)
    try:
        recorded = ledger.record(report, found.reading, reader=reader.name, version=reader.version)
    except LedgerError:
        raise
    except MarsadError as error:
        return Failure(where, str(error))
    except Exception as error:
        return bug(where, error)
    return Kept(report, found.reading, recorded.new, recorded.report_id, tuple(recorded.claim_ids), found.got)


def _nothing(report: Report, reader: str, version: str) -> bool:
    """Nothing is known."""
    return False


def _unread(where: str, language: str) -> Reading:
    sentence = (
        f"{where} seems to be in another language ({language}); it is kept, and nothing is claimed from it "
        "(--language ar or en overrides this guess)."
    )
    return Reading(claims=(), warnings=(sentence,))


def bug(where: str, error: Exception) -> Failure:
    return Failure(where, f"{where} failed on a bug ({type(error).__name__}: {error}); please report it.")


def warnings_of(outcome: Kept | Failure) -> Iterator[Warned]:
    if isinstance(outcome, Failure):
        return
    where = outcome.report.address or outcome.report.id
    if outcome.report.published is None and not (outcome.got and outcome.got.language_name):
        yield Warned(where, f"{where} has no date, so that 'today' and weekdays in it stay open; give --published.")
    for sentence in outcome.reading.warnings:
        yield Warned(where, sentence)
