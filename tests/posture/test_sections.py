"""Holders, pace, attacks, agreements, and what is expected, feared or denied."""

import datetime as dt

import pytest
from scenery import PLACES

from marsad.errors import QuestionError
from marsad.model.claim import Claim
from marsad.model.span import Span
from marsad.model.values import Count
from marsad.posture.happenings import conflicts
from marsad.posture.sources import sources
from marsad.posture.subject import EVERYTHING, find_subject
from marsad.posture.timeline import timeline


def over(line):
    return [dispute.over for dispute in line.disputes]


def test_a_handover_gives_the_holder(tell, ask):
    tell("A", "2017-11-05", "control", actor="ISIS", place="Qaim")
    one = tell("A", "2020-03-17", "handover", actor="CJTF-OIR", partner="IQ", place="Qaim", when="2020-03-17")
    two = tell("B", "2020-03-18", "handover", actor="CJTF-OIR", place="Qaim", when="2020-03-17")
    (line,) = ask("Iraq", "2020-04-01").section("holder")
    assert (line.state, line.actor, line.partner, line.when) == ("held", ("IQ",), ("CJTF-OIR",), "2020-03-17")
    assert [e.id for e in line.entries] == [one, two]
    assert over(line) == []
    assert ask("Iraq", "2018-01-01").section("holder")[0].actor == ("ISIS",)


def test_a_site_given_up_to_nobody_named(tell, ask):
    tell("A", "2020-03-17", "handover", actor="CJTF-OIR", place="Qaim")
    (line,) = ask("Iraq", "2020-04-01").section("holder")
    assert (line.state, line.actor, line.partner) == ("given-up", (), ("CJTF-OIR",))


def test_two_days_of_one_handover_are_disputed(tell, ask):
    tell("A", "2020-03-17", "handover", actor="CJTF-OIR", partner="IQ", place="Qaim", when="2020-03-17")
    tell("B", "2020-03-18", "handover", actor="CJTF-OIR", partner="IQ", place="Qaim", when="2020-03-16")
    assert over(ask("Iraq", "2020-04-01").section("holder")[0]) == ["date"]


def test_two_holders_at_one_time_are_disputed(tell, ask):
    tell("A", "2020-03-17", "control", "ongoing", actor="IQ", place="Qaim")
    tell("B", "2020-03-17", "control", "ongoing", actor="KATAIB-HEZBOLLAH", place="Qaim")
    assert over(ask("Iraq", "2020-04-01").section("holder")[0]) == ["holder"]


def test_a_doubtful_holder_does_not_unseat_a_sure_one(tell, ask):
    tell("A", "2020-03-15", "control", "ongoing", actor="IQ", place="Qaim", confidence=0.8)
    tell("B", "2020-03-17", "control", "ongoing", actor="ISIS", place="Qaim", confidence=0.3)
    (line,) = ask("Iraq", "2020-04-01").section("holder")
    assert (line.actor, over(line)) == (("IQ",), ["holder"])
    tell("C", "2020-03-18", "control", "ongoing", actor="ISIS", place="Qaim", confidence=0.4)
    assert ask("Iraq", "2020-04-01").section("holder")[0].actor == ("ISIS",)


def test_a_doubtful_holder_of_much_later_is_the_holder(tell, ask):
    tell("A", "2018-03-15", "control", "ongoing", actor="ISIS", place="Qaim", confidence=0.8)
    tell("B", "2020-03-17", "control", "ongoing", actor="IQ", place="Qaim", confidence=0.3)
    (line,) = ask("Iraq", "2020-04-01").section("holder")
    assert (line.actor, over(line), line.sure) == (("IQ",), [], False)


def test_a_denied_receiver_does_not_deny_the_handover(tell, ask):
    tell("A", "2020-03-17", "handover", actor="CJTF-OIR", partner="IQ", place="Qaim", when="2020-03-17")
    tell("B", "2020-03-17", "handover", "denied", actor="CJTF-OIR", partner="PMF", place="Qaim")
    answer = ask("Iraq", "2020-04-01")
    assert [over(line) for line in answer.lines] == [[], []]
    tell("B", "2020-03-18", "handover", "denied", actor="CJTF-OIR", partner="IQ", place="Qaim")
    assert over(ask("Iraq", "2020-04-01").section("holder")[0]) == ["denial"]


def test_the_newest_phase_is_the_pace(tell, ask):
    tell("A", "2020-01-05", "activity", activity="training", phase="suspended", actor="CJTF-OIR", place="Iraq")
    tell("A", "2020-01-30", "activity", activity="training", phase="resumed", actor="CJTF-OIR", place="Iraq")
    assert [line.state for line in ask("Iraq", "2020-01-10").section("pace")] == ["suspended"]
    assert [line.state for line in ask("Iraq", "2020-02-10").section("pace")] == ["resumed"]


def test_going_on_and_stopped_at_once_is_disputed(tell, ask):
    slots = {"activity": "training", "actor": "CJTF-OIR", "place": "Iraq", "when": "2020-03-20"}
    tell("A", "2020-03-20", "activity", phase="suspended", **slots)
    tell("B", "2020-03-20", "activity", "ongoing", phase="continued", **slots)
    assert over(ask("Iraq", "2020-04-01").section("pace")[0]) == ["pace"]


