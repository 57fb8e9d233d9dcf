"""Moving a whole ledger: to another store, to open files, and back, without a difference.

What was written is moved row by row; what follows from it is made anew (`rebuild.fill`).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, func, insert, select

from marsad.errors import LedgerError, MarsadError
from marsad.ledger.decisions import canonical
from marsad.ledger.pages import pages
from marsad.ledger.rebuild import fill
from marsad.ledger.states import flat
from marsad.ledger.tables import SCHEMA, claims, decisions, readings, records, reports, unknown_names
from marsad.model.claim import Claim

WRITTEN = (reports, readings, unknown_names, claims, decisions, records)  # references point to the left
_FOLLOWS = frozenset(flat(Claim("move", "happened", ())))  # columns of a claim that its JSON gives
_HEAD = {"marsad": "ledger", "schema": SCHEMA}
_AT_ONCE = 2_000

OnStep = Callable[[str, int], None]


def copy_rows(source: Connection, target: Connection, on_step: OnStep) -> None:
    """All rows into an empty ledger."""
    for table in WRITTEN:
        done = 0
        for page in pages(source, table):
            target.execute(insert(table), [dict(row) for row in page])
            done += len(page)
            on_step(table.name, done)
    fill(target)


def is_empty(connection: Connection) -> bool:
    return not connection.scalar(select(func.count()).select_from(records))


# Open files: a line is a JSON object, of a row. One file a table in a folder, or all tables in one file.


def export(connection: Connection, path: Path, on_step: OnStep) -> None:
    """Write a folder, or a file if the name ends in `.jsonl`; nothing is left if it fails."""
    if path.exists():
        raise LedgerError(f"{path} is there already; name another, or remove it first.")
    part = path.with_name(f"{path.name}.part")
    try:
        if path.suffix == ".jsonl":
            with part.open("w", encoding="utf-8", newline="\n") as out:
                out.write(_line(_HEAD))
                for table in WRITTEN:
                    out.writelines(_line({"table": table.name} | row) for row in _objects(connection, table, on_step))
        else:
            part.mkdir()
            (part / "ledger.json").write_text(_line(_HEAD), "utf-8")
            for table in WRITTEN:
                with (part / f"{table.name}.jsonl").open("w", encoding="utf-8", newline="\n") as out:
                    out.writelines(map(_line, _objects(connection, table, on_step)))
        part.rename(path)
    except OSError as error:
        raise LedgerError(
            f"{path} cannot be written: {error.strerror or error}; what is left stands in {part}."
        ) from error


def import_rows(connection: Connection, path: Path, on_step: OnStep) -> None:
    """What `export` wrote, into an empty ledger."""
    try:
        with _objects_of(path) as found:
            for table, lines in found:
                _import_table(connection, table, lines, on_step)
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    fill(connection)


def _import_table(connection: Connection, table: Table, lines: Iterable[dict[str, Any]], on_step: OnStep) -> None:
    rows: list[dict[str, Any]] = []
    done = 0
    for line in lines:
        rows.append(line)
        if len(rows) == _AT_ONCE:
            connection.execute(insert(table), rows)
            done, rows = done + len(rows), []
            on_step(table.name, done)
    if rows:
        connection.execute(insert(table), rows)
        on_step(table.name, done + len(rows))


def _objects(connection: Connection, table: Table, on_step: OnStep) -> Iterator[dict[str, Any]]:
    done = 0
    for page in pages(connection, table):
        yield from (_object(table, row) for row in page)
        done += len(page)
        on_step(table.name, done)


def _object(table: Table, row: RowMapping) -> dict[str, Any]:
    if table is claims:
        kept = {name: value for name, value in row.items() if name not in _FOLLOWS}
        return kept | {"claim": json.loads(row["json"])}
    if table is decisions:
        return dict(row) | {"body": json.loads(row["body"])}
    return dict(row)


def _row(table: Table, found: dict[str, Any]) -> dict[str, Any]:
    """A row again; raises KeyError, ValueError or TypeError where it is none."""
    if table is claims:
        found |= flat(Claim.kept(found.pop("claim")))
    if table is decisions:
        found["body"] = canonical(found["body"])
    if missing := {column.name for column in table.columns} ^ set(found):
        raise ValueError(f"{sorted(missing)[0]!r} is missing or strange")
    return found


@contextmanager
def _objects_of(path: Path) -> Iterator[Iterator[tuple[Table, Iterator[dict[str, Any]]]]]:
    """The tables of an export, each with its rows."""
    if path.is_dir():
        _check_head(path / "ledger.json", (path / "ledger.json").read_text("utf-8"))
        yield ((table, _rows_of_file(path / f"{table.name}.jsonl", table)) for table in WRITTEN)
        return
    with path.open(encoding="utf-8", newline="\n") as lines:
        _check_head(path, lines.readline())
        yield _tables_of_file(path, lines)


def _rows_of_file(path: Path, table: Table) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            yield _parsed(path, number, line, table)


def _tables_of_file(path: Path, lines: Iterable[str]) -> Iterator[tuple[Table, Iterator[dict[str, Any]]]]:
    numbered = enumerate(lines, 2)
    for name, found in groupby(numbered, key=lambda each: _table_named(path, *each)):
        table = next(table for table in WRITTEN if table.name == name)
        yield table, (_parsed(path, number, line, table) for number, line in found)


def _table_named(path: Path, number: int, line: str) -> str:
    names = {table.name for table in WRITTEN}
    # Only the beginning is looked at: the whole line is parsed once, later.
    begins = line.removeprefix('{"table": "').partition('"')[0]
    if begins not in names:
        raise LedgerError(f"{path}, line {number}, is no row of a ledger.")
    return begins


def _parsed(path: Path, number: int, line: str, table: Table) -> dict[str, Any]:
    try:
        found = json.loads(line)
        found.pop("table", None)
        return _row(table, found)
    except (MarsadError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LedgerError(f"{path}, line {number}, is no row of {table.name}: {error}.") from error


def _check_head(path: Path, line: str) -> None:
    try:
        head = json.loads(line)
        known = head["marsad"] == "ledger"
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise LedgerError(f"{path} was not written by `marsad export`.")
    if head["schema"] != SCHEMA:
        raise LedgerError(f"{path} was written by another version of Marsad (schema {head['schema']}, not {SCHEMA}).")


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
