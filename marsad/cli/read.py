"""`marsad read`: reports into the ledger, with what is new on standard output and the rest on standard error."""

from pathlib import Path
from typing import Any

import click

from marsad.cli._answers import load_names, load_words
from marsad.cli._given import given_options, max_size_option
from marsad.cli._options import json_option, ledger_option, register_option, spoken_option
from marsad.cli._sources import source_options
from marsad.cli._watch import Watcher
from marsad.corpus.size import workers_for
from marsad.errors import LedgerError
from marsad.ledger import Ledger
from marsad.pipeline import run
from marsad.reader import Reader
from marsad.reports import Metadata, Options
from marsad.reports.shelf import Shelf, intake_of, open_shelf
from marsad.reports.sources import passed_over, read_list


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@given_options
@source_options
@ledger_option
@register_option
@spoken_option
@json_option
@max_size_option
@click.option("--list", "lists", multiple=True, type=click.Path(path_type=Path), help="A file of sources, one a line.")
@click.option("--failed", is_flag=True, help="Read what failed before.")
@click.option("--archive", "archived", is_flag=True, help="Read pages as they were fetched before, without a network.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes that read.  [default: by the batch]")
@click.option("--unordered", is_flag=True, help="Record reports as they are read, not in the order of the sources.")
@click.option("--quiet", is_flag=True, help="Only say what went wrong.")
@click.pass_context
def read(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    ledger: str,
    register: tuple[Path, ...],
    spoken: str,
    as_json: bool,
    max_size: int,
    jobs: int | None,
    unordered: bool,
    quiet: bool,
    columns: dict[str, str],
    date_format: str | None,
    lists: tuple[Path, ...],
    failed: bool,
    archived: bool,
    allow_hosts: tuple[str, ...],
    contact: str,
    **given: Any,
) -> None:
    """Read reports into the ledger and show the new claims.

    SOURCE is a file, a folder, an address on the web, or - for standard input. Files are text, Markdown, HTML, PDF,
    DOCX, e-mail, feeds, tables, chat exports, web archives, and ZIPs of these. Metadata comes from the options, else
    from ID.json beside ID.txt, else from the source itself. A report that cannot be read is named and the others are
    read; the exit status is then 1.

    In a folder, hidden files, READMEs, pictures and films, scripts and source code, .json, .yaml and other settings,
    and ledgers are passed over, which is said; whoever names such a file has it read.

    A batch of many reports is read on all cores (--jobs). What was interrupted is read on when it is called again.

    \b
    Examples:
      marsad read reports/
      marsad read https://example.org/news/base-handed-over
      marsad read statement.txt --published 2020-03-19 --publisher CJTF-OIR
      marsad read statements.xlsx --columns text=Statement,published=Day --date-format %d/%m/%Y
      marsad read --list addresses.txt --contact desk@example.org
      marsad read archive/*.warc.gz --jobs 8 --quiet
      marsad read --failed                     what failed before, once more
      marsad read --archive                    all pages as they were fetched, without a network
      curl -s https://example.org/page | marsad read - --json
    """
    if jobs and jobs > 1:
        from marsad.corpus.pool import READING, prepare

        prepare(READING)  # while this process looks for the reports
    reader = Reader(register)
    watcher = Watcher(as_json, quiet, lambda: load_words(load_names(register), spoken))
    options = Options(max_size, columns, date_format)
    with Ledger.open(ledger) as book, open_shelf(ledger) as shelf, watcher:
        names = _names(sources, lists, failed, archived, shelf)
        watcher.tell(passed_over(names))
        intake = intake_of(shelf, Metadata(**given), options, archived, allow_hosts, contact)
        workers = jobs or workers_for(names)
        if workers > 1:
            from marsad.corpus.maker import Grammar
            from marsad.corpus.many import Many

            many = Many(book, ledger, Grammar(register), intake, workers, shelf.book, not unordered)
            summary = many.run(names, watcher.see)
        else:
            summary = run(names, book, reader, intake, watcher.see, shelf.book)
    watcher.conclude(summary)
    if summary.interrupted:
        ctx.exit(130)
    if summary.stopped:
        raise LedgerError(summary.stopped)
    ctx.exit(1 if summary.failed else 0)


def _names(sources: tuple[str, ...], lists: tuple[Path, ...], failed: bool, archived: bool, shelf: Shelf) -> list[str]:
    """What to read; without a word of it, all of the archive where that is asked for."""
    names = [*sources, *(name for path in lists for name in read_list(path))]
    if failed:
        names += [failure.source for failure in shelf.book.failures()]
    elif archived and not names:
        names = shelf.archive.addresses()
    elif not names:
        raise click.UsageError("Nothing to read: name files, folders or addresses (see marsad read --help).")
    return names
