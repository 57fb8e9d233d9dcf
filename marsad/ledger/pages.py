"""Walking a large table in the order of its rows, a page at a time."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Table, select

_PAGE = 2_000


def pages(connection: Connection, table: Table) -> Iterator[list[RowMapping]]:
    """The rows of a table in the order of its key, in lists of some thousand."""
    key: list[Column[Any]] = list(table.primary_key)
    first, *more = key
    last: Any = None
    while True:
        query = select(table).order_by(*key).limit(_PAGE)
        if last is not None:
            query = query.where(first > last[first])
        found = list(connection.execute(query).mappings())
        if not found:
            return
        if more and len(found) == _PAGE:
            # A page ends where the first column of the key changes, so that the next one begins after it.
            whole = select(table).where(first == found[-1][first]).order_by(*key)
            found = [row for row in found if row[first] != found[-1][first]]
            found += connection.execute(whole).mappings()
        yield found
        last = found[-1]


def rows(connection: Connection, table: Table) -> Iterator[RowMapping]:
    for page in pages(connection, table):
        yield from page
