"""What the map shows of an answer: sites with holder, presence and attacks, and moves between them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from marsad.model.values import Place
from marsad.posture.answer import Answer, Line
from marsad.posture.geography import Cells
from marsad.publish.cells import told, when
from marsad.publish.words import Words

RECENT = 30  # days before the day asked about in which moves and attacks are drawn
_CLAIMS = 6  # ids that a line leads to
_SHOWN = ("presence", "holder", "move", "attack", "expected", "feared")


@dataclass
class Spot:
    """A place on the map, and the lines about it."""

    place: Place
    holder: Line | None = None
    presence: list[Line] = field(default_factory=list)
    attacks: list[Line] = field(default_factory=list)
    outlook: list[Line] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.holder or self.presence or self.attacks or self.outlook)


@dataclass
class Chart:
    """The map of an answer. `other` words the names of places in the other language of the pages."""

    answer: Answer
    spots: list[Spot]
    moves: list[Line]
    words: Words
    other: Words

    def to_json(self) -> dict[str, Any]:
        numbers = {spot.place: n for n, spot in enumerate(self.spots)}
        return {
            "asked": self.answer.subject.to_json(),
            "on": self.answer.on.isoformat(),
            "known": self.answer.known.isoformat() if self.answer.known else None,
            "recorded": self.answer.recorded,
            "spots": [self._spot(spot) for spot in self.spots],
            "moves": [self._move(line, numbers) for line in self.moves],
        }

    def _spot(self, spot: Spot) -> dict[str, Any]:
        place = spot.place
        return {
            "name": place.name,
            "label": plain(self.words.place(place)),
            "other": plain(self.other.place(place)),
            "country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "level": place.level,
            "holder": self._line(spot.holder) if spot.holder else None,
            "presence": [self._line(line) for line in spot.presence],
            "attacks": [self._line(line) for line in spot.attacks],
            "outlook": [self._line(line) for line in spot.outlook],
        }

    def _line(self, line: Line) -> dict[str, Any]:
        return {
            "actor": list(line.actor),
            "who": plain(self.words.actors(line.actor)),
            "state": line.state,
            "section": line.section,
            "number": line.number.to_json() if line.number else None,
            "figure": self.words.number(line.number),
            "when": line.when,
            "last": line.last.isoformat() if line.last else None,
            "sure": line.sure,
            "disputed": [dispute.over for dispute in line.disputes],
            "voices": len(line.voices),
            "told": plain(told(line, self.words) + when(line, self.words)),
            "claims": [entry.id for entry in line.entries[:_CLAIMS]],
            "against": [entry.id for entry in line.against[:_CLAIMS]],
            "event": line.event or next(iter(line.events), None),
        }

    def _move(self, line: Line, numbers: dict[Place, int]) -> dict[str, Any]:
        ends = {"origin": line.place, "destination": line.destination}
        return self._line(line) | {name: numbers.get(place) if place else None for name, place in ends.items()}


def chart(answer: Answer, words: Words, other: Words) -> Chart:
    """Each place of the answer once; what happened long before the day is left out."""
    cells = Cells()
    spots: dict[Place, Spot] = {}

    def spot(place: Place) -> Spot:
        return spots.setdefault(cells.of(place), Spot(cells.of(place)))

    moves = []
    for line in answer.lines:
        if line.section not in _SHOWN or (line.place is None and line.destination is None):
            continue
        if line.section == "move" or (line.section == "expected" and line.kind == "move"):
            if line.section == "expected" or _recent(line, answer.on):
                for end in (line.place, line.destination):
                    if end:
                        spot(end)
                moves.append(line)
        elif line.place is not None:
            _put(spot(line.place), line, answer.on)
    named = {cells.of(end) for line in moves for end in (line.place, line.destination) if end}
    kept = [each for each in spots.values() if each.place in named or not each.is_empty]
    return Chart(answer, kept, [_unified(line, cells) for line in moves], words, other)


def _put(spot: Spot, line: Line, on: dt.date) -> None:
    if line.section == "presence":
        spot.presence.append(line)
    elif line.section == "holder":
        spot.holder = spot.holder or line
    elif line.section == "attack":
        if _recent(line, on):
            spot.attacks.append(line)
    else:
        spot.outlook.append(line)


def _unified(line: Line, cells: Cells) -> Line:
    ends = (cells.of(end) if end else None for end in (line.place, line.destination))
    place, destination = ends
    return replace(line, place=place, destination=destination)


def _recent(line: Line, on: dt.date) -> bool:
    return line.last is not None and (on - line.last).days <= RECENT


def plain(text: str) -> str:
    """Without the isolates, which a canvas draws as boxes."""
    return text.replace("\u2068", "").replace("\u2069", "")


def actors_of(spots: Iterable[Spot]) -> list[str]:
    """Everybody who holds or is somewhere, by how often."""
    counts: dict[str, int] = {}
    for spot in spots:
        for line in (*spot.presence, *([spot.holder] if spot.holder else [])):
            for key in line.actor:
                counts[key] = counts.get(key, 0) + 1
    return sorted(counts, key=lambda key: (-counts[key], key))
