"""Conflicts as objects: sides, since when, and what settles them."""

import datetime as dt

import pytest

from marsad.posture.happenings import conflicts
from marsad.posture.subject import EVERYTHING
from marsad.publish.briefs.disputes import dispute
from marsad.publish.conflicts import value_of
from marsad.publish.interface import phrases
from marsad.publish.wording import namer
from marsad.world.register import load_register

QAIM = {"actor": "CJTF-OIR", "partner": "IQ", "place": "Qaim"}


@pytest.fixture
def found(ledger):
    def found(known=None):
        view = ledger.view(known=known and dt.date.fromisoformat(known))
        return conflicts(view, EVERYTHING)

    return found


@pytest.fixture
def sides(found):
    """The one conflict: over what, and each side's value, voices, first and last day."""

    def sides(known=None):
        (one,) = found(known)
        return one.over, [(side.value, side.voices, str(side.since), str(side.until)) for side in one.sides]

    return sides


def test_who_says_that_he_has_not_left_denies_that_he_handed_it_over(tell, sides):
    tell("A", "2020-03-17", "handover", when="2020-03-17", **QAIM)
    tell("B", "2020-03-18", "move", "denied", actor="US", origin="Qaim")
    assert sides() == (
        "denial",
        [("affirmed", ("A",), "2020-03-17", "2020-03-17"), ("denied", ("B",), "2020-03-18", "2020-03-18")],
    )


def test_where_the_departure_is_told_as_well_it_is_what_is_denied(tell, found):
    tell("A", "2020-03-17", "handover", when="2020-03-17", **QAIM)
    tell("C", "2020-03-17", "move", when="2020-03-17", actor="CJTF-OIR", origin="Qaim")
    tell("B", "2020-03-18", "move", "denied", when="2020-03-18", actor="CJTF-OIR", origin="Qaim")
    assert [(one.over, one.kind) for one in found()] == [("denial", "move")]


def test_a_conflict_says_who_says_which_since_when(tell, sides):
    tell("A", "2020-03-17", "handover", when="2020-03-17", **QAIM)
    tell("B", "2020-03-18", "handover", when="2020-03-17", **QAIM)
    tell("C", "2020-03-20", "handover", when="2020-03-16", said_by="US", **QAIM)
    assert sides() == ("date", [
        ("2020-03-17", ("A", "B"), "2020-03-17", "2020-03-18"),
        ("2020-03-16", ("US",), "2020-03-20", "2020-03-20"),
    ])  # fmt: skip


def test_its_id_stays_when_more_is_told(tell, found):
    tell("A", "2020-03-17", "handover", when="2020-03-17", **QAIM)
    tell("B", "2020-03-18", "handover", when="2020-03-16", **QAIM)
    (before,) = found()
    tell("C", "2020-03-19", "handover", when="2020-03-19", **QAIM)
    (after,) = found()
    assert (before.id, len(before.sides), len(after.sides)) == (after.id, 2, 3)


def test_two_later_voices_settle_it_and_history_stays(tell, found):
    tell("A", "2020-03-17", "move", actor="US", origin="Qaim", number=300)
    tell("B", "2020-03-18", "move", actor="US", origin="Qaim", number=500)
    tell("C", "2020-03-19", "move", actor="US", origin="Qaim", number=300)
    assert found()[0].settled is None, "one voice is not enough"
    tell("D", "2020-03-20", "move", actor="US", origin="Qaim", number=300)
    (conflict,) = found()
    ends = conflict.settled
    assert (ends.rule, conflict.sides[ends.side].value["max"], str(ends.on)) == ("later", 300, "2020-03-20")
    assert len(conflict.sides) == 2
    assert found("2020-03-19")[0].settled is None, "as known a day before, it was open"
    tell("E", "2020-03-22", "move", actor="US", origin="Qaim", number=500)
    assert found()[0].settled is None, "somebody says otherwise again"


def test_who_takes_back_his_word_settles_it(tell, found):
    tell("A", "2020-03-17", "move", actor="US", origin="Qaim", number=300)
    tell("B", "2020-03-18", "move", actor="US", origin="Qaim", number=500)
    tell("B", "2020-03-21", "move", actor="US", origin="Qaim", number=300)
    assert [(c.settled.rule, str(c.settled.on)) for c in found()] == [("changed", "2020-03-21")]


