"""What every answer is: a list of things that can be looped over, shown in a notebook, and made a data frame."""

import importlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, overload

from marsad.errors import ExportError

if TYPE_CHECKING:
    import pandas
    import polars

SHOWN = 50  # rows in a notebook; a data frame has them all
Record = dict[str, Any]


class Thing(Protocol):
    def to_json(self) -> dict[str, Any]: ...


T = TypeVar("T", bound=Thing)


@dataclass(frozen=True)
class Table(Sequence[T], Generic[T]):
    """Things in the order of an answer. `title` says what was asked, and as of which clocks."""

    things: Sequence[T]
    title: str
    headings: Sequence[str] = ()
    cells: Callable[[T], Sequence[str]] = field(default=lambda thing: (), repr=False)  # what a notebook shows of each
    language: str = "en"

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self.things[index]

    def __len__(self) -> int:
        return len(self.things)

    def __iter__(self) -> Iterator[T]:
        return iter(self.things)

    def __repr__(self) -> str:
        return f"<{self.title}: {len(self)}>"

    def to_json(self) -> list[dict[str, Any]]:
        """The same objects that the command line writes with --json."""
        return [thing.to_json() for thing in self.things]

    def records(self) -> list[Record]:
        """A flat row for each thing."""
        return _square([flat(thing.to_json()) for thing in self.things])

    def to_polars(self) -> "polars.DataFrame":
        """A Polars frame with a row for each thing."""
        made: polars.DataFrame = _library("polars").DataFrame(self.records(), infer_schema_length=None)
        return made

    def to_pandas(self) -> "pandas.DataFrame":
        """A pandas frame with a row for each thing."""
        made: pandas.DataFrame = _library("pandas").DataFrame(self.records())
        return made

    def _repr_html_(self) -> str:
        rows = [self.cells(thing) for thing in self.things[:SHOWN]]
        return framed(self.title, self.language, table(self.headings, rows, len(self.things) - SHOWN))


def framed(title: str, language: str, *parts: str) -> str:
    """An answer as HTML, right to left where its language is."""
    direction = "rtl" if language == "ar" else "ltr"
    return f'<div lang="{language}" dir="{direction}"><p><strong>{escape(title)}</strong></p>{"".join(parts)}</div>'


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], more: int = 0) -> str:
    """Rows of plain text as an HTML table; text from reports is escaped."""
    head = "".join(f'<th style="text-align:start">{escape(heading)}</th>' for heading in headings)
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align:start">{escape(cell)}</td>' for cell in row) + "</tr>" for row in rows
    )
    tail = f'<tfoot><tr><td colspan="{len(headings)}">… +{more:,}</td></tr></tfoot>' if more > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody>{tail}</table>"


def flat(value: dict[str, Any]) -> Record:
    """A JSON object as one row: parts of places and numbers in columns of their own, lists of objects as JSON.

    >>> flat({"place": {"name": "Iraq", "country": "IQ"}, "actor": ["US"], "sides": [{"a": 1}]})
    {'place': 'Iraq', 'place_country': 'IQ', 'actor': ['US'], 'sides': '[{"a": 1}]'}
    """
    row: Record = {}
    for name, part in value.items():
        if isinstance(part, list) and part and isinstance(part[0], dict) and name in _PLACES:
            part = part[0] if len(part) == 1 else part
        if isinstance(part, dict):
            row |= {name if key in ("name", "of") and name in _NAMED else f"{name}_{key}": _plain(inner)
                    for key, inner in part.items()}  # fmt: skip
        else:
            row[name] = _plain(part)
    return row


_PLACES = ("place", "origin", "destination")
_NAMED = {*_PLACES}


def _plain(value: Any) -> Any:
    nested = isinstance(value, dict) or (isinstance(value, list) and any(not isinstance(v, str) for v in value))
    return json.dumps(value, ensure_ascii=False) if nested else value


def _square(rows: list[Record]) -> list[Record]:
    """Every row with every column, in the order in which they first come; one type in each."""
    names = dict.fromkeys(name for row in rows for name in row)
    lists = {name for row in rows for name, value in row.items() if isinstance(value, list)}
    return [{name: _listed(row.get(name)) if name in lists else row.get(name) for name in names} for row in rows]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ExportError(f"A data frame of {name} needs {name}: pip install 'marsad[frames]'.") from error
