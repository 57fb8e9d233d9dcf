"""The commands that ask the ledger, as a user types them."""

import datetime as dt
import json
import re
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from marsad.cli import main
from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Count, Place, Speaker
from marsad.publish.bidi import isolate

ASAD = Place("Ain al-Asad", "IQ", 33.786, 42.441, "site")
QAIM = Place("القائم", "IQ", 34.37, 41.09, "site")
ENGLISH = "An earlier matter. About 300 US troops are at Ain al-Asad. They train."
ARABIC = "سلّم التحالف قاعدة القائم إلى القوات العراقية. وقال المتحدث ذلك."

COMMANDS = {
    "claims": [],
    "posture": ["Iraq", "--on", "2020-04-01"],
    "timeline": ["Iraq"],
    "sources": [],
}


def span(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    path = tmp_path / "ledger.db"
    monkeypatch.setenv("MARSAD_LEDGER", str(path))
    presence = Claim(
        "presence", "ongoing", (span(ENGLISH, "300 US troops"),), ("US",), place=(ASAD,), number=Count(300, 300),
        confidence=0.9, rule="troops are at",
    )  # fmt: skip
    handover = Claim(
        "handover", "happened", (span(ARABIC, "سلّم التحالف قاعدة القائم"),), ("CJTF-OIR",), ("IQ",), (QAIM,),
        when="2020-03-17", said_by=Speaker("CJTF-OIR", "مايلز كاغينز"),
    )  # fmt: skip
    with Ledger.open(path) as book:
        for report, claim in (
            (Report("en", ENGLISH, "en", dt.date(2020, 3, 20), "Levant Wire", "A title", "https://e.org/1"), presence),
            (Report("ar", ARABIC, "ar", dt.date(2020, 3, 18), "وكالة نوافذ"), handover),
        ):
            book.record(report, SimpleNamespace(claims=(claim,), unknown=()), "grammar", "1")
    return path


def ask(*arguments, code=0):
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == code, result.output
    return result


def objects(*arguments):
    return [json.loads(line) for line in ask(*arguments).stdout.splitlines()]


def ids():
    return {claim["kind"]: claim["id"] for claim in objects("claims", "--json")}


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_speaks_text_and_json(command):
    assert ask(command, *COMMANDS[command]).stdout.strip()
    assert objects(command, *COMMANDS[command], "--json")


@pytest.mark.parametrize("command", [*COMMANDS, "show"])
def test_help_has_examples(command):
    assert f"marsad {command}" in ask(command, "--help").stdout.partition("Examples:")[2]


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        ([], ["handover", "presence"]),
        (["--kind", "presence"], ["presence"]),
        (["--actor", "US"], ["presence"]),
        (["--actor", "United States"], ["presence"]),
        (["--place", "Iraq"], ["handover", "presence"]),
        (["--place", "القائم"], ["handover"]),
        (["--said-by", "مايلز كاغينز"], ["handover"]),
        (["--on", "2020-03-17"], ["handover"]),
        (["--known", "2020-03-19"], ["handover"]),
        (["--since", "2020-03-18", "--until", "2020-03-20"], ["presence"]),
        (["--status", "happened"], ["handover"]),
        (["--limit", "1"], ["handover"]),
    ],
)
def test_claims_filters(filters, kinds):
    assert [claim["kind"] for claim in objects("claims", "--json", *filters)] == kinds


@pytest.mark.usefixtures("ledger")
def test_show_marks_the_evidence_in_its_sentence():
    out = ask("show", ids()["presence"][:6]).stdout
    assert "About ⟦300 US troops⟧ are at Ain al-Asad." in out
    assert "An earlier matter" not in out
    for part in (
        "Levant Wire, 2020-03-20",
        "https://e.org/1",
        "0.90",
        "troops are at",
        "A title",
        "United States (US)",
    ):
        assert part in out, part
    (shown,) = objects("show", ids()["presence"], "--json")
    assert shown["passages"][0]["text"] == "300 US troops"


@pytest.mark.usefixtures("ledger")
def test_show_keeps_arabic_letters_in_their_order():
    out = ask("show", ids()["handover"]).stdout
    assert "⟦سلّم التحالف قاعدة القائم⟧ إلى القوات العراقية." in out


@pytest.mark.usefixtures("ledger")
def test_every_line_of_a_posture_names_its_sources():
    out = ask("posture", "Iraq", "--on", "2020-04-01").stdout
    known = ids()
    assert f"Levant Wire, 2020-03-20 [{known['presence']}]" in out
    assert f"\u2068وكالة نوافذ\u2069, 2020-03-18, \u2068مايلز كاغينز (CJTF-OIR)\u2069 [{known['handover']}]" in out
    assert "United States, Ain al-Asad: present, 300" in out
    assert "Unknown, for no claim says: Activities." in out