def test_reports_of_one_attack_are_one_line(tell, ask):
    tell("A", "2020-03-12", "attack", place="Taji", partner="US", killed=3, when="2020-03-11")
    tell("B", "2020-03-13", "attack", place="Taji", partner="GB", killed=2, when="2020-03-11")
    tell("A", "2020-03-15", "attack", place="Taji", partner="US", when="2020-03-14")
    second, first = ask("Iraq", "2020-04-01").section("attack")
    assert (str(first.killed), first.partner, over(first)) == ("2–3", ("GB", "US"), ["toll"])
    assert over(second) == []


@pytest.mark.parametrize(
    ("second", "killed", "disputed"),
    [
        (None, "22–101", []),
        ({"partner": "ML", "killed": 2}, "22–101", []),  # the soldiers, of whom the first tells too
        ({"partner": "ML", "killed": 5}, "22–104", ["toll"]),
    ],
)
def test_losses_of_two_sides_that_one_report_tells_apart_add_up(tell, told, ask, ledger, second, killed, disputed):
    """Rebels said that dozens of Wagner were killed, and the army that two of its soldiers were."""
    place, text = (PLACES["Taji"],), (Span(0, 4),)
    sides = (("WAGNER",), Count(20, 99)), (("ML",), Count(2, 2))
    told(
        "2020-03-12",
        *(Claim("attack", "happened", text, partner=p, place=place, killed=n, when="2020-03-11") for p, n in sides),
    )
    if second:
        tell("B", "2020-03-13", "attack", place="Taji", when="2020-03-11", **second)
    (line,) = ask("Iraq", "2020-04-01").section("attack")
    assert (str(line.killed), over(line)) == (killed, disputed)
    assert [conflict.over for conflict in conflicts(ledger.view(), EVERYTHING)] == disputed


@pytest.mark.parametrize(
    ("told", "shown"),
    [({"killed": 31, "wounded": 101}, "up to 31, up to 101"), ({"killed": 0, "wounded": (5, None)}, "0, None")],
)
def test_a_toll_of_two_places_is_at_most_that_of_each(tell, ask, told, shown):
    """«قتل 31 شخصا وأصيب 101 في غارات على صنعاء وصعدة»: 31 in both together, not in each."""
    tell("A", "2020-03-12", "attack", place="Taji, Asad", when="2020-03-11", **told)
    lines = ask("Iraq", "2020-04-01").section("attack")
    assert [(str(line.place), f"{line.killed}, {line.wounded}") for line in lines] == [
        ("Ain al-Asad", shown),
        ("Camp Taji", shown),
    ]


@pytest.mark.parametrize(
    ("place", "killed", "disputed"),
    [
        ("Taji", 20, []),  # the others fell in the other place
        ("Taji", 40, ["toll"]),
        ("Asad, Taji", 35, ["toll"]),
        ("Asad, Taji", 31, []),
    ],
)
def test_tolls_of_one_and_of_two_places(tell, ask, ledger, place, killed, disputed):
    tell("A", "2020-03-12", "attack", place="Taji, Asad", when="2020-03-11", killed=31)
    tell("B", "2020-03-12", "attack", place=place, when="2020-03-11", killed=killed)
    lines = {str(line.place): line for line in ask("Iraq", "2020-04-01").section("attack")}
    assert [dispute.over for dispute in lines["Camp Taji"].disputes] == disputed
    assert [conflict.over for conflict in conflicts(ledger.view(), EVERYTHING)][:1] == disputed


def test_a_year_of_attacks_does_not_swallow_one_of_them(tell, ask):
    tell("A", "2021-12-12", "attack", place="Iraq", number=29, when="2021")
    tell("A", "2021-03-04", "attack", place="Iraq", when="2021-03-03")
    assert len(ask("Iraq", "2022-01-01").section("attack")) == 2


def test_agreed_and_rejected(tell, ask):
    tell("A", "2020-03-12", "agreement", actor="IQ", partner="US", phase="agreed")
    tell("B", "2020-03-13", "agreement", actor="US", partner="IQ", phase="rejected")
    lines = ask("Iraq", "2020-04-01").section("agreement")
    assert [(line.state, over(line)) for line in lines] == [("rejected", ["agreement"]), ("agreed", ["agreement"])]


def test_a_plan_is_expected_until_it_is_done(tell, ask):
    tell("A", "2020-03-17", "handover", "planned", actor="CJTF-OIR", partner="IQ", place="Taji", when="../2020-03")
    assert [line.state for line in ask("Iraq", "2020-03-20").section("expected")] == ["planned"]
    assert [line.state for line in ask("Iraq", "2020-04-20").section("expected")] == ["overdue"]
    assert ask("Iraq", "2020-03-01").lines == ()
    tell("A", "2020-08-23", "handover", actor="CJTF-OIR", partner="IQ", place="Taji", when="2020-08-23")
    assert ask("Iraq", "2020-09-01").section("expected") == ()


