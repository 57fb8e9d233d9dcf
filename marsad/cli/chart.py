"""`marsad chart`: timelines, numbers over time and maps, as files that need no network."""

import datetime as dt
from pathlib import Path

import click

from marsad.cli._asked import Asked, asking
from marsad.cli._given import Day
from marsad.cli._options import in_order
from marsad.cli._output import form_of, write_out

KINDS = ("map", "timeline", "presence")
FORMS = ("svg", "png", "html")
_QUARTER = 90  # days


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", metavar="PLACE-OR-ACTOR")
@click.option(
    "--on",
    "--to",
    "--until",
    "on",
    type=Day(),
    metavar="DATE",
    help="The day of a map, or the last.  [default: that of --known, else of the newest report]",
)
@click.option(
    "--since", "--from", "since", type=Day(), metavar="DATE", help="The first day.  [default: 90 days before]"
)
@click.option("--unsure", is_flag=True, help="Also what the reader was not sure of.")
@click.option("--format", "form", type=click.Choice(FORMS), help="What to write.  [default: by the name of the file]")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", required=True, help="Where to."
)
@asking
def chart(
    asked: Asked,
    kind: str,
    name: str,
    on: dt.date | None,
    since: dt.date | None,
    unsure: bool,
    form: str | None,
    output: Path,
) -> None:
    """Draw a map of a day, a timeline, or the numbers of forces over time with their range.

    SVG and PNG are for print and documents; HTML shows sources under the pointer and needs no network.

    \b
    Examples:
      marsad chart map Iraq --on 2020-04-10 -o iraq.svg
      marsad chart timeline Iraq --from 2020-03-01 --to 2020-04-10 -o iraq.html
      marsad chart presence العراق --from 2020-01-01 --to 2020-08-31 --lang ar -o strength.png
    """
    from marsad.publish.charts import chart_of, drawn
    from marsad.publish.wording import namer

    wanted = form_of(form, output, FORMS)
    in_order(since, on or asked.known)
    names = namer(asked.names, asked.language)
    with asked.view() as view:
        subject = asked.subject(name, view)
        first, last = subject.span(view, since, on, _QUARTER)
        made = chart_of(kind, view, subject, first, last, names, unsure)
    write_out(drawn(made, wanted), output)
