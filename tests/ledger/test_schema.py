"""Migrations and tables say the same, and a ledger that is up to date never waits for Alembic."""

import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import marsad.ledger
from marsad.ledger import Ledger
from marsad.ledger.tables import OLDER_SCHEMAS, SCHEMA, VERSION_TABLE, metadata


def test_migrations_make_the_tables(ledger):
    with ledger._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []


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


def test_a_ledger_is_in_wal_mode_and_minds_its_references(ledger):
    with ledger._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
