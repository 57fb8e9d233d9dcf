"""Deciding, searching and keeping a ledger, as a user does it: what is said, what comes out, what is refused."""

import json
import re
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from marsad.cli import main

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "examples" / "iraq-2020"


def run(*arguments, code=0, **more):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], **more)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def objects(*arguments):
    return [json.loads(line) for line in run(*arguments, "--json").stdout.splitlines()]


@pytest.fixture(scope="module")
def read_once(tmp_path_factory):
    path = tmp_path_factory.mktemp("keep") / "ledger.db"
    run("read", REPORTS, "--ledger", path, "--quiet")
    return path


@pytest.fixture
def ledger(read_once, tmp_path, monkeypatch):
    """A ledger of one's own with the example reports, and a name to decide by."""
    monkeypatch.chdir(tmp_path)
    run("backup", tmp_path / "own.db", "--ledger", read_once)
    monkeypatch.setenv("MARSAD_LEDGER", str(tmp_path / "own.db"))
    monkeypatch.setenv("MARSAD_AUTHOR", "A. Analyst")
    return tmp_path / "own.db"


@pytest.fixture
def claim(ledger):
    return objects("claims", "--kind", "handover")[0]


def test_a_rejected_claim_is_gone_and_comes_back(claim):
    before = run("claims", "--json").stdout
    said = run("decide", "reject", claim["id"][:8], "--why", "misread").stdout
    assert f"rejected {claim['id']}; 1 claim changed. Back with `marsad decide undo" in said
    assert claim["id"] not in run("claims", "--json").stdout
    (decision,) = objects("decisions")
    assert (decision["by"], decision["why"], decision["claim"]) == ("A. Analyst", "misread", claim["id"])
    assert run("claims", "--json", "--as-recorded", decision["at"]).stdout != before
    run("decide", "undo", decision["id"])
    assert run("claims", "--json").stdout == before
    assert "[undone by" in run("decisions").stdout


def test_the_same_clocks_give_the_same_bytes_whatever_was_decided_since(claim):
    run("decide", "accept", claim["id"])
    at = objects("decisions")[-1]["at"]
    questions = (
        ("claims", "--json"),
        ("posture", "Iraq", "--on", "2020-04-10", "--json"),
        ("search", "القاعدة", "--json"),
        ("unknown", "--json"),
        ("decisions", "--json"),
    )
    before = [run(*question, "--recorded", at).stdout for question in questions]
    run("decide", "amend", claim["id"], "when=2020-04-02", "partner=US, FR")
    run("decide", "merge", "actor", "CJTF-OIR", "US")
    run("retract", "en-01")
    name = objects("unknown")[0]
    run("decide", "resolve", name["name"], "Baghdad" if name["kind"] == "place" else "US")
    assert [run(*question, "--recorded", at).stdout for question in questions] == before
    assert [run(*question).stdout for question in questions] != before


@pytest.mark.parametrize(
    ("given", "slots"),
    [
        (("number=300",), {"number": {"min": 300, "max": 300}}),
        (("number=1,200-1,500",), {"number": {"min": 1200, "max": 1500}}),
        (("number=200-",), {"number": {"min": 200, "max": None}}),
        (("number=-500",), {"number": {"min": None, "max": 500}}),
        (("actor=the Coalition, France", "destination="), {"actor": ["CJTF-OIR", "FR"], "destination": None}),
        (("said_by=US: Ben Smith",), {"said_by": {"of": "US", "name": "Ben Smith"}}),
        (
            ("reasons=health, not politics",),
            {"reasons": [{"code": "health", "holds": True}, {"code": "politics", "holds": False}]},
        ),
        (("status=planned", "when=2020-05"), {"status": "planned", "when": "2020-05"}),
    ],
)  # fmt: skip
def test_slots_are_amended_as_one_writes_them(ledger, given, slots):
    id = objects("claims", "--kind", "move")[0]["id"]
    run("decide", "amend", id, *given)
    assert objects("decisions")[-1]["slots"] == slots


def test_grades_notes_and_events(claim):
    ids = [found["id"] for found in objects("claims", "--limit", "3")]
    run("decide", "grade", "Levant Wire Service", "b")
    run("decide", "grade", ids[0], "2")
    run("decide", "annotate", "claim", ids[0], "seen on video")
    run("decide", "merge", "event", *ids)
    run("decide", "split", "event", ids[0], "--from", ids[1], "--from", ids[2])
    run("decide", "merge", "site", "al-Qaim base", "Camp Taji", "--country", "IQ")
    run("decide", "split", "actor", "CJTF-OIR", "US", ids[0])
    run("decide", "split", "site", "al-Qaim", "Camp Taji", ids[0])
    assert [d["verb"] for d in objects("decisions")] == [
        "grade", "grade", "annotate", "merge", "split", "merge", "split", "split",
    ]  # fmt: skip
    assert len(objects("decisions", "--verb", "grade")) == 2
    assert len(objects("decisions", "--claim", ids[0][:6])) == 6


