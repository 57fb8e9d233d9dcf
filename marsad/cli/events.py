"""The commands about happenings: `events` lists them, `explain` says why their claims belong together."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from marsad.cli._answers import say_empty
from marsad.cli._asked import Asked, asking, lines_out
from marsad.cli._options import days_options, in_order, limit_option
from marsad.model.kinds import KINDS

if TYPE_CHECKING:
    from marsad.posture.summary import Summary

_SHOWN = 50


@click.command()
@click.argument("name", metavar="[PLACE-OR-ACTOR]", required=False)
@click.option("--kind", type=click.Choice(list(KINDS)), help="Only happenings of this kind.")
@days_options("Only what happened on this day or later.", "Only what happened on this day or before.")
@click.option("--voices", type=click.IntRange(min=1), default=1, metavar="N", help="Only what N voices or more tell.")
@limit_option(_SHOWN)
@asking
def events(
    asked: Asked,
    name: str | None,
    kind: str | None,
    since: dt.date | None,
    until: dt.date | None,
    voices: int,
    limit: int | None,
) -> None:
    """List happenings: the claims of all reports on each brought together, with how many voices tell of it.

    \b
    Examples:
      marsad events al-Qaim
      marsad events Iraq --kind handover --since 2020-03-01 --until 2020-04-30
      marsad events --voices 3 --known 2020-03-20 --json
    """
    from marsad.posture.happenings import happenings

    in_order(since, until)
    with asked.view() as view:
        found = happenings(view, asked.subject(name, view), kind, since, until)
    found = [summary for summary in found if len(summary.heard.voices) >= voices]
    if not found:
        say_empty("No claim in the ledger tells of such a happening; ask with fewer filters, or read more reports.")
    if asked.as_json:
        asked.json(found[: limit or None])
    elif found:
        _print(found, _SHOWN if limit is None else limit or len(found), asked)


def _print(found: "list[Summary]", shown: int, asked: Asked) -> None:
    from marsad.publish.console import show
    from marsad.publish.events import events_table

    show(events_table(found[:shown], asked.words))
    if len(found) > shown:
        say_empty(f"{shown:,} of {len(found):,} events; --limit 0 shows all.")


@click.command()
@click.argument("id", metavar="EVENT")
@asking
def explain(asked: Asked, id: str) -> None:
    """Say why the claims of an event belong together, and which near claims were left out, and why.

    EVENT is the id of an event, or of any claim: then it is the event that the claim tells of.

    \b
    Examples:
      marsad explain e3f9a1c0b77de
      marsad explain 3f9a1c0b77de --known 2020-03-20
    """
    from marsad.posture.explain import explain as reckon
    from marsad.posture.happenings import summarise
    from marsad.posture.verdicts import Verdicts

    with asked.view() as view:
        from marsad.posture.explain import find_event

        event, around = find_event(view, id)
        explanation = reckon(event, around, Verdicts.of(view.event_decisions()))
        summary, words = summarise(view, [event])[0], asked.graded(view)
    if asked.as_json:
        from marsad.publish.jsonl import line

        click.echo(line(summary.to_json() | explanation.to_json()))
        return
    from marsad.publish.console import console
    from marsad.publish.events import explanation_lines
    from marsad.publish.posture import READABLE

    lines_out(explanation_lines(summary, explanation, words, min(console().width, READABLE)))
