"""Putting a decision on record, and bringing the claims that it concerns into the form that now holds."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, select, tuple_

from marsad.errors import ContractError, DecisionError
from marsad.ledger.addition import bring_up_additions, check_new, checked_addition
from marsad.ledger.chain import DECISION, Change, values
from marsad.ledger.decisions import Decision, Judgement, canonical, decision_of
from marsad.ledger.erase import erase_words
from marsad.ledger.names import folded
from marsad.ledger.pen import Pen
from marsad.ledger.rulings import Rulings
from marsad.ledger.states import text_of
from marsad.ledger.tables import claim_actors, claim_places, claims, decisions, readings, reports
from marsad.model.claim import Claim
from marsad.model.kinds import KINDS
from marsad.model.values import Place
from marsad.model.values.words import check_words

_AT_ONCE = 500
_CLAIMS = ("accept", "reject", "amend", "split")  # verbs that name the claims that they change
_COMMON = ("kind", "status", "when", "reasons", "said_by", "evidence")  # what every claim has
_BY_ID = ("accept", "reject", "amend")


@dataclass(frozen=True, slots=True)
class Decided:
    """What deciding did: the decision, whether it is new, and how many claims it gave another form."""

    decision: Decision
    new: bool
    changed: int


def load_rulings(connection: Connection) -> Rulings:
    return Rulings(map(decision_of, connection.execute(select(decisions).order_by(decisions.c.row))))


class Judge:
    """Decides with one pen; each decision is a write with an instant of its own."""

    def __init__(self, pen: Pen, rulings: Rulings) -> None:
        self._pen = pen
        self.rulings = rulings  # as they are after the last decision

    def decide(self, at: str, judgement: Judgement, by: str, why: str) -> Decided:
        """Put it on record; what is decided already, by the same person for the same reason, is not decided twice."""
        if not by.strip():
            raise DecisionError("A decision has somebody who takes it; say who with --by NAME or MARSAD_AUTHOR.")
        self._pen.flush()
        judgement = _Check(self._pen.connection, self.rulings).checked(judgement)
        if (standing := self._standing(judgement, by, why)) is not None:
            return Decided(standing, False, 0)
        if judgement.verb == "add":
            check_new(self._pen.connection, judgement.body["adds"])
        change = Change(at, judgement.verb)
        if judgement.verb == "erase":
            judgement = replace(judgement, body=judgement.body | erase_words(self._pen, at, judgement.body["report"]))
        decision = self._add(change, judgement, by, why)
        before, self.rulings = self.rulings, Rulings([*self.rulings.all, decision])
        changed = bring_up_additions(self._pen, change, before, self.rulings)
        changed += self._bring_up(change, _concerned(self._pen.connection, decision, before, self.rulings))
        self._pen.seal(change)
        self._pen.flush()
        return Decided(decision, True, changed)

    def _standing(self, judgement: Judgement, by: str, why: str) -> Decision | None:
        """The same decision, if it is the newest on its target and holds."""
        on_target = [d for d in self.rulings.in_force if d.target == judgement.target]
        if judgement.verb == "undo" or not on_target:
            return None
        last = on_target[-1]
        body = {key: value for key, value in last.body.items() if key in judgement.body}
        return last if (last.verb, body, last.by, last.why) == (judgement.verb, judgement.body, by, why) else None

    def _add(self, change: Change, judgement: Judgement, by: str, why: str) -> Decision:
        body = canonical(judgement.body)
        content = json.dumps([change.at, judgement.verb, body, by, why], ensure_ascii=False)
        row: dict[str, Any] = {
            "row": self._pen.next_row(decisions),
            "id": hashlib.sha256(content.encode()).hexdigest()[:12],
            "verb": judgement.verb,
            "target": judgement.target,
            "body": body,
            "author": by,
            "reason": why,
            "recorded_at": change.at,
        }
        self._pen.add(decisions, (row,))
        change.decisions.append(values(row, DECISION))
        return Decision(row["id"], judgement.verb, judgement.target, json.loads(body), by, why, change.at)

    def _bring_up(self, change: Change, concerned: Iterable[tuple[int, int]]) -> int:
        """Give each of these claims (reading, n) the form that now holds; says how many changed."""
        changed = 0
        for keys in _portions(sorted(set(concerned))):
            ended: list[int] = []
            for states in _states(self._pen.connection, keys):
                changed += self._bring_up_one(change, states, ended)
            self._pen.end_states(change, ended)
        return changed

    def _bring_up_one(self, change: Change, states: Sequence[Any], ended: list[int]) -> bool:
        as_read, newest = states[0], states[-1]
        standing = next((state for state in states if state.withdrawn_at is None), None)
        wanted: tuple[Claim, str] | None = None
        if as_read.report_id not in self.rulings.retracted:
            wanted = self.rulings.of(as_read.id, Claim.kept(json.loads(as_read.json)))
        if (wanted and (text_of(wanted[0]), wanted[1])) == (standing and (standing.json, standing.verdict)):
            return False
        if standing is not None:
            ended.append(standing.row)
        if wanted:
            state = {key: getattr(as_read, key) for key in ("report", "reading", "n", "id", "published_at")}
            state |= {"v": newest.v + 1, "verdict": wanted[1], "recorded_at": change.at, "withdrawn_at": None}
            self._pen.add_state(change, state, wanted[0])
        return True


def _states(connection: Connection, keys: Sequence[tuple[int, int]]) -> Iterator[list[Any]]:
    """The states of each of these claims, oldest first, of readings that stand."""
    query = (
        select(claims, reports.c.id.label("report_id"))
        .join(readings, readings.c.row == claims.c.reading)
        .join(reports, reports.c.row == claims.c.report)
        .where(tuple_(claims.c.reading, claims.c.n).in_(keys), readings.c.withdrawn_at.is_(None))
        .order_by(claims.c.reading, claims.c.n, claims.c.v)
    )
    gathered: list[Any] = []
    for row in connection.execute(query).all():
        if gathered and (gathered[0].reading, gathered[0].n) != (row.reading, row.n):
            yield gathered
            gathered = []
        gathered.append(row)
    if gathered:
        yield gathered


def _concerned(
    connection: Connection, decision: Decision, before: Rulings, after: Rulings
) -> Iterator[tuple[int, int]]:
    """The claims, as (reading, n), whose form a decision may change."""
    body = decision.body
    if decision.verb == "undo":
        undone = next(d for d in before.all if d.id == body["decision"])
        yield from _concerned(connection, undone, before, after)
    elif decision.verb in ("retract", "erase"):
        yield from _where(connection, reports.c.id == body["report"])
    elif decision.verb in _CLAIMS and body.get("of") != "event":
        for ids in _portions(sorted({body["claim"]} if "claim" in body else set(body["claims"]))):
            yield from _where(connection, claims.c.id.in_(ids))
    elif decision.verb in ("merge", "resolve") and body["of"] != "event":
        for ids in _portions(sorted(before.named | after.named)):
            yield from _where(connection, claims.c.id.in_(ids))
        yield from _named(connection, body, (before, after))


def _named(connection: Connection, body: dict[str, Any], both: tuple[Rulings, Rulings]) -> Iterator[tuple[int, int]]:
    """Claims that were read with a name that is, or is merged into, the one that is decided on."""
    source = body["from"] if "from" in body else body["name"]
    if body["of"] == "actor":
        steps = {(key, into) for rulings in both for key, into in rulings.actors.items()}
        for keys in _portions(sorted(_leading_to(source, steps))):
            as_read = select(claim_actors.c.claim).where(claim_actors.c.key.in_(keys))
            yield from _where(connection, claims.c.row.in_(as_read))
            yield from _where(connection, claims.c.said_by.in_(keys))
        return
    name = folded(source["name"] if isinstance(source, dict) else source)
    steps = {(s.name, folded(s.into.name)) for rulings in both for each in rulings.sites.values() for s in each}
    for names in _portions(sorted(_leading_to(name, steps))):
        yield from _where(
            connection, claims.c.row.in_(select(claim_places.c.claim).where(claim_places.c.folded.in_(names)))
        )


def _leading_to(name: str, steps: set[tuple[str, str]]) -> set[str]:
    found = {name}
    while more := {source for source, into in steps if into in found} - found:
        found |= more
    return found


def _where(connection: Connection, condition: Any) -> Iterator[tuple[int, int]]:
    query = (
        select(claims.c.reading, claims.c.n)
        .join(readings, readings.c.row == claims.c.reading)
        .join(reports, reports.c.row == claims.c.report)
        .where(claims.c.v == 0, readings.c.withdrawn_at.is_(None), condition)
    )
    for row in connection.execute(query).all():
        yield row.reading, row.n


def _portions(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (items[n : n + _AT_ONCE] for n in range(0, len(items), _AT_ONCE))


class _Check:
    """Whether what a judgement names is in the ledger, and what it says can be said. Short ids become whole ones."""

    def __init__(self, connection: Connection, rulings: Rulings) -> None:
        self._connection = connection
        self._rulings = rulings

    def checked(self, judgement: Judgement) -> Judgement:
        body = dict(judgement.body)
        if "claim" in body:
            body["claim"] = self._claim(body["claim"])
        if "claims" in body:
            body["claims"] = sorted({self._claim(id) for id in body["claims"]})
        if "sides" in body:
            body["sides"] = sorted(sorted({self._claim(id) for id in side}) for side in body["sides"])
        if "report" in body:
            self._report(body["report"])
        if judgement.verb == "annotate" and body["of"] == "claim":
            body["to"] = self._claim(body["to"])
        if judgement.verb == "annotate" and body["of"] == "report":
            self._report(body["to"])
        if judgement.verb == "amend":
            self._amendment(body)
        if judgement.verb == "add":
            body = checked_addition(self._connection, body)
        if judgement.verb == "undo":
            body["decision"] = self._decision(body["decision"])
        if judgement.verb in ("merge", "split", "resolve") and body["of"] in ("actor", "site"):
            self._meant(body)
        if judgement.verb in ("merge", "split", "resolve") and body["of"] == "actor":
            self._no_circle(body)
        return replace(judgement, body=body, target=_target(judgement, body))

    def _claim(self, id: str) -> str:
        begins = claims.c.id.startswith(id.lower(), autoescape=True)
        found = self._connection.scalars(
            select(claims.c.id).where(begins).distinct().order_by(claims.c.id).limit(4)
        ).all()
        if not found or not id:
            raise DecisionError(f"No claim has the id {id!r}", typed="; `marsad claims` lists the ids.")
        if len(found) > 1 and found[0] != id.lower():
            raise DecisionError(f"{id!r} begins several claims ({', '.join(found)}…); give more of the id.")
        return str(found[0])

    def _report(self, id: str) -> None:
        if not self._connection.scalar(select(func.count()).where(reports.c.id == id)):
            raise DecisionError(f"No report has the id {id!r} in this ledger.")
        if id in self._rulings.erased:
            raise DecisionError(f"The report {id} is erased already.")

    def _decision(self, id: str) -> str:
        found = [d for d in self._rulings.all if d.id.startswith(id.lower())] if id else []
        if not found:
            raise DecisionError(f"No decision has the id {id!r}", typed="; `marsad decisions` lists the ids.")
        if len(found) > 1:
            raise DecisionError(f"{id!r} begins several decisions; give more of the id.")
        if found[0].undone_by:
            raise DecisionError(f"Decision {found[0].id} is undone already, by {found[0].undone_by}.")
        if found[0].verb == "erase":
            raise DecisionError("An erasure cannot be undone: the words are gone.")
        return found[0].id

    def _amendment(self, body: dict[str, Any]) -> None:
        query = select(claims.c.json, reports.c.text, reports.c.erased_at).join(reports)
        row = self._connection.execute(query.where(claims.c.id == body["claim"], claims.c.v == 0)).first()
        assert row is not None
        named = body["slots"].get("kind", json.loads(row.json)["kind"])
        kind = KINDS.get(named) if isinstance(named, str) else None
        if kind and (alien := [slot for slot in body["slots"] if slot not in (*kind.slots, *_COMMON)]):
            raise DecisionError(
                f"A claim of kind {kind.name} has no {alien[0]!r}; it has {', '.join((*kind.slots, *_COMMON))}."
            )
        try:
            amended = json.loads(row.json) | body["slots"]
            Claim.from_json(amended).check(None if row.erased_at else row.text)
        except ContractError as error:
            raise DecisionError(f"The claim cannot be amended so: {error}.") from error

    def _meant(self, body: dict[str, Any]) -> None:
        """Who or what is meant can be answered from, as in a claim."""
        try:
            if body["of"] == "site":
                Place.from_json(body["into"]).check()
            else:
                check_words(body["into"], "key of an actor")
        except ContractError as error:
            raise DecisionError(f"That cannot be meant: {error}.") from error

    def _no_circle(self, body: dict[str, Any]) -> None:
        source = body["from"] if "from" in body else body["name"]
        if self._rulings.actor_now(body["into"]) == source:
            raise DecisionError(f"{body['into']} was merged into {source}; undo that decision first.")


def _target(judgement: Judgement, body: dict[str, Any]) -> str:
    if judgement.verb == "annotate":
        return f"{body['of']}:{body['to']}"
    if judgement.verb in _BY_ID or (judgement.verb == "grade" and "claim" in body):
        return f"claim:{body['claim']}"
    if body.get("of") == "event":
        return f"event:{(body.get('claims') or body['sides'][0])[0]}"
    return f"decision:{body['decision']}" if judgement.verb == "undo" else judgement.target
