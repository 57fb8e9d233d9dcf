"""Readings made ready for a ledger beforehand, in other processes: all that follows from a report and its claims alone.

What is left for the one writer is to number the rows, to seal them into the chain and to send them. Only where nobody
has decided anything yet: a decision may change what is written.
"""

import json
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from marsad.ledger.cells import day_in_cell
from marsad.ledger.chain import CLAIM, Change
from marsad.ledger.search import contents, vector
from marsad.ledger.sketch import packed, sketch_of
from marsad.ledger.states import COLUMNS, Side, Told, flat_values, sides
from marsad.ledger.tables import claims
from marsad.ledger.words import HASH, words_and_hashes
from marsad.ledger.write import NameLike, ReadingLike, Recorded, Source, Writer, claim_ids
from marsad.model.claim import Claim
from marsad.model.report import Report

_COLUMNS = tuple(column.name for column in claims.columns)
_NUMBERS, _INSTANTS = ("row", "report", "reading"), ("recorded_at", "withdrawn_at")
assert (_COLUMNS[:3], _COLUMNS[-2:]) == (_NUMBERS, _INSTANTS)  # what the writer puts before and after the rest
_REST = _COLUMNS[3:-2]
_rest_of = itemgetter(*_REST)
ID, _JSON = _REST.index("id"), _REST.index("json")
of_chain = itemgetter(*map(_COLUMNS.index, CLAIM))


# A claim's row without its numbers and instants, and the rows beside it: actors, places, evidence, cells and day. Plain
# tuples, which go from process to process several times quicker than objects.
ReadyClaim = tuple[tuple[Any, ...], Side, Side, tuple[tuple[int, int], ...], Told, str]


class Ready(NamedTuple):
    """A reading that is ready; in the place of the reading itself."""

    report: Report
    sketch: str
    documents: tuple[str, ...]  # of the index, as the store takes them
    made: tuple[ReadyClaim, ...]
    unknown: tuple[NameLike, ...]
    claims: Sequence[Claim] = ()


class Written(NamedTuple):
    """What whoever kept a reading has of its claims beside them: their ids, and their JSON."""

    ids: Sequence[str]
    texts: Sequence[str]


def make_ready(report: Report, reading: ReadingLike, written: Written, dialect: str) -> Ready:
    words, hashes = words_and_hashes(report.text)
    published = report.published.isoformat() if report.published else None
    made = [
        _claim(claim, text, id, n, published)
        for n, (claim, text, id) in enumerate(zip(reading.claims, written.texts, written.ids, strict=True))
    ]
    parts = contents(words, len(hashes) // HASH)
    kept = parts if dialect == "sqlite" else [vector(part.split()) for part in parts]
    return Ready(report, packed(sketch_of(hashes)), tuple(kept), tuple(made), tuple(reading.unknown))


def _claim(claim: Claim, text: str, id: str, n: int, published: str | None) -> ReadyClaim:
    row: dict[str, Any] = dict(zip(COLUMNS, flat_values(claim, text), strict=True))
    row |= {"n": n, "v": 0, "id": id, "verdict": "", "published_at": published}
    named, placed, told = sides(claim)
    spans = tuple((span.start, span.end) for span in claim.evidence)
    return _rest_of(row), named, placed, spans, told, day_in_cell(claim, published)


def _named_apart(ready: Ready, reader: str, apart: str) -> tuple[ReadyClaim, ...]:
    """The claims with ids that tell them from another report's; who made them ready did not know of that one."""
    made = (Claim.kept(json.loads(claim[0][_JSON])) for claim in ready.made)
    ids = claim_ids(ready.report, reader, list(made), apart)
    return tuple(
        ((*claim[0][:ID], id, *claim[0][ID + 1 :]), *claim[1:]) for id, claim in zip(ids, ready.made, strict=True)
    )


class ReadyWriter(Writer):
    """Records what is ready, as `Writer` records readings."""

    def record_ready(self, at: str, ready: Ready, reader: str, version: str) -> Recorded:
        self._ready = ready
        return self.record(at, ready.report, ready, reader, version)

    def _words_of(self, report: Report) -> tuple[str, Callable[[int, str], None]]:
        ready = self._ready
        return ready.sketch, lambda row, day: self._pen.index.add_written(row, day, ready.documents)

    def _add_claims(
        self, change: Change, report: Report, reading: ReadingLike, reader: str, of: Source
    ) -> tuple[str, ...]:
        made = _named_apart(self._ready, reader, of.apart) if of.apart else self._ready.made
        for claim in made:
            self._add_ready(change, claim, of.report, of.reading)
        return tuple(claim[0][ID] for claim in made)

    def _add_ready(self, change: Change, claim: ReadyClaim, source: int, reading: int) -> None:
        rest, actors, places, spans, told, day = claim
        number = self._pen.next_row(claims)
        whole = (number, source, reading, *rest, change.at, None)
        self._pen.add_tuples(claims, (whole,))
        change.claims.append(of_chain(whole))
        self._pen.add_beside(number, actors, places, spans, told, day)
