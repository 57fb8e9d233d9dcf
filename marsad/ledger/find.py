"""Searching the full-text index, and showing where in a report the words stand."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, column, literal_column, select, table, text

from marsad.errors import QuestionError
from marsad.ledger.entries import day_of
from marsad.ledger.search import document, report_number
from marsad.ledger.tables import claims, evidence, readings, reports
from marsad.ledger.words import folded_words, placed_words
from marsad.model.span import Span

_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_AROUND = 12  # words of a snippet before and after the first that was found
_index = table("search", column("rowid"), column("words"))


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together; `open` where the last one is only the beginning of a word."""

    words: tuple[str, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A search with its filters."""

    terms: tuple[Term, ...]
    limit: int
    language: str | None
    publisher: str | None
    since: dt.date | None
    until: dt.date | None
    in_evidence: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that has the words: where they stand, a piece of the text around the first, and the claims there."""

    report_id: str
    publisher: str | None
    published: dt.date | None
    title: str | None
    language: str
    found: tuple[Span, ...]
    snippet: Span
    text: str  # of the snippet
    claims: tuple[str, ...]  # those of whose evidence a found word is part

    def to_json(self) -> dict[str, Any]:
        return {
            "report": self.report_id,
            "publisher": self.publisher,
            "published": self.published.isoformat() if self.published else None,
            "title": self.title,
            "language": self.language,
            "snippet": {"start": self.snippet.start, "end": self.snippet.end, "text": self.text},
            "found": [list(span) for span in self.found],
            "claims": list(self.claims),
        }


def parse(words: str) -> tuple[Term, ...]:
    """What was typed, as terms. Raises QuestionError where no word is in it."""
    terms = []
    for quoted, bare in _TERM.findall(words):
        given = quoted or bare
        if folded := tuple(folded_words(given)):
            terms.append(Term(folded, given.endswith("*")))
    if not terms:
        raise QuestionError(f"{words!r} has no word to search for.")
    return tuple(terms)


def find(
    connection: Connection,
    asked: Asked,
    reports_standing: Sequence[ColumnElement[bool]],
    claims_standing: Sequence[ColumnElement[bool]],
    known: dt.date | None,
) -> list[Hit]:
    """The newest reports that have all terms."""
    hits: list[Hit] = []
    below: int | None = None
    while len(hits) < asked.limit:
        query = _query(connection.dialect.name, asked, reports_standing, known, below)
        rows = connection.execute(query).all()
        passages = _evidence(connection, {row.row for row in rows}, claims_standing)
        for row in rows:
            again = hits and hits[-1].report_id == row.id  # another piece of a long report
            hit = None if again else _hit(row, asked, passages.get(row.row, []))
            if hit and len(hits) < asked.limit:
                hits.append(hit)
        if len(rows) < asked.limit:
            break
        below = rows[-1].number
    return hits


def _query(
    dialect: str, asked: Asked, standing: Sequence[ColumnElement[bool]], known: dt.date | None, below: int | None
) -> Select[Any]:
    number: ColumnElement[int] = literal_column("search.rowid")
    query = (
        select(number.label("number"), reports)
        .select_from(_index.join(reports, reports.c.row == literal_column(report_number("search.rowid"))))
        .where(_matches(dialect, asked.terms), *standing)
        .order_by(number.desc())
        .limit(asked.limit)
    )
    latest = min((day for day in (asked.until, known) if day), default=None)
    if latest and latest < dt.date.max:
        query = query.where(number < document(0, (latest + dt.timedelta(days=1)).isoformat(), 0))
    if asked.since:
        query = query.where(number >= document(0, asked.since.isoformat(), 0))
    if below is not None:
        query = query.where(number < below)
    for of, value in ((reports.c.language, asked.language), (reports.c.publisher, asked.publisher)):
        if value:
            query = query.where(of == value)
    return query


def _matches(dialect: str, terms: tuple[Term, ...]) -> ColumnElement[bool]:
    if dialect == "sqlite":
        match = " AND ".join(f'"{" ".join(term.words)}"{" *" if term.open else ""}' for term in terms)
        return text("search MATCH :words").bindparams(words=match)  # type: ignore[return-value]
    match = " & ".join(f"({' <-> '.join(term.words)}{':*' if term.open else ''})" for term in terms)
    return text("search.words @@ CAST(:words AS TSQUERY)").bindparams(words=match)  # type: ignore[return-value]


def _hit(row: Any, asked: Asked, passages: list[tuple[str, Span]]) -> Hit | None:
    placed = list(placed_words(row.text))
    found = sorted({at for term in asked.terms for at in _places(placed, term)})
    spans = [Span(placed[n][1], placed[n][2]) for n in found]
    told = [(id, span) for id, span in passages if any(span.overlaps(other) for other in spans)]
    if asked.in_evidence:
        found = [n for n, span in zip(found, spans, strict=True) if any(p.overlaps(span) for _, p in told)]
        spans = [Span(placed[n][1], placed[n][2]) for n in found]
        if not found:
            return None
    first = found[0] if found else 0
    low, high = max(0, first - _AROUND), min(len(placed) - 1, first + _AROUND)
    snippet = Span(placed[low][1], placed[high][2]) if placed else Span(0, 0)
    return Hit(
        report_id=row.id,
        publisher=row.publisher,
        published=day_of(row.published_at),
        title=row.title,
        language=row.language,
        found=tuple(dict.fromkeys(spans)),
        snippet=snippet,
        text=snippet.text(row.text),
        claims=tuple(dict.fromkeys(id for id, _ in told)),
    )


def _places(placed: list[tuple[str, int, int]], term: Term) -> Iterator[int]:
    """The places of all words of a term, wherever it stands."""
    size = len(term.words)
    *whole, last = term.words
    for n in range(len(placed) - size + 1):
        here = placed[n + size - 1][0]
        if (here.startswith(last) if term.open else here == last) and all(
            placed[n + m][0] == word for m, word in enumerate(whole)
        ):
            yield from range(n, n + size)


def _evidence(
    connection: Connection, of: set[int], standing: Sequence[ColumnElement[bool]]
) -> dict[int, list[tuple[str, Span]]]:
    """The passages that standing claims rest on, by the row of their report."""
    query = (
        select(readings.c.report, claims.c.id, evidence.c.start, evidence.c.end)
        .join(claims, claims.c.reading == readings.c.row)
        .join(evidence, evidence.c.claim == claims.c.row)
        .join(reports, reports.c.row == claims.c.report)
        .where(readings.c.report.in_(sorted(of)), *standing)
        .order_by(claims.c.reading, claims.c.n, evidence.c.m)
    )
    out: dict[int, list[tuple[str, Span]]] = {}
    for row in connection.execute(query):
        out.setdefault(row.report, []).append((row.id, Span(row.start, row.end)))
    return out
