"""Many readings at once that a ledger has none of: what a corpus brings, partition by partition.

The rows and the chain are those of recording one by one (`write.py`), without asking at each report what stands.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from marsad.ledger import chain
from marsad.ledger.ready import ID, Ready, ReadyWriter, Written, make_ready, of_chain
from marsad.ledger.tables import claims, readings, reports, unknown_names
from marsad.ledger.write import ReadingLike, Recorded, _check, _digest
from marsad.model.report import Report

_NAMED = ("row", "id", "given_id", "digest", "text", "sha256", "language", "published_at", "publisher", "title",
          "address", "recorded_at", "sketch", "erased_at")  # fmt: skip
assert tuple(column.name for column in reports.columns) == _NAMED
_NUMBERS = len("[0,0,0")  # the numbers of a claim, its report and its reading, as the chain writes them
_NUMBER = len("[0")


class Prepared(NamedTuple):
    """A reading made ready, with its parts of the chain: all but the numbers of its rows."""

    ready: Ready
    digest: str
    said: str  # the report's values for the chain, after its row's number
    names: str  # the hash of its unknown names
    claims: tuple[str, ...]  # each claim's values for the chain, after the three numbers


def prepare(report: Report, reading: ReadingLike, written: Written, dialect: str) -> Prepared:
    _check(report)
    ready = make_ready(report, reading, written, dialect)
    digest = _digest(report)
    row = dict(zip(_NAMED, _row(0, digest, ready, ""), strict=True))
    said = chain.encode(chain.report_values(row))[_NUMBER:]
    of_claims = tuple(chain.claim_text(*of_chain((0, 0, 0, *claim[0], None, None)))[_NUMBERS:] for claim in ready.made)
    names = [dict(zip(chain.NAME, name[1:], strict=True)) for name in _names(0, ready)]
    return Prepared(ready, digest, said, chain.names_hash(names), of_claims)


def _row(number: int, digest: str, ready: Ready, at: str) -> tuple[object, ...]:
    """A report's row, in the order of the table; its id is its name, as no other report has it."""
    report = ready.report
    published = report.published.isoformat() if report.published else None
    return (
        number, report.id, report.id, digest, report.text, report.sha256, report.language, published,
        report.publisher, report.title, report.address, at, ready.sketch, None,
    )  # fmt: skip


def _names(reading: int, ready: Ready) -> list[tuple[object, ...]]:
    return [
        (reading, m, name.kind, name.text, name.key, name.span.start, name.span.end)
        for m, name in enumerate(ready.unknown)
    ]


class BlockWriter(ReadyWriter):
    """Records what is ready: all at once where it is new, one by one where it may not be."""

    def record_block(
        self, made: Sequence[Prepared], reader: str, version: str, now: Callable[[], str]
    ) -> list[Recorded]:
        ready = [prepared.ready for prepared in made]
        names = [each.report.id for each in ready]
        self.foresee(names)
        if self._rulings.all or len(set(names)) < len(names) or any(self._foreseen.values()):
            return [self.record_ready(now(), each, reader, version) for each in ready]
        by = f"{chain.quoted(reader)},{chain.quoted(version)}"
        return [self._record_new(prepared, (reader, version, by), now()) for prepared in made]

    def _record_new(self, prepared: Prepared, by: tuple[str, str, str], at: str) -> Recorded:
        pen, ready = self._pen, prepared.ready
        reader, version, quoted = by
        number, reading = pen.next_row(reports), pen.next_row(readings)
        first = pen.next_rows(claims, len(ready.made))
        row = _row(number, prepared.digest, ready, at)
        pen.add_tuples(reports, (row,))
        pen.index.add_written(number, str(row[7] or at[:10]), ready.documents)
        pen.add_tuples(readings, ((reading, number, reader, version, at, None),))
        if ready.unknown:
            pen.add_tuples(unknown_names, _names(reading, ready))
        of = (number, reading)
        pen.add_tuples(claims, [(n, *of, *claim[0], at, None) for n, claim in enumerate(ready.made, first)])
        for n, (_, actors, places, spans, told, day) in enumerate(ready.made, first):
            pen.add_beside(n, actors, places, spans, told, day)
        said = ",".join([f"[{n},{number},{reading}{claim}" for n, claim in enumerate(prepared.claims, first)])
        names = f'[[{reading},"{prepared.names}"]]'
        pen.seal_written(
            at, "read", f"[[{number}{prepared.said}],[[{reading},{number},{quoted}]],{names},[{said}],[],[],[]]"
        )
        return Recorded(True, ready.report.id, tuple(claim[0][ID] for claim in ready.made), 0)
