"""Adding to a ledger: one reading of one report at a time, inside the transaction of its caller."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Table, insert, select, update

from marsad.ledger.names import folded
from marsad.ledger.tables import claim_actors, claim_places, claims, evidence, readings, reports, unknown_names
from marsad.model.claim import COUNT_SLOTS, KEY_SLOTS, PLACE_SLOTS, Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import bounds

_NO_ADDRESS = ("-", "standard input")  # what comes through a pipe; says nothing about which report it is


class NameLike(Protocol):
    """A name that nothing knows, as a reader gives it."""

    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def key(self) -> str: ...


class ReadingLike(Protocol):
    """What any reader makes of a report; the ledger knows no reader."""

    @property
    def claims(self) -> Sequence[Claim]: ...
    @property
    def unknown(self) -> Sequence[NameLike]: ...


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording did: whether it added a reading, and how many earlier readings that superseded."""

    new: bool
    report_id: str
    claim_ids: tuple[str, ...]
    superseded: int


class Writer:
    """Writes on one connection, with one instant as the `recorded_at` of all that it writes."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection = connection
        self._now = now

    def record(self, report: Report, reading: ReadingLike, reader: str, version: str) -> Recorded:
        standing = self.standing(report, reader, version)
        if standing is not None:
            known = select(claims.c.id).where(claims.c.reading == standing).order_by(claims.c.n)
            return Recorded(False, self._source(report)[1], tuple(self._connection.scalars(known)), 0)
        source, report_id = self._source(report)
        superseded = self._supersede(source, report_id, reader)
        row = self._insert_reading(source, reader, version)
        ids = claim_ids(report, reader, reading.claims)
        self._insert_claims(row, ids, reading.claims)
        self._insert_unknown(row, reading.unknown)
        return Recorded(True, report_id, ids, superseded)

    def standing(self, report: Report, reader: str, version: str) -> int | None:
        """The row of the reading that stands for just this report, reader and version."""
        query = (
            select(readings.c.row)
            .join(reports)
            .where(*_same(report))
            .where(readings.c.reader == reader, readings.c.version == version, readings.c.withdrawn_at.is_(None))
        )
        row: int | None = self._connection.scalar(query)
        return row

    def _source(self, report: Report) -> tuple[int, str]:
        """The row and the id of this version of the report, added where it is new."""
        query = select(reports.c.row, reports.c.id).where(*_same(report))
        found = self._connection.execute(query).first()
        if found:
            return found[0], found[1]
        id = self._report_id(report)
        new = insert(reports).values(
            id=id,
            given_id=report.id,
            digest=_digest(report),
            text=report.text,
            sha256=report.sha256,
            language=report.language,
            published_at=report.published.isoformat() if report.published else None,
            publisher=report.publisher,
            title=report.title,
            address=report.address,
            recorded_at=self._now,
        )
        return self._connection.execute(new.returning(reports.c.row)).scalar_one(), id

    def _report_id(self, report: Report) -> str:
        """The id of an earlier version: of the same name, and the same address or text and publisher. Else a new one.

        Names are file names as often as not, so that another report may have this name already; and a wire story
        comes from two outlets to the letter.
        """
        alike = (reports.c.sha256 == report.sha256) & (reports.c.publisher.is_not_distinct_from(report.publisher))
        if report.address and report.address not in _NO_ADDRESS:
            alike |= reports.c.address == report.address
        earlier: str | None = self._connection.scalar(select(reports.c.id).where(_named(report), alike))
        if earlier is not None:
            return earlier
        taken = self._connection.scalar(select(reports.c.row).where(reports.c.id == report.id))
        return f"{report.id}-{_digest(report)[:6]}" if taken else report.id

    def _supersede(self, source: int, report_id: str, reader: str) -> int:
        """Withdraw this reader's earlier readings, and everybody's of other versions of the report."""
        versions = select(reports.c.row).where(reports.c.id == report_id)
        change = (
            update(readings)
            .where(readings.c.report.in_(versions), readings.c.withdrawn_at.is_(None))
            .where((readings.c.report != source) | (readings.c.reader == reader))
            .values(withdrawn_at=self._now)
        )
        return self._connection.execute(change).rowcount

    def _insert_reading(self, source: int, reader: str, version: str) -> int:
        new = insert(readings).values(report=source, reader=reader, version=version, recorded_at=self._now)
        row: int = self._connection.execute(new.returning(readings.c.row)).scalar_one()
        return row

    def _insert_many(self, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        if listed := list(rows):
            self._connection.execute(insert(table), listed)

    def _insert_claims(self, reading: int, ids: Sequence[str], made: Sequence[Claim]) -> None:
        numbered = [({"reading": reading, "n": n}, claim) for n, claim in enumerate(made)]
        self._insert_many(claims, (of | {"id": id} | _flat(c) for id, (of, c) in zip(ids, numbered, strict=True)))
        self._insert_many(claim_actors, (of | row for of, claim in numbered for row in _actor_rows(claim)))
        self._insert_many(claim_places, (of | row for of, claim in numbered for row in _place_rows(claim)))
        spans = ((of, m, span) for of, claim in numbered for m, span in enumerate(claim.evidence))
        self._insert_many(evidence, (of | {"m": m, "start": span.start, "end": span.end} for of, m, span in spans))

    def _insert_unknown(self, reading: int, names: Sequence[NameLike]) -> None:
        rows = (
            {"reading": reading, "m": m, "kind": name.kind, "text": name.text, "key": name.key}
            | {"start": name.span.start, "end": name.span.end}
            for m, name in enumerate(names)
        )
        self._insert_many(unknown_names, rows)


def instant(moment: dt.datetime) -> str:
    """A moment as UTC text of fixed width."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def claim_ids(report: Report, reader: str, made: Sequence[Claim]) -> tuple[str, ...]:
    """An id for each claim, from the report's name, publisher and text, the reader, and what is said where.

    Neither confidence nor rule counts, so that a claim keeps its id when a newer reader makes it again. Claims that
    are alike to the letter are told apart by counting.
    """
    seen: dict[str, int] = {}
    ids = []
    for claim in made:
        said = {key: value for key, value in claim.to_json().items() if key not in ("confidence", "rule")}
        content = json.dumps([report.id, report.publisher, report.sha256, reader, said], sort_keys=True)
        seen[content] = seen.get(content, 0) + 1
        ids.append(_hash(f"{content}{seen[content]}")[:12])
    return tuple(ids)