@pytest.mark.parametrize(
    ("language", "changed"), [("en", "graded Levant Wire Service. Back"), ("ar", "تقييم Levant Wire Service. وللتراجع")]
)
def test_a_decision_that_changes_no_claim_says_nothing_of_claims(ledger, language, changed):
    assert changed in plain(run("decide", "grade", "Levant Wire Service", "b", "--lang", language).stdout)


@pytest.mark.parametrize(
    ("language", "grade", "slots"),
    [
        (
            "en",
            "source Levant Wire Service (grade B)",
            "(destination: empty now, number: 300–500, when: since 2020-03)",
        ),
        ("ar", "المصدر Levant Wire Service (الدرجة B)", "(إلى: أُفرغ، العدد: 300–500، متى: منذ 2020-03)"),
    ],
)
def test_what_was_decided_is_told_in_words(ledger, language, grade, slots):
    id = objects("claims", "--kind", "move")[0]["id"]
    run("decide", "grade", "Levant Wire Service", "b")
    run("decide", "amend", id, "number=300-500", "when=2020-03/..", "destination=")
    graded, amended = plain(run("decisions", "--lang", language).stdout).splitlines()
    assert grade in graded
    assert slots in amended


def test_an_erased_report_leaves_a_tombstone(ledger):
    assert "Aborted" in run("erase", "en-01", input="n\n", code=1).output
    run("erase", "en-01", "--yes", "--why", "asked by the author")
    assert "erase report en-01 (asked by the author)" in run("decisions").stdout
    assert not [hit for hit in objects("search", "coalition") if hit["report"] == "en-01"]
    assert run("verify").exit_code == 0


def test_verify_says_what_was_altered(ledger):
    assert "Sound: 11 records, 11 reports" in run("verify").stdout
    head = objects("verify")[0]["head"]
    run("verify", "--head", head)
    with sqlite3.connect(ledger) as database:
        database.execute("UPDATE reports SET text = replace(text, 'a', 'e') WHERE id = 'en-02'")
    assert "Report en-02 (row " in run("verify", code=1).stdout


def test_search_and_unknown(ledger):
    (hit, *_) = objects("search", '"Qaim base"')
    assert hit["report"] == "en-01"
    assert "Qaim base" in hit["snippet"]["text"]
    assert run("search", "no such word").stdout == ""
    assert "has no word" in run("search", "!!", code=1).output
    name = objects("unknown")[0]
    assert name["name"] in run("unknown").stdout
    assert len(objects("unknown", "--limit", "2")) == 2


def test_copies_exports_and_backups_come_back_whole(ledger, tmp_path):
    run("decide", "reject", objects("claims")[0]["id"])
    head = objects("verify")[0]["head"]
    before = run("claims", "--json").stdout
    run("copy", ledger, tmp_path / "copy.db")
    run("export", "all.jsonl", "--ledger", tmp_path / "copy.db")
    run("export", "folder", "--ledger", tmp_path / "copy.db")
    run("import", "all.jsonl", "--ledger", "one.db")
    run("import", "folder", "--ledger", "two.db")
    run("backup", "backup.db", "--ledger", "two.db")
    run("restore", "backup.db", "--ledger", "three.db")
    for name in ("copy.db", "one.db", "two.db", "three.db"):
        assert head in run("verify", "--head", head, "--ledger", name).stdout
        assert run("claims", "--json", "--ledger", name).stdout == before


STORY = (REPORTS / "en-01.txt").read_text("utf-8")


