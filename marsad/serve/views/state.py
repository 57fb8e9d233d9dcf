"""The posture as a page: its sections, filtered, a few lines of each, with the words that they rest on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from marsad.ledger import View
from marsad.ledger.names import folded
from marsad.posture.answer import SECTIONS, STATES, Answer, Line
from marsad.serve.views.passages import passages

A_SECTION = 20  # lines of a section that are shown unless all are asked for


@dataclass(frozen=True)
class Filters:
    """Which lines are wanted."""

    section: str = ""
    words: str = ""  # that the line as worded must have
    disputed: bool = False
    sure: bool = False

    def take(self, line: Line, told: Callable[[Line], str]) -> bool:
        if self.section and line.section != self.section:
            return False
        if (self.disputed and not line.disputes) or (self.sure and not line.sure):
            return False
        return not self.words or set(folded(self.words).split()) <= set(folded(told(line)).split())


@dataclass(frozen=True)
class Section:
    name: str
    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True)
class State:
    """What a posture page shows."""

    answer: Answer
    sections: tuple[Section, ...]
    quotes: dict[str, str]  # claim → the words that support it

    def to_json(self) -> dict[str, Any]:
        answer = self.answer
        return {
            "asked": answer.subject.to_json(),
            "on": answer.on.isoformat(),
            "known": answer.known.isoformat() if answer.known else None,
            "recorded": answer.recorded,
            "sections": [
                {"section": s.name, "total": s.total, "lines": [line.to_json() for line in s.lines]}
                for s in self.sections
            ],
            "silent": [name for name in STATES if not answer.section(name)],
            "unknown": [unknown.to_json() for unknown in answer.unknown],
            "passages": self.quotes,
        }


def state(view: View, answer: Answer, filters: Filters, told: Callable[[Line], str], everything: bool) -> State:
    """The lines of an answer that pass the filters; of each section the first ones, unless everything is wanted."""
    wanted = [line for line in answer.lines if filters.take(line, told)]
    sections = []
    for name in SECTIONS:
        lines = tuple(line for line in wanted if line.section == name)
        if lines:
            sections.append(Section(name, lines if everything else lines[:A_SECTION], len(lines)))
    shown = (line for section in sections for line in section.lines)
    return State(answer, tuple(sections), passages(view, _entries(shown)))


def _entries(lines: Iterable[Line]) -> Iterable[Any]:
    for line in lines:
        yield from line.entries
        yield from line.against
