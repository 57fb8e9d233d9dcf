"""Charts of one ledger, made quickly one after the other, as the sliders of the map ask for them.

A step of a slider changes little. Claims are taken in parts (`_parts`): what is told of one thing about one group of
places (`neighbours`) says nothing of other parts. For a part whose claims are the same as before, what was worked out
and worded before stands.
"""

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from marsad.garbage import no_garbage
from marsad.ledger import Entry, View
from marsad.posture.alike import Things
from marsad.posture.answer import Line
from marsad.posture.conflicts import asserted
from marsad.posture.events import Event, find_events
from marsad.posture.geography import Cells
from marsad.posture.happening import attack, move
from marsad.posture.holder import holder
from marsad.posture.outlook import outlook
from marsad.posture.presence import presence
from marsad.posture.scene import NOBODY, Scene, around, countries_left
from marsad.posture.subject import Subject, by_day, places
from marsad.posture.verdicts import Verdicts
from marsad.posture.whole import whole_departures
from marsad.serve.views.chart import Board, Chart
from marsad.serve.views.neighbours import Neighbours
from marsad.serve.views.spots import RECENT, Told
from marsad.serve.views.standing import rows_of
from marsad.world.parts import wholes

# What a part is asked, and of which kind it takes the happenings to answer. Forces and plans are taken for each actor
# apart, moves for each actor with those that he is a part of: what strangers do is never one happening. Of moves and
# attacks only those count that are recent enough to be drawn.
_SORTS: dict[str, tuple[Callable[[Scene], Iterator[Line]], str]] = {
    "forces": (presence, "move"),
    "moves": (move, "move"),
    "sites": (holder, ""),
    "attacks": (attack, "attack"),
    "plans": (outlook, ""),
}
_DRAWN = ("moves", "attacks")
_EVENTS = RECENT + 15  # days: what is told of older ones has no say in those that are drawn
_KEPT = 30_000  # parts that are remembered
_PLACED = 200_000  # entries whose parts are

Part = tuple[str, int, str, str]  # sort, group of places, actor and kind where it matters
Signature = tuple[Any, ...]


