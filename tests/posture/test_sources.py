"""Sources: what an analyst graded, and how often what they said was later borne out."""

import pytest
from click.testing import CliRunner

from marsad.cli import main
from marsad.ledger import decisions
from marsad.posture.sources import sources

QAIM = {"actor": "CJTF-OIR", "partner": "IQ", "place": "Qaim"}


@pytest.fixture
def record(ledger):
    """record(name): its outcomes that are not nought."""

    def record(name):
        (source,) = [source for source in sources(ledger.view()) if source.name == name]
        told = source.record.to_json()
        return {outcome: n for outcome, n in told.items() if n and outcome != "events"}

    return record


def test_what_another_voice_tells_later_is_borne_out(tell, record):
    tell("A", "2020-03-17", "handover", when="2020-03-17", **QAIM)
    assert record("A") == {"alone": 1}
    tell("B", "2020-03-20", "handover", when="2020-03-17", **QAIM)
    assert (record("A"), record("B")) == ({"borne_out": 1}, {"alone": 1})


def test_a_copy_and_a_second_quote_bear_nothing_out(tell, record):
    tell("A", "2020-03-17", "handover", text="The same words.", when="2020-03-17", **QAIM)
    tell("B", "2020-03-18", "handover", text="The same words.", when="2020-03-17", **QAIM)
    tell("C", "2020-03-17", "presence", "ongoing", actor="US", place="Taji", said_by="IQ")
    tell("D", "2020-03-19", "presence", "ongoing", actor="US", place="Taji", said_by="IQ")
    assert [record(name) for name in "ABCD"] == [{"alone": 1}] * 4
    assert record("IQ") == {"alone": 1}


def test_who_is_at_odds_is_disputed_and_who_loses_contradicted(tell, record):
    tell("A", "2020-03-17", "move", actor="US", origin="Qaim", number=300)
    tell("B", "2020-03-18", "move", actor="US", origin="Qaim", number=500)
    assert (record("A"), record("B")) == ({"disputed": 1}, {"disputed": 1})
    tell("C", "2020-03-19", "move", actor="US", origin="Qaim", number=300)
    tell("D", "2020-03-20", "move", actor="US", origin="Qaim", number=300)
    assert (record("A"), record("B")) == ({"borne_out": 1}, {"contradicted": 1})


def test_a_plan_is_borne_out_when_it_is_done_and_missed_when_its_time_passes(tell, record):
    tell("A", "2020-03-17", "handover", "planned", **QAIM, when="2020-03-20")
    tell("B", "2020-03-17", "handover", "planned", **{**QAIM, "place": "Taji"}, when="2020-03-20")
    assert (record("A"), record("B")) == ({"alone": 1}, {"alone": 1})
    tell("C", "2020-04-20", "handover", when="2020-03-21", **QAIM)
    assert (record("A"), record("B")) == ({"borne_out": 1}, {"missed": 1})


def test_grades_stand_beside_their_sources_and_claims(tell, ledger):
    first = tell("A", "2020-03-17", "handover", when="2020-03-17", said_by="IQ", **QAIM)
    for grade in (
        decisions.grade_source("A", "B"),
        decisions.grade_source("IQ", "A"),
        decisions.grade_claim(first, "2"),
    ):
        ledger.decide(grade, by="A. Reader", why="as known")
    assert {source.name: source.grade for source in sources(ledger.view())} == {"A": "B", "IQ": "A"}

    def ask(*arguments):
        return CliRunner().invoke(main, [*arguments, "--ledger", str(ledger.where)]).stdout

    assert f"A [B], 2020-03-17, Iraq [A] [{first} 2]" in ask("posture", "Iraq", "--on", "2020-04-01")
    assert "[B]" in ask("explain", first)
    assert ask("sources").splitlines()[1].split()[:3] == ["A", "publisher", "B"]
