"""Answers of a kind of their own: a posture with its cells, sources and map; a list of any other things."""

import base64
import datetime as dt
from dataclasses import dataclass
from html import escape
from typing import TypeVar

from marsad.api.files import Drawing, charts_needed, drawing
from marsad.api.tables import Table, Thing, framed, table
from marsad.errors import ExportError
from marsad.ledger import Entry
from marsad.model.report import Report
from marsad.posture.answer import SECTIONS, Answer, Line
from marsad.publish.cells import told, when
from marsad.publish.words import Words
from marsad.world.register import Register

T = TypeVar("T", bound=Thing)
Answers = Table
_SOURCES = 40  # in a notebook


@dataclass(frozen=True, repr=False)
class Posture(Table[Line]):
    """Who is where, who holds what, what has stopped: the cells of a day, in the order of `marsad posture`."""

    answer: Answer | None = None
    words: Words | None = None
    reports: tuple[Report, ...] = ()
    register: Register | None = None

    @property
    def on(self) -> dt.date:
        return self._asked.on

    @property
    def known(self) -> dt.date | None:
        return self._asked.known

    @property
    def recorded(self) -> str:
        """The state of the ledger that gave this; asked for again, it gives the same."""
        return self._asked.recorded

    @property
    def _asked(self) -> Answer:
        assert self.answer is not None
        return self.answer

    def section(self, name: str) -> tuple[Line, ...]:
        """The cells of one section: presence, holder, pace, move, attack, agreement, expected, feared, denied."""
        return self._asked.section(name)

    @property
    def sources(self) -> tuple[Report, ...]:
        """The reports that the cells rest on, by day of publication."""
        return self.reports

    def map(self) -> Drawing:
        """The sites of the answer on a map, by who holds them. Needs the extra `charts`."""
        from marsad.publish.charts.titles import title_of
        from marsad.publish.wording import namer

        assert self.register is not None
        names = namer(self.register, self.language)
        title = title_of("map", self._asked.subject, names, self.on, None, self.known)
        with charts_needed():
            from marsad.publish.charts import map_chart

            return drawing(map_chart(self._asked, title, names))

    def _repr_html_(self) -> str:
        assert self.words is not None
        numbers = {report.id: n for n, report in enumerate(self.reports, 1)}
        rows = [
            (self.words.phrases.word("heading", section), told(line, self.words) + when(line, self.words),
             _cited(line.entries, numbers), _cited(line.against, numbers))
            for section in SECTIONS for line in self.section(section)
        ]  # fmt: skip
        column = self.words.phrases.word
        headings = ("", column("column", "claim"), column("column", "source"), "≠")
        return framed(self.title, self.language, table(headings, rows), self._sources(), self._picture())

    def _sources(self) -> str:
        items = "".join(f"<li><bdi>{_linked(report)}</bdi></li>" for report in self.reports[:_SOURCES])
        return f"<ol>{items}</ol>" if items else ""

    def _picture(self) -> str:
        """The map, as a picture that no script can come out of; nothing where it cannot be drawn."""
        if not any(line.place and line.place.lat is not None for line in self.things):
            return ""
        try:
            svg = self.map().forms["svg"]
        except ExportError:
            return ""
        return f'<img alt="" src="data:image/svg+xml;base64,{base64.b64encode(svg).decode()}">'


def _cited(entries: tuple[Entry, ...], numbers: dict[str, int]) -> str:
    found = sorted({numbers[entry.report_id] for entry in entries if entry.report_id in numbers})
    return " ".join(f"[{n}]" for n in found)


def _linked(report: Report) -> str:
    day = report.published.isoformat() if report.published else ""
    said = escape(", ".join(part for part in (report.publisher, report.title, day) if part) or report.id)
    if report.address and report.address.startswith(("http://", "https://")):
        return f'<a href="{escape(report.address)}" rel="noreferrer">{said}</a>'
    return said
