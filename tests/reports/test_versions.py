"""What an updated article claims otherwise than before, as `marsad sources --versions` tells it."""

import json

import pytest
from click.testing import CliRunner

from marsad.cli import main

FIRST = "The coalition handed over its base at al-Qaim to the Iraqi army on 17 March 2020. Three soldiers were killed."
LATER = (
    "The coalition handed over its base at al-Qaim to the Iraqi army on 19 March 2020. Britain is leaving Taji base."
)


def command(*arguments: object):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def ledger(tmp_path):
    """One report, read when it came out and again when its outlet had changed it."""
    for text in (FIRST, LATER):
        (tmp_path / "base.txt").write_text(text, "utf-8")
        command("read", tmp_path / "base.txt", "--ledger", tmp_path / "m.db", "--published", "2020-03-20")
    return tmp_path / "m.db"


def test_an_update_tells_what_changed(ledger):
    (update,) = map(json.loads, command("sources", "--versions", "--json", "--ledger", ledger).stdout.splitlines())
    assert (update["report"], update["version"]) == ("base", 2)
    (moved,) = [change for change in update["changed"] if change["kind"] == "handover"]
    assert moved["slots"]["when"] == {"before": "2020-03-17", "after": "2020-03-19"}
    shown = command("sources", "--versions", "--ledger", ledger).stdout
    assert "base, version 2" in shown
    assert "when 2020-03-17 → 2020-03-19" in shown


def test_the_same_again_is_no_version(tmp_path):
    (tmp_path / "base.txt").write_text(FIRST, "utf-8")
    for _ in range(2):
        command("read", tmp_path / "base.txt", "--ledger", tmp_path / "m.db", "--published", "2020-03-20")
    assert "No report has a later version" in command("sources", "--versions", "--ledger", tmp_path / "m.db").stderr


def test_before_the_update_was_recorded_there_was_none(ledger):
    asked = command("sources", "--versions", "--recorded", "2020-01-01", "--ledger", ledger)
    assert asked.stdout == ""
