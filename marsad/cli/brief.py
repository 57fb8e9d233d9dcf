"""`marsad brief`: all that a brief on a place or an actor needs."""

import datetime as dt

import click

from marsad.cli._answers import say_empty
from marsad.cli._asked import Asked, asking, lines_out
from marsad.cli._given import Day

_MONTH = 30  # days


@click.command()
@click.argument("name", metavar="PLACE-OR-ACTOR")
@click.option("--on", type=Day(), metavar="DATE", help="The day asked about.  [default: that of --known, else today]")
@click.option("--since", type=Day(), metavar="DATE", help="Changes and happenings since this day.  [default: 30 days]")
@click.option("--limit", type=click.IntRange(min=1), default=5, show_default=True, metavar="N", help="Lines a section.")
@asking
def brief(asked: Asked, name: str, on: dt.date | None, since: dt.date | None, limit: int) -> None:
    """Gather a brief: what holds, what changed, what is in conflict and why, with every source.

    With --json all of it is one object, in which each claim's id leads to the claim, its passages and its report.

    \b
    Examples:
      marsad brief Iraq --on 2020-04-10 --since 2020-03-10
      marsad brief al-Qaim --known 2020-03-20 --json > al-qaim.json
    """
    from marsad.posture.brief import brief as gather

    day = on or asked.known or dt.date.today()
    first = since or day - dt.timedelta(_MONTH)
    if first > day:
        raise click.UsageError(f"--since {first} lies after {day}; give an earlier day.")
    with asked.view() as view:
        found, words = gather(view, asked.subject(name, view), day, first), asked.graded(view)
    if asked.as_json:
        from marsad.publish.jsonl import line

        click.echo(line(found.to_json()))
        return
    if not found.entries:
        about = words.subject(found.answer.subject)
        say_empty(f"No claim tells of {about} by {day}; ask for a later day, or read more reports.")
        return
    from marsad.publish.brief import brief_lines
    from marsad.publish.console import console
    from marsad.publish.posture import READABLE

    lines_out(brief_lines(found, words, min(console().width, READABLE), limit))
