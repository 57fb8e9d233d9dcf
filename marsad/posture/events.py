"""Events: claims of several reports on one happening, brought together by the rule in `joining`.

Claims are taken in the order in which they were published, so that what is published later adds to events and never
rearranges those that were known before. A claim joins the event that it fits best, if it contradicts none of its
claims; else it opens one. An event bears the name of its first claim, and each of its claims leads to it. Denials
come after all others, and go with every happening that they deny.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter

from marsad.ledger import Entry
from marsad.posture.blocks import Blocks
from marsad.posture.joining import answers
from marsad.posture.joining.fitting import Fitting, Look
from marsad.posture.memory import Memory, Piece, memory
from marsad.posture.telling import DENIED, Telling, by_publication
from marsad.posture.verdicts import NO_VERDICTS, Verdicts

PREFIX = "e"
_COMPARED = 24  # tellings of an event that a new one is compared with: unlike ones first; a thousand copies say no more


@dataclass(eq=False)
class Event:
    """One happening: the tellings of it, and the denials."""

    thing: int  # that its first telling is about
    told: list[Telling] = field(default_factory=list)
    denied: list[Telling] = field(default_factory=list)
    _seen: dict[object, Look] = field(default_factory=dict, repr=False)
    _ids: set[str] = field(default_factory=set, repr=False)  # of the claims that tell of it

    @property
    def id(self) -> str:
        return PREFIX + self.first.key

    @property
    def first(self) -> Telling:
        return (self.told or self.denied)[0]

    @property
    def tellings(self) -> list[Telling]:
        return self.told + self.denied

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple({t.entry.id: t.entry for t in self.tellings}.values())

    @property
    def affirming(self) -> tuple[Entry, ...]:
        return tuple({t.entry.id: t.entry for t in self.told}.values())

    @property
    def denying(self) -> tuple[Entry, ...]:
        return tuple({t.entry.id: t.entry for t in self.denied}.values())

    @property
    def kind(self) -> str:
        return self.first.claim.kind

    @property
    def mode(self) -> str:
        return self.first.mode

    def add(self, look: Look) -> None:
        telling = look.telling
        denies = telling.mode == DENIED and (not self.told or self.told[0].mode != DENIED) and bool(self.told)
        (self.denied if denies else self.told).append(telling)
        if not denies:
            self._ids.add(telling.entry.id)
        if not denies and len(self._seen) < _COMPARED:
            self._seen.setdefault(look.looks, look)

    def fits(self, look: Look, fitting: Fitting) -> int:
        """How well a telling fits the best of those that are in; 0 where it is at odds with any."""
        if look.telling.entry.id in self._ids:
            return 0  # the places of one claim are as many happenings
        seen = self._seen.values()
        if look.telling.mode == DENIED and self.mode != DENIED:
            if any(fitting.plainly_others(look, known) for known in seen):
                return 0
            return answers(look.telling, (known.telling for known in seen))
        return fitting.best(look, seen)


def find_events(entries: Iterable[Entry], verdicts: Verdicts = NO_VERDICTS) -> list[Event]:
    """The events that these entries tell of, in the order of their first claims; analysts' verdicts win."""
    known = memory()
    join = _Joining(verdicts, known)
    unique = {entry.id: entry for entry in entries}.values()
    ordered = sorted((piece for entry in unique for piece in known.pieces(entry)), key=attrgetter("turn"))
    for piece in ordered:
        if piece.look.telling.mode != DENIED:
            join.take(piece)
    for piece in ordered:
        if piece.look.telling.mode == DENIED:
            join.take_denial(piece)
    return _joined(join, verdicts)


class _Joining:
    """Events in the making."""

    def __init__(self, verdicts: Verdicts, known: Memory) -> None:
        self.found: list[Event] = []
        self.known = known
        self._verdicts = verdicts
        self._blocks: Blocks[Event] = Blocks()

    def take(self, piece: Piece) -> None:
        self._place(piece, self._best(piece.look, self._blocks.near(piece.at)))

    def take_denial(self, piece: Piece) -> None:
        """It goes with every happening that it denies; if there is none, with the like denials."""
        look, near = piece.look, self._blocks.near(piece.at)
        answered = [e for e in near if e.mode != DENIED and self._fits(e, look)]
        for event in answered:
            event.add(look)
        if not answered:
            self._place(piece, self._best(look, [e for e in near if e.mode == DENIED]))

    def _fits(self, event: Event, look: Look) -> int:
        fit = event.fits(look, self.known.fitting)
        told = chain(event.told, event.denied)
        return fit if fit and self._verdicts.allow(told, look.telling) else 0

    def _best(self, look: Look, near: Iterable[Event]) -> Event | None:
        best, found = 0, None
        thing, apart = look.thing, self.known.fitting.apart
        for event in near:
            if not apart(thing, event.thing) and (fit := self._fits(event, look)) > best:
                best, found = fit, event
        return found

    def _place(self, piece: Piece, event: Event | None) -> None:
        if event is None:
            self.found.append(event := Event(piece.look.thing))
        event.add(piece.look)
        self._blocks.add(piece.at, event)


def _joined(join: _Joining, verdicts: Verdicts) -> list[Event]:
    """The events, those made one that an analyst joined."""
    found = join.found
    for one, other in verdicts.joins():
        a, b = (next((e for e in found if any(t.entry.id == id for t in e.tellings)), None) for id in (one, other))
        if a is None or b is None or a is b:
            continue
        kept, gone = (a, b) if by_publication(a.first.entry) <= by_publication(b.first.entry) else (b, a)
        for telling in gone.tellings:
            kept.add(join.known.fitting.look(telling))
        found.remove(gone)
    return found
