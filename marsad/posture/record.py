"""How often what a source said was later borne out.

Of every event that a source tells of, one of these holds, the first that does:

- *contradicted*: a conflict over it was settled, and not on the source's side;
- *borne out*: another voice told of it in a later report, and not otherwise (of a plan: that it was carried out, too);
- *disputed*: the source is on a side of a conflict that is open;
- *missed*: a plan whose time has passed, and nobody says that it was carried out;
- *alone*: nobody else told of it later.

Another voice is none that speaks with the same one: no copy, no second outlet that quotes the same speaker.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from marsad.ledger import Entry
from marsad.posture.alike import Things
from marsad.posture.contested import Conflict
from marsad.posture.copies import Copies
from marsad.posture.events import Event
from marsad.posture.telling import PLANNED
from marsad.posture.voices import voice_of

OUTCOMES = ("contradicted", "borne_out", "disputed", "missed", "alone")


@dataclass(frozen=True, slots=True)
class Record:
    """Events that a source told of, by what became of them."""

    counts: tuple[int, ...] = (0,) * len(OUTCOMES)

    def __getitem__(self, outcome: str) -> int:
        return self.counts[OUTCOMES.index(outcome)]

    @property
    def judged(self) -> int:
        """Those that somebody else had a word on."""
        return sum(self.counts) - self["alone"]

    def to_json(self) -> dict[str, Any]:
        return {"events": sum(self.counts)} | dict(zip(OUTCOMES, self.counts, strict=True))


def records(
    events: Iterable[Event], conflicts: Iterable[Conflict], things: Things, copies: Copies, today: dt.date
) -> dict[tuple[str, str | None], Record]:
    """(role, name) of each source → its record."""
    stands = _Stands(conflicts)
    tally: dict[tuple[str, str | None], Counter[str]] = {}
    for event in events:
        voices = voice_of(event.affirming, copies)
        found: dict[tuple[str, str | None], set[str]] = {}
        for entry in event.affirming:
            outcome = _outcome(entry, event, voices, stands, things, today)
            for source in _sources(entry):
                found.setdefault(source, set()).add(outcome)
        for source, outcomes in found.items():
            tally.setdefault(source, Counter())[min(outcomes, key=OUTCOMES.index)] += 1
    return {source: Record(tuple(count[outcome] for outcome in OUTCOMES)) for source, count in tally.items()}


def _sources(entry: Entry) -> list[tuple[str, str | None]]:
    said_by = entry.claim.said_by
    outlet: tuple[str, str | None] = ("publisher", entry.publisher)
    return [outlet, ("speaker", said_by.of)] if said_by else [outlet]


class _Stands:
    """On which sides of which conflicts claims stand."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self._sides: dict[str, dict[str, int]] = {}  # claim → conflict → side
        self._settled: dict[str, int | None] = {}
        for conflict in conflicts:
            self._settled[conflict.id] = conflict.settled.side if conflict.settled else None
            for n, side in enumerate(conflict.sides):
                for entry in side.entries:
                    self._sides.setdefault(entry.id, {})[conflict.id] = n

    def lost(self, entry: Entry) -> bool:
        """Whether a conflict was settled against it. Who denies is judged like who affirms."""
        sides = self._sides.get(entry.id, {})
        return any(self._settled[id] not in (None, side) for id, side in sides.items())

    def disputed(self, entry: Entry) -> bool:
        return any(self._settled[id] is None for id in self._sides.get(entry.id, {}))

    def against(self, one: Entry, other: Entry) -> bool:
        """Whether two stand on different sides of one conflict."""
        a, b = (self._sides.get(entry.id, {}) for entry in (one, other))
        return any(a[id] != b[id] for id in a.keys() & b.keys())


def _outcome(
    entry: Entry, event: Event, voices: Mapping[str, str], stands: _Stands, things: Things, today: dt.date
) -> str:
    if stands.lost(entry):
        return "contradicted"
    others = (o for o in event.affirming if voices[o.id] != voices[entry.id] and _later(o, entry))
    if any(not stands.against(entry, other) for other in others):
        return "borne_out"
    planned = event.mode == PLANNED
    if planned and things.done(entry, today):
        return "borne_out"
    if stands.disputed(entry):
        return "disputed"
    return "missed" if planned and entry.claim.when and entry.span[1] < today else "alone"


def _later(other: Entry, entry: Entry) -> bool:
    return bool(other.published and entry.published and other.published > entry.published)
