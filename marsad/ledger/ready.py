"""Readings made ready for a ledger beforehand, in other processes: all that follows from a report and its claims alone.

What is left for the one writer is to number the rows, to seal them into the chain and to send them. Only where nobody
has decided anything yet: a decision may change what is written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from marsad.ledger.cells import day_in_cell
from marsad.ledger.chain import CLAIM, Change
from marsad.ledger.search import documents, vector
from marsad.ledger.sketch import packed, sketch_of
from marsad.ledger.states import Side, Told, flat, sides
from marsad.ledger.tables import claims
from marsad.ledger.words import words_and_hashes
from marsad.ledger.write import NameLike, ReadingLike, Recorded, Writer, _ids, _written
from marsad.model.claim import Claim
from marsad.model.report import Report

_COLUMNS = tuple(column.name for column in claims.columns)
_ROW, _REPORT, _READING, _RECORDED = (_COLUMNS.index(name) for name in ("row", "report", "reading", "recorded_at"))
_IN_ORDER = itemgetter(*_COLUMNS)
_of_chain = itemgetter(*(_COLUMNS.index(name) for name in CLAIM))


@dataclass(frozen=True, slots=True)
class ReadyClaim:
    """A claim's row without its numbers, and the rows beside it."""

    id: str
    values: tuple[Any, ...]
    actors: Side
    places: Side
    evidence: tuple[tuple[int, int], ...]
    cells: Told
    day: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A reading that is ready; in the place of the reading itself."""

    report: Report
    sketch: str
    documents: tuple[str, ...]  # of the index, as the store takes them
    made: tuple[ReadyClaim, ...]
    unknown: tuple[NameLike, ...]
    claims: Sequence[Claim] = ()


def make_ready(report: Report, reading: ReadingLike, reader: str, dialect: str) -> Ready:
    words, hashes = words_and_hashes(report.text)
    content = " ".join if dialect == "sqlite" else vector
    said = [claim.to_json() for claim in reading.claims]
    published = report.published.isoformat() if report.published else None
    made = [
        _claim(claim, _written(json), id, n, published)
        for n, (claim, json, id) in enumerate(zip(reading.claims, said, _ids(report, reader, said), strict=True))
    ]
    parts = tuple(content(part) for _, part in documents(0, "0001-01-01", words))
    return Ready(report, packed(sketch_of(hashes)), parts, tuple(made), tuple(reading.unknown))


def _claim(claim: Claim, text: str, id: str, n: int, published: str | None) -> ReadyClaim:
    row = flat(claim, text)
    row |= {"n": n, "v": 0, "id": id, "verdict": "", "withdrawn_at": None, "published_at": published}
    row |= {"row": None, "report": None, "reading": None, "recorded_at": None}
    named, placed, told = sides(claim)
    day = day_in_cell(claim, published)
    spans = tuple((span.start, span.end) for span in claim.evidence)
    return ReadyClaim(id, _IN_ORDER(row), named, placed, spans, told, day)


class ReadyWriter(Writer):
    """Records what is ready, as `Writer` records readings."""

    def record_ready(self, at: str, ready: Ready, reader: str, version: str) -> Recorded:
        self._ready = ready
        return self.record(at, ready.report, ready, reader, version)

    def _words_of(self, report: Report) -> tuple[str, Callable[[int, str], None]]:
        ready = self._ready
        return ready.sketch, lambda row, day: self._pen.index.add_written(row, day, ready.documents)

    def _add_claims(
        self, change: Change, report: Report, reading: ReadingLike, reader: str, of: tuple[int, int, str]
    ) -> tuple[str, ...]:
        source, row, _ = of
        for claim in self._ready.made:
            self._add_ready(change, claim, source, row)
        return tuple(claim.id for claim in self._ready.made)

    def _add_ready(self, change: Change, claim: ReadyClaim, source: int, reading: int) -> None:
        number = self._pen.next_row(claims)
        row = list(claim.values)
        row[_ROW], row[_REPORT], row[_READING], row[_RECORDED] = number, source, reading, change.at
        whole = tuple(row)
        self._pen.add_tuples(claims, (whole,))
        change.claims.append(_of_chain(whole))
        self._pen.add_beside(number, claim.actors, claim.places, claim.evidence, claim.cells, claim.day)
