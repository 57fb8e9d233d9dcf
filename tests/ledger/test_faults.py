"""Each thing that can go wrong with a ledger is one sentence that says what to do."""

import sqlite3
import sys

import pytest
from made import EVERY_KIND, Reading

from marsad.errors import LedgerError
from marsad.ledger import Ledger
from marsad.ledger.tables import VERSION_TABLE


def test_missing(path):
    with pytest.raises(LedgerError, match=r"There is no ledger at .*ledger\.db; make one with `marsad read"):
        Ledger.open(path, create=False)
    assert not path.exists()


def test_empty_file(path):
    path.touch()
    with pytest.raises(LedgerError, match="is empty and no ledger yet"):
        Ledger.open(path, create=False)
    Ledger.open(path).close()
    Ledger.open(path, create=False).close()


def test_no_sqlite_file(path):
    path.write_text("Dear diary, " * 200)
    with pytest.raises(LedgerError, match="is not a ledger: it is no SQLite file"):
        Ledger.open(path)


def test_another_programs_database(path):
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE recipes (id)")
        database.execute("CREATE TABLE alembic_version (version_num)")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="another program's database"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_newer_schema(path):
    Ledger.open(path).close()
    with sqlite3.connect(path) as database:
        database.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(LedgerError, match=r"newer Marsad \(schema 9999.*; upgrade Marsad"):
        Ledger.open(path)


def test_folder_instead_of_a_file(tmp_path):
    with pytest.raises(LedgerError, match="is a folder; name a file in it"):
        Ledger.open(tmp_path)


@pytest.mark.parametrize("folder", ["none", "file", "file/sub"])
def test_a_folder_that_is_not_there_is_not_made(tmp_path, folder):
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match=f"There is no folder {tmp_path / folder}; make it, or name another place"):
        Ledger.open(tmp_path / folder / "ledger.db")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_folder_that_cannot_be_written(monkeypatch, tmp_path):
    monkeypatch.setattr("pathlib.Path.exists", lambda self: True)  # root may write anywhere; nobody into no folder
    with pytest.raises(LedgerError, match="cannot be written: its file or folder is read-only"):
        Ledger.open(tmp_path / "none" / "ledger.db")


def test_read_only_file(path, report):
    with Ledger.open(path) as ledger, ledger._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")  # as for a file that one may not write, even for root
        connection.rollback()
        connection.close()
        with pytest.raises(LedgerError, match="read-only"):
            ledger.record(report, Reading(()), "grammar", "1")


def test_locked_by_another_writer(path, report):
    with Ledger.open(path, wait=0.05) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match=r"is locked by another program .* try again"):
            ledger.record(report, Reading(EVERY_KIND), "grammar", "1")
        assert ledger.view().claims() == [], "readers do not wait for writers"
        other.execute("ROLLBACK")
        other.close()
        assert ledger.record(report, Reading(EVERY_KIND), "grammar", "1").new


def test_full_disk(path, report):
    with Ledger.open(path) as ledger:
        with ledger._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        big = type(report)("big", "x" * 100_000, "en")
        with pytest.raises(LedgerError, match="disk is full and the last write to"):
            ledger.record(big, Reading(EVERY_KIND), "grammar", "1")
        assert ledger.view().reports() == []


def test_damaged(path, report):
    with Ledger.open(path) as ledger:
        ledger.record(report, Reading(EVERY_KIND), "grammar", "1")
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="damaged"):
        Ledger.open(path)


def test_no_driver(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(
        LedgerError, match=r"No driver for postgresql://me:\*\*\*@host/db is installed; run `pip install"
    ):
        Ledger.open("postgresql://me:secret@host/db")


def test_no_ledger_can_be_there():
    with pytest.raises(LedgerError, match="neither a path nor a database URL"):
        Ledger.open("://")
    with pytest.raises(LedgerError, match="'mysql' is neither"):
        Ledger.open("mysql://host/db")
