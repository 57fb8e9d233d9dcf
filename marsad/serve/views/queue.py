"""What an analyst should look at first: claims in open conflicts, then those of which the reader was not sure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from marsad.ledger import Entry, View
from marsad.ledger.glance import newest_claims
from marsad.posture.answer import SURE
from marsad.posture.contested import Conflict
from marsad.posture.subject import EVERYTHING
from marsad.serve.views.lately import NEWEST, newest


@dataclass(frozen=True)
class Item:
    """A claim that nobody decided on, and why it is worth a look."""

    entry: Entry
    conflicts: tuple[Conflict, ...]

    @property
    def unsure(self) -> bool:
        return self.entry.claim.confidence < SURE

    def to_json(self) -> dict[str, Any]:
        conflicts = [{"id": conflict.id, "over": conflict.over} for conflict in self.conflicts]
        return {"claim": self.entry.to_json(), "conflicts": conflicts, "unsure": self.unsure}


def queue(view: View) -> list[Item]:
    """Of the newest claims those to be looked at, the most valuable first."""
    found = newest(view, EVERYTHING, NEWEST)
    disputed = _by_claim(conflict for conflict in found.conflicts if not conflict.settled)
    entries = {entry.id: entry for entry in newest_claims(view, NEWEST)}
    items = [Item(entry, tuple(disputed.get(id, ()))) for id, entry in entries.items() if not entry.verdict]
    wanted = [item for item in items if item.conflicts or item.unsure]
    return sorted(wanted, key=lambda item: (-len(item.conflicts), item.entry.claim.confidence, item.entry.id))


def _by_claim(conflicts: Iterable[Conflict]) -> dict[str, list[Conflict]]:
    found: dict[str, list[Conflict]] = {}
    for conflict in conflicts:
        for entry in conflict.entries:
            found.setdefault(entry.id, []).append(conflict)
    return found
