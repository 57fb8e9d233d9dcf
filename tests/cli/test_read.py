"""`marsad read`: a batch with every kind of bad report in it, what is printed where, and the exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from marsad.cli import COMMANDS, main
from marsad.errors import LedgerError
from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.span import Span
from marsad.model.values import Count, Place, Speaker
from marsad.reader import Reader, Reading, UnknownName

ENGLISH = "The coalition handed over its base at al-Qaim to the Iraqi army on Tuesday."
ARABIC = "سلّم التحالف الدولي قاعدة القائم إلى الجيش العراقي يوم الثلاثاء."
FRENCH = "Les forces américaines ont quitté la base d'Al-Qaïm, dans l'ouest de l'Irak, et l'ont remise à l'armée."

BASE = Place("al-Qaim base", "IQ", 34.37, 41.09, "site")
CLAIMS = (
    Claim(
        kind="handover",
        status="happened",
        evidence=(Span(0, 20),),
        actor=("CJTF-OIR",),
        partner=("IQ",),
        place=(BASE,),
        when="2020-03-17",
        said_by=Speaker("CJTF-OIR", "Myles Caggins"),
        confidence=0.83,
        rule="handed over",
    ),
    Claim(
        kind="move",
        status="planned",
        evidence=(Span(3, 20),),
        actor=("US",),
        origin=(BASE,),
        number=Count(300, 300),
        confidence=0.6,
        rule="left",
    ),
)


def fixed(self: Reader, report: object) -> Reading:
    return Reading(CLAIMS, (UnknownName("Wadi Base", "place", Span(0, 4), "WADI-BASE"),))


@pytest.fixture
def runner(monkeypatch, tmp_path) -> CliRunner:
    monkeypatch.setattr(Reader, "read", fixed)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARSAD_LEDGER", "ledger.db")
    return CliRunner()


def reports(**texts: str | bytes) -> None:
    for name, text in texts.items():
        Path(f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())


def test_a_batch_with_bad_reports_in_it(runner):
    bad = {
        "a_broken": b"The base \xff",
        "c_empty": b"",
        "d_french": FRENCH.encode(),
        "e_binary": b"\x00\x01",
        "f_large": b"word " * 1000,
    }
    reports(b_english=ENGLISH, g_arabic=ARABIC, **bad)
    result = runner.invoke(main, ["read", ".", "nothere", "--max-size", "2KB", "--published", "2020-03-19"])
    assert result.exit_code == 1
    assert "Read 3 reports: 4 new claims, 5 failed." in result.stderr
    for sentence in (
        "Failed: a_broken.txt is no valid UTF-8: byte 9",
        "Failed: c_empty.txt is empty",
        "Warning: d_french.txt seems to be in another language (French); it is kept, and nothing is claimed from it",
        "Failed: e_binary.txt is binary",
        "Failed: f_large.txt is too large: 5,000 bytes, and the limit is 2,000",
        "Failed: nothere does not exist",
    ):
        assert sentence in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Passed over in desk: posts.jsonl, README.md, old/fetch.py; name a file itself to have it read."),
        ("ar", "لم تُقرأ من desk هذه الملفات: posts.jsonl, README.md, old/fetch.py؛ لقراءة ملف منها اذكره باسمه."),
    ],
)
def test_what_a_folder_holds_beside_reports_is_passed_over_and_named(runner, language, said):
    """Lines of JSON may be posts, or anything: whoever means them names them."""
    post = json.dumps({"text": ENGLISH, "published": "2020-03-19"})
    files = {"one.txt": ENGLISH, "one.json": "{}", "README.md": ENGLISH, "posts.jsonl": post, "old/fetch.py": "pass"}
    files |= {".hidden.txt": ENGLISH, "desk.db": "", "page.html": ENGLISH, "page_files/app.js": ""}
    for name, text in files.items():
        path = Path("desk", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    result = runner.invoke(main, ["read", "desk", "--lang", language])
    assert said in result.stderr.replace("\u2068", "").replace("\u2069", "").splitlines()
    assert said.split(":")[0] not in runner.invoke(main, ["read", "desk", "--quiet"]).stderr
    assert "Read 1 report" in runner.invoke(main, ["read", "desk/posts.jsonl"]).stderr


def test_of_many_files_passed_over_five_are_named_and_data_first(runner):
    reports(one=ENGLISH)
    for n in range(1_200):
        Path(f"a{n:04}.log").touch()
    Path("z.jsonl").touch()
    first = runner.invoke(main, ["read", "."]).stderr.splitlines()[0]
    assert first.startswith("Passed over in .: z.jsonl, a0000.log, a0001.log, a0002.log, a0003.log and 1,196 more; ")


def test_the_table_of_new_claims(runner):
    reports(one=ENGLISH)
    result = runner.invoke(main, ["read", "one.txt", "--published", "2020-03-19"])
    assert result.exit_code == 0
    assert "CJTF-OIR → Iraq" in result.stdout
    assert "al-Qaim base →" in result.stdout
    assert "2020-03-17" in result.stdout
    assert "0.83" in result.stdout
    assert "Unknown names, kept as they stand: Wadi Base" in result.stderr
    assert "Warning" not in result.stderr


def test_a_report_without_a_date_is_read_with_a_warning(runner):
    reports(one=ENGLISH)
    result = runner.invoke(main, ["read", "one.txt"])
    assert result.exit_code == 0
    assert "Warning: one.txt has no date" in result.stderr


def test_many_warnings_do_not_fill_the_screen(runner):
    reports(**{f"r{n}": ENGLISH for n in range(9)})
    result = runner.invoke(main, ["read", "."])
    assert result.stderr.count("Warning: ") == 5
    assert "… and 4 more warnings" in result.stderr


def test_json_lines(runner):
    reports(one=ENGLISH, two=ARABIC)
    result = runner.invoke(main, ["read", ".", "--json"])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(line["report"], line["kind"]) for line in lines] == [
        ("one", "handover"),
        ("one", "move"),
        ("two", "handover"),
        ("two", "move"),
    ]
    assert len({line["id"] for line in lines}) == 4
    assert lines[0]["evidence"] == [[0, 20]]


def test_a_second_reading_changes_nothing(runner):
    reports(one=ENGLISH)
    runner.invoke(main, ["read", "one.txt"])
    result = runner.invoke(main, ["read", "one.txt", "--json"])
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "Read 1 report: 0 new claims, 1 unchanged." in result.stderr


def test_quiet_says_only_what_went_wrong(runner):
    reports(one=ENGLISH)
    assert runner.invoke(main, ["read", "one.txt", "--quiet"]).output == ""
    result = runner.invoke(main, ["read", "one.txt", "none.txt", "--quiet"])
    assert "none.txt does not exist" in result.stderr
    assert result.exit_code == 1


def test_standard_input(runner):
    result = runner.invoke(main, ["read", "-", "--json"], input=ENGLISH.encode())
    assert json.loads(result.stdout.splitlines()[0])["report"] == "stdin"


def test_a_bug_costs_one_report_and_no_traceback(runner, monkeypatch):
    def fail(self, report):
        if report.id == "b":
            raise KeyError("slot")
        return Reading(CLAIMS)

    monkeypatch.setattr(Reader, "read", fail)
    reports(a=ENGLISH, b=ENGLISH, c=ENGLISH)
    result = runner.invoke(main, ["read", "."])
    assert result.exit_code == 1
    assert "Failed: b.txt failed on a bug (KeyError: 'slot')" in result.stderr
    assert "Read 2 reports" in result.stderr
    assert "Traceback" not in result.output


def test_a_failing_ledger_ends_the_batch_and_keeps_what_it_has(runner, monkeypatch):
    real = Ledger.record

    def full(self, report, *rest, **named):
        if report.id == "b":
            raise LedgerError("The disk is full; free some room and read the rest again.")
        return real(self, report, *rest, **named)

    monkeypatch.setattr(Ledger, "record", full)
    reports(a=ENGLISH, b=ENGLISH, c=ENGLISH)
    result = runner.invoke(main, ["read", "."])
    assert result.exit_code == 1
    assert "Error: The disk is full" in result.stderr
    assert "Read 1 report: 2 new claims. The batch ended early; what was read before is kept." in result.stderr
    monkeypatch.setattr(Ledger, "record", real)
    assert "0 new claims, 1 unchanged" in runner.invoke(main, ["read", "a.txt"]).stderr


def test_an_interrupt_ends_the_batch_cleanly(runner, monkeypatch):
    def interrupt(self, report):
        if report.id == "b":
            raise KeyboardInterrupt
        return Reading(CLAIMS)

    monkeypatch.setattr(Reader, "read", interrupt)
    reports(a=ENGLISH, b=ENGLISH)
    result = runner.invoke(main, ["read", "."])
    assert result.exit_code == 130
    assert "Read 1 report: 2 new claims. Interrupted; what was read is kept." in result.stderr


def test_a_ledger_that_cannot_be_opened(runner):
    reports(one=ENGLISH)
    result = runner.invoke(main, ["read", "one.txt", "--ledger", "one.txt"])
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("flags", [["--published", "17 March"], ["--max-size", "huge"], ["--language", "fr"]])
def test_wrong_options(runner, flags):
    result = runner.invoke(main, ["read", "x", *flags])
    assert result.exit_code == 2
    assert f"Invalid value for '{flags[0]}'" in result.stderr


def test_try_shows_claims_with_their_rules(runner):
    result = runner.invoke(main, ["try", ENGLISH, "--published", "2020-03-19"])
    assert result.exit_code == 0
    assert "handover (handed over, 0.83)" in result.stdout
    assert "evidence: 'The coalition handed'" in result.stdout
    assert "claims" in json.loads(runner.invoke(main, ["try", ENGLISH, "--json"]).stdout)
    assert runner.invoke(main, ["try", ""]).stderr == "Error: the text is empty; there is nothing to read.\n"


def test_an_unknown_command_names_the_nearest():
    result = CliRunner().invoke(main, ["timelnie"])
    assert result.exit_code == 2
    assert "No command is named 'timelnie'. Did you mean timeline?" in result.stderr


def test_a_command_of_a_group_is_named_with_its_group():
    for name, whole in (("reject", "decide reject"), ("load", "corpus load"), ("add", "decide add or users add")):
        result = CliRunner().invoke(main, [name, "x"])
        assert result.exit_code == 2
        assert f"No command is named {name!r}. Did you mean {whole}?" in result.stderr


def test_every_command_is_where_the_table_says_and_has_help():
    for name in COMMANDS:
        result = CliRunner().invoke(main, [name, "--help"])
        assert result.exit_code == 0, name
        assert "Usage: " in result.stdout
    assert "Examples:" in CliRunner().invoke(main, ["completion", "--help"]).stdout


def test_reading_makes_no_folder_for_a_ledger(tmp_path):
    (tmp_path / "one.txt").write_text("About 300 troops left al-Qaim base on 17 March 2020.\n", "utf-8")
    where = tmp_path / "none" / "x.db"
    result = CliRunner().invoke(main, ["read", str(tmp_path / "one.txt"), "--ledger", str(where)])
    assert result.exit_code == 1
    assert "There is no folder" in result.stderr
    assert result.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["one.txt"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell, monkeypatch):
    monkeypatch.setattr("click.shell_completion.BashComplete._check_version", lambda *_: None)
    assert "_MARSAD_COMPLETE" in CliRunner().invoke(main, ["completion", shell]).stdout


def program(*args: str, **options) -> subprocess.CompletedProcess:
    command = [sys.executable, "-c", "from marsad.cli import main; main(prog_name='marsad')", *args]
    root = Path(__file__).parents[2]
    return subprocess.run(command, capture_output=True, env=os.environ | {"PYTHONPATH": str(root)}, **options)


def test_the_program_itself(tmp_path):
    (tmp_path / "a.txt").write_text(ARABIC, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff")
    done = program("read", "a.txt", "b.txt", "--published", "2020-03-19", cwd=tmp_path, timeout=60)
    assert done.returncode == 1
    assert b"Read 1 report:" in done.stderr
    assert b"Failed: b.txt is no valid UTF-8: byte 0 (0xFF)" in done.stderr
    assert b"Traceback" not in done.stderr


def test_help_imports_no_command():
    code = "import sys; from marsad.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2])
    loaded = set(done.stdout.split())
    assert "click" in loaded
    assert not {"yaml", "rich", "sqlalchemy", "trafilatura", "marsad.reader"} & loaded
