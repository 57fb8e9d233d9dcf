"""Who left a country altogether, by the words of the report; and what that says of the places in it."""

import pytest

from marsad.posture.whole import says_all

COUNTRY = {"actor": "US", "origin": "Iraq"}

ALL = [
    ("en", "The last French soldiers left Mali on Monday"),
    ("en", "All American troops have left Niger"),
    ("en", "France completed its withdrawal from Niger on Friday"),
    ("en", "US completes pullout from Niger"),
    ("en", "The withdrawal of French forces from Mali was completed on Monday"),
    ("en", "Germany has fully withdrawn from Mali"),
    ("ar", "أكملت فرنسا انسحابها من النيجر يوم الجمعة"),
    ("ar", "وغادر آخر الجنود الفرنسيين مالي"),
    ("ar", "غادرت جميع القوات الأمريكية النيجر"),
    ("ar", "انسحبت القوات الألمانية من مالي بالكامل"),
]
SOME = [
    ("en", "French troops have left Mali"),
    ("en", "Hundreds of soldiers left Mali last week"),
    ("en", "In the last few weeks soldiers left Mali"),
    ("en", "Nearly all American troops have left Niger"),
    ("en", "All but a few of the troops left Niger"),
    ("en", "France completed the first phase of its withdrawal from Niger"),
    ("ar", "غادرت القوات الفرنسية مالي"),
    ("ar", "غادر معظم الجنود الفرنسيين مالي"),
    ("ar", "أكملت فرنسا المرحلة الأولى من انسحابها"),
    ("xx", "All American troops have left Niger"),
]


@pytest.mark.parametrize(("language", "passage"), ALL)
def test_words_that_say_that_nobody_stayed(language, passage):
    assert says_all(passage, language)


@pytest.mark.parametrize(("language", "passage"), SOME)
def test_words_that_leave_it_open(language, passage):
    assert not says_all(passage, language)


def test_of_those_who_are_counted_only_the_last_are_all():
    assert says_all("The last 450 French soldiers left Chad", "en", counted=True)
    assert says_all("غادر آخر 450 جنديا فرنسيا تشاد", "ar", counted=True)
    assert not says_all("France completed the withdrawal of 200 soldiers from Mali", "en", counted=True)


def test_who_left_a_country_altogether_has_left_it(tell, presence):
    tell("A", "2020-03-01", "presence", "ongoing", actor="US", place="Iraq", number=5200)
    tell("A", "2020-03-10", "move", text="US troops left Iraq.", **COUNTRY)
    assert presence("Iraq", "2020-03-11") == ["US Iraq: reduced up to 5,200"]
    tell("A", "2020-03-12", "move", text="The last US troops left Iraq.", **COUNTRY)
    assert presence("Iraq", "2020-03-13") == ["US Iraq: left 0"]


def test_who_is_brought_together_within_a_country_has_not_left_it(tell, presence):
    tell("A", "2020-03-01", "presence", "ongoing", actor="US", place="Iraq", number=5200)
    tell("A", "2020-03-10", "move", text="All US troops moved to Asad.", destination="Asad", **COUNTRY)
    assert presence("Iraq", "2020-03-11") == ["US Iraq: reduced up to 5,200", "US Ain al-Asad: present unknown"]


def test_what_is_still_to_come_ends_nothing(tell, presence):
    tell("A", "2020-03-01", "presence", "ongoing", actor="US", place="Iraq", number=5200)
    tell("A", "2020-03-10", "move", "planned", text="All US troops will leave Iraq.", **COUNTRY)
    tell("A", "2020-03-10", "move", "ongoing", text="All US troops are leaving Iraq.", **COUNTRY)
    assert presence("Iraq", "2020-03-11") == ["US Iraq: reduced up to 5,200"]


