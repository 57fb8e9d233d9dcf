"""A plan is done once somebody says so, be it without the giver or of the town; a denial of it is at odds with it."""

import pytest

PLAN = {"actor": "CJTF-OIR", "partner": "IQ", "place": "Qaim", "when": "../2020-03"}


@pytest.fixture
def expected(ask):
    return lambda: [line.state for line in ask("Iraq", "2020-05-01").section("expected")]


@pytest.mark.parametrize(
    "done",
    [
        {"actor": "CJTF-OIR", "partner": "IQ", "place": "Qaim"},
        {"partner": "IQ", "place": "Qaim"},  # "was handed over to the Iraqi army"
        {"actor": "UNKNOWN", "partner": "IQ", "place": "Qaim"},
        {"actor": "CJTF-OIR", "place": "Qaim"},
        {"actor": "US", "partner": "IQ", "place": "Qaim"},  # as a part of the Coalition
        {"actor": "CJTF-OIR", "partner": "IQ", "place": "Qaim town"},  # the town instead of its base
        {"partner": "IQ", "place": "Qaim town"},
        {"partner": "IQ", "place": "Taji, Qaim"},
    ],
)
def test_a_handover_that_fulfils_the_plan(tell, expected, done):
    tell("A", "2020-03-10", "handover", "planned", **PLAN)
    assert expected() == ["overdue"]
    tell("B", "2020-04-02", "handover", when="2020-03-17", **done)
    assert expected() == []


@pytest.mark.parametrize(
    ("done", "when"),
    [
        ({"partner": "IQ", "place": "Taji"}, "2020-03-17"),  # another base
        ({"partner": "IQ", "place": "Anbar"}, "2020-03-17"),  # the region, which has many
        ({"partner": "PMF", "place": "Qaim"}, "2020-03-17"),  # another receiver
        ({"actor": "RU", "partner": "IQ", "place": "Qaim"}, "2020-03-17"),  # another giver
        ({"partner": "IQ", "place": "Qaim"}, "2020-02-17"),  # before it was planned
        ({"partner": "IQ", "place": "Qaim"}, "2020-06-17"),  # after the day asked about
    ],
)
def test_a_handover_that_does_not(tell, expected, done, when):
    tell("A", "2020-03-10", "handover", "planned", **PLAN)
    tell("B", "2020-04-02", "handover", when=when, **done)
    assert expected() == ["overdue"]


def test_whoever_handed_a_base_over_has_left_it_as_planned(tell, expected):
    tell("A", "2020-03-10", "move", "planned", actor="US", origin="Qaim", when="../2020-03")
    tell("B", "2020-03-18", "handover", actor="US", partner="IQ", place="Qaim", when="2020-03-17")
    assert expected() == []


def test_whoever_left_a_base_need_not_have_handed_it_over(tell, expected):
    tell("A", "2020-03-10", "handover", "planned", **PLAN)
    tell("B", "2020-03-18", "move", when="2020-03-17", actor="CJTF-OIR", origin="Qaim")
    assert expected() == ["overdue"]


def test_neither_report_names_the_giver(tell, expected):
    tell("A", "2020-03-10", "handover", "planned", partner="IQ", place="Qaim", when="../2020-03")
    tell("B", "2020-04-02", "handover", partner="IQ", place="Qaim", when="2020-03-17")
    assert expected() == []


@pytest.fixture
def disputed(ask):
    def disputed(name="Iraq"):
        lines = ask(name, "2020-05-01").lines
        return sorted({(line.section, d.over) for line in lines for d in line.disputes})

    return disputed


def test_a_plan_that_is_denied_weeks_later_is_disputed(tell, disputed, ask):
    tell("A", "2020-03-10", "move", "planned", actor="US", origin="Iraq")
    tell("B", "2020-03-28", "move", "denied", actor="US", origin="Iraq")
    assert disputed() == [("denied", "denial"), ("expected", "denial")]
    (plan,) = ask("Iraq", "2020-05-01").section("expected")
    assert plan.word in plan.against, "the denial has the last word"


def test_a_denial_does_not_answer_what_is_planned_weeks_after_it(tell, disputed):
    tell("A", "2020-03-10", "move", "denied", actor="US", origin="Iraq")
    tell("B", "2020-03-28", "move", "planned", actor="US", origin="Iraq")
    assert disputed() == []


def test_the_coalition_denies_at_a_site_what_is_said_of_its_member(tell, disputed):
    tell("A", "2020-03-10", "move", actor="US", origin="Taji")
    tell("B", "2020-03-11", "move", "denied", actor="CJTF-OIR", origin="Taji")
    assert disputed() == [("denied", "denial"), ("move", "denial"), ("presence", "denial")]


def test_so_it_does_of_who_is_there(tell, disputed):
    tell("A", "2020-03-10", "presence", "ongoing", actor="US", place="Taji", number=300)
    tell("B", "2020-03-11", "presence", "denied", actor="CJTF-OIR", place="Taji")
    assert disputed() == [("denied", "denial"), ("presence", "denial")]


@pytest.mark.parametrize(("actor", "origin"), [("GB", "Taji"), ("CJTF-OIR", "Iraq")])
def test_another_member_or_in_a_country_denies_nothing(tell, disputed, actor, origin):
    tell("A", "2020-03-10", "move", actor="US", origin=origin)
    tell("B", "2020-03-11", "move", "denied", actor=actor, origin=origin)
    assert disputed() == []
