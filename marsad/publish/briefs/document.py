"""A brief before it has a form: sections of sentences, each with the claims that it rests on, and numbered sources.

The writers (`html.py`, `markdown.py`, `docx.py`, `pdf.py`) turn this into files and say nothing themselves.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sentence:
    """What is said, and the claims it rests on. Without claims it rests on the ledger: it says what no report says."""

    text: str
    claims: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()  # numbers, filled in when the document is complete


@dataclass(frozen=True)
class Section:
    key: str
    heading: str
    items: tuple[tuple[Sentence, ...], ...]  # each a point of one or more sentences


@dataclass(frozen=True)
class Figure:
    key: str
    after: str  # the section that it stands behind
    svg: str
    alt: str
    caption: Sentence


@dataclass(frozen=True)
class Passage:
    """The words that support one claim or several, and where they stand in the report's text."""

    claims: tuple[str, ...]
    speaker: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """A report under its number; the last number is the ledger's own."""

    number: int
    label: str  # publisher, date, grade
    title: str = ""
    address: str = ""
    language: str = ""
    passages: tuple[Passage, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Document:
    language: str
    title: str
    made: str  # the instant of the ledger, UTC
    on: dt.date
    lead: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    sources_heading: str
    sources: tuple[Source, ...]
    colophon: str

    @property
    def rtl(self) -> bool:
        return self.language == "ar"

    @property
    def sentences(self) -> Iterator[Sentence]:
        yield from self.lead
        for section in self.sections:
            for item in section.items:
                yield from item
        for figure in self.figures:
            yield figure.caption

    def figures_after(self, section: Section) -> tuple[Figure, ...]:
        """The figures that stand behind a section; behind the first, those whose own is not there."""
        keys = {each.key for each in self.sections}
        first = section is self.sections[0]
        return tuple(f for f in self.figures if f.after == section.key or (first and f.after not in keys))

    def to_json(self) -> dict[str, Any]:
        """For writers that take data: sentences with the numbers of their sources, without pictures."""

        def told(sentence: Sentence) -> dict[str, Any]:
            return {"text": sentence.text, "sources": list(sentence.sources)}

        return {
            "language": self.language,
            "title": self.title,
            "made": self.made,
            "lead": [told(sentence) for sentence in self.lead],
            "sections": [
                {"key": s.key, "heading": s.heading, "items": [[told(one) for one in item] for item in s.items]}
                for s in self.sections
            ],
            "figures": [
                {"key": f.key, "after": f.after, "alt": f.alt, "caption": told(f.caption)} for f in self.figures
            ],
            "sources_heading": self.sources_heading,
            "sources": [
                {
                    "number": s.number,
                    "label": s.label,
                    "title": s.title,
                    "address": s.address,
                    "language": s.language,
                    "note": s.note,
                    "passages": [
                        {"claims": list(p.claims), "speaker": p.speaker, "text": p.text, "start": p.start, "end": p.end}
                        for p in s.passages
                    ],
                }
                for s in self.sources
            ],
            "colophon": self.colophon,
        }
