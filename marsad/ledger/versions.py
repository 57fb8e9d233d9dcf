"""What the versions of a report say otherwise: an outlet that changes its article changes what it claims."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from marsad.ledger.tables import claims, readings, reports

if TYPE_CHECKING:
    from marsad.ledger.view import View

_AT_ONCE = 200  # reports in one statement
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


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a report: from when on the ledger had it, and which it is in the order in which they came."""

    recorded: str
    number: int
    title: str | None

    def to_json(self) -> dict[str, Any]:
        return {"recorded": self.recorded, "version": self.number, "title": self.title}


def versions_of(view: "View", report_id: str) -> list[Version]:
    """From which moment on which version of a report stood; a text that came back stands twice."""
    query = (
        select(reports.c.row, reports.c.title, readings.c.recorded_at)
        .join(readings, readings.c.report == reports.c.row)
        .where(reports.c.id == report_id, readings.c.recorded_at <= view.recorded, *view._published())
        .order_by(readings.c.row)
    )
    found: list[Version] = []
    numbers: dict[int, int] = {}
    last = None
    with view._connect() as connection:
        for row in connection.execute(query):
            number = numbers.setdefault(row.row, len(numbers) + 1)
            if row.row != last:
                found.append(Version(row.recorded_at, number, row.title))
            last = row.row
    return found


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
        several = {id_: rows for id_, rows in versions.items() if len(rows) > 1}
        items = iter(several.items())
        while part := list(islice(items, _AT_ONCE)):
            told = _claims(connection, [row.row for _, rows in part for row in rows], view.recorded)
            for id_, rows in part:
                for n, (before, row) in enumerate(pairwise(rows), 2):
                    differs = _difference(told[before.row], told[row.row])
                    yield Update(id_, n, row.recorded_at, row.published_at, row.title, *differs)


def _claims(connection: Connection, of: list[int], recorded: str) -> dict[int, list[Said]]:
    """What the last reading of each of these versions says."""
    last = select(func.max(readings.c.row)).where(readings.c.report.in_(of), readings.c.recorded_at <= recorded)
    query = select(claims.c.report, claims.c.id, claims.c.json).where(
        claims.c.reading.in_(last.group_by(readings.c.report)), claims.c.v == 0
    )
    told: dict[int, list[Said]] = {row: [] for row in of}
    for row in connection.execute(query.order_by(claims.c.reading, claims.c.n)):
        said = json.loads(row.json)
        told[row.report].append((row.id, {slot: value for slot, value in said.items() if slot not in _HOW}))
    return told


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
