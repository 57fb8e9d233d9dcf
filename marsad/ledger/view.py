"""Looking at a ledger as it stood at one instant. The only place that asks what is recorded, withdrawn, published."""

import datetime as dt
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, or_, select, tuple_

from marsad.errors import QuestionError
from marsad.ledger.names import folded
from marsad.ledger.tables import claim_actors, claim_places, claims, readings, reports, unknown_names
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.values import Place, bounds


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as the ledger holds it: with its id and the report it comes from."""

    id: str
    claim: Claim
    report_id: str
    publisher: str | None
    published: dt.date | None
    language: str
    sha256: str  # of the report's text
    reader: str
    # First and last day of `when`; the report's date where the text gives none; all time where nothing does.
    span: tuple[dt.date, dt.date] = field(init=False, compare=False, repr=False)
    # From which the claim counts: the first day, or the last where the first is open ("by March").
    day: dt.date = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Reckoned once: answers sort and compare by these many times over.
        reported = (self.published, self.published) if self.published else (dt.date.min, dt.date.max)
        first, last = span = bounds(self.claim.when) if self.claim.when else reported
        opening = first if first != dt.date.min else last if last != dt.date.max else self.published or dt.date.min
        object.__setattr__(self, "span", span)
        object.__setattr__(self, "day", opening)

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "report": self.report_id,
            "publisher": self.publisher,
            "published": self.published.isoformat() if self.published else None,
            "language": self.language,
            "reader": self.reader,
            **self.claim.to_json(),
        }


@dataclass(frozen=True, slots=True)
class UnknownEntry:
    """A name that neither register nor gazetteer knows, and where it stands."""

    text: str
    kind: str
    key: str
    report_id: str
    start: int
    end: int


class View:
    """A ledger as it stood at `recorded`, with the reports published by the end of `known`."""

    def __init__(
        self, connect: Callable[[], AbstractContextManager[Connection]], recorded: str, known: dt.date | None
    ) -> None:
        self._connect = connect
        self.recorded = recorded  # UTC, ISO 8601; empty while nothing is recorded
        self.known = known

    def claims(
        self,
        kind: str | None = None,
        actor: str | None = None,
        place: str | None = None,
        country: str | None = None,
        status: str | None = None,
        speaker: str | None = None,
        near: tuple[Place, float] | None = None,
        on: dt.date | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> list[Entry]:
        """The entries that pass every filter given, in the order of their dates.

        `actor` and `speaker` are keys (a speaker may be a name), `place` a name; `near` is a place and a distance in
        km, and looks in a box around it. Days compare with `when`, or with the report's date where there is none.
        """
        query = _ENTRIES.where(*self._standing())
        for column, value in ((claims.c.kind, kind), (claims.c.status, status)):
            if value:
                query = query.where(column == value)
        if actor:
            query = query.where(_has(claim_actors, claim_actors.c.key == actor))
        if country:
            query = query.where(_has(claim_places, claim_places.c.country == country))
        if place:
            query = query.where(_has(claim_places, claim_places.c.folded == folded(place)))
        if near:
            query = query.where(_has(claim_places, _in_box(*near)))
        if speaker:
            query = query.where(or_(claims.c.said_by == speaker, claims.c.said_by_name == speaker))
        first, last = _days()
        if on or since:
            query = query.where(last >= (on or since or dt.date.min).isoformat())
        if on or until:
            query = query.where(first <= (on or until or dt.date.max).isoformat())
        query = query.order_by(first, _PUBLISHED, reports.c.id, readings.c.reader, claims.c.n)
        with self._connect() as connection:
            return [_entry(row) for row in connection.execute(query)]

    def claim(self, id: str) -> Entry:
        """The entry with this id, or with the only id that begins so; raises QuestionError where there is none."""
        query = _ENTRIES.where(*self._standing(), claims.c.id.startswith(id.lower(), autoescape=True))
        with self._connect() as connection:
            found = [_entry(row) for row in connection.execute(query.order_by(claims.c.id).limit(4))]
            if len(found) == 1 or (found and found[0].id == id):
                return found[0]
            if found:
                some = ", ".join(entry.id for entry in found)
                raise QuestionError(f"{id!r} begins several claims ({some}…); give more of the id.")
            gone = connection.scalar(select(exists().where(claims.c.id == id.lower())))
        if gone:
            raise QuestionError(f"Claim {id} does not stand in this view: a newer reading replaced it, or came later.")
        raise QuestionError(f"No claim has the id {id!r}; `marsad claims` lists the ids.")

    def report(self, id: str) -> Report:
        """The report with this id, in the version that stands; raises QuestionError where there is none."""
        for report in self._reports(reports.c.id == id):
            return report
        raise QuestionError(f"No report has the id {id!r} in this ledger.")

    def reports(self) -> list[Report]:
        """Every report, in the order of publication."""
        return self._reports()

    def unknown_names(self) -> list[UnknownEntry]:
        query = (
            select(unknown_names, reports.c.id)
            .join(readings, unknown_names.c.reading == readings.c.row)
            .join(reports)
            .where(*self._standing())
            .order_by(_PUBLISHED, reports.c.id, readings.c.reader, unknown_names.c.m)
        )
        with self._connect() as connection:
            rows = connection.execute(query).mappings()
            return [UnknownEntry(r["text"], r["kind"], r["key"], r["id"], r["start"], r["end"]) for r in rows]

    def _standing(self) -> list[ColumnElement[bool]]:
        """What was recorded and not yet withdrawn then, and published by the day that is known."""
        conditions: list[ColumnElement[bool]] = [
            readings.c.recorded_at <= self.recorded,
            or_(readings.c.withdrawn_at.is_(None), readings.c.withdrawn_at > self.recorded),
        ]
        if self.known:
            # A report without a date was published by the day that it was recorded.
            published = func.coalesce(reports.c.published_at, func.substr(reports.c.recorded_at, 1, 10))
            conditions.append(published <= self.known.isoformat())
        return conditions

    def _reports(self, *conditions: ColumnElement[bool]) -> list[Report]:
        read = select(readings.c.row).where(readings.c.report == reports.c.row, *self._standing()).exists()
        query = select(reports).where(read, *conditions).order_by(_PUBLISHED, reports.c.id)
        with self._connect() as connection:
            return [
                Report(
                    id=row.id,
                    text=row.text,
                    language=row.language,
                    published=_day(row.published_at),
                    publisher=row.publisher,
                    title=row.title,
                    address=row.address,
                    sha256=row.sha256,
                )
                for row in connection.execute(query)
            ]


_PUBLISHED = func.coalesce(reports.c.published_at, "")  # databases differ on where NULL sorts

_ENTRIES: Select[Any] = (
    select(
        claims.c.id,
        claims.c.json,
        readings.c.reader,
        reports.c.id.label("report_id"),
        reports.c.publisher,
        reports.c.published_at,
        reports.c.language,
        reports.c.sha256,
    )
    .join(readings, claims.c.reading == readings.c.row)
    .join(reports, readings.c.report == reports.c.row)
)


def _has(side: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    # Not EXISTS: SQLite would walk all places of a country once for each claim.
    return tuple_(claims.c.reading, claims.c.n).in_(select(side.c.reading, side.c.n).where(condition))


def _days() -> tuple[ColumnElement[str], ColumnElement[str]]:
    first = func.coalesce(claims.c.valid_from, reports.c.published_at, "0001-01-01")
    return first, func.coalesce(claims.c.valid_to, reports.c.published_at, "9999-12-31")


def _in_box(place: Place, km: float) -> ColumnElement[bool]:
    named = claim_places.c.folded == folded(place.name)
    if place.lat is None or place.lon is None:
        return named
    lat, lon = km / 110, km / 40  # degrees; a degree of longitude has 40 km or more up to 69° of latitude
    box = claim_places.c.lat.between(place.lat - lat, place.lat + lat) & claim_places.c.lon.between(
        place.lon - lon, place.lon + lon
    )
    return or_(named, box)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        claim=Claim.from_json(json.loads(row.json)),
        report_id=row.report_id,
        publisher=row.publisher,
        published=_day(row.published_at),
        language=row.language,
        sha256=row.sha256,
        reader=row.reader,
    )