@pytest.fixture
def backed_up(tmp_path, monkeypatch):
    """A ledger with a story and its copy, backed up; and a third paper's copy that nobody has read yet."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("story", STORY), ("copy", f"BEIRUT. {STORY}"), ("more", f"{STORY}\nMore to follow.")):
        Path(f"{name}.txt").write_text(text, "utf-8")
    said = run("read", "story.txt", "copy.txt", "--ledger", "first.db")
    assert "copy is a copy of story" in said.output
    run("backup", "all.bak", "--ledger", "first.db")
    return "all.bak"


def test_a_backup_keeps_what_is_known_of_copies(backed_up):
    known = run("sources", "--copies", "--ledger", "first.db").stdout
    assert [path.name for path in Path().glob("*.part*")] == []
    run("restore", backed_up, "--ledger", "back.db")
    assert run("sources", "--copies", "--ledger", "back.db").stdout == known != ""
    assert "more is a copy of" in run("read", "more.txt", "--ledger", "back.db").output
    run("backup", "again.bak", "--ledger", "back.db")
    assert run("sources", "--copies", "--ledger", "back.db").stdout.count("\n") > known.count("\n")


def test_a_backup_of_an_older_marsad_comes_back_without_a_source_book(backed_up):
    with sqlite3.connect(backed_up) as database:
        for table in ("failures", "texts", "runs", "links"):
            database.execute(f"drop table source_book_{table}")
    run("restore", backed_up, "--ledger", "back.db")
    assert "No report is a copy" in run("sources", "--copies", "--ledger", "back.db").output


def test_a_source_book_that_cannot_be_read_leaves_no_backup(backed_up):
    Path("first.sources/book.sqlite").write_bytes(b"no database" * 100)
    run("backup", "bad.bak", "--ledger", "first.db", code=1)
    assert list(Path().glob("bad*")) == []


def test_a_refused_restore_leaves_the_source_book_alone(backed_up):
    run("read", "more.txt", "--ledger", "other.db")
    before = Path("other.sources/book.sqlite").read_bytes()
    run("restore", backed_up, "--ledger", "other.db", code=1)
    assert Path("other.sources/book.sqlite").read_bytes() == before


def test_an_erased_report_is_erased_from_a_backup_that_is_used_as_a_ledger(backed_up):
    run("erase", "copy", "--yes", "--ledger", backed_up)
    assert b"BEIRUT" not in Path(backed_up).read_bytes()
    with sqlite3.connect(backed_up) as database:
        assert database.execute("select name from sqlite_master where name like 'source_book%'").fetchall() == []
    run("backup", "again.bak", "--ledger", backed_up)


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("decide", "reject", "zz"), "No claim has the id 'zz'"),
        (("decide", "amend", "{id}", "when=2020-99"), "cannot be amended so"),
        (("decide", "amend", "{id}", "number"), "changes no slot"),
        (("decide", "amend", "{id}", "number=many"), "is no number"),
        (("decide", "amend", "{id}", "place={{"), "is no JSON"),
        (("decide", "amend", "{id}", "place=Nowhereville"), "Nothing knows a place"),
        (("decide", "merge", "actor", "US"), "Name two actors"),
        (("decide", "merge", "actor", "nobody knows", "US"), "Nothing knows an actor"),
        (("decide", "resolve", "zz", "US"), "is no unknown name"),
        (("decide", "undo", "zz"), "No decision has the id"),
        (("retract", "zz"), "No report has the id"),
        (("erase", "zz", "--yes"), "No report has the id"),
        (("copy", "own.db", "own.db"), "holds a ledger already"),
        (("backup", "own.db"), "is there already"),
        (("export", "."), "is there already"),
        (("restore", "own.db"), "holds a ledger already"),
        (("import", "own.db", "--ledger", "new.db"), "cannot be read"),
        (("verify", "--ledger", "none.db"), "There is no ledger at"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_loses_nothing(claim, command, sentence):
    head = objects("verify")[0]["head"]
    result = run(*(part.format(id=claim["id"]) for part in command), code=1)
    assert sentence in " ".join(result.stderr.split())
    assert objects("verify")[0]["head"] == head


def plain(text):
    return text.translate({0x2068: None, 0x2069: None})


def test_keeping_a_ledger_in_arabic(ledger, tmp_path, monkeypatch):
    monkeypatch.setenv("MARSAD_LANGUAGE", "ar")
    head = objects("verify")[0]["head"]
    assert re.fullmatch(rf"السجل سليم: القيود \d+، التقارير 11، أحوال الأقوال \d+\.\nالبصمة: {head}\n",
                        plain(run("verify").stdout))  # fmt: skip
    assert plain(run("verify", "--head", "00", code=1).stdout).startswith("البصمة 00 ليست في السلسلة")
    assert plain(run("verify", "--lang", "en").stdout).startswith("Sound: ")
    copy = tmp_path / "copy.db"
    assert plain(run("backup", copy).stdout).startswith(f"حُفظت نسخة احتياطية في {copy}، وقيودها ")
    assert plain(run("backup", copy, code=1).stderr).startswith(f"خطأ: {copy} موجود من قبل")
    assert plain(run("restore", copy, "--ledger", tmp_path / "again.db").stdout).startswith("استُعيدت القيود إلى ")
    assert plain(run("copy", copy, tmp_path / "more.db").stdout).startswith("نُسخت القيود إلى ")
    assert plain(run("export", tmp_path / "all.jsonl").stdout + run("import", tmp_path / "all.jsonl", "--ledger",
                 tmp_path / "taken.db").stdout).endswith(f"\nالبصمة: {head}\n")  # fmt: skip
    assert run("sources", "--versions").stderr == "لا تقرير له نسخة لاحقة.\n"
    assert plain(run("archive", code=1).stderr).startswith("خطأ: لا ")


def test_a_report_that_cannot_be_read_is_told_in_arabic(ledger, tmp_path):
    (tmp_path / "empty").mkdir()
    told = plain(run("read", "nope.txt", tmp_path / "empty", "--lang", "ar", code=1).stderr)
    assert "تعذّر: لا وجود لـnope.txt؛ راجع المسار." in told
    assert f"تعذّر: لا تقارير في {tmp_path / 'empty'}؛" in told


def test_a_day_stands_behind_an_arabic_id(ledger, tmp_path):
    (tmp_path / "ليبيا-02.txt").write_text("نفى الجيش الوطني الليبي انسحاب قواته من سرت.", "utf-8")
    run("read", tmp_path / "ليبيا-02.txt", "--published", "2021-03-02", "--publisher", "صحيفة المتوسط", "--quiet")
    line = run("search", "سرت").stdout.splitlines()[0]
    assert line == "ليبيا-02  \u200e2021-03-02  \u2068صحيفة المتوسط\u2069"
    assert run("search", "Taji").stdout.splitlines()[0].isprintable()
