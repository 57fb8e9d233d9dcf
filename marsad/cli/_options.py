"""The options that commands share, each defined once."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from marsad.cli._given import Day
from marsad.cli._reader import LANGUAGES, VARIABLE
from marsad.text.typed import typed_moment

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_LEDGER = "marsad.db"  # in the current folder


class Moment(click.ParamType):  # type: ignore[type-arg]  # generic only in newer clicks
    """A moment as 2026-01-31, 2026-01-31T12:00, or as an answer gives it: to the microsecond, with a time zone."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        if isinstance(value, dt.datetime):
            return value
        try:
            return typed_moment(value)
        except ValueError:
            self.fail(f"{value!r} is no moment; write it as 2026-01-31 or 2026-01-31T12:00.", param, ctx)


ledger_option = click.option(
    "--ledger",
    envvar="MARSAD_LEDGER",
    default=DEFAULT_LEDGER,
    show_default=True,
    show_envvar=True,
    metavar="PATH",
    help="The ledger, a file or a database URL.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON, one object a line, for programs.")
known_option = click.option(
    "--known", type=Day(), metavar="DATE", help="As the public knew it at the end of this day, as 2020-03-20."
)
recorded_option = click.option(
    "--recorded",
    "--as-recorded",
    type=Moment(),
    metavar="TIME",
    help="As this ledger had it at this moment, as 2026-01-31T12:00.",
)
# Not the language of a report, which `read` and `try` take.
interface_option = click.option(
    "--language",
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    envvar=VARIABLE,
    help="Language of the answer.",
)
# Where --language is a filter on reports.
spoken_option = click.option(
    "--lang",
    "spoken",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    envvar=VARIABLE,
    help="Language of the answer.",
)
register_option = click.option(
    "--register",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="FILE",
    help="A YAML file of further actors and places; may be repeated.",
)


def days_options(since: str, until: str) -> Callable[[F], F]:
    """--since and --until, with what each takes in."""

    def with_options(command: F) -> F:
        last = click.option("--until", "--to", "until", type=Day(), metavar="DATE", help=until)
        first = click.option("--since", "--from", "since", type=Day(), metavar="DATE", help=since)
        return first(last(command))

    return with_options


def in_order(first: dt.date | None, last: dt.date | None) -> None:
    """Refuse days that stand the wrong way round. Both have two names, of which the message uses neither."""
    if first and last and first > last:
        raise click.UsageError(f"The first day, {first}, lies after the last, {last}; give an earlier one.")


def limit_option(shown: int, of: str = "rows", where: str | None = "tables") -> Callable[[F], F]:
    """--limit, where 0 is for all, with what is shown without it: `where` that is so, None if everywhere."""
    text = f"At most N {of}; 0 for all."
    if where is None:
        default: dict[str, Any] = {"default": shown, "show_default": True}
    else:
        default, text = {}, f"{text}  [{where}: {shown}]"
    return click.option("--limit", type=click.IntRange(min=0), metavar="N", help=text, **default)
