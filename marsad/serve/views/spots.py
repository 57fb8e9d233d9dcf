"""A place on the map with the lines about it, and how these are written for it: each once for a language."""

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any

from marsad.model.values import Place
from marsad.posture.answer import Line
from marsad.publish.cells import told, when
from marsad.publish.words import Words

RECENT = 30  # days before the day asked about in which moves and attacks are drawn
_CLAIMS = 6  # ids that a line leads to


@dataclass
class Told:
    """A line, and its JSON in each language once it was asked for."""

    line: Line
    _written: dict[str, str] = field(default_factory=dict, repr=False)

    def is_recent(self, on: dt.date) -> bool:
        last = self.line.last
        return last is not None and 0 <= (on - last).days <= RECENT

    def written(self, words: Words) -> str:
        language = words.phrases.language
        if language not in self._written:
            self._written[language] = json.dumps(line_json(self.line, words), ensure_ascii=False)
        return self._written[language]


@dataclass
class Spot:
    """A place and what is told of it."""

    place: Place
    holder: Told | None = None
    presence: list[Told] = field(default_factory=list)
    attacks: list[Told] = field(default_factory=list)
    outlook: list[Told] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What a move calls its ends."""
        return f"{self.place.name}|{self.place.country or ''}|{self.place.level}"

    @property
    def rank(self) -> tuple[Any, ...]:
        """Whole countries first, then places with a holder, then those with most forces."""
        sure = sum(each.line.sure for each in self.presence)
        return self.place.level != "country", self.holder is None, -sure, -len(self.presence), self.key

    def written(self, words: Words, other: Words) -> str:
        place = self.place
        head = {
            "key": self.key,
            "name": place.name,
            "label": plain(words.place(place)),
            "other": plain(other.place(place)),
            "country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "level": place.level,
        }
        lists = {"presence": self.presence, "attacks": self.attacks, "outlook": self.outlook}
        parts = [f'"holder": {self.holder.written(words) if self.holder else "null"}']
        parts += [f'"{name}": [{", ".join(each.written(words) for each in found)}]' for name, found in lists.items()]
        return f"{json.dumps(head, ensure_ascii=False)[:-1]}, {', '.join(parts)}}}"


@dataclass(frozen=True)
class Move:
    """A move that is told or expected, and the places that it leads from and to."""

    told: Told
    origin: Spot | None
    destination: Spot | None

    def written(self, words: Words) -> str:
        ends = {
            name: spot.key if spot else None
            for name, spot in (("origin", self.origin), ("destination", self.destination))
        }
        return f"{self.told.written(words)[:-1]}, {json.dumps(ends, ensure_ascii=False)[1:]}"


def line_json(line: Line, words: Words) -> dict[str, Any]:
    return {
        "actor": list(line.actor),
        "who": plain(words.actors(line.actor)),
        "state": line.state,
        "section": line.section,
        "number": line.number.to_json() if line.number else None,
        "figure": words.number(line.number),
        "when": line.when,
        "last": line.last.isoformat() if line.last else None,
        "sure": line.sure,
        "disputed": [dispute.over for dispute in line.disputes],
        "told": plain(told(line, words) + when(line, words)),
        "claims": [entry.id for entry in line.entries[:_CLAIMS]],
        "against": _against(line),
        "event": line.event,
    }


def _against(line: Line) -> list[str]:
    """Claims that a dispute sets against those that support the line."""
    support = {entry.id for entry in line.entries}
    return list(dict.fromkeys(e.id for d in line.disputes for e in d.entries if e.id not in support))[:_CLAIMS]


def plain(text: str) -> str:
    """Without the isolates, which a canvas draws as boxes."""
    return text.replace("\u2068", "").replace("\u2069", "")
