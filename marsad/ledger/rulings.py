"""What follows from the decisions up to an instant: a pure function of their list, oldest first.

A claim is shown as it was read, with its amendments put in, then with the actors and sites that were split off in just
this claim, then with every actor and site as what it was merged or resolved into. Of amendments of one slot, of
verdicts and of grades the latest holds.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from marsad.ledger.decisions import Decision
from marsad.ledger.names import folded
from marsad.model.claim import KEY_SLOTS, PLACE_SLOTS, Claim
from marsad.model.values import Place

REJECTED = "rejected"
_VERDICTS = {"accept": "accepted", "amend": "amended", "reject": REJECTED}
_MERGING = ("merge", "resolve")


@dataclass(frozen=True, slots=True)
class EventDecision:
    """Claims that are one event (`same`; one side), or sides of which no two are one event."""

    id: str
    same: bool
    sides: tuple[tuple[str, ...], ...]
    by: str
    why: str
    at: str


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote about a claim, report, actor, site or source."""

    id: str
    text: str
    by: str
    at: str

    def to_json(self) -> dict[str, Any]:
        return {"id": self.id, "note": self.text, "by": self.by, "at": self.at}


@dataclass(frozen=True, slots=True)
class _Renaming:
    """A site's name in a country (None: in any) that means another place."""

    name: str  # folded
    country: str | None
    into: Place

    def meets(self, place: Place) -> bool:
        one_country = None in (self.country, place.country) or self.country == place.country
        return one_country and folded(place.name) == self.name


