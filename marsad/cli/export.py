"""`marsad export`: claims and posture for other tools, or the whole ledger as JSON lines."""

import datetime as dt
from pathlib import Path

import click

from marsad.cli._asked import Asked
from marsad.cli._given import Day
from marsad.cli._options import interface_option, known_option, ledger_option, recorded_option, register_option
from marsad.cli._reader import say
from marsad.cli.keep import steps
from marsad.errors import ExportError
from marsad.ledger import Ledger

_FORMATS = ("contract", "csv", "xlsx", "parquet", "geoparquet", "geojson", "gpkg", "kml", "sqlite", "plover", "ftm",
            "ftm-statements", "stix", "rdf", "ris", "bibtex", "csl")  # fmt: skip
_TABLES = ("claims", "posture")
_WHOLE = ".jsonl"  # of the whole ledger


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to, instead of PATH.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    metavar="FORMAT",
    help=f"One of {', '.join(_FORMATS)}.  [default: by the name of the file]",
)
@click.option("--of", metavar="PLACE-OR-ACTOR", help="Only what is about this.  [default: all]")
@click.option("--what", type=click.Choice(_TABLES), help="Of formats with one table.  [default: posture with --on]")
@click.option("--on", type=Day(), metavar="DATE", help="The day of the posture.  [default: of the newest report]")
@known_option
@recorded_option
@interface_option
@register_option
@ledger_option
def export(
    path: Path | None,
    output: Path | None,
    form: str | None,
    of: str | None,
    what: str | None,
    on: dt.date | None,
    known: dt.date | None,
    recorded: dt.datetime | None,
    language: str,
    register: tuple[Path, ...],
    ledger: str,
) -> None:
    """Hand on claims or posture in a form that other tools read; or write the whole ledger as JSON lines.

    The format follows from the name of the file, or is given. A claim or cell keeps its sources in every format; what
    each format holds is in docs/export.md. A new folder, or a file in .jsonl without a format, is the whole ledger with
    its past, for `marsad import`.

    \b
    Examples:
      marsad export --of Iraq --on 2020-04-10 --known 2020-03-20 -o iraq.geojson
      marsad export --format csv --what claims -o claims.csv
      marsad export iraq.xlsx --of Iraq --on 2020-04-10 --language ar
      marsad export --format stix -o iraq.json
      marsad export ledger.jsonl                   the whole ledger
    """
    from marsad.exports import format_of

    target = output or path
    if target is None or (output and path):
        raise click.UsageError("Name one file to write, as: marsad export -o iraq.geojson.")
    found = form or getattr(format_of(target.name), "name", None)
    asked = Asked(known, recorded, register, language, False, ledger)
    if found is None:
        unknown = target.suffix not in ("", _WHOLE)  # a name without a suffix is a new folder
        if of or what or on or known or recorded or unknown:
            raise click.UsageError(_not_said(target, whole=not (of or what or on or known or recorded)))
        _whole(ledger, target)
    else:
        _write(asked, found, target, of, what or ("posture" if on else "claims"), on)
    click.echo(say(f"Exported to {target}."))


def _not_said(target: Path, whole: bool) -> str:
    """Why a file is not written, and what could be."""
    from marsad.exports import FORMATS

    suffixes = ", ".join(suffix for form in FORMATS for suffix in form.suffixes)
    ledger = f" The whole ledger goes to a {_WHOLE} file or a new folder." if whole else ""
    return f"{target} does not say what to write; give --format, or name it {suffixes}.{ledger}"


def _whole(ledger: str, target: Path) -> None:
    with Ledger.open(ledger, create=False) as book:
        book.export(target, steps())


def _write(asked: Asked, form: str, target: Path, of: str | None, what: str, on: dt.date | None) -> None:
    from marsad.exports import Material, format_named, write

    if target.is_dir():
        raise ExportError(f"{target} is a folder; name a file in it.")
    with asked.view() as view:
        material = Material(view, asked.words, asked.subject(of, view), on, what, steps())
        write(material, format_named(form), target)
