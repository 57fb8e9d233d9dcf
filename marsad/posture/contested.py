"""Conflicts as objects: over what, who says which since when, and whether a later report settled it.

Three sorts: claims of one event at odds over a matter (`odds`); a denial of an event; and claims that no event joins,
such as two holders of a place, two words on why a force leaves (`RULES`, `reasons`), or a base that was handed over by
who says that he has not left it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from marsad.ledger import Entry
from marsad.model.values import Place
from marsad.posture.alike import Things
from marsad.posture.conflicts import RULES, at_odds_pairs, held, parties
from marsad.posture.copies import NO_COPIES, Copies
from marsad.posture.events import Event
from marsad.posture.geography import Cells
from marsad.posture.odds import at_odds
from marsad.posture.reasons import contradicted_reasons
from marsad.posture.settled import Settled, Side, settled
from marsad.posture.telling import DENIED, PLANNED, POSSIBLE, TOLD, by_publication
from marsad.posture.unite import components
from marsad.posture.voices import voice_of

AFFIRMED = "affirmed"
_AFFIRMS = {TOLD: AFFIRMED, PLANNED: PLANNED, POSSIBLE: POSSIBLE}  # how an event is told → what that side says of it
OVER = ("number", "toll", "date", "holder", "attacker", "denial", "reason", "pace", "agreement")


@dataclass(frozen=True)
class Conflict:
    """Claims that cannot all hold. `id` is the matter and its first claim or event: the same in every answer."""

    id: str
    over: str
    sides: tuple[Side, ...]  # the first to be told comes first
    kind: str
    actor: tuple[str, ...]
    place: Place | None
    event: str | None = None
    settled: Settled | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple({e.id: e for side in self.sides for e in side.entries}.values())

    @property
    def since(self) -> dt.date:
        """From when on it was in conflict: the day on which the second side spoke up."""
        return sorted(side.since for side in self.sides)[1]

    @property
    def last(self) -> dt.date:
        return max(side.until for side in self.sides)

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "over": self.over,
            "kind": self.kind,
            "actor": list(self.actor),
            "place": self.place.to_json() if self.place else None,
            "event": self.event,
            "since": self.since.isoformat(),
            "sides": [side.to_json() for side in self.sides],
            "settled": self.settled.to_json() if self.settled else None,
        }


def find_conflicts(events: Iterable[Event], entries: Iterable[Entry], copies: Copies = NO_COPIES) -> list[Conflict]:
    """All conflicts among these entries and their events, by the day on which they arose."""
    known = list({entry.id: entry for entry in entries}.values())
    found = [conflict for event in events for conflict in _of_event(event, copies)]
    found += [*_of_cells(known, copies), *_of_reasons(known, copies)]
    answered = {entry.id for conflict in found if conflict.over == "denial" for entry in conflict.entries}
    found += _of_givers((entry for entry in known if entry.id not in answered), copies)
    found.sort(key=lambda c: (c.since, OVER.index(c.over), c.id))
    # Claims about several places are at odds once.
    once = {(c.over, frozenset(entry.id for entry in c.entries)): c for c in reversed(found)}
    return list(reversed(once.values()))


def _of_event(event: Event, copies: Copies) -> Iterator[Conflict]:
    if event.mode == DENIED:
        return
    for matter, odd in at_odds(event.told):
        values = [(_json(matter.over, matter.says(t), t.entry), t.entry) for t in odd]
        yield _conflict(matter.over, values, copies, event)
    if event.denied and not _called_off(event) and not _warning(event):
        affirms = _AFFIRMS[event.mode]
        values = [(affirms, entry) for entry in event.affirming] + [(DENIED, entry) for entry in event.denying]
        yield _conflict("denial", values, copies, event)


def _warning(event: Event) -> bool:
    """Whether an attack is only feared: that it might come, and that there was none, can both hold."""
    return event.kind == "attack" and event.mode == POSSIBLE


def _called_off(event: Event) -> bool:
    """Whether it is just one report that tells of a plan and that it was dropped."""
    return len({(entry.report_id, entry.claim.said_by) for entry in event.entries}) == 1


def _of_cells(entries: list[Entry], copies: Copies) -> Iterator[Conflict]:
    """Two holders of a place, an activity that goes on and has stopped, what is agreed and rejected."""
    cells = Cells()
    groups: dict[tuple[Any, ...], list[Entry]] = {}
    for entry in entries:
        for key in _cell_keys(entry, cells):
            groups.setdefault(key, []).append(entry)
    rules = {rule.over: rule for rule in RULES}
    for (over, *_), told in groups.items():
        rule = rules[over]
        bearing = [entry for entry in told if rule.bears(entry.claim)]
        # Two receivers of one handover are a matter of their event.
        odd = (p for p in at_odds_pairs(rule, bearing) if over != "holder" or {e.claim.kind for e in p} != {"handover"})
        for group in components(odd):
            yield _conflict(over, [(_json(over, None, entry), entry) for entry in group], copies)


def _cell_keys(entry: Entry, cells: Cells) -> Iterator[tuple[Any, ...]]:
    claim = entry.claim
    if claim.status not in ("happened", "ongoing"):
        return
    if claim.kind in ("control", "handover"):
        yield from (("holder", cells.of(place)) for place in held(entry))
    elif claim.kind == "activity":
        places: list[Place | None] = [cells.of(place) for place in claim.place]
        yield from (("pace", claim.activity, actor, place) for actor in claim.actor for place in places or [None])
    elif claim.kind == "agreement":
        yield "agreement", parties(claim)


def _of_givers(entries: Iterable[Entry], copies: Copies) -> Iterator[Conflict]:
    """Handovers of sites by those who say that they have not left them."""
    bearing = (("handover", "happened"), ("move", DENIED))
    told = [entry for entry in entries if (entry.claim.kind, entry.claim.status) in bearing]
    things = Things(told, Cells())
    handovers = (entry for entry in told if entry.claim.kind == "handover")
    for group in components((entry, denial) for entry in handovers for denial in things.against(entry)):
        values = [(DENIED if entry.claim.status == DENIED else AFFIRMED, entry) for entry in group]
        yield _conflict("denial", values, copies)


def _of_reasons(entries: list[Entry], copies: Copies) -> Iterator[Conflict]:
    for code, pairs in contradicted_reasons(entries).items():
        for group in components(pairs):
            values = [({"code": code, "holds": _holds(entry, code)}, entry) for entry in group]
            yield _conflict("reason", values, copies, name=f"reason-{code}")


def _holds(entry: Entry, code: str) -> bool:
    return any(reason.code == code and reason.holds for reason in entry.claim.reasons)


def _conflict(
    over: str, values: list[tuple[Any, Entry]], copies: Copies, event: Event | None = None, name: str | None = None
) -> Conflict:
    ordered = sorted(values, key=lambda pair: by_publication(pair[1]))
    voices = voice_of((entry for _, entry in ordered), copies)
    by_value: dict[str, tuple[Any, list[Entry]]] = {}
    for value, entry in ordered:
        by_value.setdefault(repr(value), (value, []))[1].append(entry)
    sides = tuple(
        Side(value, tuple({e.id: e for e in said}.values()), tuple(sorted({voices[e.id] for e in said})))
        for value, said in by_value.values()
    )
    first = ordered[0][1].claim
    anchor = event.id if event else ordered[0][1].id
    place = event.first.place if event else next(iter(first.place or first.origin), None)
    ends = settled(sides, voices)
    return Conflict(
        f"{name or over}-{anchor}", over, sides, first.kind, first.actor, place, event.id if event else None, ends
    )


def _json(over: str, value: Any, entry: Entry) -> Any:
    """What an entry says of the matter, as JSON has it."""
    claim = entry.claim
    if over == "toll":
        killed, wounded = (count.to_json() if count else None for count in (claim.killed, claim.wounded))
        return {"killed": killed, "wounded": wounded}
    if over == "number":
        return value.said.to_json()
    if over == "date":
        return claim.when
    if over == "holder":
        return list(claim.partner if claim.kind == "handover" else claim.actor)
    return list(claim.actor) if over == "attacker" else claim.phase
