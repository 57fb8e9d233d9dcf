"""Options on where reports come from, and what the source book beside a ledger tells."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

import click

from marsad.cli._reader import say
from marsad.reports.shelf import book_of

if TYPE_CHECKING:
    from marsad.ledger import View
    from marsad.reports.book import Book

F = TypeVar("F", bound=Callable[..., Any])


def columns_option(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """--columns text=Body,published=Date"""
    if not values:
        return {}
    from marsad.reports.formats.table import FIELDS

    found: dict[str, str] = {}
    for part in ",".join(values).split(","):
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
        click.echo(_line(failure) if as_json else f"{failure.source}\n    {say(failure.sentence)} ({say(times)})")
    if not failures:
        click.echo(say("Nothing has failed."), err=True)


def print_copies(ledger: str, as_json: bool) -> None:
    """The reports that are copies, excerpts or versions of others."""
    with _open_book(ledger) as book:
        links = book.links() if book else []
    # Two versions of one report may be alike to the same third one: that is said once.
    for line in dict.fromkeys(_line(link) if as_json else say(link.sentence) for link in links):
        click.echo(line)
    if not links:
        click.echo(say("No report is a copy, an excerpt or a version of another."), err=True)


def print_versions(view: "View", as_json: bool) -> None:
    """What updated articles say otherwise than before."""
    from marsad.ledger.versions import updates

    none = True
    for update in updates(view):
        none = False
        if as_json:
            click.echo(json.dumps(update.to_json(), ensure_ascii=False))
            continue
        named = f"{update.report_id}, version {update.number}, recorded {update.recorded[:16]}: {update.title or ''}"
        click.echo(say(named))
        for sign, told in (("+", update.came), ("-", update.went)):
            for id_, said in told:
                click.echo(f"  {sign} {id_}  {said['kind']}: {_shown({k: v for k, v in said.items() if k != 'kind'})}")
        for change in update.changed:
            slots = "; ".join(f"{slot} {_value(old)} → {_value(new)}" for slot, (old, new) in change.slots.items())
            click.echo(f"  ~ {change.after}  {change.kind}: {slots} (was {change.before})")
        if not (update.came or update.went or update.changed):
            click.echo(f"  {say('No claim is new, gone or changed.')}")
    if none:
        click.echo(say("No report has a later version."), err=True)


def _shown(said: dict[str, Any]) -> str:
    return "; ".join(f"{slot} {_value(value)}" for slot, value in said.items() if value not in (None, [], ""))


def _value(value: Any) -> str:
    """A slot of a claim in short."""
    if isinstance(value, list):
        return ", ".join(map(_value, value)) or "none"
    if isinstance(value, dict):
        if "min" in value and "max" in value:
            low, high = value["min"], value["max"]
            return str(low) if low == high else f"{'' if low is None else low}–{'' if high is None else high}"
        return str(value.get("name") or value.get("code") or json.dumps(value, ensure_ascii=False))
    return "none" if value is None else str(value)


def _line(item: Any) -> str:
    return json.dumps(asdict(item), ensure_ascii=False)


@contextmanager
def _open_book(ledger: str) -> Iterator["Book | None"]:
    """The source book of a ledger, where there is one: a question makes none."""
    from marsad.reports.book import Book

    path = book_of(ledger)
    if path.is_file():
        with Book(path) as book:
            yield book
    else:
        yield None
