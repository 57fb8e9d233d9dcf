"""Proving that nothing was altered: every hash is reckoned anew from what the tables hold now.

The chain covers what was written; what follows from it (the columns and tables by which claims are found, the search
index) is made anew and compared.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, func, select, text

from marsad.errors import MarsadError
from marsad.ledger.cells import COLUMNS, cell_rows, day_in_cell, number_of
from marsad.ledger.chain import FIRST, Change
from marsad.ledger.changes import changes
from marsad.ledger.pages import pages, rows
from marsad.ledger.rulings import REJECTED
from marsad.ledger.search import documents, index_sum, word_sum
from marsad.ledger.sketch import packed, sketch
from marsad.ledger.states import actor_rows, evidence_rows, flat, place_rows
from marsad.ledger.tables import (
    cell_claims,
    cells,
    claim_actors,
    claim_places,
    claims,
    decisions,
    evidence,
    records,
    reports,
)
from marsad.ledger.words import folded_words
from marsad.model.claim import Claim
from marsad.model.report import Report

_PLACE = 8  # columns of a place beside its claim
_MOST = 20  # problems that are told; after one altered record others may be out of step


@dataclass(slots=True)
class Verified:
    """What was looked at, the last hash, and what is wrong, the first record first."""

    records: int = 0
    reports: int = 0
    claims: int = 0
    head: str = FIRST
    at: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.problems

    def to_json(self) -> dict[str, Any]:
        return {
            "sound": self.sound,
            "records": self.records,
            "reports": self.reports,
            "claims": self.claims,
            "head": self.head,
            "at": self.at,
            "problems": self.problems,
        }


def verify(
    connection: Connection, head: str | None = None, on_step: Callable[[int, int], None] = lambda done, total: None
) -> Verified:
    """Check a whole ledger. `head` is a hash noted earlier: it must still be in the chain."""
    found = Verified()
    for problem in _problems(connection, found, head, on_step):
        found.problems.append(problem)
        if len(found.problems) >= _MOST:
            break
    return found


def _problems(
    connection: Connection, found: Verified, head: str | None, on_step: Callable[[int, int], None]
) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        yield from _file(connection)
    yield from _chain(connection, found, head, on_step)
    yield from _reports(connection, found)
    yield from _claims(connection, found)
    yield from _cells(connection)
    if index_sum(connection) != _expected_words(connection):
        yield "the search index does not match the reports; `marsad copy` into a new ledger makes it anew"


def _file(connection: Connection) -> Iterator[str]:
    for row in connection.execute(text("PRAGMA integrity_check(5)")):
        if row[0] != "ok":
            yield f"the file: {row[0]}"


def _chain(
    connection: Connection, found: Verified, head: str | None, on_step: Callable[[int, int], None]
) -> Iterator[str]:
    sealed = list(rows(connection, records))
    strays: list[str] = []
    previous, seen, bad = FIRST, False, False
    made = changes(connection, [(row["recorded_at"], row["verb"]) for row in sealed], strays)
    for n, (row, change) in enumerate(zip(sealed, made, strict=True), 1):
        if row["n"] != n and not bad:
            bad = True
            yield f"record {n} is missing: the next is {row['n']}"
        elif change.at <= found.at:
            yield f"record {n}: its instant {change.at} is not after the one before"
        elif row["hash"] != change.hash(previous):
            yield f"record {n} was altered: {_name(change)}"
        previous = row["hash"]
        seen |= previous == head
        found.records, found.head, found.at = n, previous, change.at
        on_step(n, len(sealed))
    yield from (f"{stray} belongs to no record" for stray in strays)
    if head is not None and not seen:
        yield f"the hash {head} is not in the chain: records were taken away, or it is another ledger's"


def _name(change: Change) -> str:
    what = [f"decision {row[1]} ({row[2]})" for row in change.decisions]
    what += [f"report {row[1]}" for row in change.reports]
    what += [f"reading {row[0]} by {row[2]}" for row in change.readings]
    what += [f"claim {row[5]}" for row in change.claims[:3]]
    return f"{change.verb} of {change.at} ({', '.join(what) or 'nothing of it is left'})"


def _reports(connection: Connection, found: Verified) -> Iterator[str]:
    erased: dict[str, str] = {}
    erasures = select(decisions.c.body, decisions.c.recorded_at).where(decisions.c.verb == "erase")
    for body, at in connection.execute(erasures):
        try:
            erased |= dict.fromkeys(json.loads(body)["titles"], at)
        except (ValueError, KeyError, TypeError):
            continue  # altered, and told of as such
    for row in rows(connection, reports):
        found.reports += 1
        name = f"report {row['id']} (row {row['row']})"
        if row["erased_at"] != erased.get(str(row["row"])):
            yield f"{name}: the mark of its erasure was altered"
        elif row["erased_at"] is not None:
            if row["text"] or row["title"]:
                yield f"{name}: it was erased and has words again"
        elif Report("", str(row["text"]), "").sha256 != row["sha256"] or not isinstance(row["text"], str):
            yield f"{name}: its text was altered"
        elif packed(sketch(row["text"])) != row["sketch"]:
            yield f"{name}: its sketch does not follow from its text"


def _claims(connection: Connection, found: Verified) -> Iterator[str]:
    last = 0
    for page in pages(connection, claims):
        sides = {
            table: _by_claim(connection, table, last, page[-1]["row"])
            for table in (claim_actors, claim_places, evidence, cell_claims)
        }
        for row in page:
            found.claims += 1
            for what in _wrong_in_claim(row, {table: of.pop(row["row"], []) for table, of in sides.items()}):
                yield f"claim {row['id']} (row {row['row']}): {what}"
        yield from (
            f"row of {table.name} for claim row {row}, which is none" for table, of in sides.items() for row in of
        )
        last = page[-1]["row"]
    for table in (claim_actors, claim_places, evidence, cell_claims):
        if connection.scalar(select(func.count()).where(table.c.claim > last)):
            yield f"{table.name} has rows of claims that are not there"


def _by_claim(connection: Connection, table: Table, after: int, upto: int) -> dict[int, list[RowMapping]]:
    out: dict[int, list[RowMapping]] = {}
    query = select(table).where(table.c.claim > after, table.c.claim <= upto)
    for row in connection.execute(query).mappings():
        out.setdefault(row["claim"], []).append(row)
    return out


def _wrong_in_claim(row: RowMapping, sides: dict[Table, list[RowMapping]]) -> Iterator[str]:
    try:
        claim = Claim.kept(json.loads(row["json"]))
        columns = flat(claim)
    except (MarsadError, ValueError, KeyError, TypeError, AttributeError):
        yield "its JSON is broken"
        return
    wrong = [name for name, value in columns.items() if row[name] != value]
    if wrong:
        yield f"{', '.join(wrong)} was altered"
    made: dict[Table, Iterator[tuple[Any, ...]]] = {
        claim_actors: actor_rows(claim),
        claim_places: place_rows(claim),
        evidence: evidence_rows(claim),
    }
    for table, expected in made.items():
        found = [tuple(side.values())[1:] for side in sides[table]]
        if sorted(map(_as_kept, found)) != sorted(map(_as_kept, expected)):
            yield f"its rows in {table.name} were altered"
    told = [] if row["verdict"] == REJECTED else [number for number, _ in cell_rows(claim)]
    at = day_in_cell(claim, row["published_at"])
    if sorted((r["cell"], r["at"]) for r in sides[cell_claims]) != sorted((number, at) for number in told):
        yield "its rows in cell_claims were altered"


def _as_kept(row: tuple[Any, ...]) -> str:
    """A row as a database gives it back: degrees are fractions, even where they are whole, and nought has no sign."""
    if len(row) != _PLACE:
        return repr(row)
    *named, lat, lon, level = row
    return repr((*named, *(None if degrees is None else float(degrees) + 0.0 for degrees in (lat, lon)), level))


def _cells(connection: Connection) -> Iterator[str]:
    for row in rows(connection, cells):
        if number_of(tuple(row[column] for column in COLUMNS)) != row["cell"]:
            yield f"cell {row['cell']} was altered"
    used = select(cell_claims.c.cell)
    if connection.scalar(select(func.count()).select_from(cells).where(cells.c.cell.not_in(used))):
        yield "cells has rows that no claim belongs to"
    if connection.scalar(select(func.count()).where(cell_claims.c.cell.not_in(select(cells.c.cell)))):
        yield "cells lacks rows that claims belong to"


def _expected_words(connection: Connection) -> int:
    total = 0
    for row in rows(connection, reports):
        if row["erased_at"] is None:
            words = folded_words(str(row["text"]))
            try:
                for number, part in documents(row["row"], row["published_at"] or row["recorded_at"][:10], words):
                    total += word_sum(number, part)
            except ValueError:
                return -1  # its day is none any more
    return total & ((1 << 64) - 1)
