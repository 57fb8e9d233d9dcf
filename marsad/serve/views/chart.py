"""What the map shows of a day: places with holder, presence, attacks and outlook, and moves between them."""

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from marsad.model.values import Place
from marsad.posture.geography import same_place
from marsad.posture.subject import Subject
from marsad.publish.words import Words
from marsad.serve.views.spots import Move, Spot, Told


@dataclass
class Chart:
    """The map of a subject on a day."""

    subject: Subject
    on: dt.date
    known: dt.date | None
    recorded: str
    spots: list[Spot]
    moves: list[Move]

    def to_json_text(self, words: Words, other: Words) -> str:
        """As JSON; of what was worded before, the same letters."""
        spots = ", ".join(spot.written(words, other) for spot in self.spots)
        moves = ", ".join(move.written(words) for move in self.moves)
        return f'{self._head()}, "spots": [{spots}], "moves": [{moves}]}}'

    def _head(self) -> str:
        """What is asked, and the clocks; its brace is left open."""
        head = {
            "asked": self.subject.to_json(),
            "on": self.on.isoformat(),
            "known": self.known.isoformat() if self.known else None,
            "recorded": self.recorded,
        }
        return json.dumps(head, ensure_ascii=False)[:-1]


def to_json_together(charts: Iterable[Chart], words: Words, other: Words) -> str:
    """Several charts as JSON: every place and move once, and for each chart the numbers of those that are its own."""
    spots: dict[str, int] = {}
    moves: dict[str, int] = {}
    days = []
    for chart in charts:
        own = [spots.setdefault(spot.written(words, other), len(spots)) for spot in chart.spots]
        ways = [moves.setdefault(move.written(words), len(moves)) for move in chart.moves]
        days.append(f'{chart._head()}, "spots": {own}, "moves": {ways}}}')
    return f'{{"spots": [{", ".join(spots)}], "moves": [{", ".join(moves)}], "days": [{", ".join(days)}]}}'


class Board:
    """Places that lines are put on, each once however reports write it."""

    def __init__(self, group: Callable[[Place], int], on: dt.date) -> None:
        self._group, self._on = group, on
        self._spots: dict[tuple[int, str], list[Spot]] = {}
        self._known: dict[Place, Spot] = {}
        self.moves: list[Move] = []

    def put(self, lines: Iterable[Told]) -> None:
        for told in lines:
            line = told.line
            if line.section == "move" or line.kind == "move":
                self._move(told)
            elif line.place is None or (line.section == "attack" and not told.is_recent(self._on)):
                continue
            elif line.section == "presence":
                self.spot(line.place).presence.append(told)
            elif line.section == "holder":
                spot = self.spot(line.place)
                spot.holder = spot.holder or told
            elif line.section == "attack":
                self.spot(line.place).attacks.append(told)
            elif line.section in ("expected", "feared"):
                self.spot(line.place).outlook.append(told)

    def _move(self, told: Told) -> None:
        line = told.line
        if line.section == "expected" or (line.section == "move" and told.is_recent(self._on)):
            ends = (self.spot(end) if end else None for end in (line.place, line.destination))
            self.moves.append(Move(told, *ends))

    def spot(self, place: Place) -> Spot:
        if place not in self._known:
            near = self._spots.setdefault((self._group(place), place.level), [])
            found = next((spot for spot in near if same_place(spot.place, place)), None)
            if found is None:
                near.append(found := Spot(place))
            self._known[place] = found
        return self._known[place]

    @property
    def spots(self) -> list[Spot]:
        """Those of which most is told come first."""
        return sorted((spot for found in self._spots.values() for spot in found), key=lambda spot: spot.rank)
