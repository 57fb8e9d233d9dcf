"""Markdown: the text is kept as given, marks and front matter too, so that offsets are offsets into the file.

Only metadata is learnt from it: a YAML front matter, and the first heading as the title.
"""

import datetime as dt
import re

import yaml

from marsad.reports.decode import decode
from marsad.reports.metadata import Metadata, clean, parse_day

_FRONT = re.compile(r"---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^#[ \t]+([^\n]+)", re.MULTILINE)


def take(data: bytes, where: str, charset: str | None = None) -> tuple[str, Metadata]:
    text = decode(data, where)
    heading = _HEADING.search(text, 0, 50_000)
    return text, _front_matter(text).over(Metadata(title=clean(heading[1].rstrip(" \t#\r")) if heading else None))


def _front_matter(text: str) -> Metadata:
    """What a front matter says; one that is no YAML is text like any other."""
    match = _FRONT.match(text)
    if not match:
        return Metadata()
    try:
        # The base loader leaves every value a string, so that a date of no calendar raises nothing.
        fields = yaml.load(match[1], yaml.CBaseLoader)
    except (yaml.YAMLError, RecursionError):
        return Metadata()
    if not isinstance(fields, dict):
        return Metadata()

    def first(*names: str) -> str | None:
        return next(filter(None, (clean(fields.get(name)) for name in names)), None)

    day = parse_day(first("published", "date", "datePublished") or "")
    return Metadata(
        language=_known(first("language", "lang")),
        published=day if day and day <= dt.date.today() else None,
        publisher=first("publisher", "outlet", "source", "site"),
        title=first("title", "headline"),
        address=first("address", "url", "link"),
    )


def _known(language: str | None) -> str | None:
    """A page's own word on its language counts only where it is one that we read; else the text is looked at."""
    code = (language or "").lower().split("-")[0]
    return code if code in ("ar", "en") else None
