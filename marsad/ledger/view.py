"""Looking at a ledger as it stood at one instant. The only place that asks what is recorded, withdrawn, published."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, exists, func, or_, select, true

from marsad.errors import AmbiguousError, QuestionError
from marsad.ledger.decisions import Decision, decision_of
from marsad.ledger.entries import Context, Entry, Tombstone, Unknown, UnknownEntry, entry_of, report_of
from marsad.ledger.find import Asked, Hit, find, parse
from marsad.ledger.names import folded
from marsad.ledger.newest import actor_names, place_names
from marsad.ledger.queries import ENTRIES, PUBLISHED, among, days, has, in_box, ordered, published_by
from marsad.ledger.rows import Kept, newest_rows
from marsad.ledger.rulings import REJECTED, EventDecision, Note, Rulings
from marsad.ledger.tables import claim_actors, claim_places, claims, decisions, readings, reports, unknown_names
from marsad.model.report import Report
from marsad.model.values import Place

_CONTEXTS = 3  # of an unknown name
_AROUND = 60  # characters before and after it
_AT_ONCE = 500  # ids in one statement


class View:
    """A ledger as it stood at `recorded`, with the reports published by the end of `known`.

    Claims are shown as decided by then: amended, their actors and sites merged; rejected ones are left out.
    """

    def __init__(
        self,
        connect: Callable[[], AbstractContextManager[Connection]],
        recorded: str,
        known: dt.date | None,
        kept: Kept | None = None,
    ) -> None:
        self._connect = connect
        self._kept = kept or Kept()
        self.recorded = recorded  # UTC, ISO 8601; empty while nothing is recorded
        self.known = known

    # Claims

    def claims(
        self,
        kind: str | None = None,
        actor: str | Collection[str] | None = None,
        place: str | None = None,
        country: str | Collection[str] | None = None,
        status: str | None = None,
        speaker: str | None = None,
        near: tuple[Place, float] | None = None,
        on: dt.date | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        ids: Collection[str] | None = None,
        rejected: bool = False,
    ) -> list[Entry]:
        """The entries that pass every filter given, in the order of their dates.

        `actor` and `speaker` are keys (a speaker may be a name), `place` a name; of actors and countries there may be
        several. `near` is a place and a distance in km, and looks in a box around it. Days compare with `when`, or with
        the report's date where there is none.
        """
        query = self._filtered(kind, actor, place, country, status, speaker, near, on, since, until, rejected)
        with self._connect() as connection:
            if ids is None:
                return [entry_of(row) for row in connection.execute(query)]
            parts = [query.where(claims.c.id.in_(part)) for part in _parts(ids)]
            found = [entry_of(row) for part in parts for row in connection.execute(part)]
        return found if len(parts) < 2 else sorted(found, key=_order)

    def stream(self) -> Iterator[Entry]:
        """All that `claims` gives, in its order, one after another: however many there are, few are in memory."""
        query = self._filtered(None, None, None, None, None, None, None, None, None, None, False)
        with self._connect() as connection:
            yield from map(entry_of, connection.execution_options(yield_per=_AT_ONCE).execute(query))

    def some_claims(
        self,
        limit: int,
        offset: int,
        kind: str | None = None,
        actor: str | None = None,
        status: str | None = None,
        speaker: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> tuple[list[Entry], int]:
        """A part of what `claims` gives, and how many there are in all."""
        query = self._filtered(kind, actor, None, None, status, speaker, None, None, since, until, False)
        counted = select(func.count()).select_from(query.with_only_columns(claims.c.row).order_by(None).subquery())
        with self._connect() as connection:
            total = connection.scalar(counted) or 0
            return [entry_of(row) for row in connection.execute(query.limit(limit).offset(offset))], total

    def _filtered(
        self,
        kind: str | None,
        actor: str | Collection[str] | None,
        place: str | None,
        country: str | Collection[str] | None,
        status: str | None,
        speaker: str | None,
        near: tuple[Place, float] | None,
        on: dt.date | None,
        since: dt.date | None,
        until: dt.date | None,
        rejected: bool,
    ) -> Select[Any]:
        query = ENTRIES.where(*self._standing(rejected))
        for column, value in ((claims.c.kind, kind), (claims.c.status, status)):
            if value:
                query = query.where(column == value)
        if actor:
            query = query.where(has(claim_actors, among(claim_actors.c.key, actor)))
        if country:
            query = query.where(has(claim_places, among(claim_places.c.country, country)))
        if place:
            query = query.where(has(claim_places, claim_places.c.folded == folded(place)))
        if near:
            query = query.where(has(claim_places, in_box(claim_places, *near)))
        if speaker:
            query = query.where(or_(claims.c.said_by == speaker, claims.c.said_by_name == speaker))
        first, last = days()
        if on or since:
            query = query.where(last >= (on or since or dt.date.min).isoformat())
        if on or until:
            query = query.where(first <= (on or until or dt.date.max).isoformat())
        return ordered(query)

    def newest(
        self,
        per_cell: int,
        on: dt.date,
        country: str | Collection[str] | None = None,
        actor: str | None = None,
        near: tuple[Place, float] | None = None,
    ) -> list[Entry]:
        """Of each cell of a country, actor or neighbourhood the newest claims that count by a day, in no order."""
        return self.entries_in(newest_rows(self, per_cell, on, country, actor, near))

    def entries_in(self, rows: Iterable[int]) -> list[Entry]:
        """The entries in these rows of the table of claims, in their order; each is read once for all views."""
        return self._kept.entries.of(self, rows)

    def actor_names(self) -> list[str]:
        """The keys of all actors and partners in the claims of this view, sorted."""
        with self._connect() as connection:
            return sorted(connection.scalars(actor_names(self._standing(), self.known is not None)))

    def place_names(self) -> list[str]:
        """The names of all places in the claims of this view, folded, sorted."""
        with self._connect() as connection:
            return sorted(connection.scalars(place_names(self._standing(), self.known is not None)))

    def claim(self, id: str) -> Entry:
        """The entry with this id, or with the only id that begins so; raises QuestionError where there is none.

        A rejected claim is found too: its verdict says so.
        """
        query = ENTRIES.where(*self._standing(rejected=True), claims.c.id.startswith(id.lower(), autoescape=True))
        with self._connect() as connection:
            found = [entry_of(row) for row in connection.execute(query.order_by(claims.c.id).limit(4))]
            if len(found) == 1 or (found and found[0].id == id):
                return found[0]
            if found:
                some = ", ".join(entry.id for entry in found)
                raise AmbiguousError(f"{id!r} begins several claims ({some}…); give more of the id.")
            gone = connection.scalar(select(exists().where(claims.c.id == id.lower())))
        if gone:
            raise QuestionError(
                f"Claim {id} does not stand in this view: a newer reading replaced it, its report was taken back, "
                "or it came later."
            )
        raise QuestionError(f"No claim has the id {id!r}", typed="; `marsad claims` lists the ids.")

    # Reports

    def report(self, id: str) -> Report:
        """The report with this id, in the version that stands; raises QuestionError where there is none.

        One that was retracted is found too, and one that was erased, without its text: see `tombstone`.
        """
        for report in self._reports(reports.c.id == id):
            return report
        raise QuestionError(f"No report has the id {id!r} in this ledger.")

    def reports(self) -> list[Report]:
        """Every report that counts, in the order of publication."""
        return self._reports(reports.c.id.not_in(sorted(self.rulings.retracted)))

    def reports_named(self, ids: Collection[str]) -> dict[str, Report]:
        """These reports by id, with their texts."""
        return {report.id: report for part in _parts(ids) for report in self._reports(reports.c.id.in_(part))}

    def texts(self, ids: Collection[str]) -> dict[str, str]:
        """The texts of these reports by id; an erased one is empty."""
        return {report.id: report.text for part in _parts(ids) for report in self._reports(reports.c.id.in_(part))}

    def titles(self, ids: Collection[str]) -> dict[str, str | None]:
        """The titles of these reports by id; an erased one has none."""
        with self._connect() as connection:
            queries = [
                select(reports.c.id, reports.c.title).where(self._read(), reports.c.id.in_(p)) for p in _parts(ids)
            ]
            return {row.id: row.title for query in queries for row in connection.execute(query)}

    def sketches(self, ids: Collection[str] | None = None) -> dict[str, frozenset[int]]:
        """The sketches of the texts (see `sketch.py`), of these reports or of all. An erasure leaves them."""
        conditions = [true()] if ids is None else [reports.c.id.in_(part) for part in _parts(ids)]
        with self._connect() as connection:
            queries = [select(reports.c.id, reports.c.row).where(self._read(), where) for where in conditions]
            rows = {row.id: row.row for query in queries for row in connection.execute(query)}
        return dict(zip(rows, self._kept.sketches.of(self, rows.values()), strict=True))

    def tombstone(self, report: str) -> Tombstone | None:
        """Why a report does not count; None where it does. An erasure shows in every view, as the words are gone."""
        with self._connect() as connection:
            erasures = [decision_of(row) for row in connection.execute(_DECISIONS.where(decisions.c.verb == "erase"))]
            sha256 = connection.scalar(select(reports.c.sha256).where(reports.c.id == report, self._read()))
        erased = next((decision for decision in erasures if decision.body["report"] == report), None)
        found = erased or self.rulings.taken_back(report)
        if found is None:
            return None
        verb = "erased" if found.verb == "erase" else "retracted"
        return Tombstone(report, verb, found.by, found.why, found.at, sha256 or "")

    def search(
        self,
        words: str,
        limit: int = 20,
        language: str | None = None,
        publisher: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        in_evidence: bool = False,
    ) -> list[Hit]:
        """Reports with all these words, those published last first; spelling is folded as it is in matching.

        "Words in quotes" stand together, and an asterisk ends the beginning of a word. `since` and `until` are days of
        publication. `in_evidence` leaves out what stands in no passage that a claim rests on.
        """
        asked = Asked(parse(words), limit, language, publisher, since, until, in_evidence)
        standing = [self._read(), *self._published(), reports.c.id.not_in(sorted(self.rulings.retracted))]
        with self._connect() as connection:
            return find(connection, asked, standing, self._standing(), self.known)

    def unknown_names(self) -> list[UnknownEntry]:
        """Names that were unknown to the reader and that no decision has resolved."""
        query = (
            select(unknown_names, reports.c.id)
            .join(readings, unknown_names.c.reading == readings.c.row)
            .join(reports)
            .where(*self._stands_in(readings), *self._published(), reports.c.erased_at.is_(None))
            .where(reports.c.id.not_in(sorted(self.rulings.retracted)))
            .order_by(PUBLISHED, reports.c.id, readings.c.reader, unknown_names.c.m)
        )
        resolved = self.rulings.resolved()
        with self._connect() as connection:
            rows = connection.execute(query).mappings()
            found = [UnknownEntry(r["text"], r["kind"], r["key"], r["id"], r["start"], r["end"]) for r in rows]
        return [name for name in found if name.key not in resolved]

    def unknown(self, limit: int | None = None) -> list[Unknown]:
        """The unknown names, those that stand in most reports first, each with some contexts."""
        by_key: dict[tuple[str, str], list[UnknownEntry]] = {}
        for name in self.unknown_names():
            by_key.setdefault((name.kind, name.key), []).append(name)
        ranked = sorted(by_key.values(), key=lambda found: (-len({n.report_id for n in found}), found[0].key))[:limit]
        shown = {name.report_id for found in ranked for name in found[:_CONTEXTS]}
        texts = self.texts(shown)
        return [self._unknown(found, texts) for found in ranked]

    def _unknown(self, found: list[UnknownEntry], texts: dict[str, str]) -> Unknown:
        first = found[0]
        contexts = tuple(
            Context(
                n.report_id, n.start, n.end, texts.get(n.report_id, "")[max(0, n.start - _AROUND) : n.end + _AROUND]
            )
            for n in found[:_CONTEXTS]
        )
        side = {"actor": has(claim_actors, claim_actors.c.key == first.key)}
        named = side.get(first.kind, has(claim_places, claim_places.c.folded == folded(first.key)))
        query = select(func.count()).select_from(claims.join(reports, reports.c.row == claims.c.report))
        with self._connect() as connection:
            told = connection.scalar(query.where(named, *self._standing())) or 0
        return Unknown(first.text, first.kind, first.key, len(found), len({n.report_id for n in found}), told, contexts)

    # Decisions

    @cached_property
    def rulings(self) -> Rulings:
        """What follows from all decisions up to this view's instant."""
        with self._connect() as connection:
            rows = connection.execute(_DECISIONS.where(decisions.c.recorded_at <= self.recorded))
            return Rulings(map(decision_of, rows))

    def decisions(self, claim: str | None = None, verb: str | None = None) -> list[Decision]:
        """Every decision up to this view's instant, oldest first; those that name a claim, those of a verb."""
        found = [decision for decision in self.rulings.all if verb is None or decision.verb == verb]
        return [d for d in found if claim is None or claim in _claims_of(d)]

    def event_decisions(self) -> list[EventDecision]:
        """Which claims were said to be one event, or several; a later one overrides an earlier on the same two."""
        return self.rulings.events

    def source_grades(self) -> dict[str, str]:
        """Publishers and speakers with their grades, A to F."""
        return self.rulings.source_grades

    def claim_grades(self) -> dict[str, str]:
        """Claims by id with their grades, 1 to 6."""
        return self.rulings.claim_grades

    def notes(self, of: str, target: str) -> list[Note]:
        """What was written about a claim, report, actor, site or source."""
        return self.rulings.notes(of, target)

    def actor_now(self, key: str) -> str:
        """What an actor's key was merged or resolved into."""
        return self.rulings.actor_now(key)

    def place_now(self, place: Place) -> Place:
        """What a place was merged or resolved into."""
        return self.rulings.place_now(place)

    # The clocks

    def _stands_in(self, table: Table) -> list[ColumnElement[bool]]:
        """What was recorded and not yet withdrawn then."""
        return [
            table.c.recorded_at <= self.recorded,
            or_(table.c.withdrawn_at.is_(None), table.c.withdrawn_at > self.recorded),
        ]

    def _published(self) -> list[ColumnElement[bool]]:
        return [published_by(reports, self.known)] if self.known else []

    def _standing(self, rejected: bool = False) -> list[ColumnElement[bool]]:
        """Claims in the form they had then, of what was published by the day that is known."""
        conditions = [*self._stands_in(claims), *([] if rejected else [claims.c.verdict != REJECTED])]
        return [*conditions, *self._published()]

    def _read(self) -> ColumnElement[bool]:
        """Whether a report had been read then."""
        return select(readings.c.row).where(readings.c.report == reports.c.row, *self._stands_in(readings)).exists()

    def _reports(self, *conditions: ColumnElement[bool]) -> list[Report]:
        query = select(reports).where(self._read(), *self._published(), *conditions).order_by(PUBLISHED, reports.c.id)
        with self._connect() as connection:
            return [report_of(row) for row in connection.execute(query)]


_DECISIONS = select(decisions).order_by(decisions.c.row)


def _parts(ids: Collection[str]) -> list[list[str]]:
    listed = sorted(set(ids))
    return [listed[n : n + _AT_ONCE] for n in range(0, len(listed), _AT_ONCE)]


def _order(entry: Entry) -> tuple[str, str, str, str, int]:
    claim_first = entry.span[0].isoformat()
    return (
        claim_first,
        entry.published.isoformat() if entry.published else "",
        entry.report_id,
        entry.reader,
        entry.row,
    )


def _claims_of(decision: Decision) -> set[str]:
    body = decision.body
    named = {body.get("claim", ""), *body.get("claims", ()), *(id for side in body.get("sides", ()) for id in side)}
    named.add(body.get("adds", ""))
    return named | ({body["to"]} if body.get("of") == "claim" and "to" in body else set())
