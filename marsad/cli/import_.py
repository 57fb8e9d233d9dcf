"""`marsad import`: claims that people made elsewhere, and what `marsad export` wrote."""

import datetime as dt
from pathlib import Path

import click

from marsad.cli._given import PublishedDay, language_option
from marsad.cli._options import ledger_option, register_option
from marsad.cli._reader import say
from marsad.cli.keep import steps
from marsad.errors import LedgerError
from marsad.ledger import Ledger
from marsad.model.kinds import KINDS

_FORMATS = ("ledger", "contract", "table", "label-studio", "inception")


def _columns(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """--columns actor=Force,place=Base"""
    pairs = [part.partition("=") for value in values for part in value.split(",")]
    for slot, equals, heading in pairs:
        if not (equals and slot.strip() and heading.strip()):
            raise click.BadParameter(f"{slot!r} names no column; write SLOT=NAME, as actor=Force.")
    return {slot.strip(): heading.strip() for slot, _, heading in pairs}


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(_FORMATS), help="What PATH is.  [default: by how it looks]")
@click.option(
    "--columns", multiple=True, callback=_columns, metavar="SLOT=NAME,…", help="Columns of a table: actor=Force."
)
@click.option("--date-format", metavar="FORMAT", help="How a table writes dates, as %d/%m/%Y.")
@click.option(
    "--kind", type=click.Choice(list(KINDS)), default="presence", show_default=True, help="Of rows that do not say."
)
@click.option("--published", type=PublishedDay(), metavar="DATE", help="Day of publication, where the source has none.")
@click.option("--publisher", help="Whose words these are, where the source does not say.")
@language_option
@register_option
@ledger_option
@click.pass_context
def import_(
    ctx: click.Context,
    /,
    path: Path,
    form: str | None,
    columns: dict[str, str],
    date_format: str | None,
    kind: str,
    published: dt.date | None,
    publisher: str | None,
    language: str | None,
    register: tuple[Path, ...],
    ledger: str,
) -> None:
    """Take in claims that people made: a table of facts, the contract, annotations; or a whole ledger.

    A row of a table becomes a report of its own, whose claim rests on the row. The contract is what
    `marsad export --format contract` writes, or ID.json beside ID.txt. Annotations are those of Label Studio (JSON)
    and INCEpTION (UIMA CAS JSON). What cannot be taken in is named and the rest is kept; the exit status is then 1. An
    exported ledger goes into one that is not there yet, or empty, and is refused where it was altered.

    \b
    Examples:
      marsad import facts.csv --published 2020-04-01
      marsad import facts.xlsx --columns actor=Force,place=Base,number=Strength --date-format %d/%m/%Y
      marsad import tests/gold/dev --ledger gold.db
      marsad import ledger.jsonl --ledger again.db
    """
    from marsad.imports import FORMATS, Given, format_of, load, record
    from marsad.world.register import load_register

    found = form or format_of(path) or "ledger"
    if found not in FORMATS:
        _whole(path, ledger)
        return
    given = Given(load_register(register), published, publisher, language, columns, date_format, kind)
    with Ledger.open(ledger) as book:
        summary = record(book, found, load(found, path, given), steps())
    for failure in summary.failures:
        click.echo(say(f"Failed: {failure.sentence}"), err=True)
    known = summary.reports - summary.new
    click.echo(say(f"Imported {summary.claims:,} claims of {summary.new:,} reports; {known:,} were known."))
    ctx.exit(1 if summary.failures else 0)


def _whole(path: Path, ledger: str) -> None:
    if path.is_file() and path.suffix.lower() != ".jsonl":
        raise LedgerError(
            f"{path} cannot be read: it is no exported ledger (a folder, or .jsonl), table (.csv, .xlsx) or JSON; "
            "if it is one under another name, say so with --format."
        )
    with Ledger.open(ledger) as book:
        found = book.import_from(path, steps())
    click.echo(say(f"Imported {found.records:,} records."))
    click.echo(f"{say('Head:')} {found.head}")
