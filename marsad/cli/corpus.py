"""`marsad corpus`: millions of reports, from Parquet, JSON lines and web archives to Parquet, and into a ledger."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli._given import given_options, max_size_option
from marsad.cli._options import ledger_option, register_option
from marsad.cli._sources import columns_option
from marsad.corpus.pool import READING, prepare
from marsad.corpus.size import cores
from marsad.errors import ReportError
from marsad.reports import Metadata, Options

if TYPE_CHECKING:
    from marsad.corpus.read import Done, Total

_EVERY = 1.0  # seconds between two looks at the progress
_SHOWN = 20  # failures


@click.group()
def corpus() -> None:
    """Read millions of reports into Parquet, on all cores or a cluster, and bring them into a ledger.

    \b
    Examples:
      marsad corpus read archive/ --out claims/
      marsad corpus load claims/ --ledger marsad.db
      marsad corpus events claims/ --out events.jsonl
    """


endpoint_option = click.option(
    "--endpoint",
    envvar="MARSAD_S3_ENDPOINT",
    metavar="URL",
    help="Server of s3:// addresses, where it is not Amazon's.",
)


@corpus.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", required=True, metavar="FOLDER", help="Where the result goes, a folder or s3://bucket/folder.")
@endpoint_option
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes that read.  [default: all cores]")
@click.option(
    "--rows", type=click.IntRange(min=1), default=1_000, show_default=True, metavar="N",
    help="Reports in a partition, by 4 KB of JSON lines or 32 KB of web archive each. Keep to one size for a folder.",
)  # fmt: skip
@click.option("--engine", default="local", show_default=True, metavar="NAME", help="local, or ray for a cluster.")
@click.option("--cluster", metavar="ADDRESS", help="Of a Ray cluster; without it one is started on this machine.")
@click.option("--date-format", metavar="FORMAT", help="How a table writes dates, as %d/%m/%Y.")
@click.option("--columns", multiple=True, callback=columns_option, metavar="FIELD=NAME,…", help="As for marsad read.")
@given_options
@max_size_option
@register_option
@click.option("--quiet", is_flag=True, help="Only say what went wrong.")
@click.pass_context
def read(
    ctx: click.Context,
    /,
    inputs: tuple[str, ...],
    out: str,
    endpoint: str | None,
    jobs: int | None,
    rows: int,
    engine: str,
    cluster: str | None,
    date_format: str | None,
    columns: dict[str, str],
    max_size: int,
    register: tuple[Path, ...],
    quiet: bool,
    **given: Any,
) -> None:
    """Read a corpus, partition by partition: reports/, claims/ and done/ in the folder.

    INPUT is a Parquet, JSON lines or WARC file, a folder of them, or a pattern, on this machine or on S3-compatible
    storage (keys from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY). A run that was ended goes on where it was when it
    is called again; the result is the same, byte for byte.

    \b
    Examples:
      marsad corpus read reports.parquet --out claims/
      marsad corpus read 's3://news/2020/*.jsonl' --out s3://news/claims --endpoint http://localhost:9000
      marsad corpus read warc/ --out claims/ --engine ray --cluster 10.0.0.5:6379
    """
    if engine == "local" and (jobs or cores()) > 1:
        prepare(READING)  # while this process looks for the reports
    from marsad.corpus.engines import ENGINES
    from marsad.corpus.maker import Grammar
    from marsad.corpus.plan import partitions
    from marsad.corpus.read import Total, Work
    from marsad.corpus.storage import Storage

    if engine not in ENGINES:
        raise click.BadParameter(f"{engine!r} is no engine; use {' or '.join(ENGINES)}.", param_hint="--engine")
    storage = Storage(endpoint)
    options = Options(max_size, columns, date_format)
    work = Work(out, Grammar(register), storage, Metadata(**given), options)
    parts = list(partitions(storage, inputs, rows))
    storage.prepare(out)
    total, progress = Total(), Progress(len(parts), quiet)
    try:
        for done in ENGINES[engine](work, parts, min(jobs or cores(), len(parts)), cluster):
            total.count(done)
            progress.see(done, total)
    except KeyboardInterrupt:
        progress.say("Interrupted; what was read is kept, and the same command goes on from there.")
        ctx.exit(130)
    progress.conclude(total)
    ctx.exit(1 if total.failed else 0)


@corpus.command()
@click.argument("folder")
@ledger_option
@endpoint_option
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes that prepare.  [default: all cores]")
@click.option("--quiet", is_flag=True, help="Only say what went wrong.")
def load(folder: str, ledger: str, endpoint: str | None, jobs: int | None, quiet: bool) -> None:
    """Bring a corpus that was read into a ledger, in bulk. What the ledger has already adds nothing.

    \b
    Examples:
      marsad corpus load claims/ --ledger marsad.db
      marsad corpus load s3://news/claims --ledger postgresql://localhost/marsad
    """
    from marsad.corpus.load import load as bring
    from marsad.corpus.storage import Storage
    from marsad.ledger import Ledger

    reports = new = claims = 0
    with Ledger.open(ledger) as opened:
        for loaded in bring(Storage(endpoint), folder, opened, jobs or cores()):
            reports, new, claims = reports + loaded.reports, new + loaded.new, claims + loaded.claims
            if sys.stderr.isatty() and not quiet:
                click.echo(f"\r{reports:,} reports, {claims:,} new claims\x1b[K", nl=False, err=True)
    if not quiet:
        start = "\r\x1b[K" if sys.stderr.isatty() else ""
        click.echo(f"{start}Loaded {new:,} of {reports:,} reports: {claims:,} new claims.", err=True)


@corpus.command()
@click.argument("folder")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Instead of standard output.")
@endpoint_option
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes that join.  [default: all cores]")
def events(folder: str, out: Path | None, endpoint: str | None, jobs: int | None) -> None:
    """Join the claims of a corpus into events, without a ledger, as lines of JSON.

    The events, and the voices that tell of each, are those that `marsad events --json` finds in a ledger of the same
    reports on which nobody has decided anything.

    \b
    Examples:
      marsad corpus events claims/ --out events.jsonl
      marsad corpus events s3://news/claims --jobs 8 | head
    """
    from marsad.corpus.events import events as join
    from marsad.corpus.storage import Storage

    lines = join(Storage(endpoint), folder, jobs or cores())
    if out is None:
        for line in lines:
            click.echo(line)
        return
    part, count = out.with_name(f"{out.name}.part"), 0
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                file.write(line + "\n")
                count += 1
        part.replace(out)
    except OSError as error:
        raise ReportError(f"{out} cannot be written: {error.strerror or error}.") from error
    click.echo(f"Wrote {count:,} events to {out}.", err=True)


class Progress:
    """What the user sees while partitions are read."""

    def __init__(self, partitions: int, quiet: bool) -> None:
        self._partitions, self._quiet = partitions, quiet
        self._start = self._last = time.monotonic()
        self._failures = 0
        self._terminal = sys.stderr.isatty() and not quiet

    def see(self, done: "Done", total: "Total") -> None:
        for failure in done.failures:
            self._failures += 1
            if self._failures <= _SHOWN:
                self.say(f"Failed: {failure.sentence}")
        now = time.monotonic()
        if self._terminal and now - self._last > _EVERY:
            self._last = now
            spent = now - self._start
            left = spent / total.partitions * (self._partitions - total.partitions)
            click.echo(
                f"\r{total.partitions:,} of {self._partitions:,} partitions, {total.reports:,} reports, "
                f"{total.reports / spent:,.0f}/s, {_time(left)} left\x1b[K",
                nl=False,
                err=True,
            )

    def conclude(self, total: "Total") -> None:
        if self._failures > _SHOWN:
            self.say(f"… and {self._failures - _SHOWN:,} more failures, named in done/")
        if self._quiet and not total.failed:
            return
        parts = f"{total.partitions:,} partition{'' if total.partitions == 1 else 's'}"
        before = f", {total.unchanged:,} of them before" if total.unchanged else ""
        failed = f", {total.failed:,} failed" if total.failed else ""
        self.say(f"Read {total.reports:,} reports in {parts}{before}: {total.claims:,} claims{failed}.")

    def say(self, sentence: str) -> None:
        click.echo(("\r\x1b[K" if self._terminal else "") + sentence, err=True)


def _time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
