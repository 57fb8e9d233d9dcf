"""Reports and their claims as Parquet, and back. The same readings give the same bytes.

A claim is a row with the slots that people ask for as columns, and the whole of it as JSON (docs/contract.md).
"""

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any

from marsad.corpus.storage import Storage
from marsad.errors import ReportError
from marsad.ledger.ready import Written
from marsad.ledger.write import claim_ids
from marsad.model.claim import PLACE_SLOTS, Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.reader import Reading, UnknownName

_A_GROUP = 1_000  # reports in a row group; what is gathered is written then, so that memory stays small


@cache
def _schemas() -> tuple[Any, Any]:
    import pyarrow as pa

    name = pa.struct(
        [("text", pa.string()), ("kind", pa.string()), ("key", pa.string()), ("start", pa.int32()), ("end", pa.int32())]
    )
    reports = pa.schema(
        [
            ("report", pa.string()), ("sha256", pa.string()), ("language", pa.string()), ("published", pa.date32()),
            ("publisher", pa.string()), ("title", pa.string()), ("address", pa.string()), ("text", pa.string()),
            ("unknown", pa.list_(name)), ("warnings", pa.list_(pa.string())), ("claims", pa.int32()),
        ]
    )  # fmt: skip
    claims = pa.schema(
        [
            ("claim", pa.string()), ("report", pa.string()), ("published", pa.date32()), ("publisher", pa.string()),
            ("kind", pa.string()), ("status", pa.string()), ("when", pa.string()),
            ("actor", pa.list_(pa.string())), ("partner", pa.list_(pa.string())),
            ("places", pa.list_(pa.string())), ("countries", pa.list_(pa.string())),
            ("said_by", pa.string()), ("confidence", pa.float64()), ("json", pa.string()),
        ]
    )  # fmt: skip
    return reports, claims


@dataclass(slots=True)
class Writer:
    """Gathers the readings of one partition; `files` gives its two Parquet files."""

    reader: str
    reports: int = 0
    claims: int = 0
    _rows: tuple[list[dict[str, Any]], list[dict[str, Any]]] = field(default_factory=lambda: ([], []))
    _sinks: tuple[io.BytesIO, io.BytesIO] = field(default_factory=lambda: (io.BytesIO(), io.BytesIO()))
    _open: list[Any] = field(default_factory=list)

    def add(self, report: Report, reading: Reading) -> None:
        ids = claim_ids(report, self.reader, reading.claims)
        self._rows[0].append(_report_row(report, reading))
        self._rows[1].extend(_claim_row(report, id, c) for id, c in zip(ids, reading.claims, strict=True))
        self.reports += 1
        self.claims += len(ids)
        if len(self._rows[0]) >= _A_GROUP:
            self._write()

    def files(self) -> tuple[bytes, bytes]:
        """Of reports and of claims."""
        self._write()
        for writer in self._open:
            writer.close()
        return self._sinks[0].getvalue(), self._sinks[1].getvalue()

    def _write(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if not self._open:
            both = zip(self._sinks, _schemas(), strict=True)
            self._open = [pq.ParquetWriter(sink, schema, compression="zstd") for sink, schema in both]
        for writer, rows, schema in zip(self._open, self._rows, _schemas(), strict=True):
            if rows:
                writer.write_table(pa.Table.from_pylist(rows, schema))
            rows.clear()


def _report_row(report: Report, reading: Reading) -> dict[str, Any]:
    names = [
        {"text": n.text, "kind": n.kind, "key": n.key, "start": n.span.start, "end": n.span.end}
        for n in reading.unknown
    ]
    return {
        "report": report.id,
        "sha256": report.sha256,
        "language": report.language,
        "published": report.published,
        "publisher": report.publisher,
        "title": report.title,
        "address": report.address,
        "text": report.text,
        "unknown": names,
        "warnings": list(reading.warnings),
        "claims": len(reading.claims),
    }


def _claim_row(report: Report, id: str, claim: Claim) -> dict[str, Any]:
    places = [place for slot in PLACE_SLOTS for place in getattr(claim, slot)]
    return {
        "claim": id,
        "report": report.id,
        "published": report.published,
        "publisher": report.publisher,
        "kind": claim.kind,
        "status": claim.status,
        "when": claim.when,
        "actor": list(claim.actor),
        "partner": list(claim.partner),
        "places": [place.name for place in places],
        "countries": sorted({place.country for place in places if place.country}),
        "said_by": claim.said_by.of if claim.said_by else None,
        "confidence": round(claim.confidence, 3),
        "json": json.dumps(claim.to_json(), ensure_ascii=False),
    }


def read_back(reports: bytes, claims: bytes) -> Iterator[tuple[Report, Reading]]:
    """The readings of a partition, in order."""
    return ((report, reading) for report, reading, _ in as_written(reports, claims))


def as_written(reports: bytes, claims: bytes) -> Iterator[tuple[Report, Reading, Written]]:
    """The readings of a partition, in order, each with the ids and the JSON of its claims."""
    ids, texts = iter(_column(claims, "claim")), iter(_column(claims, "json"))
    for row in _rows(reports):
        count = row["claims"]
        written = Written(list(islice(ids, count)), list(islice(texts, count)))
        report = Report(
            id=row["report"],
            text=row["text"],
            language=row["language"],
            published=row["published"],
            publisher=row["publisher"],
            title=row["title"],
            address=row["address"],
            sha256=row["sha256"],
        )
        names = tuple(UnknownName(n["text"], n["kind"], Span(n["start"], n["end"]), n["key"]) for n in row["unknown"])
        made = tuple(Claim.kept(json.loads(text)) for text in written.texts)
        if len(made) < count:
            raise ValueError(f"{count - len(made)} claims of {report.id} are missing")
        yield report, Reading(made, names, tuple(row["warnings"])), written


def _rows(data: bytes) -> Iterator[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(pa.BufferReader(data)).iter_batches(_A_GROUP):
        yield from batch.to_pylist()


def columns_of(storage: Storage, uri: str, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Some columns of a file that a writer made, row by row."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with storage.open(uri) as file:
            for batch in pq.ParquetFile(file).iter_batches(_A_GROUP, columns=list(names)):
                yield from batch.to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise ReportError(f"{uri} is damaged; read the corpus again.") from error


def rows_of_kind(storage: Storage, uri: str, kind: str, names: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """The claims of a kind in a file that a writer made: the place of each among all, and some of its columns."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    try:
        with storage.open(uri) as file:
            table = pq.ParquetFile(file).read([*names, "kind"])
        at = pc.indices_nonzero(pc.equal(table["kind"], kind))
        found = table.take(at)
    except (pa.ArrowException, OSError) as error:
        raise ReportError(f"{uri} is damaged; read the corpus again.") from error
    yield from zip(at.to_pylist(), *(found[name].to_pylist() for name in names), strict=True)


def _column(data: bytes, name: str) -> Iterable[Any]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(pa.BufferReader(data)).iter_batches(10_000, columns=[name]):
        yield from batch.column(0).to_pylist()
