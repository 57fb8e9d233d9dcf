"""The formats of reports: one file each, and this list. See docs/reading-reports.md for how to add one."""

from collections.abc import Callable
from typing import NamedTuple

from marsad.reports.formats import html, markdown, text
from marsad.reports.metadata import Metadata


class Format(NamedTuple):
    """A format by its suffixes; `take` gets text and metadata out of the bytes of a file named `where`."""

    name: str
    suffixes: tuple[str, ...]
    take: Callable[[bytes, str], tuple[str, Metadata]]


TEXT = Format("plain text", (".txt", ".text"), text.take)
HTML = Format("HTML", (".html", ".htm", ".xhtml"), html.take)
FORMATS = [TEXT, Format("Markdown", (".md", ".markdown"), markdown.take), HTML]


def format_of(suffix: str, data: bytes) -> Format:
    """By suffix; where that says nothing, as for standard input, HTML if it begins like a page, else plain text."""
    for known in FORMATS:
        if suffix.lower() in known.suffixes:
            return known
    return HTML if html.looks_like_page(data) else TEXT
