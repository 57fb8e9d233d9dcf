"""Options on where reports come from, and what the source book beside a ledger tells."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

import click

from marsad.reports.shelf import folder_of

if TYPE_CHECKING:
    from marsad.reports.book import Book

F = TypeVar("F", bound=Callable[..., Any])


def columns_option(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """--columns text=Body,published=Date"""
    from marsad.reports.formats.table import FIELDS

    found: dict[str, str] = {}
    for part in ",".join(values).split(",") if values else []:
        field, equals, column = part.partition("=")
        if not equals or field.strip() not in FIELDS:
            raise click.BadParameter(
                f"{part!r} names no column; write FIELD=NAME, with a FIELD of {', '.join(FIELDS)}."
            )
        found[field.strip()] = column.strip()
    return found


def source_options(command: F) -> F:
    """The options of tables and of the web."""
    for option in (
        click.option("--contact", metavar="TEXT", default="", help="A mail address or page for servers' owners."),
        allow_host_option,
        click.option("--date-format", metavar="FORMAT", help="How a table writes dates, as %d/%m/%Y."),
        click.option(
            "--columns", multiple=True, callback=columns_option, metavar="FIELD=NAME,…",
            help="The columns of a table: text=Body,published=Date.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


allow_host_option = click.option(
    "--allow-host", "allow_hosts", multiple=True, metavar="NAME",
    help="An internal host that may be asked (NAME or NAME:PORT); may be repeated.",
)  # fmt: skip


def print_failures(ledger: str, as_json: bool) -> None:
    """The sources that could not be read, each with its cause."""
    with _open_book(ledger) as book:
        failures = book.failures() if book else []
    for failure in failures:
        times = f"{failure.times} times since {failure.first[:16]}" if failure.times > 1 else failure.first[:16]
        click.echo(_line(failure) if as_json else f"{failure.source}\n    {failure.sentence} ({times})")
    if not failures:
        click.echo("Nothing has failed.", err=True)


def print_copies(ledger: str, as_json: bool) -> None:
    """The reports that are copies, excerpts or versions of others."""
    with _open_book(ledger) as book:
        links = book.links() if book else []
    for link in links:
        click.echo(_line(link) if as_json else link.sentence)
    if not links:
        click.echo("No report is a copy, an excerpt or a version of another.", err=True)


def _line(item: Any) -> str:
    return json.dumps(asdict(item), ensure_ascii=False)


@contextmanager
def _open_book(ledger: str) -> Iterator["Book | None"]:
    """The source book of a ledger, where there is one: a question makes none."""
    from marsad.reports.book import Book

    path = folder_of(ledger) / "book.sqlite"
    if path.is_file():
        with Book(path) as book:
            yield book
    else:
        yield None
