"""What the first report in a new ledger does not need is not loaded for it."""

import gc
import subprocess
import sys

from click.testing import CliRunner

from marsad.cli import main

READ = """
import sys
from marsad.cli import main
try:
    main(["read", "--quiet", "--ledger", "new.db", "one.txt"])
except SystemExit as ended:
    print(ended.code, *sorted(sys.modules))
"""
NOT_NEEDED = {
    "alembic", "concurrent.futures.process", "lxml", "multiprocessing", "psycopg", "pyarrow",
    "rich", "sqlalchemy.dialects.postgresql", "starlette", "trafilatura", "urllib3", "warcio", "yaml",
}  # fmt: skip


def test_a_first_report_loads_what_it_needs(tmp_path):
    (tmp_path / "one.txt").write_text("About 300 troops left al-Qaim base on 17 March 2020.\n", "utf-8")
    done = subprocess.run([sys.executable, "-c", READ], cwd=tmp_path, capture_output=True, text=True)
    code, *loaded = done.stdout.split()
    assert code == "0", done.stderr
    assert "sqlalchemy.dialects.sqlite" in loaded
    assert not NOT_NEEDED.intersection(loaded)


def test_whoever_calls_a_command_looks_for_garbage_as_before():
    before = gc.get_threshold()
    assert CliRunner().invoke(main, ["--help"]).exit_code == 0
    assert gc.get_threshold() == before
