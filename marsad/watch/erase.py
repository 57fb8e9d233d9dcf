"""Taking the words of a report out of what is kept of sources beside a ledger."""

from pathlib import Path

from marsad.model.report import Report
from marsad.reports.lots import Lots
from marsad.reports.shelf import open_shelf_in
from marsad.watch.state import State


def erase_sources(folder: Path, report: Report) -> None:
    """The page that was fetched, what the source book says of it, what was told when it was added, and its alerts.

    Raises MarsadError where another process writes to the archive: then the ledger must not erase either.
    """
    if not folder.is_dir():
        return
    with open_shelf_in(folder) as shelf:
        addresses = shelf.archive.erase(report.id)
        shelf.book.erase(report.id)
    addresses = [*addresses, *([report.address] if report.address else [])]
    Lots(folder).erase(report.id, addresses)
    if (folder / "watch.sqlite").is_file():
        with State(folder / "watch.sqlite") as state:
            state.erase(report.id, addresses)
