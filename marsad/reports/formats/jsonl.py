"""JSON lines: an object a line, whose fields are named as the columns of a table."""

import json
from collections.abc import Iterator
from typing import Any

from marsad.reports.formats.table import pieces
from marsad.reports.piece import Failure, Input, Piece


def unpack(given: Input) -> Iterator[Piece | Failure]:
    with given.open() as file:
        yield from pieces(_rows(file, given), given)


def _rows(file: Any, given: Input) -> Iterator[tuple[str, dict[str, Any] | Failure]]:
    limit = given.options.max_size
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        name = f"line {number}"
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield name, object_of(line, f"{given.where}, {name}", limit)
        while len(line) > limit and not line.endswith(b"\n") and line:
            line = file.readline(limit + 1)  # the rest of a line that is too long


def object_of(line: bytes, where: str, limit: int) -> dict[str, Any] | Failure:
    """The object that a line of JSON lines is; `limit` is the most bytes it may have."""
    if len(line) > limit:
        return Failure(where, f"{where} is longer than {limit:,} bytes; raise --max-size.")
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Failure(where, f"{where} is no JSON.")
    return found if isinstance(found, dict) else Failure(where, f"{where} is no JSON object.")
