"""JSON for programs: one object a line, in the order of the answer."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Protocol


class Jsonable(Protocol):
    def to_json(self) -> dict[str, Any]: ...


def lines(items: Iterable[Jsonable]) -> Iterator[str]:
    return (line(item.to_json()) for item in items)


def line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