def test_fears_stand_apart(tell, ask):
    tell("A", "2020-03-17", "attack", "possible", actor="ISIS", place="Taji")
    answer = ask("Iraq", "2020-03-20")
    assert [line.section for line in answer.lines] == ["feared"]


def test_copies_of_one_story_are_one_voice(tell, ask):
    tell("Wire", "2020-03-17", "presence", "ongoing", text="The same.", actor="US", place="Taji")
    tell("Copy", "2020-03-18", "presence", "ongoing", text="The same.", actor="US", place="Taji")
    tell("Own", "2020-03-18", "presence", "ongoing", actor="US", place="Taji", said_by="IQ")
    assert ask("Iraq", "2020-03-20").lines[0].voices == ("IQ", "Wire")


def test_the_same_question_has_the_same_answer(tell, ask):
    for day in ("2020-03-17", "2020-03-18"):
        tell("A", day, "presence", "ongoing", actor="US, GB", place="Taji, Asad")
    assert ask("Iraq", "2020-04-01").to_json() == ask("Iraq", "2020-04-01").to_json()


def test_a_place_takes_in_what_lies_near(tell, ask):
    for name in ("Qaim", "Asad", "Taji"):
        tell("A", "2020-03-17", "presence", "ongoing", actor="US", place=name)

    def found(name):
        return sorted(line.place.name for line in ask(name, "2020-04-01").lines)

    assert found("al-Qaim base") == ["al-Qaim base"]
    assert found("Anbar") == ["Ain al-Asad"], "within 150 km"
    assert found("Iraq") == ["Ain al-Asad", "Camp Taji", "al-Qaim base"]
    assert found("taji") == ["Camp Taji"], "a part of a name will do"


def test_names_of_states_ask_about_the_place_and_keys_about_the_actor(tell, ledger, register):
    tell("A", "2020-03-17", "handover", actor="CJTF-OIR", partner="IQ", place="Taji")
    view = ledger.view()
    assert find_subject("Iraq", register, view).place
    assert find_subject("actor:Iraq", register, view).actor == "IQ"
    assert find_subject("IQ", register, view).actor == "IQ"
    assert find_subject("the Coalition", register, view).actor == "CJTF-OIR"
    assert find_subject("cjtf-oir", register, view).actor == "CJTF-OIR"
    with pytest.raises(QuestionError, match=r"No actor or place is named 'Camp Tajji'\. Did you mean Camp Taji"):
        find_subject("Camp Tajji", register, view)
    with pytest.raises(QuestionError, match="--register"):
        find_subject("Qqqqq", register, view)


def test_a_timeline_goes_by_when_it_happened(tell, ledger, register):
    late = tell("A", "2020-03-01", "attack", place="Taji", when="2020-02-10")
    early = tell("A", "2020-03-20", "attack", place="Taji", when="2020-01-10")
    undated = tell("A", "2020-02-01", "presence", actor="US", place="Taji")
    view = ledger.view()
    subject = find_subject("Iraq", register, view)
    assert [e.id for e in timeline(view, subject)] == [early, undated, late]
    assert [e.id for e in timeline(view, subject, since=dt.date(2020, 2, 1), until=dt.date(2020, 2, 5))] == [undated]


def test_sources_count_outlets_and_speakers(tell, ledger):
    tell("A", "2020-03-01", "attack", place="Taji", said_by="IQ")
    tell("A", "2020-03-05", "attack", place="Taji")
    tell(None, None, "attack", place="Asad", said_by="IQ")
    told = [(s.role, s.name, s.reports, s.claims, str(s.first), str(s.last)) for s in sources(ledger.view())]
    assert told == [
        ("publisher", "A", 2, 2, "2020-03-01", "2020-03-05"),
        ("publisher", None, 1, 1, "None", "None"),
        ("speaker", "IQ", 2, 2, "2020-03-01", "2020-03-01"),
    ]


def test_what_was_planned_feared_or_denied_years_ago_is_no_news(tell, ask):
    tell("A", "2014-03-01", "move", "planned", actor="US", origin="Qaim")
    tell("A", "2014-03-01", "move", "denied", actor="GB", origin="Qaim", when="2014-02")
    tell("A", "2014-03-01", "move", "planned", actor="FR", origin="Qaim", when="2020-12")
    assert [line.section for line in ask("Iraq", "2014-06-01").lines] == ["expected", "expected", "denied"]
    assert [line.actor for line in ask("Iraq", "2020-04-01").lines] == [("FR",)]


def test_a_handover_placed_only_in_a_country_makes_nobody_its_holder(tell, ask, ledger, register):
    id = tell("A", "2020-03-17", "handover", actor="CJTF-OIR", partner="IQ", place="Iraq")
    assert ask("Iraq", "2020-04-01").section("holder") == ()
    view = ledger.view()
    assert [e.id for e in timeline(view, find_subject("Iraq", register, view))] == [id]
    tell("A", "2020-03-18", "control", "ongoing", actor="IQ", place="Iraq")
    assert [line.actor for line in ask("Iraq", "2020-04-01").section("holder")] == [("IQ",)]
