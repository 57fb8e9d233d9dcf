"""The sides of a conflict, and the rule by which a later report settles it. History stays: every side is kept.

A conflict is settled, on one side's word, from the day on which after the last report for any other side

- a voice that had been on another side says so (of a body, the same person; "changed"), or
- two voices say so ("later").

It stays settled until somebody says otherwise again.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marsad.ledger import Entry

_ENOUGH = 2  # voices


@dataclass(frozen=True)
class Side:
    """What some say: the value as JSON has it, the claims by publication, and the voices."""

    value: Any
    entries: tuple[Entry, ...]
    voices: tuple[str, ...]

    @property
    def since(self) -> dt.date:
        return min(_day(entry) for entry in self.entries)

    @property
    def until(self) -> dt.date:
        return max(_day(entry) for entry in self.entries)

    def to_json(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "claims": [entry.id for entry in self.entries],
            "voices": list(self.voices),
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
        }


@dataclass(frozen=True)
class Settled:
    """By which rule, on whose word, from which day."""

    rule: str  # changed, later
    side: int  # number of the side that holds
    on: dt.date
    entries: tuple[Entry, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "side": self.side,
            "on": self.on.isoformat(),
            "claims": [entry.id for entry in self.entries],
        }


def settled(sides: tuple[Side, ...], voices: Mapping[str, str]) -> Settled | None:
    for n, side in enumerate(sides):
        others = [other for other in sides if other is not side]
        last = max(other.until for other in others)
        before = {_mouth(entry, voices) for other in others for entry in other.entries}
        heard: set[str] = set()
        later: list[Entry] = []
        for entry in (e for e in side.entries if _day(e) > last):
            voice = voices[entry.id]
            heard.add(voice)
            later.append(entry)
            if _mouth(entry, voices) in before:
                return Settled("changed", n, _day(entry), tuple(later))
            if len(heard) >= _ENOUGH:
                return Settled("later", n, _day(entry), tuple(later))
    return None


def _mouth(entry: Entry, voices: Mapping[str, str]) -> tuple[str, str | None]:
    """A voice and the person: that one official says otherwise than another is no change of mind."""
    said_by = entry.claim.said_by
    return voices[entry.id], said_by.name if said_by else None


def _day(entry: Entry) -> dt.date:
    return entry.published or entry.day
