"""`marsad conflicts`: what reports are at odds over, who says which since when, and what settled it."""

import datetime as dt

import click

from marsad.cli._answers import say_empty
from marsad.cli._asked import Asked, asking, lines_out
from marsad.cli._options import days_options, in_order, limit_option

_SHOWN = 50
_OVER = ("number", "toll", "date", "holder", "attacker", "denial", "reason", "pace", "agreement")


@click.command()
@click.argument("name", metavar="[PLACE-OR-ACTOR]", required=False)
@click.option("--over", type=click.Choice(_OVER), help="Only conflicts over this.")
@click.option("--open", "only_open", is_flag=True, help="Only those that no later report has settled.")
@days_options("Only those that arose on this day or later.", "Only those that arose on this day or before.")
@limit_option(_SHOWN, "conflicts", "text")
@asking
def conflicts(
    asked: Asked,
    name: str | None,
    over: str | None,
    only_open: bool,
    since: dt.date | None,
    until: dt.date | None,
    limit: int | None,
) -> None:
    """List what reports are at odds over: who says which since when, and what settled it.

    \b
    Examples:
      marsad conflicts Iraq
      marsad conflicts al-Qaim --over date
      marsad conflicts --open --known 2020-04-01 --json
    """
    from marsad.posture.happenings import conflicts as find

    in_order(since, until)
    first, last = since or dt.date.min, until or dt.date.max
    with asked.view() as view:
        about = find(view, asked.subject(name, view), since, until)
    found = [c for c in about if over in (None, c.over) and first <= c.since <= last]
    found = [c for c in found if not (only_open and c.settled)]
    if not found:
        say_empty("No conflict is like that: reports agree, or there are too few; ask with fewer filters.")
    if asked.as_json:
        asked.json(found[: limit or None])
        return
    from marsad.publish.conflicts import conflict_lines
    from marsad.publish.console import console
    from marsad.publish.posture import READABLE

    words, width = asked.words, min(console().width, READABLE)
    shown = _SHOWN if limit is None else limit or len(found)
    lines_out(line for conflict in found[:shown] for line in conflict_lines(conflict, words, width))
    if len(found) > shown:
        say_empty(f"{shown:,} of {len(found):,} conflicts; --limit 0 shows all.")
