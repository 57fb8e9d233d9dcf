"""`marsad diff`: what changed between two days, or between what was known or recorded at two moments."""

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

import click

from marsad.cli._answers import open_view, say_empty
from marsad.cli._asked import Asked, asking, lines_out
from marsad.cli._given import Day
from marsad.cli._options import Moment

T = TypeVar("T", dt.date, dt.datetime)
_ADVICE = "is the clock that DATE DATE are of; leave it out"


@click.command()
@click.argument("one", metavar="DATE")
@click.argument("other", metavar="DATE")
@click.argument("name", metavar="[PLACE-OR-ACTOR]", required=False)
@click.option(
    "--clock",
    type=click.Choice(["valid", "known", "recorded"]),
    default="valid",
    show_default=True,
    help="Which clock the two dates are of: the world's, the public's, or this ledger's.",
)
@click.option("--on", type=Day(), metavar="DATE", help="The day asked about, with --clock known or recorded.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N changes a section; 0 for all.")
@asking
def diff(
    asked: Asked, one: str, other: str, name: str | None, clock: str, on: dt.date | None, limit: int | None
) -> None:
    """Say what changed between two days: what is new, changed and gone.

    With --clock known: what the public learned between them about one day, --on (else the second date). With --clock
    recorded: what this ledger came to say otherwise between two moments. The other clocks hold for both.

    \b
    Examples:
      marsad diff 2020-03-10 2020-04-10 Iraq
      marsad diff 2020-03-20 2020-04-10 Iraq --clock known --on 2020-04-10
      marsad diff 2026-01-31T12:00 2026-02-01 al-Qaim --clock recorded --on 2020-04-10
      marsad diff 2020-03-10 2020-04-10 US --known 2020-04-10 --json
    """
    from marsad.posture.difference import difference
    from marsad.posture.state import posture

    before, after = _clocks(asked, one, other, clock, on)
    with open_view(asked.ledger, after["known"], after["recorded"]) as later:
        subject = asked.subject(name, later)
        with open_view(asked.ledger, before["known"], before["recorded"]) as earlier:
            was = posture(earlier, subject, before["on"])
        found, words = difference(was, posture(later, subject, after["on"]), later), asked.graded(later)
    if asked.as_json:
        from marsad.publish.jsonl import line

        click.echo(line(found.to_json()))
        return
    from marsad.publish.console import console
    from marsad.publish.difference import difference_lines
    from marsad.publish.posture import READABLE

    lines_out(difference_lines(found, words, min(console().width, READABLE), limit or None))


def _clocks(asked: Asked, one: str, other: str, clock: str, on: dt.date | None) -> list[dict[str, Any]]:
    """The three clocks of each answer."""
    if clock == "recorded":
        moments = _sorted([Moment().convert(text, None, None) for text in (one, other)], dt.datetime.astimezone)
        if asked.recorded:
            raise click.UsageError(f"--recorded {_ADVICE}.")
        day = on or asked.known or dt.date.today()
        return [{"on": day, "known": asked.known, "recorded": moment} for moment in moments]
    days = _sorted([Day().convert(text, None, None) for text in (one, other)])
    if clock == "known":
        if asked.known:
            raise click.UsageError(f"--known {_ADVICE}.")
        return [{"on": on or days[1], "known": day, "recorded": asked.recorded} for day in days]
    if on:
        raise click.UsageError(f"--on {_ADVICE}.")
    return [{"on": day, "known": asked.known, "recorded": asked.recorded} for day in days]


def _sorted(days: list[T], by: Callable[[T], Any] | None = None) -> list[T]:
    """The earlier first; who gave them the other way round is told, as what is new and what is gone change places."""
    first, last = sorted(days, key=by or str)
    if first != days[0]:
        say_empty(f"{last} lies after {first}; what follows is from {first} to {last}.")
    return [first, last]
