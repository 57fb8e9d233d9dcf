"""Pieces of SQL that questions share."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, func, or_, select

from marsad.ledger.names import folded
from marsad.ledger.tables import claims, readings, reports
from marsad.model.values import Place

PUBLISHED = func.coalesce(reports.c.published_at, "")  # databases differ on where NULL sorts

ENTRIES: Select[Any] = (
    select(
        claims.c.row,
        claims.c.id,
        claims.c.json,
        claims.c.verdict,
        claims.c.recorded_at,
        readings.c.reader,
        reports.c.id.label("report_id"),
        reports.c.publisher,
        reports.c.published_at,
        reports.c.language,
        reports.c.sha256,
    )
    .join(readings, claims.c.reading == readings.c.row)
    .join(reports, claims.c.report == reports.c.row)
)


def ordered(query: Select[Any]) -> Select[Any]:
    """Entries in the order of their dates."""
    return query.order_by(days()[0], PUBLISHED, reports.c.id, readings.c.reader, claims.c.n, claims.c.row)


def days() -> tuple[ColumnElement[str], ColumnElement[str]]:
    first = func.coalesce(claims.c.valid_from, claims.c.published_at, "0001-01-01")
    return first, func.coalesce(claims.c.valid_to, claims.c.published_at, "9999-12-31")


def published_by(table: FromClause, day: dt.date) -> ColumnElement[bool]:
    """A report without a date was published by the day that it was recorded."""
    return func.coalesce(table.c.published_at, func.substr(table.c.recorded_at, 1, 10)) <= day.isoformat()


def has(side: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    # Not EXISTS: SQLite would walk all places of a country once for each claim.
    return claims.c.row.in_(select(side.c.claim).where(condition))


def among(column: Any, wanted: str | Collection[str]) -> ColumnElement[bool]:
    """Whether a column has this value, or one of these."""
    found: ColumnElement[bool] = column == wanted if isinstance(wanted, str) else column.in_(sorted(wanted))
    return found


def in_box(table: FromClause, place: Place, km: float) -> ColumnElement[bool]:
    named = table.c.folded == folded(place.name)
    if place.lat is None or place.lon is None:
        return named
    lat, lon = km / 110, km / 40  # degrees; a degree of longitude has 40 km or more up to 69° of latitude
    box = table.c.lat.between(place.lat - lat, place.lat + lat) & table.c.lon.between(place.lon - lon, place.lon + lon)
    return or_(named, box)
