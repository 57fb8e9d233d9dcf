"""`marsad watch`: feeds, sitemaps and list pages looked at again and again; what is new goes into the ledger."""

import datetime as dt
import json
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from marsad.cli._answers import load_names
from marsad.cli._options import interface_option, json_option, ledger_option, register_option
from marsad.cli._reader import listed, say
from marsad.cli._sources import allow_host_option
from marsad.errors import MarsadError
from marsad.ledger import Ledger
from marsad.pipeline import Kept, Linked, Warned
from marsad.reader import Reader
from marsad.reports import Failure
from marsad.reports.shelf import folder_of, open_shelf
from marsad.reports.web import Settings, Web
from marsad.reports.web.locks import locked
from marsad.watch.alerts import Rule, teller
from marsad.watch.plan import Plan, load_plan
from marsad.watch.state import State
from marsad.watch.watch import Happening, Looked, Told, Watch


@click.command()
@click.argument("plan_file", metavar="FEEDS.TOML", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Look at what is due now, and end.")
@click.option("--status", is_flag=True, help="Say how the feeds do, and end.")
@allow_host_option
@interface_option
@ledger_option
@register_option
@json_option
@click.option("--quiet", is_flag=True, help="Only say what went wrong.")
def watch(
    plan_file: Path,
    once: bool,
    status: bool,
    allow_hosts: tuple[str, ...],
    ledger: str,
    register: tuple[Path, ...],
    as_json: bool,
    quiet: bool,
    language: str,
) -> None:
    """Watch feeds, sitemaps and pages with lists of articles, and read what is new into the ledger.

    FEEDS.TOML says which, how often, and who is told of what (docs/watching.md). The watch can be ended at any moment,
    also by a kill or a power cut: the next start goes on where it was, and misses nothing and reads nothing twice.

    \b
    Examples:
      marsad watch feeds.toml              until Ctrl-C
      marsad watch feeds.toml --once       as a job of cron
      marsad watch feeds.toml --status     when each feed was looked at, what waits, what failed
    """
    plan = load_plan(plan_file)
    with State(folder_of(ledger) / "watch.sqlite") as state:
        if status:
            _say_status(plan, state, as_json)
            return
        with _alone(folder_of(ledger) / "watch.lock"):
            _run(plan, state, ledger, register, allow_hosts, once, quiet)


def _run(
    plan: Plan,
    state: State,
    ledger: str,
    register: tuple[Path, ...],
    allow_hosts: tuple[str, ...],
    once: bool,
    quiet: bool,
) -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # systemd's way of saying Ctrl-C
    hosts = frozenset(host.strip().lower() for host in (*plan.allow_hosts, *allow_hosts))
    settings = Settings(allow_hosts=hosts, contact=plan.contact, pace=plan.pace, tries=1)  # the watch has its own
    names = load_names(register)
    rules = [Rule(alert, names) for alert in plan.alerts]
    with Ledger.open(ledger) as book, open_shelf(ledger) as shelf:
        web = Web(settings, shelf.archive)
        tell = teller(web, plan.mail)
        watched = Watch(plan, state, web, book, Reader(register), rules, tell, time.time, shelf.book)
        try:
            while True:
                counts = Counter(type(_say(happening, quiet)) for happening in watched.round())
                if counts and not quiet:
                    _say_round(counts)
                if once:
                    return
                time.sleep(watched.pause())
        except KeyboardInterrupt:
            click.echo(say("Ended; the next start goes on from here."), err=True)


def _say(happening: Happening, quiet: bool) -> Happening:
    match happening:
        case Failure(_, sentence):
            click.echo(say(f"Failed: {sentence}"), err=True)
        case Looked(feed, _, str(sentence)):
            click.echo(say(f"Failed: {feed.name}: {sentence}"), err=True)
        case Told(_, str(sentence)):
            click.echo(say(f"Failed: {sentence}"), err=True)
        case _ if quiet:
            pass
        case Kept(report=report, new=True, claim_ids=ids):
            found = say(f"{len(ids):,} claim{'' if len(ids) == 1 else 's'}")
            day = report.published or say("no date")
            click.echo(f"{day}  {report.publisher or '?'}: {report.title or report.id} ({found})")
        case Linked(link):
            click.echo(say(link.sentence), err=True)
        case Warned(_, sentence):
            click.echo(say(f"Warning: {sentence}"), err=True)
    return happening


def _say_round(counts: "Counter[type[Any]]") -> None:
    parts = [f"{counts[Looked]:,} lists looked at", f"{counts[Kept]:,} reports read"]
    parts += [f"{counts[Told]:,} alerts"] if counts[Told] else []
    click.echo(f"{dt.datetime.now():%Y-%m-%d %H:%M}  {listed(parts)}", err=True)


def _say_status(plan: Plan, state: State, as_json: bool) -> None:
    names = {feed.url: feed.name for feed in plan.feeds}
    feeds = state.status(plan.feeds)
    if as_json:
        for feed in feeds:
            click.echo(json.dumps({"name": names[feed.url], **asdict(feed)}, ensure_ascii=False))
        return
    for feed in feeds:
        counts = [f"{feed.read:,} read", f"{feed.waiting:,} waiting", f"{feed.failed:,} failed"]
        click.echo(f"{names[feed.url]}: {listed([_moment(feed.looked), *counts])}")
        if feed.sentence:
            when = say(f"failed {feed.failures} times; next look {_moment(feed.next, '')}")
            click.echo(f"    {say(feed.sentence)} ({when})")
    for address, sentence in state.failures():
        click.echo(f"  {say(f'given up: {address}')}\n    {say(sentence)}")
    if waiting := state.alerts_waiting():
        click.echo(say(f"{waiting:,} alerts wait to be sent."))


def _moment(at: float | None, before: str = "looked at ") -> str:
    return f"{before}{dt.datetime.fromtimestamp(at):%Y-%m-%d %H:%M}" if at else "not looked at yet"


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One watch at a time for each ledger."""
    with path.open("a") as file:
        if not locked(file):
            raise MarsadError(f"Another watch of this ledger is running ({path} is locked).")
        yield
