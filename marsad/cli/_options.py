"""The options that commands share, each defined once."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from marsad.cli._given import Day

DEFAULT_LEDGER = "marsad.db"  # in the current folder


class Moment(click.ParamType):  # type: ignore[type-arg]  # generic only in newer clicks
    """A moment as 2026-01-31, 2026-01-31T12:00, or as an answer gives it: to the microsecond, with a time zone."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        if isinstance(value, dt.datetime):
            return value
        try:
            return dt.datetime.fromisoformat(value)
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
json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
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
    type=click.Choice(["en", "ar"]),
    default="en",
    show_default=True,
    envvar="MARSAD_LANGUAGE",
    help="Language of the answer.",
)
register_option = click.option(
    "--register",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="FILE",
    help="A YAML file of further actors and places; may be repeated.",
)
