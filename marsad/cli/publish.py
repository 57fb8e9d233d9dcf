"""`marsad publish`: a site of files, for any web server."""

import datetime as dt
import sys
from pathlib import Path

import click

from marsad.cli._asked import Asked, asking
from marsad.cli._given import Day
from marsad.cli._reader import say


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--on", type=Day(), metavar="DATE", help="The day shown.  [default: that of --known, else today]")
@click.option(
    "--base", default="", metavar="URL", help="Where the site will stand, for its feeds: https://example.org/"
)
@asking
def publish(asked: Asked, folder: Path, on: dt.date | None, base: str) -> None:
    """Write a read-only site of the ledger, in English and Arabic: files for any web server, without scripts.

    It shows places, actors, events, conflicts, reports and sources at the clocks given, and has a feed of changes for
    each place and actor. Of reports only the passages that support a claim are shown. DIR is new, empty, or an older
    site, which is replaced when the new one is whole.

    \b
    Examples:
      marsad publish site --on 2020-04-10
      marsad publish site --on 2020-04-10 --known 2020-03-20 --base https://example.org/iraq/
    """
    from marsad.publish.site import gather, write
    from marsad.publish.wording import namer

    day = on or asked.known or dt.date.today()
    if base and not base.startswith(("https://", "http://")):
        raise click.UsageError(f"--base {base} is no address of a site; write it as https://example.org/.")
    namers = {language: namer(asked.names, language) for language in ("en", "ar")}
    shown = sys.stderr.isatty()
    with asked.view() as view:
        found = gather(view, day)
        pages = write(found, namers, folder, base.rstrip("/") + "/" if base else "", _progress if shown else _silent)
    told = say(f"Wrote {pages} pages into {folder}; open {folder / 'index.html'}.")
    click.echo(f"{chr(13) if shown else ''}{told}", err=True)


def _progress(done: int) -> None:
    click.echo(f"\rWriting page {done}", nl=False, err=True)


def _silent(done: int) -> None:
    """Where nobody watches."""