@pytest.mark.parametrize("asked", ["Iraq", "US", "Ain al-Asad"])
def test_who_left_a_country_altogether_has_left_its_sites(tell, presence, asked):
    tell("A", "2020-03-01", "presence", "ongoing", actor="US", place="Asad", number=300)
    tell("A", "2020-03-01", "presence", "ongoing", actor="GB", place="Asad")
    tell("A", "2020-03-10", "move", text="The last US troops left Iraq.", **COUNTRY)
    assert "US Ain al-Asad: left 0" in presence(asked, "2020-03-11")
    assert "GB Ain al-Asad: present unknown" in presence("Iraq", "2020-03-11")


def test_who_is_told_to_be_there_afterwards_is_there(tell, presence):
    tell("A", "2020-03-10", "move", text="The last US troops left Iraq.", **COUNTRY)
    tell("A", "2020-03-20", "presence", "ongoing", actor="US", place="Asad", number=20)
    assert presence("Ain al-Asad", "2020-03-21") == ["US Ain al-Asad: present 20"]


def test_who_left_a_site_before_left_it_then(tell, ask):
    tell("A", "2020-03-01", "move", actor="US", origin="Asad", when="2020-03-01")
    tell("A", "2020-03-10", "move", text="The last US troops left Iraq.", when="2020-03-10", **COUNTRY)
    (line,) = ask("Ain al-Asad", "2020-03-11").section("presence")
    assert (line.state, line.when) == ("left", "2020-03-01")


def test_how_many_had_been_there_is_of_the_time_before_they_left(tell, presence, ledger):
    """As one report tells it: "the withdrawal was completed; more than 1,000 had been in the country"."""
    import datetime as dt
    from types import SimpleNamespace

    from scenery import IRAQ

    from marsad.model.claim import Claim
    from marsad.model.report import Report
    from marsad.model.span import Span
    from marsad.model.values import Count

    text = "The US completed its withdrawal. More than 1,000 had been in the country."
    told = (
        Claim("move", "happened", (Span(0, 31),), ("US",), origin=(IRAQ,), when="2020-03-14"),
        Claim("presence", "happened", (Span(33, 72),), ("US",), place=(IRAQ,), number=Count(1001, None)),
    )
    report = Report("r", text, "en", dt.date(2020, 3, 17), "A")
    ledger.record(report, SimpleNamespace(claims=told, unknown=()), "hand", "1")
    assert presence("Iraq", "2020-04-01") == ["US Iraq: left 0"]


GIVEN = {"actor": "US", "partner": "IQ", "place": "Asad"}


def test_who_handed_a_base_over_has_left_it(tell, presence):
    tell("A", "2020-03-01", "presence", "ongoing", actor="US", place="Asad", number=300)
    tell("A", "2020-03-01", "presence", "ongoing", actor="GB", place="Asad")
    tell("A", "2020-03-17", "handover", "planned", when="2020-03-10", **GIVEN)
    assert "US Ain al-Asad: present 300" in presence("Iraq", "2020-03-20")
    tell("B", "2020-03-18", "handover", when="2020-03-17", **GIVEN)
    assert presence("Iraq", "2020-03-20") == ["GB Ain al-Asad: present unknown", "US Ain al-Asad: left 0"]


def test_who_stays_after_the_handover_is_there(tell, presence):
    tell("A", "2020-03-17", "handover", when="2020-03-17", **GIVEN)
    tell("A", "2020-03-17", "presence", "ongoing", actor="US", place="Asad", number=20)
    assert presence("Iraq", "2020-03-20") == ["US Ain al-Asad: present 20"]


def test_a_handover_alone_says_nothing_of_who_was_there(tell, presence):
    tell("A", "2020-03-17", "handover", when="2020-03-17", **GIVEN)
    assert presence("Iraq", "2020-03-20") == []


def test_a_doubtful_handover_ends_no_presence(tell, presence):
    tell("A", "2020-03-01", "presence", "ongoing", actor="US", place="Asad", number=300)
    tell("A", "2020-03-17", "handover", when="2020-03-17", confidence=0.3, **GIVEN)
    assert presence("Iraq", "2020-03-20") == ["US Ain al-Asad: present 300"]
