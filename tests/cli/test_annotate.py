"""`marsad annotate`: one line for each report, in order, whatever is in it."""

import json

import pytest
from click.testing import CliRunner

from marsad.cli import main
from marsad.reader import Reader

KEYS = {"id", "sentences", "names", "places", "times", "numbers", "speech"}


def lines(result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def jsonl(*given: object) -> str:
    return "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in given)


def run(*args: str, **options):
    return CliRunner().invoke(main, ["annotate", *args], **options)


def test_files(tmp_path):
    for name in "ba":
        (tmp_path / f"{name}.txt").write_text("The coalition left al-Qaim on Tuesday.")
    (tmp_path / "c.txt").write_text("")
    result = run(str(tmp_path), "--published", "2020-03-19")
    assert [line["id"] for line in lines(result)] == ["a", "b", "c"]
    assert set(lines(result)[0]) >= KEYS
    assert "is empty" in lines(result)[2]["error"]
    assert result.exit_code == 1


def test_lines_in_order_with_errors_in_their_places():
    result = run(
        "--jsonl",
        input=jsonl(
            {"id": "one", "text": "انسحب التحالف من قاعدة القائم.", "published": "2020-03-19", "language": "ar"},
            "{broken",
            {"id": "two", "text": ""},
            {"id": "three", "published": "2020-03-19"},
            {"id": "four", "text": "The coalition left.", "published": "March"},
            {"id": "five", "text": "Les forces ont quitté la base de la ville.", "language": "fr"},
            "[]",
            {"id": 6, "text": "The coalition left \ud800."},
            {"text": "The coalition left.", "language": None, "published": None},
        ),
    )
    got = lines(result)
    assert [line["id"] for line in got] == ["one", None, "two", "three", "four", "five", None, "6", "line 9"]
    assert [n for n, line in enumerate(got) if "error" not in line] == [0, 8]
    assert "line 4 has no text" in got[3]["error"]
    assert result.exit_code == 1


def test_good_lines_end_well():
    result = run("--jsonl", input=jsonl({"id": "a", "text": "The coalition left al-Qaim."}))
    assert result.exit_code == 0
    assert lines(result)[0]["id"] == "a"


def test_a_bug_costs_one_line(monkeypatch):
    def fail(self, report):
        if report.id == "a":
            raise IndexError("slot")
        return {"id": report.id}

    monkeypatch.setattr(Reader, "annotate", fail)
    result = run("--jsonl", input=jsonl({"id": "a", "text": "The base."}, {"id": "b", "text": "The base."}))
    assert lines(result)[0]["error"].startswith("IndexError: slot")
    assert lines(result)[1] == {"id": "b"}
    assert result.exit_code == 1


@pytest.mark.parametrize("args", [[], ["--jsonl", "a.txt"]])
def test_files_or_lines_but_not_both(args):
    assert "Give files, or --jsonl" in run(*args).stderr
