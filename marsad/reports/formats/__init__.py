"""The formats of reports: one file each, and this list. See docs/reading-reports.md for how to add one.

A format's module has either `take(data, where, charset)`, which returns one text with its metadata, or `unpack(given)`,
which yields what a source of many reports holds. Modules are imported when the first file of their format comes.
"""

import importlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from marsad.errors import ReportError
from marsad.reports.piece import Input, Piece, Taken


class Format(NamedTuple):
    """A format, by the suffixes of its files and, where those say nothing, by how its bytes begin."""

    name: str
    module: str
    suffixes: tuple[str, ...]
    begins: re.Pattern[bytes] | None = None
    large: bool = False  # holds many reports: bounded in what comes out of it rather than in its own size
    confined: bool = True  # taken apart in a process of its own, whose time and memory are bounded


def _begins(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(?:\xef\xbb\xbf)?\s{0,500}" + pattern, re.I | re.S)


_XML = rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*(?:<\?[^>]{0,200}>\s*)*"
_MAIL = rb"(?:(?:return-path|received|from|mime-version|message-id|delivered-to|date|subject|snapshot-content-location)"
_MAIL += rb":[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,20}){2}"

TEXT = Format("plain text", "text", (".txt", ".text"), confined=False)
MARKDOWN = Format("Markdown", "markdown", (".md", ".markdown"), confined=False)
HTML = Format(
    "HTML", "html", (".html", ".htm", ".xhtml"), _begins(_XML + rb"<(?:!doctype\s+html|html|head|body)\b")
)  # fmt: skip
FORMATS = [
    TEXT,
    MARKDOWN,
    HTML,
    Format("PDF", "pdf", (".pdf",), re.compile(rb".{0,1000}?%PDF-\d", re.S)),
    Format("DOCX", "docx", (".docx",), large=True),
    Format("e-mail", "mail", (".eml", ".mht", ".mhtml"), _begins(_MAIL), large=True),
    Format("feed", "feed", (".rss", ".atom"), _begins(_XML + rb"<(?:rss|feed|rdf:RDF)\b"), large=True),
    Format("CSV", "csv", (".csv", ".tsv"), large=True),
    Format("JSON lines", "jsonl", (".jsonl", ".ndjson"), _begins(rb"\{[^\n]{2,}\}\s*\n\s*\{"), large=True),
    Format("JSON", "json", (".json",), _begins(rb"[{\[]\s*[\"{]"), large=True),
    Format("X archive", "x_archive", (".js",), _begins(rb"window\.YTD\.\w+\.part\d+\s*="), large=True),
    Format("spreadsheet", "sheet", (".xlsx", ".xlsm"), large=True),
    Format("Parquet", "parquet", (".parquet",), re.compile(rb"PAR1"), large=True),
    Format("web archive", "warc", (".warc", ".warc.gz"), re.compile(rb"WARC/\d"), large=True),
    Format("ZIP", "zip", (".zip", ".wacz"), re.compile(rb"PK\x03\x04"), large=True),
    Format("gzip", "gzip", (".gz",), re.compile(rb"\x1f\x8b"), large=True),
]
# Not a format of reports: where feeds, sitemaps and pages lead to.
LINKS = Format("list of links", "links", ())
SUFFIXES = tuple(suffix for known in FORMATS for suffix in known.suffixes)


def format_of(name: str, head: bytes) -> Format:
    """By the name's suffix, longest first; where that says nothing, as for standard input, by how the bytes begin."""
    lower = name.lower()
    ending = [(suffix, known) for known in FORMATS for suffix in known.suffixes if lower.endswith(suffix)]
    if ending:
        known = max(ending, key=lambda pair: len(pair[0]))[1]
        # A PDF that a server calls a page, and a newsletter that somebody saved as text.
        return next((f for f in FORMATS if known.module == "html" and f.module == "pdf" and _fits(f, head)), known)
    return next((known for known in FORMATS if _fits(known, head)), TEXT)


def take_apart(known: Format, given: Input) -> Iterator[Taken]:
    """All that a file of this format holds; raises ReportError where it is none."""
    module = importlib.import_module(f"marsad.reports.formats.{known.module}")
    if hasattr(module, "unpack"):
        yield from module.unpack(given)
        return
    yield Piece(*module.take(given.read(given.options.max_size), given.where, given.charset))


def needs(package: str, extra: str, what: str, where: str) -> ReportError:
    """What is said where a format needs a package that is not installed."""
    return ReportError(f"{where} is {what}, and reading it needs {package}: pip install 'marsad[{extra}]'.")


def _fits(known: Format, head: bytes) -> bool:
    return known.begins is not None and known.begins.match(head) is not None