@pytest.mark.parametrize("status", ["planned", "possible"])
def test_what_is_planned_or_possible_is_no_side_that_says_it_happened(tell, found, status):
    tell("A", "2020-03-17", "move", status, actor="US", origin="Qaim")
    tell("B", "2020-03-18", "move", "denied", actor="US", origin="Qaim", said_by="US")
    (conflict,) = found()
    assert [side.value for side in conflict.sides] == [status, "denied"]
    for language in ("en", "ar"):
        names = namer(load_register(), language)
        told = [value_of("denial", side.value, names.words) for side in conflict.sides]
        assert len(set(told)) == 2
        assert value_of("denial", "affirmed", names.words) not in told
        _, colon, sides = dispute(conflict, names, phrases(language)).partition(":")
        assert colon
        assert names.messages.say("dispute-affirmed") not in sides


def test_a_warning_of_an_attack_is_at_odds_with_no_denial(tell, found):
    tell("A", "2020-03-17", "attack", "possible", actor="IR", place="Asad", partner="US", said_by="US")
    tell("B", "2020-03-18", "attack", "denied", actor="IR", place="Asad", partner="US", said_by="IR")
    tell("C", "2020-03-19", "attack", "denied", actor="IR", place="Asad", partner="US", said_by="IQ")
    assert found() == []


def test_a_denial_is_a_side(tell, sides):
    tell("A", "2020-03-17", "attack", actor="IR", place="Asad", partner="US", when="2020-03-16")
    tell("B", "2020-03-18", "attack", "denied", actor="IR", place="Asad", partner="US", when="2020-03-16", said_by="IR")
    over, told = sides()
    assert (over, [(value, voices) for value, voices, *_ in told]) == (
        "denial",
        [("affirmed", ("A",)), ("denied", ("IR",))],
    )


def test_who_gave_a_place_away_held_it_until_then(tell, found):
    tell("A", "2020-03-20", "handover", when="2020-03-17", **QAIM)
    tell("A", "2020-03-21", "control", actor="CJTF-OIR", place="Qaim", when="2016/..")
    assert found() == []
    tell("A", "2020-03-22", "control", "ongoing", actor="KATAIB-HEZBOLLAH", place="Qaim", when="2020-03-17")
    assert [conflict.over for conflict in found()] == ["holder"]


def test_numbers_of_several_places_are_bounds_unless_the_places_are_the_same(tell, found):
    tell("A", "2020-03-17", "presence", "ongoing", actor="FR", place="Qaim, Asad", number=2500)
    tell("B", "2020-03-17", "presence", "ongoing", actor="FR", place="Asad", number=300)
    assert found() == []
    tell("C", "2020-03-17", "presence", "ongoing", actor="FR", place="Qaim, Asad", number=2000)
    assert [conflict.over for conflict in found()] == ["number"], "at odds once, not once for each place"


def test_a_reason_is_given_and_denied_for_one_matter(ledger, found):
    from types import SimpleNamespace

    from scenery import PLACES

    from marsad.model.claim import Claim
    from marsad.model.report import Report
    from marsad.model.span import Span
    from marsad.model.values import Reason

    def because(name, kind, place, *reasons):
        slot = "origin" if kind == "move" else "place"
        claim = Claim(kind, "happened", (Span(0, 4),), ("US",), reasons=tuple(reasons), **{slot: (PLACES[place],)})
        report = Report(name, f"Text of {name}", "en", dt.date(2020, 3, 20), name)
        ledger.record(report, SimpleNamespace(claims=(claim,), unknown=()), "hand", "1")

    because("A", "handover", "Qaim", Reason("attack", False), Reason("planned"))
    because("B", "move", "Iraq", Reason("attack"))
    because("C", "handover", "Taji", Reason("health"))
    (conflict,) = found()
    assert conflict.over == "reason"
    assert [(side.value, side.voices) for side in conflict.sides] == [
        ({"code": "attack", "holds": False}, ("A",)),
        ({"code": "attack", "holds": True}, ("B",)),
    ]
