"""The commands that ask the ledger: `claims`, `show`, `posture`, `timeline`, `sources`."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from marsad.cli._answers import say_empty, say_forces, why_nothing
from marsad.cli._asked import Asked, asking, lines_out
from marsad.cli._given import Day
from marsad.cli._options import days_options, in_order, limit_option
from marsad.model.kinds import KINDS, STATUSES

if TYPE_CHECKING:
    from marsad.ledger import Entry, View
    from marsad.publish.words import Words
    from marsad.world.register import Register

_SHOWN = 100  # rows of a table, unless --limit says otherwise

_holding = days_options("Only what holds on this day or later.", "Only what holds on this day or before.")


@click.command()
@click.option("--kind", type=click.Choice(list(KINDS)), help="Only claims of this kind.")
@click.option("--status", type=click.Choice(STATUSES), help="Only claims of this status.")
@click.option("--actor", metavar="NAME", help="Only claims about this actor, by name or key.")
@click.option("--place", metavar="NAME", help="Only claims about this place and those inside it.")
@click.option("--said-by", metavar="NAME", help="Only what this speaker vouches for, by name or key.")
@click.option("--on", type=Day(), metavar="DATE", help="Only what holds on this day.")
@_holding
@limit_option(_SHOWN)
@asking
def claims(
    asked: Asked,
    kind: str | None,
    status: str | None,
    actor: str | None,
    place: str | None,
    said_by: str | None,
    on: dt.date | None,
    since: dt.date | None,
    until: dt.date | None,
    limit: int | None,
) -> None:
    """List the claims that the ledger holds, by date.

    \b
    Examples:
      marsad claims --actor US --place Iraq --since 2020-03-01
      marsad claims --kind handover --known 2020-03-20
      marsad claims --said-by "Ben Wallace" --json
    """
    in_order(since, until)
    with asked.view() as view:
        filters = _filters(view, actor, said_by, asked)
        found = view.claims(kind=kind, status=status, on=on, since=since, until=until, **filters)
        found = _inside(found, place, asked, view)
    if not found:
        say_empty("No claim in the ledger is like that; ask with fewer filters, or read more reports.")
    if asked.as_json:
        asked.json(found[: limit or None])
        return
    _print_claims(found, _SHOWN if limit is None else limit or len(found), asked.words)


@click.command()
@click.argument("id")
@asking
def show(
    asked: Asked,
    id: str,
) -> None:
    """Show a claim with the sentences that support it.

    ID is the claim's id, or the beginning of it.

    \b
    Examples:
      marsad show 3f9a1c0b77de
      marsad show 3f9a --json
    """
    with asked.view() as view:
        entry = view.claim(id)
        report, words = view.report(entry.report_id), asked.graded(view)
    if asked.as_json:
        from marsad.publish.jsonl import line

        passages = [{"start": s.start, "end": s.end, "text": s.text(report.text)} for s in entry.claim.evidence]
        click.echo(line(entry.to_json() | {"title": report.title, "address": report.address, "passages": passages}))
        return
    from marsad.publish.console import console
    from marsad.publish.console import show as print_out
    from marsad.publish.passages import claim_with_passages

    print_out(claim_with_passages(entry, report, words, console().is_terminal))


@click.command()
@click.argument("name", metavar="PLACE-OR-ACTOR")
@click.option("--on", type=Day(), metavar="DATE", help="The day asked about.  [default: that of --known, else today]")
@limit_option(5, "lines a section", None)
@click.option("--all", "everything", is_flag=True, help="All lines of every section; JSON has them always.")
@asking
def posture(
    asked: Asked,
    name: str,
    on: dt.date | None,
    limit: int,
    everything: bool,
) -> None:
    """Say who is where, who holds what and what has stopped, on any day.

    The name of a state asks about the place; its key, such as US, actor:NAME or "American forces" about its forces.

    \b
    Examples:
      marsad posture Iraq --on 2020-04-01
      marsad posture Iraq --on 2020-04-01 --known 2020-03-20    as the public knew it then
      marsad posture US
      marsad posture القائم --language ar --all
    """
    from marsad.posture.state import posture as reckon

    with asked.view() as view:
        answer = reckon(view, asked.subject(name, view), on or asked.known or dt.date.today())
        words = asked.graded(view)
        nothing = "" if answer.lines else why_nothing(asked, view, answer.subject, answer.on, words)
        if not asked.as_json:
            say_forces(view, answer.subject, words)
    if asked.as_json:
        from marsad.publish.jsonl import line

        click.echo(line(answer.to_json()))
        return
    if nothing:
        say_empty(nothing)
        return
    from marsad.publish.console import console
    from marsad.publish.posture import READABLE, posture_lines

    width = min(console().width, READABLE)
    lines_out(posture_lines(answer, words, width, None if everything else limit or None))


@click.command()
@click.argument("name", metavar="PLACE-OR-ACTOR")
@_holding
@limit_option(_SHOWN)
@asking
def timeline(
    asked: Asked,
    name: str,
    since: dt.date | None,
    until: dt.date | None,
    limit: int | None,
) -> None:
    """List what happened, in order. A date in brackets is the report's: the text gives none.

    \b
    Examples:
      marsad timeline "Camp Taji"
      marsad timeline CJTF-OIR --since 2020-03-01 --until 2020-04-30
    """
    from marsad.posture.timeline import timeline as order

    in_order(since, until)
    with asked.view() as view:
        subject = asked.subject(name, view)
        found = order(view, subject, since or dt.date.min, until or dt.date.max)
        words = asked.graded(view)
        if not asked.as_json:
            say_forces(view, subject, words)
    if not found:
        about = words.subject(subject)
        say_empty(f"No claim tells of {about} in that time; ask for a longer one, or read more reports.")
    if asked.as_json:
        asked.json(found[: limit or None])
        return
    from marsad.publish.tables import timeline_table

    shown = _SHOWN if limit is None else limit or len(found)
    _print_table(timeline_table(found[:shown], words), bool(found))
    _say_more(shown, len(found))


@click.command()
@asking
@click.option("--failed", is_flag=True, help="What could not be read, why and since when (`marsad read --failed`).")
@click.option("--copies", is_flag=True, help="Which reports are copies, excerpts or versions of others.")
@click.option("--versions", is_flag=True, help="What updated articles claim otherwise than their versions before.")
def sources(asked: Asked, failed: bool, copies: bool, versions: bool) -> None:
    """List the outlets and the speakers in the ledger: how many reports and claims, from when to when.

    \b
    Examples:
      marsad sources
      marsad sources --known 2020-03-20 --json
      marsad sources --failed
      marsad sources --copies
      marsad sources --versions
    """
    if failed or copies:
        from marsad.cli._sources import print_copies, print_failures

        (print_failures if failed else print_copies)(asked.ledger, asked.as_json)
        return
    if versions:
        from marsad.cli._sources import print_versions

        with asked.view() as view:
            print_versions(view, asked.as_json)
        return
    from marsad.posture.sources import sources as count

    with asked.view() as view:
        found = count(view)
    if not found:
        say_empty("The ledger holds no report yet; read some with `marsad read FILE`.")
    if asked.as_json:
        asked.json(found)
        return
    from marsad.publish.tables import sources_table

    _print_table(sources_table(found, asked.words), bool(found))


def _filters(view: "View", actor: str | None, said_by: str | None, asked: Asked) -> dict[str, Any]:
    """Names of actors as the keys that the ledger has; a speaker may also be a person's name as it stands."""
    filters: dict[str, Any] = {}
    if actor:
        filters["actor"] = asked.subject(f"actor:{actor}", view).actor
    if said_by:
        literal = bool(view.claims(speaker=said_by))
        filters["speaker"] = said_by if literal else _speaker(said_by, asked.names)
    return filters


def _speaker(named: str, names: "Register") -> str:
    """The key of a body by any of its names, or the name that claims have of a person by any of his."""
    from marsad.ledger.names import folded

    found = [name.entry for name in names.names if folded(name.text) == folded(named)]
    people = [entry.name for entry in found if entry.type == "person"]
    return people[0] if people and len(people) == len(found) else names.find_actor(named) or named


def _inside(found: "list[Entry]", place: str | None, asked: Asked, view: "View") -> "list[Entry]":
    if not place:
        return found
    inside = {entry.id for entry in asked.subject(f"place:{place}", view).entries(view)}
    return [entry for entry in found if entry.id in inside]


def _print_claims(found: "list[Entry]", shown: int, words: "Words") -> None:
    from marsad.publish.tables import claims_table

    _print_table(claims_table(found[:shown], words), bool(found))
    _say_more(shown, len(found))


def _say_more(shown: int, found: int) -> None:
    if found > shown:
        say_empty(f"{shown:,} of {found:,} claims; --limit 0 shows all.")


def _print_table(table: Any, filled: bool) -> None:
    from marsad.publish.console import show

    if filled:
        show(table)
