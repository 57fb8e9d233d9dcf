"""From reports to answers, as a user goes: read the examples, ask in English and in Arabic, get what is cited.

The real reader reads; what it finds in the examples may grow better, so nothing here hangs on a single claim of it.
"""

import json
import re
import shutil
import sqlite3
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from marsad.cli import main
from marsad.ledger import Ledger

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
REPORTS = EXAMPLES / "iraq-2020"
ON = ("--on", "2020-04-10")


def run(*arguments, code=0):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def objects(*arguments):
    return [json.loads(line) for line in run(*arguments, "--json").stdout.splitlines()]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A ledger of the example folder, read once."""
    path = tmp_path_factory.mktemp("examples") / "ledger.db"
    assert "failed" not in run("read", EXAMPLES, "--ledger", path).stderr
    return path


@pytest.fixture
def ledger(filled, monkeypatch):
    monkeypatch.setenv("MARSAD_LEDGER", str(filled))
    return filled


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A folder of one's own with an empty ledger's path in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARSAD_LEDGER", str(tmp_path / "own.db"))
    return tmp_path


# Reading


@pytest.mark.usefixtures("ledger")
def test_every_example_gives_claims():
    texts = {path.stem for path in REPORTS.glob("*.txt")}
    assert {claim["report"] for claim in objects("claims")} == texts


@pytest.mark.usefixtures("ledger")
def test_a_second_reading_adds_nothing():
    before = run("claims", "--json").stdout
    result = run("read", EXAMPLES, "--json")
    assert result.stdout == ""
    assert "Read 11 reports: 0 new claims, 11 unchanged." in result.stderr
    assert run("claims", "--json").stdout == before


@pytest.mark.usefixtures("ledger")
def test_the_same_reports_give_the_same_claims(tmp_path):
    run("read", REPORTS, "--ledger", tmp_path / "again.db", "--quiet")
    assert run("claims", "--json", "--ledger", tmp_path / "again.db").stdout == run("claims", "--json").stdout


@pytest.mark.usefixtures("ledger")
def test_evidence_is_exact():
    texts = {path.stem: path.read_bytes().decode() for path in REPORTS.glob("*.txt")}
    for claim in objects("claims"):
        text = texts[claim["report"]]
        (shown,) = objects("show", claim["id"])
        assert [[p["start"], p["end"]] for p in shown["passages"]] == claim["evidence"] != []
        assert all(text[p["start"] : p["end"]] == p["text"].strip() for p in shown["passages"])


# Asking

QUESTIONS = [
    ("posture", "Iraq", *ON),
    ("posture", "US", *ON),
    ("posture", "Camp Taji", "--on", "2020-09-01"),
    ("claims",),
    ("claims", "--kind", "handover"),
    ("timeline", "Iraq"),
    ("timeline", "CJTF-OIR"),
    ("sources",),
]


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_an_answer_as_text_and_as_json(question):
    known = {claim["id"] for claim in objects("claims")}
    text = run(*question).stdout
    assert text.strip()
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    cited = set(re.findall(r"\b[0-9a-f]{12}\b", text))
    for answer in objects(*question):
        assert answer
        for line in answer.get("lines", [answer]):
            cited |= {line["id"]} if "id" in line else {*line.get("claims", ())} if "section" in line else set()
            cited |= {claim for dispute in line.get("disputed", ()) for claim in dispute["claims"]}
    assert cited or question == ("sources",)
    assert cited <= known


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("english", "arabic"),
    [
        (("posture", "Iraq", *ON), ("posture", "العراق", *ON)),
        (("posture", "CJTF-OIR", *ON), ("posture", "التحالف الدولي", *ON)),
        (("claims", "--place", "al-Qaim"), ("claims", "--place", "القائم")),
        (("claims", "--place", "al-Qaim"), ("claims", "--place", "al-Qa'im")),
        (("claims", "--place", "al-Qaim"), ("claims", "--place", "AL QAIM")),
        (("claims", "--actor", "United States"), ("claims", "--actor", "الولايات المتحدة")),
        (("claims", "--actor", "US"), ("claims", "--actor", "أمريكا")),
        (("timeline", "Taji"), ("timeline", "التاجي")),
        (("timeline", "Camp Taji"), ("timeline", "معسكر التاجي")),
    ],
    ids=lambda question: " ".join(question),
)
def test_the_same_answer_whatever_the_spelling(english, arabic):
    first, second = objects(*english), objects(*arabic)
    assert first
    assert first == second


@pytest.mark.usefixtures("ledger")
def test_what_the_public_knew_is_part_of_what_is_known():
    def cited(*options):
        (answer,) = objects("posture", "Iraq", *ON, *options)
        return {claim for line in answer["lines"] for claim in line["claims"]}

    published = {claim["id"]: claim["published"] for claim in objects("claims")}
    assert {published[claim] for claim in cited("--known", "2020-03-20")} <= {"2020-03-17", "2020-03-19", "2020-03-20"}
    assert cited("--known", "2020-03-20") != cited()


@pytest.mark.usefixtures("ledger")
def test_two_outlets_that_disagree_are_both_shown():
    """Its README says so: the reports give two days and two numbers for one handover."""
    (answer,) = objects("posture", "Iraq", *ON)
    over = {dispute["over"] for line in answer["lines"] for dispute in line["disputed"]}
    assert {"date", "number"} <= over


# Names of one's own

SENTENCE = "On Tuesday, about 300 US troops left Laylan camp. US soldiers are still at Laylan camp.\n"


def test_a_register_makes_an_unknown_name_known(own):
    (own / "a.txt").write_text(SENTENCE)
    register = ("--register", EXAMPLES / "names.yaml")
    first = run("read", "a.txt", "--published", "2020-03-19")
    assert "Unknown names, kept as they stand: Laylan camp" in first.stderr
    assert "Laylan camp" in run("claims", "--place", "Laylan camp").stdout
    second = run("read", "a.txt", "--published", "2020-03-19", *register)
    assert "Unknown names" not in second.stderr
    spellings = [objects("claims", "--place", name, *register) for name in ("Laylan camp", "Lailan camp", "مخيم ليلان")]
    assert spellings[0]
    assert spellings[0] == spellings[1] == spellings[2]
    places = [place for claim in spellings[0] for slot in ("place", "origin") if (place := claim.get(slot))]
    assert {(place["name"], place["country"], place["lat"]) for place in places} == {("Laylan camp", "IQ", 35.3)}


# What goes wrong, one by one


def _sparse(path):
    with path.open("wb") as file:
        file.truncate(50_000_000)


BAD = {
    "empty": (lambda path: path.write_bytes(b""), "is empty; there is nothing to read."),
    "blank": (lambda path: path.write_bytes(b" \n\t\n"), "there is nothing to read."),
    "binary": (lambda path: path.write_bytes(bytes(range(256))), "is binary"),
    "large": (_sparse, "is too large: 50,000,000 bytes, and the limit is 10,000,000; split it or raise --max-size."),
    "broken": (lambda path: path.write_bytes(b"The base \xff\xfe was left."), "is no valid UTF-8: byte 9 (0xFF)"),
    "missing": (lambda path: None, "does not exist; check the path."),
    "folder": (lambda path: path.mkdir(), "holds no reports; it needs .txt, .md, .html, .pdf or the like."),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_report_is_named_and_the_others_are_read(own, name):
    make, sentence = BAD[name]
    make(own / f"bad-{name}.txt")
    for good in ("en-01", "ar-01"):
        for suffix in (".txt", ".json"):
            shutil.copy(REPORTS / f"{good}{suffix}", own)
    result = run("read", "en-01.txt", f"bad-{name}.txt", "ar-01.txt", code=1)
    failures = [line for line in result.stderr.splitlines() if line.startswith("Failed: ")]
    assert len(failures) == 1
    assert f"bad-{name}.txt" in failures[0]
    assert sentence in failures[0]
    assert re.search(r"Read 2 reports: [1-9]\d* new claims, 1 failed\.", result.stderr)
    assert {claim["report"] for claim in objects("claims")} == {"en-01", "ar-01"}


def _other_program(path):
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE songs (title TEXT)")


NO_LEDGERS = {
    "a text": (lambda path: path.write_text("no ledger " * 500), "is not a ledger: it is no SQLite file"),
    "another program's": (
        _other_program,
        "is another program's database (it has 'songs'); name another with --ledger.",
    ),
    "a folder": (lambda path: path.mkdir(), "is a folder; name a file in it"),
}


@pytest.mark.parametrize("name", NO_LEDGERS)
@pytest.mark.parametrize(
    "command", [("read", REPORTS / "en-01.txt"), ("claims",), ("posture", "Iraq")], ids=lambda c: c[0]
)
def test_what_is_no_ledger_is_left_alone(own, name, command):
    make, sentence = NO_LEDGERS[name]
    make(own / "own.db")
    before = (own / "own.db").read_bytes() if (own / "own.db").is_file() else None
    result = run(*command, code=1)
    assert result.stderr.startswith("Error: ")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert before is None or (own / "own.db").read_bytes() == before


@pytest.mark.parametrize("question", ["claims", "posture Iraq", "timeline Iraq", "sources", "show a"])
def test_a_question_to_a_ledger_that_is_not_there(own, question):
    assert "There is no ledger at" in run(*question.split(), code=1).stderr
    assert not list(own.iterdir())


def test_a_locked_ledger(own, monkeypatch):
    monkeypatch.setattr(Ledger, "open", partial(Ledger.open, wait=0.05))
    run("read", REPORTS / "en-01.txt", "--quiet")
    writer = sqlite3.connect(own / "own.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    result = run("read", REPORTS / "en-01.txt", REPORTS / "en-02.txt", code=1)
    assert "is locked by another program that is writing to it; wait until it is done and try again." in result.stderr
    assert objects("claims"), "questions are answered all the same"
    writer.execute("ROLLBACK")
    assert "Read 2 reports" in run("read", REPORTS / "en-01.txt", REPORTS / "en-02.txt").stderr


def test_a_full_disk_keeps_what_was_read_before(own, monkeypatch):
    from marsad.ledger import database

    connect = database._on_connect

    def on_a_small_disk(connection, record):
        connect(connection, record)
        connection.execute("PRAGMA max_page_count = 60")

    run("read", REPORTS / "en-01.txt", "--quiet")
    monkeypatch.setattr(database, "_on_connect", on_a_small_disk)
    result = run("read", REPORTS, code=1)
    assert "Error: The disk is full and the last write to" in result.stderr
    assert "The batch ended early; what was read before is kept." in result.stderr
    kept = {claim["report"] for claim in objects("claims")}
    assert "en-01" in kept
    assert len(kept) < 11
    monkeypatch.setattr(database, "_on_connect", connect)
    assert "Read 11 reports" in run("read", REPORTS).stderr


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (("posture", "Narnia"), "No actor or place is named 'Narnia'."),
        (("posture", "Camp Taaji"), "Did you mean Camp Taji"),
        (("claims", "--actor", "The Lost Legion"), "No actor or place is named 'The Lost Legion'."),
        (("show", "zzzz"), "No claim has the id 'zzzz'; `marsad claims` lists the ids."),
    ],
)
@pytest.mark.usefixtures("ledger")
def test_a_question_that_nothing_answers(question, sentence):
    result = run(*question, code=1)
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
