"""Options that say what a report does not say itself, or says wrongly, and how large a report may be."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from marsad.text.typed import REACH, typed_day

F = TypeVar("F", bound=Callable[..., Any])

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmg]?)(?:i?b)?", re.IGNORECASE)


class Day(click.ParamType):  # type: ignore[type-arg]  # generic only in newer clicks
    """A day as 2020-03-17."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            day = typed_day(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2020-03-17.", param, ctx)
        if day.year not in REACH:
            self.fail(f"{day} lies out of reach; give a day from {REACH[0]} to {REACH[-1]}.", param, ctx)
        return day


class PublishedDay(Day):
    """The day on which something was published: none that lies ahead."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        from marsad.reports.metadata import past_day

        day = super().convert(value, param, ctx)
        if past_day(day) is None:
            self.fail(f"{day} lies ahead, and nothing was published then; give the day of publication.", param, ctx)
        return day


def parse_size(value: str) -> int:
    """A number of bytes: 500000, 500KB, 10MB, 1GB."""
    match = _SIZE.fullmatch(value.strip())
    size = int(float(match[1]) * 1000 ** " kmg".index(match[2].lower() or " ")) if match else 0
    if size < 1:
        raise click.BadParameter(f"{value!r} is no size; write it as 500KB, 10MB or 1GB.")
    return size


published_option = click.option(
    "--published", type=PublishedDay(), metavar="DATE", help="Publication date, as 2020-03-17."
)
language_option = click.option(
    "--language", type=click.Choice(["ar", "en"]), help="Language, instead of a look at the text."
)
max_size_option = click.option(
    "--max-size", type=parse_size, default="10MB", show_default=True, metavar="SIZE", help="Refuse larger reports."
)


def given_options(command: F) -> F:
    """All the options of a report's metadata; they win over sidecar and page."""
    for option in (
        click.option("--title", help="Title."),
        click.option("--publisher", help="Outlet or authority that published it."),
        language_option,
        published_option,
    ):
        command = option(command)
    return command