class Rulings:
    """The decisions in force, asked claim by claim."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.all = with_undoings(decisions)
        self.in_force = [decision for decision in self.all if decision.undone_by is None]
        self.actors: dict[str, str] = {}  # key → what it was merged or resolved into
        self.sites: dict[str, list[_Renaming]] = {}  # by folded name, oldest first
        self.retracted: set[str] = set()  # ids of reports whose claims do not count; erased ones too
        self.erased: set[str] = set()
        self.added: dict[str, Decision] = {}  # claims that analysts added, by the id of the decision
        self._verdicts: dict[str, str] = {}
        self._amended: dict[str, dict[str, Any]] = {}
        self._split: dict[str, list[Decision]] = {}
        for decision in self.in_force:
            self._take(decision)

    def of(self, id: str, claim: Claim) -> tuple[Claim, str]:
        """A claim as decided, and the verdict on it ("" where there is none)."""
        if id in self._amended:
            claim = Claim.from_json(claim.to_json() | self._amended[id])
        for decision in self._split.get(id, ()):
            claim = self._splitting(claim, decision.body)
        if self.actors or self.sites:
            claim = self._renamed(claim)
        return claim, self._verdicts.get(id, "")

    def actor_now(self, key: str) -> str:
        """What an actor's key was merged or resolved into, through all steps."""
        seen = {key}
        while (into := self.actors.get(key)) is not None and into not in seen:
            seen.add(key := into)
        return key

    def place_now(self, place: Place) -> Place:
        """What a place was merged or resolved into, through all steps; each step is taken once."""
        taken: list[_Renaming] = []
        while (step := self._step(place)) is not None and step not in taken:
            taken.append(step)
            place = step.into
        return place

    @cached_property
    def named(self) -> frozenset[str]:
        """The claims that a decision names by id and that it changes."""
        return frozenset((*self._verdicts, *self._amended, *self._split))

    @cached_property
    def source_grades(self) -> dict[str, str]:
        return {d.body["source"]: d.body["grade"] for d in self._verb("grade") if d.body["of"] == "source"}

    @cached_property
    def claim_grades(self) -> dict[str, str]:
        return {d.body["claim"]: d.body["grade"] for d in self._verb("grade") if d.body["of"] == "claim"}

    @cached_property
    def events(self) -> list[EventDecision]:
        found = (d for d in self._verb("merge", "split") if d.body["of"] == "event")
        return [
            EventDecision(
                id=decision.id,
                same=decision.verb == "merge",
                sides=tuple(map(tuple, decision.body.get("sides") or [decision.body["claims"]])),
                by=decision.by,
                why=decision.why,
                at=decision.at,
            )
            for decision in found
        ]

    def notes(self, of: str, target: str) -> list[Note]:
        found = (d for d in self._verb("annotate") if (d.body["of"], d.body["to"]) == (of, target))
        return [Note(d.id, d.body["note"], d.by, d.at) for d in found]

    def taken_back(self, report: str) -> Decision | None:
        """The decision by which a report does not count: its erasure, else its latest retraction."""
        found = [d for d in self._verb("retract", "erase") if d.body["report"] == report]
        return next((d for d in found if d.verb == "erase"), found[-1] if found else None)

    def resolved(self) -> frozenset[str]:
        """The keys of names that are unknown no more."""
        return frozenset(d.body["name"] for d in self._verb("resolve"))

    def _verb(self, *verbs: str) -> Iterator[Decision]:
        return (decision for decision in self.in_force if decision.verb in verbs)

    def _take(self, decision: Decision) -> None:
        body = decision.body
        if decision.verb in _VERDICTS:
            self._verdicts[body["claim"]] = _VERDICTS[decision.verb]
            self._amended.setdefault(body["claim"], {}).update(body.get("slots", {}))
        elif decision.verb == "add":
            self.added[decision.id] = decision
            self._verdicts[body["adds"]] = _VERDICTS["accept"]
        elif decision.verb in ("retract", "erase"):
            self.retracted.add(body["report"])
            if decision.verb == "erase":
                self.erased.add(body["report"])
        elif decision.verb in _MERGING and body["of"] == "actor":
            self.actors[body.get("from") or body["name"]] = body["into"]
        elif decision.verb in _MERGING and body["of"] == "site":
            source = body.get("from") or {"name": body["name"], "country": None}
            step = _Renaming(folded(source["name"]), source["country"], Place.from_json(body["into"]))
            self.sites.setdefault(step.name, []).append(step)
        elif decision.verb == "split" and body["of"] != "event":
            for claim in body["claims"]:
                self._split.setdefault(claim, []).append(decision)

    def _splitting(self, claim: Claim, body: dict[str, Any]) -> Claim:
        if body["of"] == "actor":
            known = self.actor_now(body["from"])
            return _with_keys(claim, lambda key: body["into"] if self.actor_now(key) == known else key)
        into, name = Place.from_json(body["into"]), folded(body["from"]["name"])
        return _with_places(claim, lambda p: into if name in (folded(p.name), folded(self.place_now(p).name)) else p)

    def _renamed(self, claim: Claim) -> Claim:
        return _with_places(_with_keys(claim, self.actor_now), self.place_now)

    def _step(self, place: Place) -> _Renaming | None:
        steps = self.sites.get(folded(place.name), ()) if self.sites else ()
        return next((step for step in reversed(steps) if step.meets(place)), None)


def with_undoings(decisions: Iterable[Decision]) -> list[Decision]:
    """The same decisions, each with the one that undid it. An undoing that is undone itself undoes nothing."""
    undone: dict[str, str] = {}
    out: list[Decision] = []
    for decision in reversed(list(decisions)):
        by = undone.get(decision.id)
        if decision.verb == "undo" and by is None:
            undone[decision.body["decision"]] = decision.id
        out.append(replace(decision, undone_by=by))
    return out[::-1]


def _with_keys(claim: Claim, now: Any) -> Claim:
    keys: dict[str, Any] = {slot: tuple(dict.fromkeys(map(now, getattr(claim, slot)))) for slot in KEY_SLOTS}
    said_by = claim.said_by and claim.said_by._replace(of=now(claim.said_by.of))
    return replace(claim, said_by=said_by, **keys)


def _with_places(claim: Claim, now: Any) -> Claim:
    places: dict[str, Any] = {slot: tuple(dict.fromkeys(map(now, getattr(claim, slot)))) for slot in PLACE_SLOTS}
    return replace(claim, **places)
