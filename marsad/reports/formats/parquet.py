"""Parquet: a row is a report; columns are named as in any table."""

from collections.abc import Iterator
from typing import Any

from marsad.errors import ReportError
from marsad.reports.formats import needs
from marsad.reports.formats.table import column_map, pieces
from marsad.reports.piece import Failure, Input, Piece

_BATCH = 500  # rows at once: a batch of long texts stays far below the bound of memory


def unpack(given: Input) -> Iterator[Piece | Failure]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise needs("pyarrow", "parquet", "a Parquet file", given.where) from error
    with given.open() as file:
        try:
            table = pyarrow.parquet.ParquetFile(file)
            columns = column_map(table.schema_arrow.names, given.options, given.where)
            yield from pieces(_rows(table, list(columns.values())), given)
        except (pyarrow.ArrowException, OSError) as error:
            raise ReportError(f"{given.where} is a damaged Parquet file; write it anew.") from error


def _rows(table: Any, columns: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    number = 0
    for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
        for row in batch.to_pylist():
            number += 1
            yield f"row {number}", row
