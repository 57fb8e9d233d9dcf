"""What is kept of sources beside a ledger, and how reports come in through it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from marsad.reports.intake import Intake
from marsad.reports.metadata import Metadata
from marsad.reports.piece import Options

if TYPE_CHECKING:
    from marsad.reports.book import Book
    from marsad.reports.web import Archive

_FOLDER = "marsad.sources"
_BOOK = "book.sqlite"


class Shelf(NamedTuple):
    """What is kept beside a ledger: the source book, and the archive of what was fetched."""

    book: "Book"
    archive: "Archive"


def folder_of(ledger: str) -> Path:
    """Where sources are kept: marsad.sources beside marsad.db; of a database by its URL, in the current folder."""
    return Path(_FOLDER) if "://" in ledger else Path(ledger).with_suffix(".sources")


def back_up_book(ledger: str, backup: Path) -> None:
    """Put the source book of a ledger, where there is one, into a backup of that ledger."""
    from marsad.reports.book import Book

    path = book_of(ledger)
    if path.is_file():
        with Book(path) as book:
            book.save_into(backup)


def restore_book(ledger: str, backup: Path) -> None:
    """Make the source book that a backup carries that of a ledger; an older backup carries none."""
    from marsad.reports.book import Book, carries_book

    if carries_book(backup):
        with Book(book_of(ledger)) as book:
            book.take_from(backup)


def book_of(ledger: str) -> Path:
    """Where the source book of a ledger is, or would be."""
    return folder_of(ledger) / _BOOK


@contextmanager
def open_shelf(ledger: str) -> Iterator[Shelf]:
    """The source book and the archive of a ledger, made where there are none."""
    with open_shelf_in(folder_of(ledger)) as shelf:
        yield shelf


@contextmanager
def open_shelf_in(folder: Path) -> Iterator[Shelf]:
    """The same by the folder that they are kept in."""
    from marsad.reports.book import Book
    from marsad.reports.web import Archive

    with ExitStack() as stack:
        book = stack.enter_context(Book(folder / _BOOK))
        yield Shelf(book, stack.enter_context(Archive(folder)))


def intake_of(
    shelf: Shelf,
    given: Metadata,
    options: Options,
    archived: bool = False,
    allow_hosts: tuple[str, ...] = (),
    contact: str = "",
) -> Intake:
    """Addresses from the archive only, or from the web."""
    from marsad.reports.web import Settings, Web

    if archived:
        return Intake(given, options, archive=shelf.archive)
    hosts = frozenset(host.strip().lower() for host in allow_hosts)
    settings = Settings(allow_hosts=hosts, max_size=options.max_size, contact=contact)
    return Intake(given, options, Web(settings, shelf.archive))
