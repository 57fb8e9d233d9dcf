"""The options that commands share, each defined once."""

from pathlib import Path

import click

from marsad.cli._given import Day

DEFAULT_LEDGER = "marsad.db"  # in the current folder

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
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]),
    metavar="TIME",
    help="As this ledger had it at this moment, as 2026-01-31T12:00.",
)
# Not the language of a report, which `read` and `try` take.
interface_option = click.option(
    "--language",
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
