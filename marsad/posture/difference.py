"""What changed between two answers to one question: asked for two days, or as known or recorded at two moments."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from marsad.ledger import View
from marsad.posture.answer import SECTIONS, Answer, Line
from marsad.posture.geography import Cells

NEW, GONE, CHANGED = "new", "gone", "changed"
HAPPENINGS = ("move", "attack", "agreement")  # they stay true; that an answer no longer names one is no change

# What makes a line another one. Who says so, and how many, does not.
_WATCHED = ("state", "actor", "partner", "number", "killed", "wounded", "when")


@dataclass(frozen=True)
class Change:
    """A line that came, went or changed; `fields` are those that differ, and whether it is disputed."""

    what: str
    section: str
    before: Line | None
    after: Line | None
    fields: tuple[str, ...] = ()

    @property
    def line(self) -> Line:
        line = self.after or self.before
        assert line
        return line

    def to_json(self) -> dict[str, Any]:
        return {
            "change": self.what,
            "section": self.section,
            "fields": list(self.fields),
            "before": self.before.to_json() if self.before else None,
            "after": self.after.to_json() if self.after else None,
        }


@dataclass(frozen=True)
class Difference:
    before: Answer
    after: Answer
    changes: tuple[Change, ...]

    def section(self, name: str) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.section == name)

    def to_json(self) -> dict[str, Any]:
        clocks = [
            {"on": a.on.isoformat(), "known": a.known.isoformat() if a.known else None, "recorded": a.recorded}
            for a in (self.before, self.after)
        ]
        return {
            "asked": self.after.subject.to_json(),
            "before": clocks[0],
            "after": clocks[1],
            "changes": [change.to_json() for change in self.changes],
        }


def difference(before: Answer, after: Answer, later: View) -> Difference:
    """The changes in the order of the later answer, then what is gone; `later` is the view that gave it."""
    cells = Cells()
    old, new = ({_key(line, cells): line for line in answer.lines} for answer in (before, after))
    changes = []
    for key, line in new.items():
        if key not in old:
            changes.append(Change(NEW, line.section, None, line))
        elif fields := _fields(old[key], line):
            changes.append(Change(CHANGED, line.section, old[key], line, fields))
    lost = [line for key, line in old.items() if key not in new]
    standing = _standing(lost, later)
    changes += [Change(GONE, line.section, line, None) for line in lost if not standing & {e.id for e in line.entries}]
    return Difference(before, after, tuple(sorted(changes, key=lambda change: SECTIONS.index(change.section))))


def _standing(lost: Iterable[Line], later: View) -> set[str]:
    """Of happenings that the later answer does not name, the claims that stand all the same: newer ones came first."""
    ids = {entry.id for line in lost if line.section in HAPPENINGS for entry in line.entries}
    return {entry.id for entry in later.claims(ids=sorted(ids))} if ids else set()


def _fields(old: Line, new: Line) -> tuple[str, ...]:
    found = [name for name in _WATCHED if getattr(old, name) != getattr(new, name)]
    if {dispute.over for dispute in old.disputes} != {dispute.over for dispute in new.disputes}:
        found.append("disputed")
    return tuple(found)


def _key(line: Line, cells: Cells) -> tuple[Any, ...]:
    """What a line is about; the rest is what it says of it."""
    places = tuple(cells.of(place) if place else None for place in (line.place, line.destination))
    if line.section in HAPPENINGS:
        return line.section, line.event
    if line.section == "presence":
        return line.section, line.actor, places
    if line.section == "holder":
        return line.section, places
    if line.section == "pace":
        return line.section, line.actor, line.activity, places
    phase = None if line.state in ("overdue", "planned", "possible", "denied") else line.state
    return line.section, line.kind, line.actor, line.partner, line.activity, phase, places
