"""The commands on events, conflicts, differences and briefs, as a user types them."""

import json

import pytest
from click.testing import CliRunner

from marsad.cli import main

QAIM = {"actor": "CJTF-OIR", "partner": "IQ", "place": "Qaim"}
COMMANDS = {
    "events": ["Iraq"],
    "conflicts": ["Iraq"],
    "diff": ["2020-03-10", "2020-04-01", "Iraq"],
    "brief": ["Iraq", "--on", "2020-04-01"],
}


@pytest.fixture
def ask(ledger):
    def ask(*arguments, code=0):
        result = CliRunner().invoke(main, [*arguments, "--ledger", str(ledger.where)])
        assert result.exit_code == code, result.output
        return result

    return ask


@pytest.fixture
def claims(tell):
    return [
        tell("A", "2020-03-17", "handover", when="2020-03-17", **QAIM),
        tell("وكالة", "2020-03-20", "handover", when="2020-03-16", **QAIM),
        tell("A", "2020-03-17", "presence", "ongoing", actor="US", place="Taji", number=300),
    ]


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", [[], ["--json"], ["--language", "ar"]])
def test_every_command_speaks_text_json_and_arabic(ask, command, form):
    out = ask(command, *COMMANDS[command], *form).stdout
    assert out.strip()
    if form == ["--json"]:
        assert [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("command", [*COMMANDS, "explain"])
def test_help_has_examples(command):
    out = CliRunner().invoke(main, [command, "--help"]).stdout
    assert f"marsad {command}" in out.partition("Examples:")[2]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_explanation_names_the_tests_and_the_claims(ask, claims, language):
    out = ask("explain", claims[1], "--language", language).stdout
    assert all(id in out for id in claims[:2])
    assert {"en": ": 1 (at most 60)", "ar": "(الحد 60)"}[language] in out


@pytest.mark.usefixtures("claims")
def test_filters_of_events_and_conflicts(ask):
    def count(*arguments):
        return len(ask(*arguments, "--json").stdout.splitlines())

    assert count("events") == 2
    assert count("events", "--kind", "handover") == 1
    assert count("events", "--voices", "2") == 1
    assert count("events", "--until", "2020-03-16") == 1
    assert count("events", "--limit", "1") == 1
    assert count("conflicts", "--over", "date") == count("conflicts", "--open") == 1
    assert count("conflicts", "--over", "number") == count("conflicts", "--since", "2020-03-21") == 0


@pytest.mark.usefixtures("claims")
def test_in_a_brief_every_id_leads_to_a_claim_and_its_report(ask):
    told = json.loads(ask("brief", "Iraq", "--on", "2020-04-01", "--json").stdout)
    named = {id for line in told["posture"]["lines"] for id in line["claims"]}
    named |= {id for event in told["events"] for id in event["claims"]}
    named |= {id for conflict in told["conflicts"] for side in conflict["sides"] for id in side["claims"]}
    assert named == set(told["claims"])
    assert {claim["report"] for claim in told["claims"].values()} == set(told["reports"])
    assert all(claim["passages"][0]["text"] == "Text" for claim in told["claims"].values())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["diff", "2020-03-10", "nonsense"], "'nonsense' is no date; write it as 2020-03-17."),
        (["diff", "2020-03-10", "nonsense", "--clock", "recorded"], "'nonsense' is no moment"),
        (["diff", "2020-03-10", "2020-03-11", "--on", "2020-03-11"], "--on is the clock"),
        (["diff", "2020-03-10", "2020-03-11", "--clock", "known", "--known", "2020-03-11"], "--known is the clock"),
        (["brief", "Iraq", "--on", "2020-03-10", "--since", "2020-03-11"], "lies after"),
        (["events", "Qqqqq"], "No actor or place is named 'Qqqqq'"),
        (["explain", "eeee"], "No claim has the id"),
    ],
)
@pytest.mark.usefixtures("claims")
def test_bad_questions_are_answered_in_a_sentence(ask, arguments, sentence):
    code = 2 if sentence.startswith(("'", "--")) or "lies" in sentence else 1
    result = ask(*arguments, code=code)
    assert sentence in result.output
    assert "Traceback" not in result.output


def test_an_empty_ledger_has_nothing_to_tell(ask):
    for command in ("events", "conflicts"):
        result = ask(command)
        assert result.stdout == ""
        assert result.stderr.strip().count("\n") == 0
