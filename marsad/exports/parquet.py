"""Claims or cells as Parquet: typed columns, lists as lists, some rows at a time."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from marsad.exports.columns import Column, clocks, columns, rows
from marsad.exports.material import Material, needs, parts


def write(material: Material, path: Path) -> None:
    chosen = columns(material)
    write_rows(path, chosen, rows(material), {b"marsad": json.dumps(clocks(material)).encode()})


def write_rows(path: Path, chosen: list[Column], made: Iterable[Any], metadata: dict[bytes, bytes]) -> None:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise needs("pyarrow", "parquet", "Parquet") from error
    types = {
        "text": pyarrow.string(),
        "whole": pyarrow.int64(),
        "real": pyarrow.float64(),
        "list": pyarrow.list_(pyarrow.string()),
        "bytes": pyarrow.binary(),
    }
    schema = pyarrow.schema([(column.name, types[column.type]) for column in chosen], metadata=metadata)
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as file:
        for part in parts(made):
            values = {column.name: [column.of(row) for row in part] for column in chosen}
            file.write_table(pyarrow.table(values, schema=schema))
