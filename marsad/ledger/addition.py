"""Claims that analysts add to a report, which its reader missed: each a reading of its own, by hand.

So a claim that is added stands beside those that were read, is found by the same questions, and goes with the text:
another version of the report leaves it behind, as it leaves earlier readings.
"""

from typing import Any

from sqlalchemy import Connection, exists, select, update

from marsad.errors import ContractError, DecisionError
from marsad.ledger.chain import READING, Change, names_hash, values
from marsad.ledger.decisions import Decision
from marsad.ledger.entries import report_of
from marsad.ledger.pen import Pen
from marsad.ledger.rulings import Rulings
from marsad.ledger.tables import claims, readings, reports
from marsad.ledger.write import claim_ids, known_apart
from marsad.model.claim import Claim
from marsad.model.report import Report

BY_HAND = "by hand"  # the rule of a claim that somebody added, and the first words of its reader's name
_VERSION = "1"


def checked_addition(connection: Connection, body: dict[str, Any]) -> dict[str, Any]:
    """The body of an addition, with the version of the report that it is about, and the id that the claim gets."""
    version = _version(connection, reports.c.id == body["report"])
    if version is None:
        raise DecisionError(f"No report has the id {body['report']!r} in this ledger.")
    try:
        claim = Claim.from_json(body["said"] | {"rule": BY_HAND})
        claim.check(version.text)
    except ContractError as error:
        raise DecisionError(f"The claim cannot be added so: {error}.") from error
    if not claim.evidence:
        raise DecisionError("A claim rests on words of its report; say which, as evidence.")
    named = _as_named(version)
    (id,) = claim_ids(named, BY_HAND, [claim], known_apart(connection, named, body["report"]))
    return body | {"said": claim.to_json(), "version": version.digest, "adds": id}


def check_new(connection: Connection, id: str) -> None:
    """Raise DecisionError where somebody added the very same claim already."""
    if _stands(connection, id):
        raise DecisionError(f"The same claim was added already, as {id}.")


def _stands(connection: Connection, id: str) -> bool:
    query = select(claims.c.row).where(claims.c.id == id, claims.c.withdrawn_at.is_(None))
    return connection.scalar(query.limit(1)) is not None


def bring_up_additions(pen: Pen, change: Change, before: Rulings, after: Rulings) -> int:
    """Let claims stand that are added now, and end those whose adding was undone; says how many."""
    done = 0
    for id in sorted(after.added.keys() - before.added.keys()):
        done += _begin(pen, change, after.added[id], after)
    for id in sorted(before.added.keys() - after.added.keys()):
        done += _end(pen, change, before.added[id])
    return done


def _begin(pen: Pen, change: Change, decision: Decision, rulings: Rulings) -> bool:
    body = decision.body
    report = _version(pen.connection, reports.c.id == body["report"])
    if report is None or report.digest != body["version"] or report.erased_at is not None:
        return False  # the report has another text by now
    if _stands(pen.connection, body["adds"]):
        return False  # somebody added it anew since
    row = pen.next_row(readings)
    new = {"row": row, "report": report.row, "reader": f"{BY_HAND} {decision.id}", "version": _VERSION}
    pen.add(readings, (new | {"recorded_at": change.at, "withdrawn_at": None},))
    change.readings.append(values(new, READING))
    change.names.append((row, names_hash(())))
    claim = Claim.kept(body["said"])
    state = {"report": report.row, "reading": row, "n": 0, "v": 0, "id": body["adds"], "verdict": ""}
    state |= {"published_at": report.published_at, "recorded_at": change.at, "withdrawn_at": change.at}
    pen.add_state(change, state, claim)
    if body["report"] not in rulings.retracted:
        decided, verdict = rulings.of(body["adds"], claim)
        pen.add_state(change, state | {"v": 1, "verdict": verdict, "withdrawn_at": None}, decided)
    return True


def _end(pen: Pen, change: Change, decision: Decision) -> bool:
    pen.flush()
    standing = readings.c.reader == f"{BY_HAND} {decision.id}", readings.c.withdrawn_at.is_(None)
    row = pen.connection.scalar(select(readings.c.row).where(*standing))
    if row is None:
        return False
    change.withdrawn.append(row)
    pen.connection.execute(update(readings).where(readings.c.row == row).values(withdrawn_at=change.at))
    states = select(claims.c.row).where(claims.c.reading == row, claims.c.withdrawn_at.is_(None))
    pen.end_states(change, pen.connection.scalars(states).all())
    return True


def _version(connection: Connection, condition: Any) -> Any:
    """The version of a report that stands: of which a reading does."""
    read = exists().where(readings.c.report == reports.c.row, readings.c.withdrawn_at.is_(None))
    return connection.execute(select(reports).where(condition, read).order_by(reports.c.row.desc()).limit(1)).first()


def _as_named(version: Any) -> Report:
    found = report_of(version)
    return Report(version.given_id, found.text, found.language, publisher=found.publisher, sha256=found.sha256)
