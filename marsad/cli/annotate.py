"""`marsad annotate`: every layer below the claims, with offsets, as JSON lines."""

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from marsad.cli._given import language_option, max_size_option, published_option
from marsad.cli._options import register_option
from marsad.errors import MarsadError, ReportError
from marsad.model.report import Report
from marsad.reader import Reader
from marsad.reports import Failure, Metadata, find_files, get_report, report_from_text
from marsad.reports.metadata import clean, language_code, parse_day

Annotate = Callable[[Report], dict[str, Any]]


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--jsonl", is_flag=True, help="Take JSON lines from standard input instead of files.")
@published_option
@language_option
@register_option
@max_size_option
@click.pass_context
def annotate(
    ctx: click.Context,
    /,
    files: tuple[Path, ...],
    jsonl: bool,
    published: dt.date | None,
    language: str | None,
    register: tuple[Path, ...],
    max_size: int,
) -> None:
    """Write sentences, names, places, times, numbers and speech with their offsets, one JSON line per report.

    With --jsonl, each line of standard input is {"id", "text", "published", "language"}, of which only the text is
    needed; one line is written for each, in order, at once. A report that fails gives {"id", "error"}, and the exit
    status is then 1.

    \b
    Examples:
      marsad annotate statement.txt --published 2020-03-19
      marsad annotate --jsonl < reports.jsonl > layers.jsonl
    """
    if jsonl == bool(files):
        raise click.UsageError("Give files, or --jsonl and lines on standard input.")
    given = Metadata(published=published, language=language)
    annotate_one = Reader(register).annotate
    lines = _from_stdin(annotate_one, given, max_size) if jsonl else _from_files(annotate_one, files, given, max_size)
    failed = False
    for line in lines:
        failed |= "error" in line
        click.echo(json.dumps(line, ensure_ascii=False))
        sys.stdout.flush()
    ctx.exit(1 if failed else 0)


def _from_files(
    annotate_one: Annotate, files: tuple[Path, ...], given: Metadata, max_size: int
) -> Iterator[dict[str, Any]]:
    for source in find_files(files):
        if isinstance(source, Failure):
            yield {"id": source.where, "error": source.sentence}
        else:
            get = partial(get_report, source, given, max_size)
            yield _safely(annotate_one, get, clean(source.path.stem))


def _from_stdin(annotate_one: Annotate, given: Metadata, max_size: int) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        where = f"line {number}"
        try:
            fields = _fields(line, where)
        except ReportError as error:
            yield {"id": None, "error": str(error)}
            continue
        get = partial(_report, fields, given, where, max_size)
        yield _safely(annotate_one, get, clean(fields.get("id")) or where)


def _safely(annotate_one: Annotate, get: Callable[[], Report], id_: str | None) -> dict[str, Any]:
    """The annotations, or the error in their place: a stream of thousands must not end at one of them."""
    try:
        return annotate_one(get())
    except MarsadError as error:
        return {"id": id_, "error": str(error)}
    except Exception as error:
        return {"id": id_, "error": f"{type(error).__name__}: {error}; this is a bug, please report it."}


def _fields(line: bytes, where: str) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{where} is no JSON: {error}.") from error
    if not isinstance(fields, dict):
        raise ReportError(f'{where} is no JSON object; write it as {{"id": "a", "text": "…"}}.')
    return fields


def _report(fields: dict[str, Any], given: Metadata, where: str, max_size: int) -> Report:
    text = fields.get("text")
    if not isinstance(text, str):
        raise ReportError(f"{where} has no text.")
    published, language = clean(fields.get("published")), clean(fields.get("language"))
    day = parse_day(published) if published else None
    if published and not day:
        raise ReportError(f"{where} gives the date {published!r}, which is none; write it as 2020-03-17.")
    own = Metadata(
        id=clean(fields.get("id")) or where,
        published=day,
        language=language_code(language, where) if language else None,
    )
    return report_from_text(text, given.over(own), where, max_size)
