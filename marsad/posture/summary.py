"""What an event comes to: one value for each slot, from all claims that tell of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from marsad.model.values import Count, Place
from marsad.model.values.place import LEVELS
from marsad.posture.copies import NO_COPIES, Copies
from marsad.posture.events import Event
from marsad.posture.odds import told_apart
from marsad.posture.ranges import plus, share, together, toll
from marsad.posture.telling import Telling
from marsad.posture.voices import Heard


@dataclass(frozen=True, slots=True)
class Told:
    """What the claims that tell of an event come to, slot by slot."""

    actor: tuple[str, ...]
    partner: tuple[str, ...]
    place: Place | None
    ends: tuple[Place, ...]
    means: tuple[str, ...]
    when: str | None  # that most claims give; conflicts show the others
    number: Count | None
    killed: Count | None
    wounded: Count | None

    @classmethod
    def of(cls, event: Event) -> "Told":
        return Told(**_slots(event))


@dataclass(frozen=True, slots=True)
class Summary(Told):
    """An event in one line: what is told of it, and by whom. `heard` counts those who affirm it."""

    event: Event
    heard: Heard
    against: Heard

    @classmethod
    def of(cls, event: Event, copies: Copies = NO_COPIES) -> "Summary":
        heard, against = Heard.of(event.affirming, copies), Heard.of(event.denying, copies)
        return cls(**_slots(event), event=event, heard=heard, against=against)

    def to_json(self) -> dict[str, Any]:
        claim = self.event.first.claim
        return {
            "id": self.event.id,
            "kind": self.event.kind,
            "status": self.event.mode,
            "activity": claim.activity,
            "phase": claim.phase,
            "actor": list(self.actor),
            "partner": list(self.partner),
            "place": self.place.to_json() if self.place else None,
            "destination": [end.to_json() for end in self.ends],
            "means": list(self.means),
            "when": self.when,
            "number": self.number.to_json() if self.number else None,
            "killed": self.killed.to_json() if self.killed else None,
            "wounded": self.wounded.to_json() if self.wounded else None,
            "claims": [entry.id for entry in self.event.affirming],
            "denied_by": [entry.id for entry in self.event.denying],
            "reports": self.heard.reports,
            "outlets": self.heard.outlets,
            "voices": list(self.heard.voices),
            "voices_against": list(self.against.voices),
        }


def _slots(event: Event) -> dict[str, Any]:
    """The fields of `Told`."""
    told = event.told
    claims = [telling.claim for telling in told]
    # Who agrees with whom has no order: each report has its own, and together they would name all on both sides.
    parties = claims[:1] if event.kind == "agreement" else claims
    return {
        "actor": _union(claim.actor for claim in parties),
        "partner": _union(claim.partner for claim in parties),
        "place": _most(_finest(t.place for t in told)),
        "ends": tuple(dict.fromkeys(end for t in told for end in t.ends)),
        "means": _union(claim.means for claim in claims),
        "when": _most(claim.when for claim in claims),
        "number": together(number for t in told if (number := share(t.entry))),
        "killed": _lost((t, killed) for t in told if (killed := toll(t.entry)[0])),
        "wounded": _lost((t, wounded) for t in told if (wounded := toll(t.entry)[1])),
    }


def _lost(said: Iterable[tuple[Telling, Count]]) -> Count | None:
    """What all tolls come to. Of sides whose losses one report tells apart, each has its own, and they add up."""
    known = list(said)
    sides = {side for pair in told_apart(t.entry for t, _ in known) for side in pair}
    lost = [together(count for t, count in known if t.claim.partner == side) for side in sorted(sides)]
    whole = [count for t, count in known if t.claim.partner not in sides]
    added = reduce(plus, lost) if lost else None
    return together([*whole, added] if added else whole)


def _union(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({key for keys in lists for key in keys}))


def _finest(places: Iterable[Place | None]) -> list[Place]:
    """Those of the finest level that is named: the base rather than its province."""
    named = [place for place in places if place]
    level = min((LEVELS.index(place.level) for place in named), default=0)
    return [place for place in named if LEVELS.index(place.level) == level]


def _most(values: Iterable[Any]) -> Any:
    told = Counter(value for value in values if value is not None)
    return told.most_common(1)[0][0] if told else None
