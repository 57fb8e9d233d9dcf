"""Reading into a ledger from Python: what was read, the new claims, and what went wrong."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from marsad.api.tables import Table
from marsad.errors import LedgerError
from marsad.ledger import Entry, Ledger, View
from marsad.model.report import Report
from marsad.pipeline import Event, Kept, Warned, run
from marsad.reader import Reader
from marsad.reports import Failure, Intake, Options
from marsad.reports.metadata import Metadata
from marsad.reports.shelf import intake_of, open_shelf
from marsad.reports.sources import is_address


@dataclass
class Made:
    """What reading came to."""

    reports: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def see(self, event: Event) -> None:
        if isinstance(event, Kept):
            self.reports.append(event.report_id)
            self.claims += event.claim_ids if event.new else ()
        elif isinstance(event, Failure):
            self.failures.append(event)
        elif isinstance(event, Warned):
            self.warnings.append(event.sentence)


@dataclass(frozen=True, repr=False)
class Reads(Table[Entry]):
    """The new claims of what was read; `reports` are ids, `failures` say what could not be read and why."""

    reports: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, made: Made, view: View, table: Callable[..., Table[Entry]], cells: Callable[..., Any]) -> "Reads":
        found = view.claims(ids=made.claims) if made.claims else []
        shown = table(found, f"{len(made.reports)} / {len(made.failures)}", ("when", "claim", "who", "where", "number",
                                                                         "status", "source", "id"), cells)  # fmt: skip
        told = (tuple(made.reports), tuple(made.failures), tuple(made.warnings))
        return cls(shown.things, shown.title, shown.headings, shown.cells, shown.language, *told)


class Way(NamedTuple):
    """How addresses are read: what is kept lies beside the ledger `where`."""

    where: str
    archived: bool = False
    allow_hosts: tuple[str, ...] = ()
    contact: str = ""


def read_sources(
    ledger: Ledger, names: Sequence[str | Path], given: Metadata, register: tuple[Path, ...], way: Way
) -> Made:
    """Files, folders and addresses through the main path."""
    made = Made()
    with ExitStack() as stack:
        intake, book = Intake(given), None
        if any(isinstance(name, str) and is_address(name) for name in names):
            shelf = stack.enter_context(open_shelf(way.where))
            intake = intake_of(shelf, given, Options(), way.archived, way.allow_hosts, way.contact)
            book = shelf.book
        summary = run(names, ledger, Reader(register), intake, made.see, book)
    if summary.stopped:
        raise LedgerError(summary.stopped)
    return made


def read_text(
    ledger: Ledger, text: str, language: str, id: str | None, given: Metadata, register: tuple[Path, ...]
) -> Made:
    """One text; without an id it is named by a digest of itself, so that the same text is one report."""
    name = id or f"text-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
    report = Report(name, text, language, given.published, given.publisher, given.title, given.address)
    reader = Reader(register)
    made = Made(reports=[name])
    if not ledger.knows(report, reader.name, reader.version):
        recorded = ledger.record(report, reader.read(report), reader.name, reader.version)
        made.reports, made.claims = [recorded.report_id], list(recorded.claim_ids)
    return made
