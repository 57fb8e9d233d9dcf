"""The form of an answer: lines, each with its claims, voices and conflicts."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from marsad.ledger import Entry
from marsad.model.claim import SURE
from marsad.model.values import Count, Place
from marsad.posture.subject import Subject
from marsad.posture.voices import Heard, voices

SECTIONS = ("presence", "holder", "pace", "move", "attack", "agreement", "expected", "feared", "denied")

STATES = SECTIONS[:3]  # what holds on the day; where these say nothing, it is unknown


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims that cannot all hold, and over what."""

    over: str  # number, toll, date, holder, attacker, pace, agreement or denial
    entries: tuple[Entry, ...]

    def to_json(self) -> dict[str, Any]:
        return {"over": self.over, "claims": [entry.id for entry in self.entries]}


@dataclass(frozen=True, slots=True)
class Line:
    """One cell of an answer. A number that no claim gives is None: unknown, never zero."""

    section: str
    state: str  # presence: present, reduced, left, past; holder: held, given-up; else a phase or a status
    entries: tuple[Entry, ...]  # that support it, oldest first
    actor: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    place: Place | None = None
    destination: Place | None = None  # of a move, whose origin is `place`
    kind: str | None = None
    activity: str | None = None
    means: tuple[str, ...] = ()
    number: Count | None = None
    killed: Count | None = None
    wounded: Count | None = None
    when: str | None = None  # EDTF of the claim that decides; None where only the report's date is known
    disputes: tuple[Dispute, ...] = ()
    event: str | None = None  # id of the event, where the line is one
    heard: Heard | None = None  # who says so, copies counted once
    against: tuple[Entry, ...] = ()  # that a dispute sets against those that support it
    word: Entry | None = None  # the last, by publication, for or against
    events: tuple[str, ...] = ()  # ids of those that its claims tell of
    conflicts: tuple[str, ...] = ()  # ids

    @property
    def last(self) -> dt.date | None:
        """The day of the newest claim that supports it."""
        days = [entry.day for entry in self.entries if entry.day != dt.date.min]
        return max(days, default=None)

    @property
    def said(self) -> dt.date:
        """The day of the newest report that says so."""
        return max((entry.published for entry in self.entries if entry.published), default=dt.date.min)

    @property
    def confidence(self) -> float:
        """How sure the reader was of the surest claim that supports it."""
        return max((entry.claim.confidence for entry in self.entries), default=0.0)

    @property
    def sure(self) -> bool:
        return self.confidence >= SURE

    @property
    def voices(self) -> tuple[str, ...]:
        return self.heard.voices if self.heard else voices(self.entries)

    def to_json(self) -> dict[str, Any]:
        return {
            "section": self.section,
            "kind": self.kind,
            "actor": list(self.actor),
            "partner": list(self.partner),
            "place": self.place.to_json() if self.place else None,
            "destination": self.destination.to_json() if self.destination else None,
            "activity": self.activity,
            "state": self.state,
            "means": list(self.means),
            "number": self.number.to_json() if self.number else None,
            "killed": self.killed.to_json() if self.killed else None,
            "wounded": self.wounded.to_json() if self.wounded else None,
            "when": self.when,
            "last": self.last.isoformat() if self.last else None,
            "confidence": round(self.confidence, 3),
            "claims": [entry.id for entry in self.entries],
            "against": [entry.id for entry in self.against],
            "reports": self.heard.reports if self.heard else None,
            "outlets": self.heard.outlets if self.heard else None,
            "voices": list(self.voices),
            "last_word": self._last_word(),
            "disputed": [dispute.to_json() for dispute in self.disputes],
            "events": list(self.events),
            "conflicts": list(self.conflicts),
        }

    def _last_word(self) -> dict[str, Any] | None:
        if self.word is None:
            return None
        published = self.word.published.isoformat() if self.word.published else None
        return {"claim": self.word.id, "published": published, "against": self.word in self.against}


@dataclass(frozen=True, slots=True)
class Unknown:
    """What no claim says: who holds a place, or who is there."""

    section: str
    place: Place

    def to_json(self) -> dict[str, Any]:
        return {"section": self.section, "place": self.place.to_json()}


@dataclass(frozen=True, slots=True)
class Answer:
    """The posture of a place or an actor on a day."""

    subject: Subject
    on: dt.date
    known: dt.date | None
    recorded: str
    lines: tuple[Line, ...]
    unknown: tuple[Unknown, ...] = ()

    def section(self, name: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.section == name)

    def to_json(self) -> dict[str, Any]:
        return {
            "asked": self.subject.to_json(),
            "on": self.on.isoformat(),
            "known": self.known.isoformat() if self.known else None,
            "recorded": self.recorded,
            "lines": [line.to_json() for line in self.lines],
            "silent": [name for name in STATES if not self.section(name)],
            "unknown": [unknown.to_json() for unknown in self.unknown],
        }
