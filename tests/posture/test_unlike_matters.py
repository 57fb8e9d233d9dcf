"""Claims that are not about the same, and so not at odds: plans and levels, two matters of one pair of parties."""

import datetime as dt
from types import SimpleNamespace

import pytest
from scenery import IRAQ

from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Count, Speaker
from marsad.posture.happenings import conflicts
from marsad.posture.subject import EVERYTHING


@pytest.fixture
def report(ledger):
    """report(*claims): record one report that makes them all."""

    def report(*claims):
        made = Report("r", "A report that tells of it.", "en", dt.date(2020, 3, 17), "A")
        ledger.record(made, SimpleNamespace(claims=claims, unknown=()), "hand", "1")

    return report


@pytest.fixture
def over(ask, ledger):
    """What is disputed in the lines of a section, and what the conflicts are over."""

    def over(section):
        lines = ask("Iraq", "2020-04-01").section(section)
        told = {dispute.over for line in lines for dispute in line.disputes}
        return told, {conflict.over for conflict in conflicts(ledger.view(), EVERYTHING)}

    return over


def level(status, number, said_by=None):
    return Claim("presence", status, (Span(0, 8),), ("US",), place=(IRAQ,), number=Count(*number), said_by=said_by)


def agreed(phase, said_by=None):
    return Claim("agreement", "happened", (Span(0, 8),), ("IQ",), partner=("US",), phase=phase, said_by=said_by)


def test_a_level_that_is_planned_is_at_odds_with_none_that_is(tell, over):
    tell("A", "2020-03-17", "presence", "ongoing", actor="US", place="Iraq", number=5200)
    tell("B", "2020-03-18", "presence", "planned", actor="US", place="Iraq", number=2500)
    tell("C", "2020-03-18", "presence", "possible", actor="US", place="Iraq", number=1000)
    assert over("presence") == (set(), set())
    assert over("expected") == (set(), set())


def test_one_voice_that_gives_two_levels_in_one_report_tells_of_a_change(report, over, presence):
    report(level("happened", (2000, 2000)), level("ongoing", (None, 999)))
    assert over("presence") == (set(), set())
    assert presence("Iraq", "2020-04-01") == ["US Iraq: present up to 999"]


def test_two_voices_that_give_two_levels_are_at_odds(report, over):
    report(level("ongoing", (2000, 2000), Speaker("US")), level("ongoing", (None, 999), Speaker("IQ")))
    assert over("presence") == ({"number"}, {"number"})


def test_what_one_report_tells_as_agreed_and_as_rejected_are_two_matters(report, over):
    report(agreed("agreed"), agreed("rejected", Speaker("IQ")))
    assert over("agreement") == (set(), set())


def test_two_whom_one_report_quotes_may_be_at_odds_over_an_agreement(report, over):
    report(agreed("agreed", Speaker("US")), agreed("rejected", Speaker("IQ")))
    assert over("agreement") == ({"agreement"}, {"agreement"})


def test_two_reports_of_the_same_parties_may_be_at_odds_over_an_agreement(tell, over):
    tell("A", "2020-03-17", "agreement", actor="IQ", partner="US", phase="agreed")
    tell("B", "2020-03-18", "agreement", actor="US", partner="IQ", phase="rejected")
    assert over("agreement") == ({"agreement"}, {"agreement"})


def test_what_one_party_alone_agrees_to_and_rejects_may_be_with_anybody(tell, over):
    tell("A", "2020-03-17", "agreement", actor="IQ", phase="agreed")
    tell("B", "2020-03-18", "agreement", actor="IQ", phase="rejected")
    assert over("agreement") == (set(), set())
