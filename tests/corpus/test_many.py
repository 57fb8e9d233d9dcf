"""`marsad read` on several cores: the same ledger as on one, whoever is killed, and whenever."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from plain_reader import Plain, PlainReader, write_reports

from marsad.cli import main
from marsad.corpus.many import Many
from marsad.ledger import Ledger
from marsad.pipeline import Kept, run
from marsad.reports import Failure, Intake
from marsad.reports.book import Book


def content(path: Path) -> list[object]:
    """All that a ledger says, and that nothing in it was altered."""
    with Ledger.open(path, create=False) as ledger:
        assert ledger.verify().sound
        view = ledger.view()
        reports = [(report.id, report.sha256, report.published) for report in view.reports()]
        return [sorted(reports, key=str), sorted(json.dumps(entry.to_json()) for entry in view.claims())]


def read_many(folder: Path, ledger: Path, reader: PlainReader, jobs: int = 2, ordered: bool = True, seen=None):
    with Ledger.open(ledger) as opened, Book(ledger.with_suffix(".book")) as book:
        many = Many(opened, str(ledger), Plain(reader.folder, reader.slow), Intake(), jobs, book, ordered)
        return many.run([folder], (seen if seen is not None else []).append)


def read_alone(folder: Path, ledger: Path, reader: PlainReader):
    with Ledger.open(ledger) as opened:
        return run([folder], opened, reader)


@pytest.mark.parametrize("ordered", [True, False])
def test_several_cores_record_what_one_records(tmp_path, ordered):
    reports = write_reports(tmp_path / "reports", 60)
    (reports / "empty.txt").write_text("", "utf-8")
    reader = PlainReader(tmp_path)
    alone = read_alone(reports, tmp_path / "one.db", reader)
    seen: list[object] = []
    many = read_many(reports, tmp_path / "many.db", reader, ordered=ordered, seen=seen)
    assert content(tmp_path / "many.db") == content(tmp_path / "one.db")
    assert (many.read, many.new_claims, many.failures) == (alone.read, alone.new_claims, alone.failures) != (0, 0, [])
    kept = [event.report_id for event in seen if isinstance(event, Kept)]
    assert sorted(kept) == [f"r{n:04}" for n in range(60)]
    assert not ordered or kept == sorted(kept)


def test_reports_inside_tables_and_archives_are_shared_out(tmp_path):
    lines = "".join(json.dumps({"id": f"row-{n}", "text": f"Troops stay at Taji, day {n}."}) + "\n" for n in range(50))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "table.csv").write_text(
        "id,text\n" + "".join(f"c{n},Troops are at Besmaya.\n" for n in range(9))
    )
    with zipfile.ZipFile(tmp_path / "in" / "more.zip", "w") as packed:
        packed.writestr("lines.jsonl", lines)
    reader = PlainReader(tmp_path)
    read_alone(tmp_path / "in", tmp_path / "one.db", reader)
    summary = read_many(tmp_path / "in", tmp_path / "many.db", reader)
    assert summary.read == 59
    assert content(tmp_path / "many.db") == content(tmp_path / "one.db")


def test_a_worker_that_is_killed_costs_no_report(tmp_path):
    reports = write_reports(tmp_path / "reports", 40, special={7: "once", 33: "once"})
    summary = read_many(reports, tmp_path / "many.db", PlainReader(tmp_path))
    assert (summary.read, summary.new_claims, summary.failures) == (40, 40, [])
    assert len(list(tmp_path.glob("died-*"))) == 2  # they were


def test_a_report_that_kills_its_worker_fails_alone(tmp_path):
    reports = write_reports(tmp_path / "reports", 20, special={5: "deadly"})
    summary = read_many(reports, tmp_path / "many.db", PlainReader(tmp_path))
    assert summary.read == 19
    [failure] = summary.failures
    assert isinstance(failure, Failure)
    assert "r0005.txt ended the process that read it" in failure.sentence
    with Book(tmp_path / "many.book") as book:
        assert [failed.source for failed in book.failures()] == [str(reports / "r0005.txt")]


def test_what_is_known_is_not_read_again(tmp_path):
    reports = write_reports(tmp_path / "reports", 40)
    read_many(reports, tmp_path / "many.db", PlainReader(tmp_path))
    before = content(tmp_path / "many.db")
    write_reports(tmp_path / "reports", 40, special={3: "deadly"})  # only this text is new, and would be read
    summary = read_many(reports, tmp_path / "many.db", PlainReader(tmp_path))
    assert (summary.unchanged, summary.new_claims, len(summary.failures)) == (39, 0, 1)
    assert content(tmp_path / "many.db") == before


def test_the_command_reads_on_several_cores(tmp_path):
    reports = write_reports(tmp_path / "reports", 50)
    ran = CliRunner().invoke(main, ["read", "--jobs", "2", "--ledger", str(tmp_path / "a.db"), str(reports), "--json"])
    assert ran.exit_code == 0, ran.output
    assert "Read 50 reports" in ran.stderr
    assert {json.loads(line)["report"] for line in ran.stdout.splitlines()} <= {f"r{n:04}" for n in range(50)}
    again = CliRunner().invoke(main, ["read", "--jobs", "2", "--ledger", str(tmp_path / "a.db"), str(reports)])
    assert "50 unchanged" in again.stderr
    assert CliRunner().invoke(main, ["read", "--jobs", "0", str(reports)]).exit_code == 2