class Charts:
    """Makes charts, and remembers their parts. Many threads may ask at once."""

    def __init__(self) -> None:
        self._neighbours = Neighbours()
        self._placed: dict[int, tuple[int, tuple[Part, ...]]] = {}  # row of an entry → its parts
        self._parts: Remembered[list[Told]] = Remembered(_KEPT)
        self._events: Remembered[list[Event]] = Remembered(_KEPT)
        self._whole: dict[int, bool] = {}  # row of an entry → whether by it a force left altogether

    def of(self, view: View, subject: Subject, on: dt.date) -> Chart:
        with no_garbage():
            return self._of(view, subject, on)

    def _of(self, view: View, subject: Subject, on: dt.date) -> Chart:
        decided = _Decided.of(view)
        board = Board(self._neighbours.group, on)
        groups = self._groups(view, subject, on)
        left = self._left(view, subject, on, groups)
        for part, told in groups.items():
            if part[0] == "plans":
                if all(map(asserted, told)):
                    continue
                told = self._with_deeds(part, told, groups)
            gone = left.of(part)
            signature = (subject, part, decided.name, *(_state(entry, on) for entry in (*told, *gone.departed)))
            lines = self._parts.get(signature)
            if lines is None:
                lines = self._worked_out(signature, subject, on, part, told, decided, gone)
            board.put(lines)
        return Chart(subject, on, view.known, view.recorded, board.spots, board.moves)

    def _groups(self, view: View, subject: Subject, on: dt.date) -> dict[Part, list[Entry]]:
        entries = view.entries_in(sorted(rows_of(view, subject, on)))
        for entry in entries:
            if entry.row not in self._placed:
                for place in places(entry):  # all are seen before any is placed: a new one may make two groups one
                    self._neighbours.group(place)
        found: dict[Part, list[Entry]] = {}
        for entry in entries:
            for part in self._parts_of(entry):
                if part[0] not in _DRAWN or (on - entry.span[1]).days <= _EVENTS:
                    found.setdefault(part, []).append(entry)
        return found

    def _parts_of(self, entry: Entry) -> tuple[Part, ...]:
        """The parts that an entry has a say in; anew where a place that was seen since has made two groups one."""
        grown = self._neighbours.grown
        since, parts = self._placed.get(entry.row, (-1, ()))
        if since != grown:
            numbers = sorted({self._neighbours.group(place) for place in places(entry)})
            parts = tuple((sort, number, actor, kind) for sort, actor, kind in _sorts(entry) for number in numbers)
            if len(self._placed) > _PLACED:
                self._placed.clear()
            self._placed[entry.row] = (grown, parts)
        return parts

    def _with_deeds(self, part: Part, told: list[Entry], groups: dict[Part, list[Entry]]) -> list[Entry]:
        """Plans, and what is told of any place that they name: a plan may be seen carried out at its other end."""
        sort, _, actor, kind = part
        planned = (entry for entry in told if not asserted(entry))
        ends = {self._neighbours.group(place) for entry in planned for place in places(entry)}
        elsewhere = (entry for number in sorted(ends) for entry in groups.get((sort, number, actor, kind), ()))
        return list({entry.row: entry for entry in (*told, *filter(asserted, elsewhere))}.values())

    def _worked_out(
        self,
        signature: Signature,
        subject: Subject,
        on: dt.date,
        part: Part,
        told: list[Entry],
        decided: "_Decided",
        gone: "_Left",
    ) -> list[Told]:
        """The lines of a part; one about two places or two actors is told by the part of the first."""
        sort, number, actor, _ = part
        question, happenings = _SORTS[sort]
        lines = []
        for line in sorted(question(self._scene(subject, on, told, happenings, decided, gone)), key=_first):
            where = line.place or line.destination
            first = (line.actor or NOBODY)[0]
            mine = where is not None and self._neighbours.group(where) == number
            if mine and (not actor or actor in (first, _family(first) if sort == "moves" else first)):
                lines.append(Told(line))
        return self._parts.put(signature, lines)

    def _left(self, view: View, subject: Subject, on: dt.date, groups: dict[Part, list[Entry]]) -> "_Left":
        """Who left altogether by the day: the place that a move leaves, or the country round it."""
        moves = {
            e.row: e for part, told in groups.items() if part[0] == "forces" for e in told if e.claim.kind == "move"
        }
        moves |= {entry.row: entry for entry in around(subject, view, on)}
        new = [entry for row, entry in moves.items() if row not in self._whole]
        found = whole_departures(view, new)
        if len(self._whole) > _PLACED:
            self._whole.clear()
        self._whole.update({entry.row: entry.id in found for entry in new})
        whole = [entry for row, entry in moves.items() if self._whole.get(row) and entry.day <= on]
        return _Left(frozenset(entry.id for entry in whole), tuple(e for e in whole if countries_left(e)))

    def _scene(
        self, subject: Subject, on: dt.date, told: list[Entry], happenings: str, decided: "_Decided", gone: "_Left"
    ) -> Scene:
        """What the questions of a part need, and no more: the events of one kind, and denials where there are any."""
        entries = sorted(told, key=by_day)
        counted = [entry for entry in entries if asserted(entry) and entry.day <= on]
        said = [e for e in entries if not asserted(e) and (e.published is None or e.published <= on)]
        cells, both = Cells(), [*counted, *said]
        happened = [entry for entry in both if entry.claim.kind == happenings]
        key = (decided.name, *(entry.row for entry in happened))
        events = self._events.get(key)
        if events is None:
            events = self._events.put(key, find_events(happened, decided.verdicts))
        things = Things(both if said else (), cells)
        return Scene(subject, on, counted, said, cells, things, events, gone.whole, gone.departed)


Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """The last values by their keys."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._found: OrderedDict[Signature, Value] = OrderedDict()

    def get(self, key: Signature) -> Value | None:
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def put(self, key: Signature, value: Value) -> Value:
        with self._lock:
            self._found[key] = value
            while len(self._found) > self._room:
                self._found.popitem(last=False)
        return value


@dataclass(frozen=True)
class _Left:
    """The claims by which forces left altogether (ids), and those of them by which they left a country."""

    whole: frozenset[str]
    departed: tuple[Entry, ...]

    def of(self, part: Part) -> "_Left":
        """Those that have a say in a part."""
        sort, _, actor, _ = part
        mine = tuple(entry for entry in self.departed if sort == "forces" and actor in (entry.claim.actor or NOBODY))
        return _Left(self.whole, mine)


@dataclass(frozen=True)
class _Decided:
    """What analysts decided about events, and a name for it."""

    verdicts: Verdicts
    name: str

    @classmethod
    def of(cls, view: View) -> "_Decided":
        decisions = view.event_decisions()
        return cls(Verdicts.of(decisions), repr(decisions) if decisions else "")


def _first(line: Line) -> tuple[Any, ...]:
    """What is sure comes first, then what most voices tell."""
    return not line.sure, -len(line.voices), line.actor, line.section


def _sorts(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """The parts that an entry has a say in: sort, actor, kind."""
    claim = entry.claim
    told, denied = asserted(entry), claim.status == "denied"
    if claim.kind == "agreement" or (claim.kind == "activity" and told):
        return  # of activities only what is planned or feared is on the map
    actors = tuple(dict.fromkeys(claim.actor or NOBODY))
    yield from (("plans", actor, claim.kind) for actor in actors)
    if not (told or denied):
        return
    if claim.kind in ("handover", "control") or (claim.kind == "move" and denied):
        yield "sites", "", ""  # whoever denies that he left a base denies that he gave it away
    if claim.kind == "attack":
        yield "attacks", "", ""
    elif claim.kind != "control":  # whoever hands a base over has left it
        yield from (("forces", actor, "") for actor in actors)
    if claim.kind == "move":
        yield from (("moves", family, "") for family in dict.fromkeys(map(_family, actors)))


def _family(actor: str) -> str:
    """Of an actor who is a part of others, one of these: whatever is told of either may be one move."""
    return min(wholes().get(actor, ()), default=actor)


def _state(entry: Entry, on: dt.date) -> int | tuple[int, bool, bool]:
    """All that an answer has of an entry and the day: whether it counts yet, and whether its time is over."""
    claim = entry.claim
    if claim.status != "planned" and entry.day <= on and (claim.kind != "presence" or "/" not in (claim.when or "")):
        return entry.row
    return entry.row, entry.day <= on, entry.span[1] < on
