"""What a ledger holds at a glance: how much, from when to when, what came last, where most is going on."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, distinct, func, or_, select

from marsad.ledger.entries import Entry, day_of, entry_of
from marsad.ledger.queries import ENTRIES, among, has, in_box
from marsad.ledger.tables import claim_actors, claim_places, claims, readings, reports
from marsad.ledger.view import View
from marsad.model.values import Place

_RECENT = 30  # days before the newest report in which a place is counted as busy
_GLANCES = (1, 8)  # for each claim that is wanted, reports that are looked at, before all are
_SPOTS = ("site", "town", "region")


@dataclass(frozen=True, slots=True)
class Latest:
    """A report without its text, when the ledger read it, and how many claims it makes."""

    id: str
    publisher: str | None
    published: dt.date | None
    title: str | None
    language: str
    recorded: str
    claims: int

    def to_json(self) -> dict[str, Any]:
        return {
            "report": self.id,
            "publisher": self.publisher,
            "published": self.published.isoformat() if self.published else None,
            "title": self.title,
            "language": self.language,
            "recorded": self.recorded,
            "claims": self.claims,
        }


@dataclass(frozen=True, slots=True)
class Busy:
    """A place, and how many claims of the last weeks are about it."""

    place: Place
    claims: int

    def to_json(self) -> dict[str, Any]:
        return {"place": self.place.to_json(), "claims": self.claims}


@dataclass(frozen=True, slots=True)
class Glance:
    reports: int
    claims: int
    outlets: int
    first: dt.date | None  # of publication
    last: dt.date | None
    recorded: str  # when something was last put on record
    countries: tuple[tuple[str, int], ...]  # code → claims of the last weeks, most first

    def to_json(self) -> dict[str, Any]:
        return {
            "reports": self.reports,
            "claims": self.claims,
            "outlets": self.outlets,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "recorded": self.recorded,
            "countries": [{"country": code, "claims": number} for code, number in self.countries],
        }


def glance(view: View) -> Glance:
    """The counts of a view. Nothing but numbers is read, so that it takes no longer in a large ledger."""
    standing = [view._read(), *view._published(), reports.c.id.not_in(sorted(view.rulings.retracted))]
    with view._connect() as connection:
        counted = connection.execute(
            select(
                func.count(distinct(reports.c.id)),
                func.count(distinct(reports.c.publisher)),
                func.min(reports.c.published_at),
                func.max(reports.c.published_at),
            ).where(*standing)
        ).one()
        number = select(func.count()).select_from(_with_reports(claims, view))
        told = connection.scalar(number.where(*view._standing())) or 0
        last = day_of(counted[3])
        countries = _countries(connection, view, last)
    return Glance(counted[0], told, counted[1], day_of(counted[2]), last, view.recorded, countries)


def latest_reports(view: View, limit: int = 8, since: str = "") -> list[Latest]:
    """The reports that were published last, of those that count and were recorded after an instant."""
    standing = [view._read(), *view._published(), reports.c.id.not_in(sorted(view.rulings.retracted))]
    columns = (reports.c.id, reports.c.publisher, reports.c.published_at, reports.c.title, reports.c.language)
    query = select(reports.c.row, *columns, reports.c.recorded_at).where(*standing, reports.c.recorded_at > since)
    with view._connect() as connection:
        found = connection.execute(
            query.where(reports.c.published_at.is_not(None))
            .order_by(reports.c.published_at.desc(), reports.c.row.desc())
            .limit(limit)
        ).all()
        if len(found) < limit:  # those without a day come last
            undated = query.where(reports.c.published_at.is_(None)).order_by(reports.c.row.desc())
            found = [*found, *connection.execute(undated.limit(limit - len(found)))]
        counts = (
            select(claims.c.report, func.count())
            .join(readings, claims.c.reading == readings.c.row)
            .join(reports, claims.c.report == reports.c.row)
            .where(readings.c.report.in_([row.row for row in found]), *view._standing())
            .group_by(claims.c.report)
        )
        told: dict[int, int] = {row[0]: row[1] for row in connection.execute(counts)}
    return [
        Latest(
            row.id,
            row.publisher,
            day_of(row.published_at),
            row.title,
            row.language,
            row.recorded_at,
            told.get(row.row, 0),
        )
        for row in found
    ]


def busy_places(view: View, until: dt.date, limit: int = 8) -> list[Busy]:
    """The sites, towns and regions of which most is said in reports of the weeks before a day."""
    columns = (
        claim_places.c.name,
        claim_places.c.country,
        func.min(claim_places.c.lat),
        func.min(claim_places.c.lon),
        claim_places.c.level,
        func.count(distinct(claim_places.c.claim)).label("told"),
    )
    query = (
        select(*columns)
        .select_from(_with_reports(claims.join(claim_places, claims.c.row == claim_places.c.claim), view))
        .where(claim_places.c.level.in_(_SPOTS), *_recent(until), *view._standing())
        .group_by(claim_places.c.name, claim_places.c.country, claim_places.c.level)
        .order_by(func.count(distinct(claim_places.c.claim)).desc(), claim_places.c.name)
        .limit(limit)
    )
    with view._connect() as connection:
        return [Busy(Place(*row[:5]), row[5]) for row in connection.execute(query)]


def _countries(connection: Connection, view: View, last: dt.date | None) -> tuple[tuple[str, int], ...]:
    country = func.coalesce(claim_places.c.country, "")  # no column of an index, which would lead through all claims
    query = (
        select(country, func.count(distinct(claim_places.c.claim)).label("told"))
        .select_from(_with_reports(claims.join(claim_places, claims.c.row == claim_places.c.claim), view))
        .where(country != "", *(_recent(last) if last else ()), *view._standing())
        .group_by(country)
        .order_by(func.count(distinct(claim_places.c.claim)).desc(), country)
        .limit(12)
    )
    return tuple((row[0], row[1]) for row in connection.execute(query))


def _with_reports(joined: FromClause, view: View) -> FromClause:
    """With the reports of the claims, where it matters when they were published."""
    return joined.join(reports, claims.c.report == reports.c.row) if view.known else joined


def _recent(until: dt.date) -> tuple[Any, ...]:
    first = until - dt.timedelta(_RECENT)
    return (_of_reports(first.isoformat(), until.isoformat()),)


def busy_actors(view: View, limit: int = 12) -> list[str]:
    """The keys of those who act in most claims, most first."""
    told = func.count()
    query = (
        select(claim_actors.c.key, told)
        .select_from(_with_reports(claims.join(claim_actors, claims.c.row == claim_actors.c.claim), view))
        .where(claim_actors.c.slot == "actor", claim_actors.c.key != "UNKNOWN", *view._standing())
        .group_by(claim_actors.c.key)
        .order_by(told.desc(), claim_actors.c.key)
        .limit(limit)
    )
    with view._connect() as connection:
        return [row[0] for row in connection.execute(query)]


def newest_claims(
    view: View,
    limit: int,
    country: str | Collection[str] | None = None,
    actor: str | None = None,
    near: tuple[Place, float] | None = None,
    below: int | None = None,
) -> list[Entry]:
    """The claims of the reports that were published last; of a country, an actor or a neighbourhood if so asked.

    Of the last day that the view knows, only those in rows below `below`, where that is given.
    """
    query = select(claims.c.row).select_from(_with_reports(claims, view)).where(*view._standing())
    if country:
        party = has(claim_actors, among(claim_actors.c.key, country)) & (claims.c.kind == "agreement")
        query = query.where(or_(has(claim_places, among(claim_places.c.country, country)), party))
    if actor:
        query = query.where(has(claim_actors, claim_actors.c.key == actor))
    if near:
        query = query.where(has(claim_places, in_box(claim_places, *near)))
    day = func.coalesce(claims.c.published_at, "")
    if below and view.known:
        query = query.where(or_(day < view.known.isoformat(), claims.c.row < below))
    query = query.order_by(day.desc(), claims.c.row.desc()).limit(limit)
    with view._connect() as connection:
        rows: list[int] = []
        for since in (*(_day_of_newest(connection, view, limit * n) for n in _GLANCES), None):
            rows = list(connection.scalars(query if since is None else query.where(_of_reports(since))))
            if since is None or len(rows) == limit:
                break
        return [entry_of(row) for row in connection.execute(ENTRIES.where(claims.c.row.in_(rows)))]


def _day_of_newest(connection: Connection, view: View, number: int) -> str | None:
    """The day of publication from which on there are so many reports; None where there are not."""
    dated = select(reports.c.published_at).where(reports.c.published_at.is_not(None), *view._published())
    found: str | None = connection.scalar(dated.order_by(reports.c.published_at.desc()).offset(number).limit(1))
    return found


def _of_reports(since: str, until: str = "9") -> ColumnElement[bool]:
    """Claims of reports published in these days, by way of their readings: there an index leads from days to claims."""
    read = select(readings.c.row).join(reports, reports.c.row == readings.c.report)
    return claims.c.reading.in_(read.where(reports.c.published_at.between(since, until)))


@dataclass(frozen=True, slots=True)
class Heard:
    """An outlet or a speaker, in how many reports and claims, published from when to when."""

    role: str  # publisher or speaker
    name: str | None
    reports: int
    claims: int
    first: dt.date | None
    last: dt.date | None


def heard(view: View) -> list[Heard]:
    """Everybody who is heard: outlets, then speakers, those with most claims first."""
    found = []
    with view._connect() as connection:
        for role, name in (("publisher", reports.c.publisher), ("speaker", claims.c.said_by)):
            told = func.count()
            query = (
                select(
                    name,
                    func.count(distinct(reports.c.id)),
                    told,
                    func.min(reports.c.published_at),
                    func.max(reports.c.published_at),
                )
                .select_from(claims.join(reports, claims.c.report == reports.c.row))
                .where(*view._standing(), *([name.is_not(None)] if role == "speaker" else []))
                .group_by(name)
                .order_by(told.desc(), name)
            )
            rows = connection.execute(query).all()
            found += [Heard(role, row[0], row[1], row[2], day_of(row[3]), day_of(row[4])) for row in rows]
    return found


def claims_of(view: View, report: str) -> list[Entry]:
    """The claims that a report makes, in the order of its reading; rejected ones too."""
    query = ENTRIES.where(*view._standing(rejected=True), reports.c.id == report)
    with view._connect() as connection:
        return [entry_of(row) for row in connection.execute(query.order_by(readings.c.reader, claims.c.n))]
