"""What an analyst should look at first: claims with names that nothing knows, as one of these spoils every answer about
whom it names; then claims in open conflicts; then those of which the reader was not sure.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from marsad.ledger import Entry, View
from marsad.ledger.glance import newest_claims
from marsad.model.claim import PLACE_SLOTS, SURE
from marsad.posture.contested import Conflict
from marsad.serve.views.lately import NEWEST, told


@dataclass(frozen=True)
class Item:
    """A claim that nobody decided on, and why it is worth a look."""

    entry: Entry
    conflicts: tuple[Conflict, ...]
    new: tuple[str, ...] = ()  # names in it that nothing knows

    @property
    def unsure(self) -> bool:
        return self.entry.claim.confidence < SURE

    def to_json(self) -> dict[str, Any]:
        conflicts = [{"id": conflict.id, "over": conflict.over} for conflict in self.conflicts]
        return {"claim": self.entry.to_json(), "conflicts": conflicts, "unsure": self.unsure, "new": self.new}


@dataclass(frozen=True)
class Queue:
    """What is to be looked at, the most valuable first; of a large ledger, what its newest claims hold of that."""

    items: list[Item]
    claims: int | None = None
    before: dt.date | None = None  # the day by which those before them were published
    past: int | None = None  # the row below which those of that day lie that were not looked at


def queue(view: View, past: int | None = None) -> Queue:
    """Of the newest claims those to be looked at; who has seen them goes on to what was known some days before.

    `past` is the row below which the claims of the view's last day lie that are still to be looked at.
    """
    looked_at = newest_claims(view, NEWEST, below=past)
    disputed = _by_claim(conflict for conflict in told(view, looked_at).conflicts if not conflict.settled)
    entries = {entry.id: entry for entry in looked_at}
    unknown = _unknown(view)
    items = [
        Item(entry, tuple(disputed.get(id, ())), _new(entry, unknown))
        for id, entry in entries.items()
        if not entry.verdict
    ]
    wanted = [item for item in items if item.new or item.conflicts or item.unsure]
    return Queue(sorted(wanted, key=_first), *_sifted(looked_at))


def _sifted(entries: list[Entry]) -> tuple[int | None, dt.date | None, int | None]:
    """How many claims were looked at, and the first of their days, on which further ones may have been published.

    Where all were of one day, also the row below which the others of that day lie: a day may hold any number of claims.
    """
    days = sorted({entry.published for entry in entries if entry.published})
    if len(entries) < NEWEST or not days:
        return None, None, None
    return len(entries), days[0], min(entry.row for entry in entries) if len(days) == 1 else None


def _first(item: Item) -> tuple[bool, int, float, str]:
    return not item.new, -len(item.conflicts), item.entry.claim.confidence, item.entry.id


def _unknown(view: View) -> dict[tuple[str, str], str]:
    """Report and key → the name as it stands there, of names that nothing knows and nobody has resolved."""
    return {(name.report_id, name.key): name.text for name in view.unknown_names()}


def _new(entry: Entry, unknown: dict[tuple[str, str], str]) -> tuple[str, ...]:
    claim = entry.claim
    keys = [*claim.actor, *claim.partner, *([claim.said_by.of] if claim.said_by else [])]
    keys += [place.name for slot in PLACE_SLOTS for place in getattr(claim, slot)]
    found = (unknown.get((entry.report_id, key)) for key in keys)
    return tuple(dict.fromkeys(name for name in found if name))


def _by_claim(conflicts: Iterable[Conflict]) -> dict[str, list[Conflict]]:
    found: dict[str, list[Conflict]] = {}
    for conflict in conflicts:
        for entry in conflict.entries:
            found.setdefault(entry.id, []).append(conflict)
    return found
