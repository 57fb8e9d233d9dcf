"""`marsad read`: reports into the ledger, with what is new on standard output and the rest on standard error."""

from pathlib import Path
from typing import Any

import click

from marsad.cli._answers import load_names, load_words
from marsad.cli._given import given_options, max_size_option
from marsad.cli._options import json_option, ledger_option, register_option
from marsad.cli._watch import Watcher
from marsad.errors import LedgerError
from marsad.ledger import Ledger
from marsad.pipeline import run
from marsad.reader import Reader
from marsad.reports import Metadata, Options


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@given_options
@ledger_option
@register_option
@json_option
@max_size_option
@click.option("--quiet", is_flag=True, help="Only say what went wrong.")
@click.pass_context
def read(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    ledger: str,
    register: tuple[Path, ...],
    as_json: bool,
    max_size: int,
    quiet: bool,
    **given: Any,
) -> None:
    """Read reports into the ledger and show the new claims.

    PATHS are plain text, Markdown or HTML files, folders of them, or - for standard input. Metadata comes from the
    options, else from ID.json beside ID.txt, else from the page itself. A report that cannot be read is named and the
    others are read; the exit status is then 1.

    \b
    Examples:
      marsad read reports/
      marsad read statement.txt --published 2020-03-19 --publisher CJTF-OIR
      curl -s https://example.org/page | marsad read - --json
    """
    reader = Reader(register)
    watcher = Watcher(as_json, quiet, lambda: load_words(load_names(register), "en"))
    with Ledger.open(ledger) as book, watcher:
        summary = run(sources, book, reader, Metadata(**given), watcher.see, Options(max_size))
    watcher.conclude(summary)
    if summary.interrupted:
        ctx.exit(130)
    if summary.stopped:
        raise LedgerError(summary.stopped)
    ctx.exit(1 if summary.failed else 0)
