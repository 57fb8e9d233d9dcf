"""Whatever is altered behind the ledger's back is found, and the record has a name."""

import random
import sqlite3
from dataclasses import replace

import pytest
from made import EVERY_KIND, Name, Reading
from sqlalchemy import Float, Integer, bindparam, select, update
from sqlalchemy.exc import IntegrityError

from marsad.errors import LedgerError
from marsad.ledger import Ledger
from marsad.ledger import decisions as d
from marsad.ledger.tables import metadata
from marsad.model.span import Span

TABLES = metadata.sorted_tables
COLUMNS = [(table, column) for table in TABLES for column in table.columns]


def fill(ledger, report):
    """A little of everything: two reports, a re-reading, decisions, an erasure."""
    name = Name("Jabal X", "place", Span(4, 9), "Jabal X")
    ids = ledger.record(report, Reading(EVERY_KIND, (name,)), "grammar", "1").claim_ids
    ledger.record(report, Reading(EVERY_KIND[:5], (name,)), "grammar", "2")
    ledger.record(
        replace(report, id="b", text="To be erased.", sha256=""), Reading(EVERY_KIND[:1], (name,)), "grammar", "1"
    )
    ledger.record(replace(report, id="c", publisher=None, published=None), Reading(EVERY_KIND[:2]), "grammar", "1")
    ledger.decide(d.amend(ids[0], {"number": {"min": 1, "max": 2}}), "A. Analyst", "why")
    ledger.decide(d.reject(ids[1]), "A. Analyst")
    ledger.decide(d.retract("c"), "A. Analyst")
    ledger.decide(d.erase("b"), "A. Analyst")


@pytest.fixture
def filled(ledger, report):
    fill(ledger, report)
    return ledger


def test_what_nobody_altered_is_sound(filled):
    found = filled.verify()
    assert (found.problems, found.records, found.reports) == ([], 8, 3)


def other(column, value):
    """Another value that the column takes."""
    if isinstance(column.type, Integer):
        return (value or 0) + 1
    if isinstance(column.type, Float):
        return (value or 0.0) + 0.25
    if not value:
        return "x"
    at = len(value) // 2
    return value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]


def test_a_single_altered_value_of_any_column_is_found(filled):
    """Every column of every table, in its first, middle and last row."""
    assert filled._engine.dialect.name in ("sqlite", "postgresql")
    with filled._engine.connect() as connection:
        _mind_no_references(connection)
        for table, column in COLUMNS:
            keys = list(table.primary_key)
            rows = connection.execute(select(table).order_by(*keys)).mappings().all()
            assert rows, table.name
            for row in {0: rows[0], 1: rows[len(rows) // 2], 2: rows[-1]}.values():
                where = [key == row[key] for key in keys]
                change = update(table).where(*where).values({column: bindparam("new")})
                with connection.begin_nested() as inside:
                    try:
                        connection.execute(change, {"new": other(column, row[column])})
                    except IntegrityError:  # the database itself was quicker
                        inside.rollback()
                        continue
                    assert _problems(connection), f"{table.name}.{column.name} of {dict(row)}"
                    inside.rollback()


def test_a_row_taken_away_or_added_is_found(filled):
    with filled._engine.connect() as connection:
        _mind_no_references(connection)
        for table in TABLES:
            row = connection.execute(select(table)).mappings().first()
            where = [key == row[key] for key in table.primary_key]
            with connection.begin_nested() as inside:
                connection.execute(table.delete().where(*where))
                assert _problems(connection), table.name
                inside.rollback()


def test_the_altered_record_is_named(filled):
    view = filled.view()
    with filled._engine.connect() as connection:
        connection.exec_driver_sql("UPDATE reports SET text = replace(text, '300', '800') WHERE id = 'en-01'")
        assert _problems(connection)[0] == "report en-01 (row 1): its text was altered"
        connection.rollback()
        connection.exec_driver_sql("UPDATE decisions SET reason = 'whatever' WHERE verb = 'amend'")
        (problem,) = _problems(connection)
        assert problem.startswith("record 5 was altered: amend of ")
        assert view.decisions(verb="amend")[0].id in problem


def test_records_taken_off_the_end_are_found_with_a_noted_hash(filled, report):
    head = filled.verify().head
    filled.record(replace(report, id="d"), Reading(()), "grammar", "1")
    assert filled.verify(head).sound
    assert not filled.verify("0" * 63 + "1").sound


def test_any_single_byte_of_the_file(tmp_path, report):
    """A flipped byte is found, or it changed nothing: it stood in no row and in no index."""
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        fill(ledger, report)
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = path.read_bytes()
    before = content(path)
    chance = random.Random(7)
    found = 0
    for number in range(150):
        at = chance.randrange(100, len(whole))
        copy = tmp_path / f"{number}.db"
        copy.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :])
        try:
            with Ledger.open(copy, create=False) as ledger:
                sound = ledger.verify().sound
        except LedgerError:
            sound = False
        found += not sound
        assert not sound or content(copy) == before, f"byte {at}"
        copy.unlink()
    assert found > 10


def content(path):
    with sqlite3.connect(path) as database:
        names = [table.name for table in TABLES]
        return {name: database.execute(f"SELECT * FROM {name} ORDER BY 1, 2, 3").fetchall() for name in names}


def _problems(connection):
    from marsad.ledger.verify import verify

    return verify(connection).problems


def _mind_no_references(connection):
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN")
    else:
        connection.exec_driver_sql("SET session_replication_role = replica")
