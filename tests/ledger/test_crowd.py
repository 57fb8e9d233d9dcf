"""Several processes at once: writers wait for each other, readers for nobody, and what goes wrong is one sentence."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from made import EVERY_KIND, Reading
from sqlalchemy import text

import marsad
from marsad.errors import LedgerError
from marsad.ledger import Ledger, database
from marsad.ledger import decisions as d

ROOT = Path(marsad.__file__).parents[1]
CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
)
WRITER = """
import sys
from made import EVERY_KIND, Reading
from marsad.ledger import Ledger, decisions as d
from marsad.model.report import Report
with Ledger.open(sys.argv[1], wait=60) as ledger:
    for n in range(12):
        id = f"{sys.argv[2]}-{n}"
        recorded = ledger.record(Report(id, f"Text {id}.", "en"), Reading(EVERY_KIND), "grammar", "1")
        ledger.decide(d.reject(recorded.claim_ids[0]), "A. Analyst")
"""


def test_writers_at_once_lose_nothing_and_keep_one_chain(address, tmp_path):
    script = tmp_path / "writer.py"
    script.write_text(WRITER, "utf-8")
    paths = {"PYTHONPATH": f"{ROOT}:{Path(__file__).parent}"}
    run = [
        subprocess.Popen([sys.executable, script, address, name], env=paths, stderr=subprocess.PIPE) for name in "abc"
    ]
    # They find no ledger at first: each would make it, and one does.
    assert [process.communicate(timeout=120)[1] for process in run] == [b"", b"", b""]
    with Ledger.open(address, create=False) as ledger:
        view = ledger.view()
        assert len(view.reports()) == 36
        assert len(view.decisions()) == 36
        assert len(view.claims()) == 36 * (len(EVERY_KIND) - 1)
        verified = ledger.verify()
        assert (verified.problems, verified.records) == ([], 72)


def test_a_ledger_that_another_makes_meanwhile_is_no_foreign_database(address, monkeypatch):
    """It was not there at the first look, and its tables are at the second."""
    look, looks = database._version, []

    def look_and_be_overtaken(engine):
        found = look(engine)
        looks.append(found)
        if len(looks) == 1:
            Ledger.open(address).close()
        return found

    monkeypatch.setattr(database, "_version", look_and_be_overtaken)
    Ledger.open(address).close()
    assert looks[0] is None


def test_readers_do_not_wait_for_a_writer(ledger, report):
    ledger.record(report, Reading(EVERY_KIND), "grammar", "1")
    with ledger.batch() as batch:
        batch.record(replace(report, id="b"), Reading(EVERY_KIND), "grammar", "1")
        assert len(ledger.view().claims()) == len(EVERY_KIND)
    assert len(ledger.view().claims()) == 2 * len(EVERY_KIND)


def test_a_batch_that_fails_leaves_nothing(ledger, report):
    def halfway():
        with ledger.batch() as batch:
            batch.record(report, Reading(EVERY_KIND), "grammar", "1")
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError):
        halfway()
    assert ledger.view().reports() == []


def test_a_writer_does_not_wait_for_ever(address, report):
    with Ledger.open(address) as one, Ledger.open(address, wait=0.1) as other, one.batch() as batch:
        batch.record(report, Reading(EVERY_KIND), "grammar", "1")
        with pytest.raises(LedgerError, match="locked by another program"):
            other.decide(d.retract("x"), "A. Analyst")


def test_a_server_that_goes_away(new_store, report):
    """The connection is cut in the middle of a write: one sentence, nothing by half, and the next write succeeds."""
    with Ledger.open(new_store("postgresql")) as ledger:
        ledger.record(report, Reading(EVERY_KIND), "grammar", "1")

        def cut():
            with ledger.batch() as batch:
                batch.record(replace(report, id="b"), Reading(EVERY_KIND), "grammar", "1")
                with ledger._engine.connect() as killer:
                    killer.execute(text(CUT))

        with pytest.raises(LedgerError, match=r"The connection to .* was lost; what was acknowledged is kept"):
            cut()
        assert [r.id for r in ledger.view().reports()] == ["en-01"]
        assert ledger.record(replace(report, id="b"), Reading(EVERY_KIND), "grammar", "1").new
        assert ledger.verify().sound


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("ledger_none", r"No connection to postgresql://.*database .* does not exist"),
        (None, "is empty and no ledger yet"),
    ],
)
def test_what_can_be_wrong_with_an_address(new_store, change, sentence):
    address = new_store("postgresql")
    if change:
        before, _, after = address.rpartition("/ledger_")
        address = f"{before}/{change}?{after.partition('?')[2]}"
    with pytest.raises(LedgerError, match=sentence):
        Ledger.open(address, create=False)


def test_no_server():
    with pytest.raises(LedgerError, match=r"No connection to postgresql://me:\*\*\*@.*refused"):
        Ledger.open("postgresql://me:secret@localhost:1/db")


def test_another_programs_database(new_store):
    address = new_store("postgresql")
    with Ledger.open(address) as ledger, ledger._engine.begin() as connection:
        connection.execute(text("DROP TABLE marsad_schema"))
    with pytest.raises(LedgerError, match="another program's database"):
        Ledger.open(address)
