"""A timeline: events on lanes, each as broad as its claims leave it open, and beneath it who says otherwise."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from marsad.model.claim import SURE
from marsad.model.values import Place, bounds
from marsad.posture.contested import Conflict
from marsad.posture.events import Event
from marsad.posture.geography import Cells
from marsad.posture.subject import Subject
from marsad.posture.summary import Summary
from marsad.posture.telling import DENIED, PLANNED, POSSIBLE, TOLD, Telling

GROUPS = {TOLD: "told", PLANNED: "expected", POSSIBLE: "feared", DENIED: "denied"}
_ORDER = ("holder", "presence", "move", "activity", "attack", "agreement")
_CHANGES_HANDS = ("handover", "control")
MOST_LANES = 24  # of a group

Days = tuple[dt.date, dt.date]


@dataclass
class Mark:
    """An event: the days that all its claims allow (`core`), and those that any of them does (`outer`)."""

    summary: Summary
    outer: Days
    core: Days | None
    fuzzy: tuple[bool, bool]  # whether it has no sharp beginning, no sharp end
    until: dt.date | None = None  # of a holder: when the next one came; None where nobody did

    @property
    def sure(self) -> bool:
        return any(entry.claim.confidence >= SURE for entry in self.summary.event.entries)

    @property
    def sign(self) -> Days:
        """The days amid which its sign stands: of what has no end, the first."""
        first, last = self.core or self.outer
        return (first, first) if last == dt.date.max else (first, last)

    @property
    def actor(self) -> str:
        """Whose colour it has: of a site that changes hands, the one who holds it then."""
        keys = self.summary.partner if self.summary.event.kind == "handover" else self.summary.actor
        return next(iter(keys), "")

    def to_json(self) -> dict[str, Any]:
        days = {"first": self.outer[0].isoformat(), "last": self.outer[1].isoformat(), "fuzzy": list(self.fuzzy)}
        until = {"until": self.until.isoformat()} if self.until else {}
        return self.summary.to_json() | days | until


@dataclass
class Lane:
    """Events of one sort about one thing; `about` is an actor's key, a place or an activity."""

    sort: str
    about: tuple[str | Place, ...]
    marks: list[Mark] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        about = [part.to_json() if isinstance(part, Place) else part for part in self.about]
        return {
            "sort": self.sort,
            "about": about,
            "events": [mark.to_json() for mark in self.marks],
            "conflicts": [conflict.to_json() for conflict in self.conflicts],
        }


@dataclass
class Group:
    name: str  # told, expected, feared, denied
    lanes: list[Lane]
    total: int


def groups(found: Iterable[Summary], conflicts: Iterable[Conflict], subject: Subject) -> list[Group]:
    """What is told, what is planned, what is feared and what is denied, apart from each other."""
    cells = Cells()
    lanes: dict[str, dict[tuple[Any, ...], Lane]] = {name: {} for name in GROUPS.values()}
    by_event: dict[str, Lane] = {}
    for summary in found:
        sort, about = _lane(summary, subject, cells)
        known = lanes[GROUPS[summary.event.mode]]
        lane = known.setdefault((sort, *about), Lane(sort, about))
        lane.marks.append(mark(summary))
        by_event[summary.event.id] = lane
    for conflict in conflicts:
        if conflict.event in by_event:
            by_event[conflict.event].conflicts.append(conflict)
    return [_group(name, list(found_lanes.values())) for name, found_lanes in lanes.items() if found_lanes]


def _group(name: str, lanes: list[Lane]) -> Group:
    for lane in lanes:
        if lane.sort == "holder" and name == "told":
            _follow(lane.marks)
    lanes.sort(key=lambda lane: -len(lane.marks))
    kept = sorted(lanes[:MOST_LANES], key=lambda lane: (_ORDER.index(lane.sort), -len(lane.marks)))
    return Group(name, kept, len(lanes))


def _lane(summary: Summary, subject: Subject, cells: Cells) -> tuple[str, tuple[str | Place, ...]]:
    kind, place = summary.event.kind, summary.place and cells.of(summary.place)
    actor = next(iter(summary.actor), "")
    if kind in _CHANGES_HANDS:
        return "holder", (place,) if place else ()
    if kind == "presence":
        whole = bool(subject.countries)
        about = (actor, place) if whole or not subject.place else (actor,)
        return "presence", tuple(part for part in about if part and part != subject.actor)
    if kind == "activity":
        activity = summary.event.first.claim.activity or "mission"
        return "activity", (activity, actor) if actor and actor != subject.actor else (activity,)
    if kind == "move":
        return "move", (actor,) if actor and actor != subject.actor else ()
    return kind, ()


def mark(summary: Summary) -> Mark:
    told = summary.event.told
    dated = [telling for telling in told if telling.dated]
    windows = [_days(telling) for telling in dated] or [telling.window for telling in told]
    outer = min(first for first, _ in windows), max(last for _, last in windows)
    core = max(first for first, _ in windows), min(last for _, last in windows)
    return Mark(summary, outer, core if dated and core[0] <= core[1] else None, _fuzzy(dated, summary.event))


def _days(telling: Telling) -> Days:
    first, last = bounds(telling.claim.when or "")
    closed_first, closed_last = telling.window
    if telling.mode in (PLANNED, POSSIBLE) and telling.published <= last:
        closed_first = max(closed_first, telling.published)  # what is to come by March has not come yet
    return (closed_first if first == dt.date.min else first), (closed_last if last == dt.date.max else last)


def _fuzzy(dated: list[Telling], event: Event) -> tuple[bool, bool]:
    if not dated:
        return True, event.kind in ("presence", "activity")
    parts = [(t.claim.when or "").partition("/") for t in dated]
    return all(_open(begin) for begin, _, _ in parts), all(_open(end or begin) for begin, _, end in parts)


def _open(part: str) -> bool:
    return part in ("", "..") or part.endswith(("~", "?", "%")) or part.count("-") < 2


def _follow(marks: list[Mark]) -> None:
    """A holder holds until another one comes."""
    marks.sort(key=lambda mark: mark.outer[0])
    for n, mark in enumerate(marks):
        mark.until = next((later.outer[0] for later in marks[n + 1 :] if later.outer[0] > mark.outer[0]), None)


def extent(found: list[Group], today: dt.date) -> Days:
    """The days that are shown where none are asked for: those around the reports, not all that they look back to."""
    days = [d for _, mark in _marks(found) for t in mark.summary.event.tellings for d in (t.published,)]
    if not days:
        return today - dt.timedelta(30), today
    first, last = min(days), max(days)
    ahead = [m.outer[1] for name, m in _marks(found) if name != "told" and m.outer[1] < last + dt.timedelta(200)]
    slack = dt.timedelta(max(10, (last - first).days // 8))
    return first - slack, max([last, *ahead]) + dt.timedelta(5)


def _marks(found: list[Group]) -> Iterator[tuple[str, Mark]]:
    for group in found:
        for lane in group.lanes:
            for each in lane.marks:
                yield group.name, each
