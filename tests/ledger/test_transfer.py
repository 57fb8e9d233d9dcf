"""A ledger moves to another store, to open files and back, and nothing is different."""

import filecmp
import json
from pathlib import Path

import pytest
from sqlalchemy import select
from test_verify import fill

from marsad.errors import LedgerError
from marsad.ledger import Ledger
from marsad.ledger.tables import metadata

KINDS = ("sqlite", "postgresql")


def content(ledger):
    with ledger._engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all())) for table in metadata.sorted_tables
        }


@pytest.fixture
def filled(ledger, report):
    fill(ledger, report)
    return ledger


@pytest.mark.parametrize("into", KINDS)
def test_a_copy_is_the_same_row_by_row_and_so_is_the_copy_back(filled, new_store, into):
    before = content(filled)
    with Ledger.open(new_store(into)) as other, Ledger.open(new_store("sqlite")) as back:
        filled.copy_to(other)
        other.copy_to(back)
        assert content(other) == content(back) == before
        assert other.verify() == filled.verify()
        assert [e.id for e in back.view().claims()] == [e.id for e in filled.view().claims()]
        assert back.view().search("coalition") == filled.view().search("coalition") != []


@pytest.mark.parametrize("name", ["exported", "exported.jsonl"])
@pytest.mark.parametrize("into", KINDS)
def test_an_export_loses_nothing(filled, new_store, tmp_path, name, into):
    filled.export(tmp_path / name)
    with Ledger.open(new_store(into)) as other:
        assert other.import_from(tmp_path / name).sound
        assert content(other) == content(filled)
        other.export(tmp_path / f"again-{name}")
    same(tmp_path / name, tmp_path / f"again-{name}")


def same(one: Path, other: Path) -> None:
    if one.is_file():
        assert one.read_bytes() == other.read_bytes()
        return
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in other.iterdir())
    assert filecmp.cmpfiles(one, other, names, shallow=False) == (names, [], [])


def test_a_line_of_an_export_is_plain_json(filled, tmp_path):
    filled.export(tmp_path / "all.jsonl")
    head, *lines = map(json.loads, (tmp_path / "all.jsonl").read_text("utf-8").splitlines())
    assert head == {"marsad": "ledger", "schema": "0002"}
    tables = [line["table"] for line in lines]
    assert list(dict.fromkeys(tables)) == ["reports", "readings", "unknown_names", "claims", "decisions", "records"]
    claim = next(line for line in lines if line["table"] == "claims")["claim"]
    assert claim["kind"] == "move"


def test_an_altered_export_is_refused_and_nothing_of_it_kept(filled, new_store, tmp_path):
    filled.export(tmp_path / "all.jsonl")
    content = (tmp_path / "all.jsonl").read_text("utf-8")
    (tmp_path / "all.jsonl").write_text(content.replace("About 300 were", "About 800 were"), "utf-8")
    with Ledger.open(new_store("sqlite")) as other:
        with pytest.raises(LedgerError, match=r"was altered since it was exported.*report en-01"):
            other.import_from(tmp_path / "all.jsonl")
        assert other.view().recorded == ""


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("", "was not written by `marsad export`"),
        ("no JSON", "was not written by `marsad export`"),
        ('{"marsad": "ledger", "schema": "9999"}', "by another version of Marsad"),
        ('{"marsad": "ledger", "schema": "0002"}\n{"table": "songs"}', "line 2, is no row of a ledger"),
        ('{"marsad": "ledger", "schema": "0002"}\n{"table": "reports", "row": 1}', "line 2, is no row of reports"),
        ('{"marsad": "ledger", "schema": "0002"}\n{"table": "claims", "claim": {"kind": "x"}}', "is no row of claims"),
        ('{"marsad": "ledger", "schema": "0002"}\n{"table": "reports"', "line 2, is no row of reports"),
    ],
)
def test_what_is_no_export_is_said_in_one_sentence(path, tmp_path, lines, sentence):
    (tmp_path / "bad.jsonl").write_text(lines, "utf-8")
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match=sentence):
        ledger.import_from(tmp_path / "bad.jsonl")


def test_nothing_is_mixed_or_written_over(filled, new_store, tmp_path):
    with pytest.raises(LedgerError, match="holds a ledger already"):
        filled.copy_to(filled if filled._engine.dialect.name == "postgresql" else _other(filled, new_store))
    (tmp_path / "there.jsonl").touch()
    with pytest.raises(LedgerError, match="is there already"):
        filled.export(tmp_path / "there.jsonl")
    with pytest.raises(LedgerError, match="is there already"):
        filled.save_to(tmp_path / "there.jsonl")


def _other(filled, new_store):
    other = Ledger.open(new_store("sqlite"))
    filled.copy_to(other)
    return other


def test_a_backup_is_a_ledger(filled, new_store, tmp_path):
    filled.save_to(tmp_path / "backup.db")
    with Ledger.open(tmp_path / "backup.db", create=False) as saved:
        assert content(saved) == content(filled)
        assert saved.verify().sound
        with Ledger.open(new_store("postgresql")) as restored:
            saved.copy_to(restored)
            assert content(restored) == content(filled)
