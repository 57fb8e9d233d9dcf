"""`marsad brief`: a short, readable report on a place or an actor, in which every sentence has its sources."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli._answers import say_empty, why_nothing
from marsad.cli._asked import Asked, asking, lines_out
from marsad.cli._given import Day
from marsad.cli._options import in_order
from marsad.cli._output import form_of, write_out

if TYPE_CHECKING:
    from marsad.posture.brief import Brief
    from marsad.publish.words import Words

_MONTH = 30  # days
_LINES = 5  # a section, on a terminal
_FORMATS = ("text", "json", "html", "md", "docx", "pdf")


@click.command()
@click.argument("name", metavar="PLACE-OR-ACTOR")
@click.option(
    "--on",
    "--to",
    "--until",
    "on",
    type=Day(),
    metavar="DATE",
    help="The day asked about.  [default: that of --known, else of the newest report]",
)
@click.option(
    "--since",
    "--from",
    "since",
    type=Day(),
    metavar="DATE",
    help="Changes and happenings since this day.  [default: 30 days]",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Lines a section.  [default: text 5, files 8]")
@click.option("--unsure", is_flag=True, help="Files: also what the reader was not sure of.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="What to write.  [default: by the name of the file, else text]",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Where to.")
@asking
def brief(
    asked: Asked,
    name: str,
    on: dt.date | None,
    since: dt.date | None,
    limit: int | None,
    unsure: bool,
    form: str | None,
    output: Path | None,
) -> None:
    """Write a brief: what holds, what changed, by whom and why, what is planned, feared, disputed and unknown.

    Its sentences are made from claims, never freely, and each names its sources by number. Text goes to the terminal;
    HTML, Markdown, DOCX and PDF are files for readers. As JSON all of it is one object, in which each claim's id leads
    to the claim, its passages and its report.

    \b
    Examples:
      marsad brief Iraq --from 2020-03-10 --to 2020-04-10 -o iraq.html
      marsad brief العراق --from 2020-03-10 --to 2020-04-10 --lang ar -o iraq.pdf
      marsad brief al-Qaim --known 2020-03-20 --format json -o al-qaim.json
      marsad brief Iraq --on 2020-04-10
    """
    from marsad.posture.brief import brief as gather

    in_order(since, on or asked.known)
    wanted = _form(form, output, asked.as_json)
    with asked.view() as view:
        subject = asked.subject(name, view)
        first, day = subject.span(view, since, on, _MONTH)
        found = gather(view, subject, day, first)
        if wanted == "text":
            words = asked.graded(view)
            if found.entries:
                _text(found, limit or _LINES, words, output)
            else:
                say_empty(why_nothing(asked, view, found.answer.subject, day, words))
            return
    _out(_written(found, asked, wanted, limit, unsure), output, wanted)


def _form(form: str | None, output: Path | None, as_json: bool) -> str:
    if form or as_json:
        return form or "json"
    if output is None:
        return "text"
    return form_of(None, output, _FORMATS)


def _text(found: "Brief", limit: int, words: "Words", output: Path | None) -> None:
    from marsad.publish.brief import brief_lines
    from marsad.publish.console import console
    from marsad.publish.posture import READABLE

    if output:
        lines = brief_lines(found, words, READABLE, limit)
        write_out("".join(f"{line.plain}\n" for line in lines).encode(), output)
        return
    lines_out(brief_lines(found, words, min(console().width, READABLE), limit))


def _written(found: "Brief", asked: Asked, form: str, limit: int | None, unsure: bool) -> bytes:
    if form == "json":
        from marsad.publish.jsonl import line

        return f"{line(found.to_json())}\n".encode()
    from marsad.publish.briefs import LIMIT, compose
    from marsad.publish.briefs.figures import figures
    from marsad.publish.briefs.forms import FORMS
    from marsad.publish.wording import namer

    names = namer(asked.names, asked.language)
    document = compose(found, names, limit or LIMIT, unsure, figures(found, names, unsure))
    return FORMS[form](document)


def _out(data: bytes, output: Path | None, form: str) -> None:
    """To a file, or to standard output; bytes that are no text do not go to a terminal."""
    if output is None:
        from marsad.publish.briefs.forms import BINARY

        if form in BINARY and sys.stdout.isatty():
            raise click.UsageError(f"A {form.upper()} is no text for a terminal; name a file with -o FILE.")
        click.echo(data, nl=False)
        return
    write_out(data, output)