def _hash(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def _digest(report: Report) -> str:
    """Of all that can change what is read or how it is cited. Not of the address: it depends on where one stands."""
    published = report.published.isoformat() if report.published else None
    return _hash(json.dumps([report.sha256, report.language, published, report.publisher, report.title]))


def _named(report: Report) -> ColumnElement[bool]:
    return reports.c.given_id == report.id


def _same(report: Report) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _named(report), reports.c.digest == _digest(report)


def _flat(claim: Claim) -> dict[str, Any]:
    valid_from, valid_to = bounds(claim.when) if claim.when else (None, None)
    counts = {slot: getattr(claim, slot) for slot in COUNT_SLOTS}
    return {
        "kind": claim.kind,
        "status": claim.status,
        "activity": claim.activity,
        "phase": claim.phase,
        "when": claim.when,
        "valid_from": valid_from.isoformat() if valid_from else None,
        "valid_to": valid_to.isoformat() if valid_to else None,
        "said_by": claim.said_by.of if claim.said_by else None,
        "said_by_name": claim.said_by.name if claim.said_by else None,
        "confidence": claim.confidence,
        "rule": claim.rule,
        "json": json.dumps(claim.to_json(), ensure_ascii=False),
        **{f"{slot}_min": count.min if count else None for slot, count in counts.items()},
        **{f"{slot}_max": count.max if count else None for slot, count in counts.items()},
    }


def _actor_rows(claim: Claim) -> Iterator[dict[str, Any]]:
    for slot in KEY_SLOTS:
        for key in dict.fromkeys(getattr(claim, slot)):
            yield {"slot": slot, "key": key}


def _place_rows(claim: Claim) -> Iterator[dict[str, Any]]:
    for slot in PLACE_SLOTS:
        for m, place in enumerate(getattr(claim, slot)):
            yield {"slot": slot, "m": m, "folded": folded(place.name)} | place._asdict()