@pytest.mark.usefixtures("ledger")
def test_answers_in_arabic():
    arabic = ask("posture", "العراق", "--on", "2020-04-01", "--language", "ar").stdout.replace("\u2068", "")
    assert arabic.startswith("العراق\u2069 في 2020-04-01")
    assert "الوجود\n  الولايات المتحدة" in arabic
    for command in ("claims", "sources", "timeline"):
        question = [command, "Iraq"] if command == "timeline" else [command]
        told = ask(*question, "--language", "ar").stdout.replace("\n", " ")
        assert not re.search(r"\b(US|IQ|CJTF-OIR)\b", told), command
    assert "مايلز كاغينز (التحالف الدولي)" in ask("timeline", "Iraq", "--language", "ar").stdout
    assert "تسليم" in ask("show", ids()["handover"], "--language", "ar").stdout


@pytest.mark.usefixtures("ledger")
def test_a_place_is_shown_with_the_name_of_its_country():
    known = ids()
    assert "Ain al-Asad (site, Iraq)" in ask("show", known["presence"]).stdout
    arabic = re.sub("[\u2068\u2069]", "", ask("show", known["handover"], "--language", "ar").stdout)
    assert "القائم (موقع، العراق)" in arabic


def test_speakers_are_called_by_their_names_in_every_table():
    from marsad.ledger import Entry
    from marsad.publish.tables import claims_table, timeline_table
    from marsad.publish.words import words_in
    from marsad.world.register import load_register

    claim = Claim("move", "denied", (Span(0, 4),), ("JOINT-FORCES",), said_by=Speaker("IQ"))
    entry = Entry("c1", claim, "r", "Wire", dt.date(2020, 3, 17), "en", "c1", "grammar")
    for language, name, force in (
        ("en", "Iraq", "Joint Forces on the West Coast"),
        ("ar", "العراق", "القوات المشتركة في الساحل الغربي"),
    ):
        words = words_in(language, load_register())
        assert words.speaker(claim.said_by).strip("\u2068\u2069") == name
        for table in (claims_table, timeline_table):
            cells = re.sub("[\u2068\u2069]", "", " | ".join(
                cell for column in table([entry], words).columns for cell in column.cells
            ))  # fmt: skip
            assert name in cells
            assert force in cells
            assert "IQ" not in cells


@pytest.mark.usefixtures("ledger")
def test_a_limit_of_nothing_is_no_limit():
    assert ask("posture", "Iraq", "--on", "2020-04-01", "--limit", "0").stdout == (
        ask("posture", "Iraq", "--on", "2020-04-01", "--all").stdout
    )


@pytest.mark.usefixtures("ledger")
def test_posture_as_known_on_a_day():
    assert "Ain al-Asad" not in ask("posture", "Iraq", "--known", "2020-03-19").stdout


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    "question",
    [
        ["claims", "--kind", "attack"],
        ["posture", "Iraq", "--on", "1999-01-01"],
        ["timeline", "US", "--since", "2030-01-01"],
    ],
)
def test_an_empty_answer_says_so_and_what_to_do(question):
    result = ask(*question)
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "read more reports" in result.stderr
    assert "IQ" not in result.stderr


def test_an_empty_ledger_says_how_to_fill_it(tmp_path):
    Ledger.open(tmp_path / "empty.db").close()
    assert "marsad read FILE" in ask("sources", "--ledger", str(tmp_path / "empty.db")).stderr


def test_a_question_makes_no_ledger(tmp_path):
    result = ask("claims", "--ledger", str(tmp_path / "none.db"), code=1)
    assert "There is no ledger at" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("ledger")
def test_errors_are_one_sentence():
    assert "Did you mean Ain al-Asad?" in ask("posture", "Ain al-Asat", code=1).stderr
    assert "No claim has the id" in ask("show", "nope", code=1).stderr
    assert "is no date; write it as 2020-03-17" in ask("claims", "--on", "yesterday", code=2).stderr


@pytest.mark.usefixtures("ledger")
def test_no_colour_in_a_pipe():
    assert "\x1b" not in ask("show", ids()["presence"]).stdout


def test_isolating_arabic():
    assert isolate("Ain al-Asad") == "Ain al-Asad"
    assert isolate("القائم") == isolate(isolate("القائم")) == "\u2068القائم\u2069"
    assert isolate("مايلز (CJTF-OIR)") == "\u2068مايلز (CJTF-OIR)\u2069"
    assert isolate("al-Qaim قاعدة القائم base") == "al-Qaim \u2068قاعدة القائم\u2069 base"
    assert cell_len(isolate("القائم")) == cell_len("القائم")
