"""`marsad archive`: what was fetched, when, with which SHA-256, and the bytes themselves."""

import json
import sys
from dataclasses import asdict

import click

from marsad.cli._options import interface_option, json_option, ledger_option
from marsad.cli._reader import say
from marsad.errors import ReportError
from marsad.reports.shelf import folder_of
from marsad.reports.web import Archive, Capture


@click.command()
@click.argument("what", required=False, metavar="[ADDRESS|REPORT]")
@click.option("--bytes", "as_bytes", is_flag=True, help="Write the page as it was last captured to standard output.")
@click.option("--verify", is_flag=True, help="Check that all bytes are still those that were fetched.")
@interface_option
@ledger_option
@json_option
def archive(what: str | None, as_bytes: bool, verify: bool, language: str, ledger: str, as_json: bool) -> None:
    """List what was fetched from the web: of an address, of a report (by its id in the ledger), or all.

    \b
    Examples:
      marsad archive
      marsad archive https://example.org/news/1
      marsad archive example-org-1-3f9a1c --bytes > page.html
      marsad archive --verify
    """
    folder = folder_of(ledger)
    if not (folder / "index.sqlite").is_file():
        raise ReportError(f"There is no archive {folder}; `marsad read https://…` makes it.")
    with Archive(folder) as kept:
        found = _captures(kept, what)
        if not found:
            raise ReportError(
                f"{what} is not in the archive {folder}." if what else f"The archive {folder} holds nothing yet."
            )
        if as_bytes:
            sys.stdout.buffer.write(kept.load(found[-1]).body)
        elif verify:
            _verify(kept, found)
        else:
            for capture in found:
                _print(capture, as_json)


def _captures(kept: Archive, what: str | None) -> list[Capture]:
    if what is None:
        return list(kept.captures())
    return kept.captures_of(what) or list(kept.captures(what))


def _print(capture: Capture, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(capture), ensure_ascii=False))
        return
    if capture.erased:
        click.echo(f"{capture.number}  {capture.at}  {capture.url}\n    erased {capture.erased}")
        return
    same = f"  as {capture.same_as}" if capture.same_as else ""
    click.echo(f"{capture.number}  {capture.at}  {capture.url}")
    click.echo(f"    {capture.size:,} bytes, sha256 {capture.sha256}{same}")
    click.echo(f"    {capture.file} at {capture.offset:,}")


def _verify(kept: Archive, found: list[Capture]) -> None:
    damaged, erased = 0, sum(capture.erased is not None for capture in found)
    for capture in (capture for capture in found if not capture.erased):
        try:
            kept.load(capture)
        except ReportError as error:
            damaged += 1
            click.echo(say(f"Failed: {error}"), err=True)
    more = f"; {erased:,} were erased" if erased else ""
    click.echo(say(f"{len(found) - damaged - erased:,} of {len(found):,} captures are as they were fetched{more}."))
    if damaged:
        raise ReportError(f"{damaged:,} captures are damaged.")
