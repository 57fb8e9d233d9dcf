"""Migrations and tables say the same, and a ledger that is up to date never waits for Alembic."""

import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.pool import StaticPool

import marsad.ledger
from marsad.ledger import Ledger
from marsad.ledger.database import connect, migrate
from marsad.ledger.tables import OLDER_SCHEMAS, SCHEMA, VERSION_TABLE, metadata


def shape(connection):
    """Every table and index with the words that made it, blanks aside."""
    rows = connection.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {
        (kind, name, table): " ".join(sql.split()).replace("( ", "(").replace(" )", ")")
        for kind, name, table, sql in rows
    }


def test_migrations_make_what_a_new_ledger_is_made_with(path):
    migrated = create_engine("sqlite://", poolclass=StaticPool)
    with migrated.begin() as connection:
        migrate(connection)
    with Ledger.open(path) as ledger, migrated.connect() as one, ledger._engine.connect() as other:
        in_steps, at_once = shape(one), shape(other)
        in_steps.pop(("table", VERSION_TABLE, VERSION_TABLE))
        at_once.pop(("table", VERSION_TABLE, VERSION_TABLE))
        assert in_steps == at_once
        assert other.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) == SCHEMA


def test_migrations_and_tables_agree(address):
    engine, _ = connect(address, True, 1.0)
    with engine.execution_options(writes=True).begin() as connection:
        migrate(connection)
        ours = {"version_table": VERSION_TABLE, "include_name": lambda name, *_: not str(name).startswith("search")}
        assert compare_metadata(MigrationContext.configure(connection, opts=ours), metadata) == []
    engine.dispose()


def test_the_named_versions_are_those_of_the_migrations():
    config = Config()
    config.set_main_option("script_location", str(Path(marsad.ledger.__file__).parent / "migrations"))
    revisions = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert revisions == [SCHEMA, *reversed(OLDER_SCHEMAS)]


def test_opening_a_ledger_does_not_import_alembic(path):
    Ledger.open(path).close()
    code = f"import sys; from marsad.ledger import Ledger; Ledger.open({str(path)!r}); print('alembic' in sys.modules)"
    root = Path(marsad.__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root)
    assert done.stdout == "False\n", done.stderr


def test_a_ledger_is_in_wal_mode_and_minds_its_references(path):
    with Ledger.open(path) as ledger, ledger._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
