"""What an analyst can decide. A judgement says what; with by whom, when and why it is a decision on record.

A decision never changes another: what holds at an instant follows from all decisions up to it (`rulings.py`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marsad.errors import DecisionError
from marsad.ledger.names import folded
from marsad.model.values import Place

SOURCE_GRADES = ("A", "B", "C", "D", "E", "F")  # the Admiralty scale: how reliable a source is
CLAIM_GRADES = ("1", "2", "3", "4", "5", "6")  # and how credible a piece of information
NOTED = ("claim", "report", "actor", "site", "source")  # what a note can be about
FIXED = ("confidence", "rule")  # what the reader says of itself; nobody amends it


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is decided: a verb, what it is about, and the rest as JSON values."""

    verb: str
    target: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement on record."""

    id: str
    verb: str
    target: str
    body: dict[str, Any]
    by: str
    why: str
    at: str  # UTC instant
    undone_by: str | None = None  # the decision that undid it, as far as the view knows

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "verb": self.verb,
            **self.body,
            "by": self.by,
            "why": self.why,
            "at": self.at,
            "undone_by": self.undone_by,
        }


def decision_of(row: Any) -> Decision:
    return Decision(row.id, row.verb, row.target, json.loads(row.body), row.author, row.reason, row.recorded_at)


def canonical(body: Any) -> str:
    """JSON that is the same for the same value."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def accept(claim: str) -> Judgement:
    return Judgement("accept", f"claim:{claim}", {"claim": claim})


def reject(claim: str) -> Judgement:
    return Judgement("reject", f"claim:{claim}", {"claim": claim})


def amend(claim: str, slots: Mapping[str, Any]) -> Judgement:
    """Slots with their new values in the contract's JSON form; None empties one."""
    if not slots:
        raise DecisionError("Nothing is amended; name a slot and its value, such as number=300.")
    if fixed := [slot for slot in slots if slot in FIXED]:
        raise DecisionError(f"{fixed[0]!r} is the reader's own and is not amended.")
    return Judgement("amend", f"claim:{claim}", {"claim": claim, "slots": dict(slots)})


def add(report: str, claim: Mapping[str, Any]) -> Judgement:
    """The report says this too, and its reader missed it: a claim in the contract's JSON form."""
    return Judgement("add", f"report:{report}", {"report": report, "said": dict(claim)})


def merge_actors(key: str, into: str) -> Judgement:
    """Two keys are one actor: wherever the first stands, the second is meant."""
    _differ(key, into)
    return Judgement("merge", f"actor:{key}", {"of": "actor", "from": key, "into": into})


def merge_sites(name: str, country: str | None, into: Place) -> Judgement:
    """A place of this name (in this country, if one is given) is that place."""
    source = {"name": name, "country": country}
    return Judgement("merge", f"site:{folded(name)}", {"of": "site", "from": source, "into": into.to_json()})


def one_event(claims: Iterable[str]) -> Judgement:
    """These claims tell of one happening."""
    ids = sorted(set(claims))
    if len(ids) < 2:
        raise DecisionError("One event is made of two claims or more; name them.")
    return Judgement("merge", f"event:{ids[0]}", {"of": "event", "claims": ids})


def split_actor(key: str, into: str, claims: Iterable[str]) -> Judgement:
    """In these claims the key means another actor."""
    _differ(key, into)
    return Judgement("split", f"actor:{key}", {"of": "actor", "from": key, "into": into, "claims": _some(claims)})


def split_site(name: str, into: Place, claims: Iterable[str]) -> Judgement:
    """In these claims the name means another place."""
    body = {"of": "site", "from": {"name": name, "country": None}, "into": into.to_json(), "claims": _some(claims)}
    return Judgement("split", f"site:{folded(name)}", body)


def several_events(sides: Sequence[Iterable[str]]) -> Judgement:
    """No claim of one side tells of the same happening as a claim of another side."""
    listed = sorted(sorted(set(side)) for side in sides)
    if len(listed) < 2 or not all(listed):
        raise DecisionError("An event is split into two sides or more; name claims for each.")
    if len({claim for side in listed for claim in side}) < sum(len(side) for side in listed):
        raise DecisionError("A claim stands on two sides of the split; name it once.")
    return Judgement("split", f"event:{listed[0][0]}", {"of": "event", "sides": listed})


def annotate(of: str, target: str, note: str) -> Judgement:
    if of not in NOTED:
        raise DecisionError(f"A note is about a {', '.join(NOTED[:-1])} or {NOTED[-1]}, not about a {of!r}.")
    if not note.strip():
        raise DecisionError("The note is empty; write what is to be remembered.")
    return Judgement("annotate", f"{of}:{target}", {"of": of, "to": target, "note": note})


def grade_source(source: str, grade: str) -> Judgement:
    """How reliable a publisher or speaker is, A to F."""
    return Judgement(
        "grade", f"source:{source}", {"of": "source", "source": source, "grade": _grade(grade, SOURCE_GRADES)}
    )


def grade_claim(claim: str, grade: str) -> Judgement:
    """How credible a claim is, 1 to 6."""
    return Judgement("grade", f"claim:{claim}", {"of": "claim", "claim": claim, "grade": _grade(grade, CLAIM_GRADES)})


def resolve_actor(key: str, actor: str) -> Judgement:
    """An unknown name, by the key that claims have for it, is this actor."""
    _differ(key, actor)
    return Judgement("resolve", f"name:{key}", {"of": "actor", "name": key, "into": actor})


def resolve_place(name: str, place: Place) -> Judgement:
    """An unknown name is this place."""
    return Judgement("resolve", f"name:{name}", {"of": "site", "name": name, "into": place.to_json()})


def retract(report: str) -> Judgement:
    """The report stays; from now on its claims do not count."""
    return Judgement("retract", f"report:{report}", {"report": report})


def erase(report: str) -> Judgement:
    """The report's words are taken away for good; its claims do not count from now on."""
    return Judgement("erase", f"report:{report}", {"report": report})


def undo(decision: str) -> Judgement:
    return Judgement("undo", f"decision:{decision}", {"decision": decision})


def _grade(grade: str, scale: tuple[str, ...]) -> str:
    found = grade.strip().upper()
    if found not in scale:
        raise DecisionError(f"{grade!r} is no grade here; use one of {', '.join(scale)}.")
    return found


def _some(claims: Iterable[str]) -> list[str]:
    if not (ids := sorted(set(claims))):
        raise DecisionError("A split concerns claims; name them.")
    return ids


def _differ(key: str, into: str) -> None:
    if key == into:
        raise DecisionError(f"{key} is {into} already; name another.")
