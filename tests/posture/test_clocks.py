"""Three clocks in every question: the same clocks give the same bytes, whatever is recorded in between."""

import json

import pytest
from click.testing import CliRunner
from scenery import PLACES

from marsad.cli import main
from marsad.ledger import decisions

QAIM = {"actor": "CJTF-OIR", "partner": "IQ", "place": "Qaim"}
QUESTIONS = [
    ["posture", "Iraq", "--on", "2020-04-01"],
    ["posture", "US", "--on", "2020-04-01"],
    ["posture", "al-Qaim base", "--on", "2020-04-01"],
    ["events", "Iraq"],
    ["events"],
    ["conflicts", "Iraq"],
    ["timeline", "Iraq"],
    ["sources"],
    ["diff", "2020-03-10", "2020-04-01", "Iraq"],
    ["brief", "Iraq", "--on", "2020-04-01", "--since", "2020-03-01"],
]


@pytest.fixture
def ask(ledger):
    def ask(*arguments):
        result = CliRunner().invoke(main, [*arguments, "--ledger", str(ledger.where)])
        assert result.exit_code == 0, result.output
        return result.stdout

    return ask


@pytest.fixture
def first(tell):
    return [
        tell("A", "2020-03-17", "handover", when="2020-03-17", **QAIM),
        tell("B", "2020-03-20", "handover", when="2020-03-16", **QAIM),
        tell("A", "2020-03-18", "presence", "ongoing", actor="US", place="Taji", number=300),
        tell("A", "2020-03-18", "move", "planned", actor="US", origin="Taji", when="2020-05"),
        tell("B", "2020-03-21", "attack", place="Taji", partner="US", killed=3, when="2020-03-11"),
    ]


def later(tell, ledger, claims):
    """Reports of before and after, and decisions."""
    tell("C", "2020-03-16", "handover", when="2020-03-19", **QAIM)
    tell("C", "2020-03-19", "presence", "ongoing", actor="US", place="Taji", number=500)
    tell("C", "2020-03-22", "attack", place="Taji", partner="GB", killed=2, when="2020-03-11")
    ledger.decide(decisions.several_events([[claims[0]], [claims[1]]]), by="A. Reader", why="two sites")
    ledger.decide(decisions.reject(claims[2]), by="A. Reader", why="misread")
    ledger.decide(decisions.grade_source("A", "C"), by="A. Reader", why="often late")


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: "-".join(q[:2]))
def test_asked_again_as_recorded_then_the_answer_is_the_same_bytes(ask, tell, ledger, first, question, form):
    then = ledger.view().recorded
    before = ask(*question, *form)
    later(tell, ledger, first)
    assert ask(*question, *form) != before, "what was recorded since does change the answer of today"
    assert ask(*question, *form, "--recorded", then) == ask(*question, *form, "--as-recorded", then) == before


def test_known_takes_in_what_is_recorded_late_but_was_published_early(ask, tell, ledger, first):
    before = ask("events", "Iraq", "--known", "2020-03-18", "--json")
    tell("D", "2020-03-18", "handover", when="2020-03-17", **QAIM)
    tell("D", "2020-03-25", "handover", when="2020-03-17", **QAIM)
    told = [json.loads(line) for line in ask("events", "Iraq", "--known", "2020-03-18", "--json").splitlines()]
    (handover,) = [event for event in told if event["kind"] == "handover"]
    assert handover["voices"] == ["A", "D"], "the public knew it on that day, though this ledger did not"
    assert ask("events", "Iraq", "--known", "2020-03-18", "--json") != before


def test_what_is_published_later_does_not_change_what_was_known(ask, tell, first):
    asked = [*QUESTIONS[0], "--known", "2020-03-18", "--json"]
    before = json.loads(ask(*asked)) | {"recorded": None}
    tell("Z", "2020-03-19", "handover", when="2020-03-10", **QAIM)
    assert json.loads(ask(*asked)) | {"recorded": None} == before


def test_the_three_clocks_are_three(ask, tell, ledger, first):
    """A day in the world, a day on which the public knew, a moment of this ledger: each alone changes the answer."""
    now = ledger.view().recorded
    tell("E", "2020-03-18", "move", actor="US", origin="Taji", when="2020-03-15")

    def presence(*clocks):
        lines = json.loads(ask("posture", "Iraq", "--json", *clocks))["lines"]
        found = [line for line in lines if line["section"] == "presence" and line["place"]["name"] == "Camp Taji"]
        return [line["state"] for line in found]

    tell("F", "2020-04-10", "move", actor="US", origin="Taji", when="2020-04-05")
    assert presence("--on", "2020-04-20") == ["left"]
    assert presence("--on", "2020-03-20") == ["present"]
    assert presence("--on", "2020-04-20", "--known", "2020-03-20") == ["present"]
    assert presence("--on", "2020-04-20", "--recorded", now) == ["present"]


def test_a_difference_on_each_clock(ask, tell, ledger, first):
    then = ledger.view().recorded
    tell("C", "2020-03-30", "presence", "ongoing", actor="US", place="Asad", when="2020-03-12")

    def new(*arguments):
        changes = json.loads(ask("diff", *arguments, "Iraq", "--json"))["changes"]
        return [c["after"]["place"]["name"] for c in changes if c["section"] == "presence" and c["change"] == "new"]

    asad = PLACES["Asad"].name
    assert asad in new("2020-03-11", "2020-03-12")
    assert new("2020-03-25", "2020-03-30", "--clock", "known", "--on", "2020-04-01") == [asad]
    assert new(then, "2199-01-01", "--clock", "recorded", "--on", "2020-04-01") == [asad]
    assert new("2020-03-12", "2020-03-13") == []
