"""A ledger of an older program opens, is brought up to date, and answers as it did."""

import datetime as dt
from dataclasses import replace

import pytest
from alembic import command
from alembic.config import Config
from made import EVERY_KIND, Name, Reading
from sqlalchemy import inspect, text

import marsad.ledger
from marsad.ledger import Ledger
from marsad.ledger.database import connect
from marsad.model.span import Span

FOLDER = marsad.ledger.__path__[0] + "/migrations"
OF_REPORT = "row, id, given_id, digest, text, sha256, language, published_at, publisher, title, address, recorded_at"
OF_CLAIM = (
    "id, kind, status, activity, phase, number_min, number_max, killed_min, killed_max, wounded_min, wounded_max, "
    '"when", valid_from, valid_to, said_by, said_by_name, confidence, rule, json'
)


def old_ledger(address, source):
    """A ledger as the first schema had it, with what another ledger holds."""
    engine, _ = connect(address, True, 1.0)
    with engine.execution_options(writes=True).begin() as connection:
        config = Config()
        config.set_main_option("script_location", FOLDER)
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        with source._engine.connect() as there:
            move(there, connection, "reports", OF_REPORT)
            move(there, connection, "readings", "row, report, reader, version, recorded_at, withdrawn_at")
            move(there, connection, "claims", f"reading, n, {OF_CLAIM}")
            move(there, connection, "unknown_names", 'reading, m, kind, text, key, start, "end"')
    engine.dispose()


def move(source, target, table, columns):
    names = [name.strip().strip('"') for name in columns.split(",")]
    quoted = ", ".join(f'"{name}"' for name in names)
    rows = [dict(zip(names, row, strict=True)) for row in source.execute(text(f"SELECT {quoted} FROM {table}"))]
    values = ", ".join(f":{name}" for name in names)
    target.execute(text(f"INSERT INTO {table} ({quoted}) VALUES ({values})"), rows)


@pytest.fixture
def source(new_store, report):
    with Ledger.open(new_store("sqlite")) as ledger:
        name = Name("Jabal X", "place", Span(4, 9), "Jabal X")
        ledger.record(report, Reading(EVERY_KIND, (name,)), "grammar", "1")
        ledger.record(report, Reading(EVERY_KIND[:4], (name,)), "grammar", "2")
        ledger.record(replace(report, id="other", published=None), Reading(EVERY_KIND[4:]), "grammar", "2")
        yield ledger


def test_the_first_schema(source, address):
    old_ledger(address, source)
    with Ledger.open(address, create=False) as ledger:
        instants = sorted({entry.recorded for entry in source.view().claims()} | {source.view().recorded})
        for at in map(dt.datetime.fromisoformat, instants):
            one, other = source.view(recorded=at), ledger.view(recorded=at)
            assert one.claims() == other.claims() != []
            assert one.reports() == other.reports()
            assert one.unknown_names() == other.unknown_names()
        view = ledger.view()
        asked = (16, dt.date(2020, 4, 1), "IQ")
        assert view.newest(*asked) == source.view().newest(*asked) != []
        assert view.search("coalition") == source.view().search("coalition") != []
        assert view.sketches() == source.view().sketches()
        assert ledger.verify() == source.verify()
        assert not [name for name in inspect(ledger._engine).get_table_names() if name.startswith("old_")]
    Ledger.open(address, create=False).close()
