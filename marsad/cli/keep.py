"""The commands that keep a ledger: `verify`."""

import json
import sys

import click

from marsad.cli._options import json_option, ledger_option
from marsad.ledger import Ledger

_EVERY = 1_000  # records between two looks at the progress


@click.command()
@click.option("--head", metavar="HASH", help="A hash that an earlier verify printed; it must still be in the chain.")
@json_option
@ledger_option
@click.pass_context
def verify(ctx: click.Context, /, head: str | None, as_json: bool, ledger: str) -> None:
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
            click.echo(f"{problem[:1].upper()}{problem[1:]}.")
        counts = f"{found.records:,} records, {found.reports:,} reports, {found.claims:,} states of claims"
        click.echo(f"{'Sound' if found.sound else 'Not sound'}: {counts}.\nHead: {found.head}")
    ctx.exit(0 if found.sound else 1)


def _progress(done: int, total: int) -> None:
    if done % _EVERY == 0 or done == total:
        click.echo(f"\rVerifying {done:,} of {total:,}", nl=done == total, err=True)
