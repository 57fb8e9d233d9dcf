"""The commands that keep a ledger: `verify`, `copy`, `backup`, `restore`."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from marsad.cli._options import interface_option, json_option, ledger_option
from marsad.cli._reader import say
from marsad.errors import LedgerError
from marsad.ledger import Ledger
from marsad.ledger.verify import Verified
from marsad.reports.shelf import back_up_book, restore_book

_EVERY = 1_000  # records between two looks at the progress


@click.command()
@click.option("--head", metavar="HASH", help="A hash that an earlier verify printed; it must still be in the chain.")
@interface_option
@json_option
@ledger_option
@click.pass_context
def verify(ctx: click.Context, /, head: str | None, language: str, as_json: bool, ledger: str) -> None:
    """Prove that nothing in the ledger was altered.

    All hashes are reckoned anew from the rows as they are now. Note the hash that is printed: with --head it later
    proves that nothing was taken off the end either. The exit status is 1 where something is wrong.

    \b
    Examples:
      marsad verify
      marsad verify --head 4984390e47b5b7c41dbae6210a9c807d6e8761fc3177ac8f43dab7b0ecf7b57f
    """
    with Ledger.open(ledger, create=False) as book:
        found = book.verify(head, _progress if sys.stderr.isatty() else lambda done, total: None)
    if as_json:
        click.echo(json.dumps(found.to_json(), ensure_ascii=False))
    else:
        for problem in found.problems:
            click.echo(say(f"{problem[:1].upper()}{problem[1:]}."))
        counts = f"{found.records:,} records, {found.reports:,} reports, {found.claims:,} states of claims"
        click.echo(say(f"{'Sound' if found.sound else 'Not sound'}: {counts}."))
        click.echo(f"{say('Head:')} {found.head}")
    ctx.exit(0 if found.sound else 1)


def _progress(done: int, total: int) -> None:
    if done % _EVERY == 0 or done == total:
        click.echo("\r" + say(f"Verifying {done:,} of {total:,}"), nl=done == total, err=True)


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@interface_option
def copy(source: str, target: str, language: str) -> None:
    """Copy a whole ledger into another, empty store.

    FROM and TO are files or database URLs. Nothing is different in the copy: not a row, not a hash.

    \b
    Examples:
      marsad copy marsad.db postgresql://user@host/marsad
      marsad copy postgresql://user@host/marsad marsad.db
    """
    with Ledger.open(source, create=False) as book, Ledger.open(target) as other:
        book.copy_to(other, steps())
        _say_done("Copied", _sound(other), other.where)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@interface_option
@ledger_option
def backup(file: Path, language: str, ledger: str) -> None:
    """Write a copy of the ledger to a new file, while others read and write.

    The copy is itself a ledger, of SQLite, whatever store the ledger is in, and is verified. It carries the source
    book as well: which reports are copies of others, and which sources failed. Fetched pages are not in it.

    \b
    Example: marsad backup marsad-2026-01-31.db
    """
    if file.exists():
        raise LedgerError(f"{file} is there already; name another, or remove it first.")
    part = file.with_name(f"{file.name}.{os.getpid()}.part")  # until all of it is there and sound
    try:
        with Ledger.open(ledger, create=False) as book:
            book.save_to(part, steps())
        back_up_book(ledger, part)
        with Ledger.open(part, create=False) as copied:
            found = _sound(copied)
        part.rename(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _say_done("Backed up", found, str(file))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@interface_option
@ledger_option
def restore(file: Path, language: str, ledger: str) -> None:
    """Bring a backup back into a ledger that is not there yet, or empty. The backup is verified first.

    \b
    Example: marsad restore marsad-2026-01-31.db --ledger marsad.db
    """
    with Ledger.open(file, create=False) as book:
        found = book.verify()
        if not found.sound:
            raise LedgerError(f"{file} was altered since it was backed up: {found.problems[0]}.")
        with Ledger.open(ledger) as other:
            book.copy_to(other, steps())
            found, where = _sound(other), other.where
    restore_book(ledger, file)
    _say_done("Restored", found, where)


def _sound(book: Ledger) -> Verified:
    found = book.verify()
    if not found.sound:
        raise LedgerError(f"The copy is not sound, and so perhaps the ledger is not: {found.problems[0]}.")
    return found


def _say_done(what: str, found: Verified, where: str) -> None:
    click.echo(say(f"{what} {found.records:,} records to {where}."))
    click.echo(f"{say('Head:')} {found.head}")


def steps() -> Callable[[str, int], None]:
    """Progress, where somebody watches."""
    if sys.stderr.isatty():
        return lambda what, done: click.echo("\r" + say(f"{what}: {done:,} rows") + " ", nl=False, err=True)
    return lambda what, done: None
