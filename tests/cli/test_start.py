"""What the first report in a new ledger does not need is not loaded for it."""

import gc
import subprocess
import sys

import pytest
from click.testing import CliRunner

from marsad.cli import main

READ = """
import sys
from marsad.cli import main
try:
    main(["read", *sys.argv[1:], "one.txt"])
except SystemExit as ended:
    print(ended.code, *sorted(sys.modules), file=sys.stderr)
"""
NOT_NEEDED = {
    "alembic", "concurrent.futures.process", "lxml", "marsad.posture", "multiprocessing", "psycopg", "pyarrow",
    "sqlalchemy.dialects.postgresql", "starlette", "trafilatura", "urllib3", "warcio", "yaml",
}  # fmt: skip


@pytest.mark.parametrize(("options", "not_needed"), [((), NOT_NEEDED), (("--quiet",), {*NOT_NEEDED, "rich"})])
def test_a_first_report_loads_what_it_needs(options, not_needed, tmp_path):
    (tmp_path / "one.txt").write_text("About 300 troops left al-Qaim base on 17 March 2020.\n", "utf-8")
    for ledger in ("other.db", "new.db"):  # what data files come to may have to be worked out and kept first
        command = [sys.executable, "-c", READ, *options, "--ledger", ledger]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    code, *loaded = done.stderr.splitlines()[-1].split()
    assert code == "0", done.stderr
    assert "sqlalchemy.dialects.sqlite" in loaded
    assert not not_needed.intersection(loaded)


def test_whoever_calls_a_command_looks_for_garbage_as_before():
    before = gc.get_threshold()
    assert CliRunner().invoke(main, ["--help"]).exit_code == 0
    assert gc.get_threshold() == before
