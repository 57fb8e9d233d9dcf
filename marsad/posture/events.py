"""Events: claims of several reports on one happening, brought together by the rule in `joining`.

Claims are taken in the order in which they were published, so that what is published later adds to events and never
rearranges those that were known before. A claim joins the event that it fits best, if it contradicts none of its
claims; else it opens one. An event bears the name of its first claim, and each of its claims leads to it. Denials
come after all others, and go with every happening that they deny.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from marsad.ledger import Entry
from marsad.posture.blocks import Blocks
from marsad.posture.joining import SPOT_LEVELS, answers, score
from marsad.posture.telling import DENIED, Telling, by_publication, tellings
from marsad.posture.verdicts import NO_VERDICTS, Verdicts

PREFIX = "e"
_COMPARED = 24  # tellings of an event that a new one is compared with: unlike ones first; a thousand copies say no more


@dataclass(eq=False)
class Event:
    """One happening: the tellings of it, and the denials."""

    told: list[Telling] = field(default_factory=list)
    denied: list[Telling] = field(default_factory=list)
    _seen: dict[object, Telling] = field(default_factory=dict, repr=False)

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

    def add(self, telling: Telling) -> None:
        denies = telling.mode == DENIED and (not self.told or self.told[0].mode != DENIED) and bool(self.told)
        (self.denied if denies else self.told).append(telling)
        if not denies and len(self._seen) < _COMPARED:
            self._seen.setdefault(_look(telling), telling)

    def fits(self, telling: Telling) -> int:
        """How well a telling fits the best of those that are in; 0 where it is at odds with any."""
        if telling.mode == DENIED and self.mode != DENIED:
            return answers(telling, self._seen.values())
        best = 0
        for known in self._seen.values():
            if (fit := score(telling, known)) < 0:
                return 0
            best = max(best, fit)
        return best


def _look(telling: Telling) -> object:
    """What the rule can tell apart."""
    claim = telling.claim
    return (telling.mode, telling.window, telling.place, telling.ends, claim.actor, claim.partner, claim.activity,
            claim.phase, claim.means, claim.number, telling.dated or telling.published)  # fmt: skip


def find_events(entries: Iterable[Entry], verdicts: Verdicts = NO_VERDICTS) -> list[Event]:
    """The events that these entries tell of, in the order of their first claims; analysts' verdicts win."""
    blocks: Blocks[Event] = Blocks()
    found: list[Event] = []
    unique = {entry.id: entry for entry in entries}.values()
    ordered = sorted((t for entry in unique for t in tellings(entry)), key=_turn)
    for telling in (t for t in ordered if t.mode != DENIED):
        _place(telling, _best(telling, blocks.near(telling), verdicts), blocks, found)
    for telling in (t for t in ordered if t.mode == DENIED):
        near = blocks.near(telling)
        answered = [e for e in near if e.mode != DENIED and e.fits(telling) and verdicts.allow(e.tellings, telling)]
        for event in answered:
            event.add(telling)
        if not answered:
            _place(telling, _best(telling, [e for e in near if e.mode == DENIED], verdicts), blocks, found)
    return _joined(found, verdicts)


def _turn(telling: Telling) -> tuple[Any, ...]:
    """By day of publication; of one day, those that name the spot before those that name the region around it."""
    wide = telling.place is not None and telling.place.level not in SPOT_LEVELS
    return (telling.published, wide, *by_publication(telling.entry), telling.n)


def _best(telling: Telling, near: Iterable[Event], verdicts: Verdicts) -> Event | None:
    fits = [(event.fits(telling), event) for event in near if verdicts.allow(event.tellings, telling)]
    return max(fits, key=lambda fit: fit[0], default=(0, None))[1] if any(fit for fit, _ in fits) else None


def _place(telling: Telling, event: Event | None, blocks: Blocks[Event], found: list[Event]) -> None:
    if event is None:
        found.append(event := Event())
    event.add(telling)
    blocks.add(telling, event)


def _joined(found: list[Event], verdicts: Verdicts) -> list[Event]:
    """The events, those made one that an analyst joined."""
    for one, other in verdicts.joins():
        a, b = (next((e for e in found if any(t.entry.id == id for t in e.tellings)), None) for id in (one, other))
        if a is None or b is None or a is b:
            continue
        kept, gone = (a, b) if by_publication(a.first.entry) <= by_publication(b.first.entry) else (b, a)
        for telling in gone.tellings:
            kept.add(telling)
        found.remove(gone)
    return found
