"""A denial is in conflict with what affirms the same thing, and with nothing else."""

import pytest


@pytest.fixture
def disputed(ask):
    """disputed(name, on): what the lines of the answer are disputed over, without repetition."""

    def disputed(name="Iraq", on="2020-05-01"):
        return sorted({dispute.over for line in ask(name, on).lines for dispute in line.disputes})

    return disputed


MOVE = {"actor": "US", "origin": "Taji"}


@pytest.mark.parametrize("status", ["happened", "ongoing", "planned"])
def test_a_denial_of_what_is_affirmed(tell, disputed, status):
    tell("A", "2020-03-10", "move", status, **MOVE)
    tell("B", "2020-03-12", "move", "denied", **MOVE)
    assert disputed() == ["denial"]


@pytest.mark.parametrize(
    ("kind", "said", "denied"),
    [
        ("move", {"actor": "US", "destination": "Iraq"}, {"actor": "US", "origin": "Iraq"}),
        ("move", {**MOVE, "destination": "Asad"}, {**MOVE, "destination": "Kuwait"}),
        ("move", MOVE, {**MOVE, "actor": "GB"}),
        ("move", MOVE, {**MOVE, "origin": "Asad"}),
        ("control", {"actor": "IQ", "place": "Taji"}, {"actor": "US", "place": "Taji"}),
        ("attack", {"place": "Taji", "partner": "US"}, {"place": "Taji", "partner": "GB"}),
        ("attack", {"place": "Taji", "actor": "ISIS"}, {"place": "Taji", "actor": "US"}),
        (
            "activity",
            {"activity": "training", "phase": "continued", "actor": "US", "place": "Taji"},
            {"activity": "training", "phase": "suspended", "actor": "US", "place": "Taji"},
        ),
        (
            "agreement",
            {"actor": "IQ", "partner": "US", "phase": "asked"},
            {"actor": "IQ", "partner": "US", "phase": "agreed"},
        ),
        ("agreement", {"actor": "IQ", "phase": "agreed"}, {"actor": "IQ", "phase": "agreed"}),
    ],
)
def test_a_denial_of_another_thing(tell, disputed, kind, said, denied):
    tell("A", "2020-03-10", kind, "happened", **said)
    tell("B", "2020-03-12", kind, "denied", **denied)
    assert disputed() == []


def test_a_plan_and_what_came_of_it_do_not_conflict(tell, disputed):
    tell("A", "2020-03-10", "move", "planned", **MOVE)
    tell("B", "2020-03-12", "move", "happened", **MOVE)
    assert disputed() == []


def test_a_fear_affirms_nothing(tell, disputed):
    tell("A", "2020-03-10", "move", "possible", **MOVE)
    tell("B", "2020-03-12", "move", "denied", **MOVE)
    assert disputed() == []


def test_not_yet_is_no_contradiction_of_later(tell, disputed):
    tell("A", "2020-03-10", "move", "denied", **MOVE)
    tell("B", "2020-03-16", "move", "happened", when="2020-03-15", **MOVE)
    assert disputed() == []
    tell("C", "2020-03-16", "move", "happened", when="2020-03-09", **MOVE)
    assert "denial" in disputed()


def test_a_dated_denial_denies_its_day(tell, disputed):
    tell("A", "2020-03-20", "attack", "denied", place="Taji", when="2020-03-11")
    tell("B", "2020-03-20", "attack", place="Taji", when="2020-03-14")
    assert disputed() == []
    tell("B", "2020-03-20", "attack", place="Taji", when="2020-03-12")
    assert disputed() == ["denial"], "reports differ by a day over a night"


def test_a_claim_of_many_places_is_disputed_where_it_is_denied(tell, ask):
    tell("A", "2020-03-10", "presence", "ongoing", actor="US", place="Taji, Asad")
    tell("B", "2020-03-12", "presence", "denied", actor="US", place="Taji")
    found = {str(line.place): [d.over for d in line.disputes] for line in ask("Iraq", "2020-05-01").section("presence")}
    assert found == {"Camp Taji": ["denial"], "Ain al-Asad": []}


def test_who_denies_today_that_he_left_denies_that_he_left_on_sunday(tell, disputed):
    """A report dates the denial, not what it denies: «نفى الجيش، اليوم الثلاثاء، انسحاب قواته»."""
    tell("A", "2020-03-12", "move", when="2020-03-08", **MOVE)
    tell("B", "2020-03-12", "move", "denied", when="2020-03-12", **MOVE)
    assert disputed() == ["denial"]


@pytest.mark.parametrize("left", ["2020-02-20", "2020-03-15"])
def test_not_so_of_what_was_told_long_before_or_came_later(tell, disputed, left):
    tell("A", "2020-03-16", "move", when=left, **MOVE)
    tell("B", "2020-03-12", "move", "denied", when="2020-03-12", **MOVE)
    assert disputed() == []


def test_an_attack_that_is_denied_today_is_not_that_of_sunday(tell, disputed):
    tell("A", "2020-03-12", "attack", place="Taji", when="2020-03-08")
    tell("B", "2020-03-12", "attack", "denied", place="Taji", when="2020-03-12")
    assert disputed() == []


def test_who_has_not_left_a_base_has_not_handed_it_over(tell, ask):
    tell("A", "2020-03-12", "handover", when="2020-03-11", actor="CJTF-OIR", partner="IQ", place="Taji")
    tell("B", "2020-03-12", "move", "denied", **MOVE)
    found = {line.section: [d.over for d in line.disputes] for line in ask("Iraq", "2020-05-01").lines}
    assert found == {"holder": ["denial"], "denied": ["denial"]}


def test_who_has_not_left_a_town_may_have_given_it_away(tell, disputed):
    tell("A", "2020-03-12", "handover", actor="US", partner="IQ", place="Qaim town")
    tell("B", "2020-03-12", "move", "denied", actor="US", origin="Qaim town")
    assert disputed() == []


def test_who_denies_a_handover_does_not_deny_that_they_left(tell, disputed):
    tell("A", "2020-03-12", "move", **MOVE)
    tell("B", "2020-03-12", "handover", "denied", actor="US", partner="IQ", place="Taji")
    assert disputed() == []
