"""A brief as Markdown, with footnote-like numbers that lead to the list of sources."""

import re
from collections.abc import Iterator

from marsad.publish.briefs.document import Document, Sentence, Source

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def to_markdown(document: Document) -> str:
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    if document.rtl:
        yield from ('<div dir="rtl" lang="ar">', "")
    yield from (f"# {_plain(document.title)}", "", " ".join(map(_sentence, document.lead)), "")
    for section in document.sections:
        yield from (f"## {_plain(section.heading)}", "")
        yield from (f"- {' '.join(map(_sentence, item))}" for item in section.items)
        yield ""
    yield from (f"## {_plain(document.sources_heading)}", "")
    for source in document.sources:
        yield from _source(source, "«»" if document.rtl else "“”")
    yield from ("", f"*{_plain(document.colophon)}*")
    if document.rtl:
        yield from ("", "</div>")


def _sentence(sentence: Sentence) -> str:
    numbers = "".join(f"[\\[{n}\\]](#source-{n})" for n in sentence.sources)
    return f"{_plain(sentence.text)} {numbers}"


def _source(source: Source, quotes: str) -> Iterator[str]:
    address = f" <{source.address}>" if _address(source.address) else f" {_plain(source.address)}".rstrip()
    title = f": {_plain(source.title)}" if source.title else ""
    yield f'{source.number}. <a id="source-{source.number}"></a>{_plain(source.label)}{title}{address}'
    if source.note:
        yield f"    - {_plain(source.note)}"
    for passage in source.passages:
        speaker = f"{_plain(passage.speaker)}: " if passage.speaker else ""
        ids = " ".join(f"`{id}`" for id in passage.claims)
        if passage.text:
            yield f"    - {speaker}{quotes[0]}{_plain(passage.text)}{quotes[1]} ({passage.start}–{passage.end}, {ids})"
        else:
            yield f"    - {speaker}{ids}"


def _address(text: str) -> bool:
    return bool(re.fullmatch(r"https?://[^\s<>]+", text))


def _plain(text: str) -> str:
    """Text that Markdown takes as it stands: what a report says makes no link and no heading."""
    return _SPECIAL.sub(r"\\\1", text)
