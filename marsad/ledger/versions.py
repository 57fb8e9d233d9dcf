"""What the versions of a report say otherwise: an outlet that changes its article changes what it claims."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from marsad.ledger.tables import claims, readings, reports

if TYPE_CHECKING:
    from marsad.ledger.view import View

_HOW = ("evidence", "confidence", "rule")  # how a claim is borne out, not what it says

Said = tuple[str, dict[str, Any]]  # the id of a claim, and what it says


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that a later version makes otherwise: slot by slot what it said, and what it says."""

    before: str
    after: str
    kind: str
    slots: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Update:
    """A version of a report, and how its claims differ from those of the version before."""

    report_id: str
    number: int  # 2 is the first that updates another
    recorded: str
    published: str | None
    title: str | None
    kept: int
    came: tuple[Said, ...]
    went: tuple[Said, ...]
    changed: tuple[Change, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "report": self.report_id,
            "version": self.number,
            "recorded": self.recorded,
            "published": self.published,
            "title": self.title,
            "kept": self.kept,
            "new": [{"id": id_, **said} for id_, said in self.came],
            "gone": [{"id": id_, **said} for id_, said in self.went],
            "changed": [
                {"before": c.before, "after": c.after, "kind": c.kind,
                 "slots": {slot: {"before": old, "after": new} for slot, (old, new) in c.slots.items()}}
                for c in self.changed
            ],
        }  # fmt: skip


def updates(view: "View") -> Iterator[Update]:
    """Every version that updates an earlier one, by report, in the order in which the ledger got them.

    Each as it was last read, before decisions: what an analyst amended is not what the outlet changed.
    """
    with view._connect() as connection:
        seen = [reports.c.recorded_at <= view.recorded, *view._published()]
        query = select(
            reports.c.row, reports.c.id, reports.c.recorded_at, reports.c.published_at, reports.c.title
        ).where(*seen).order_by(reports.c.id, reports.c.row)  # fmt: skip
        versions: dict[str, list[Any]] = {}
        for row in connection.execute(query):
            versions.setdefault(row.id, []).append(row)
        for id_, rows in versions.items():
            if len(rows) > 1:
                told = [_claims(connection, row.row, view.recorded) for row in rows]
                for n in range(1, len(rows)):
                    row = rows[n]
                    differs = _difference(told[n - 1], told[n])
                    yield Update(id_, n + 1, row.recorded_at, row.published_at, row.title, *differs)


def _claims(connection: Any, report: int, recorded: str) -> list[Said]:
    """What the last reading of a version says."""
    last = select(readings.c.row).where(readings.c.report == report, readings.c.recorded_at <= recorded)
    last = last.order_by(readings.c.row.desc()).limit(1)
    reading = connection.scalar(last)
    query = select(claims.c.id, claims.c.json).where(claims.c.reading == reading, claims.c.v == 0).order_by(claims.c.n)
    found = ((row.id, json.loads(row.json)) for row in connection.execute(query))
    return [(id_, {slot: value for slot, value in said.items() if slot not in _HOW}) for id_, said in found]


def _difference(
    before: list[Said], after: list[Said]
) -> tuple[int, tuple[Said, ...], tuple[Said, ...], tuple[Change, ...]]:
    """How many claims are in both; the new ones, the gone ones, and those that tell of the same thing otherwise."""
    went, came = list(before), []
    for id_, said in after:
        same = next((one for one in went if one[1] == said), None)
        if same:
            went.remove(same)
        else:
            came.append((id_, said))
    kept = len(after) - len(came)
    changed = []
    for new in list(came):
        alike = [old for old in went if _same_thing(old[1], new[1])]
        if alike:
            old = min(alike, key=lambda one: len(_slots(one[1], new[1])))
            went.remove(old)
            came.remove(new)
            changed.append(Change(old[0], new[0], str(new[1].get("kind")), _slots(old[1], new[1])))
    return kept, tuple(came), tuple(went), tuple(changed)


def _same_thing(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """One kind of claim of one actor, or about one place."""
    if one.get("kind") != other.get("kind"):
        return False
    return any(one.get(slot) and one.get(slot) == other.get(slot) for slot in ("actor", "place"))


def _slots(one: dict[str, Any], other: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    both = dict.fromkeys([*one, *other])
    return {slot: (one.get(slot), other.get(slot)) for slot in both if one.get(slot) != other.get(slot)}
