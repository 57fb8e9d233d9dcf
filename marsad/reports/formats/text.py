"""Plain text: the text is the file, character by character, line ends included.

Its headline is its title: a first line that stands alone, and ends as no sentence does.
"""

import re

from marsad.reports.dateline import gives_a_day
from marsad.reports.decode import decode, known_charset
from marsad.reports.metadata import Metadata, clean

_ALONE = re.compile(r"\s*(\S[^\r\n]{0,200})\r?\n[ \t]*\r?\n\s*\S")


def take(data: bytes, where: str, charset: str | None = None) -> tuple[str, Metadata]:
    text = decode(data, where, known_charset(charset) or "utf-8")
    return text, Metadata(title=_headline(text))


def _headline(text: str) -> str | None:
    first = _ALONE.match(text)
    line = clean(first[1]) if first else None
    return line if line and " " in line and line[-1] not in ".:;،؛…" and not gives_a_day(line) else None
