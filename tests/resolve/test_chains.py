"""Places that hang together, and datelines."""

import pytest
from sentences import whereabouts

from marsad.reading.annotate import annotator
from marsad.resolve.claims import Resolver
from marsad.resolve.model import EMPTY
from marsad.resolve.sentence import Sentence


def only(language: str, text: str) -> Sentence:
    return next(Resolver(language, whereabouts(), EMPTY).sentences(annotator(language).page(text)))


def roles(language: str, text: str) -> dict[str, str]:
    """Place → whether it leads, hangs on the one before or stands alone."""
    found = only(language, text).layout.places
    return {placed.group.places[0].name: role for placed, *_, (role, _) in found}


def test_what_helps_to_find_a_place_hangs_on_it() -> None:
    assert roles("en", "Troops left Taji base north of Baghdad.") == {"Camp Taji": "lead", "Baghdad": "link"}


def test_two_places_joined_by_and_stand_alone() -> None:
    found = roles("en", "Troops left Erbil, and others arrived in Baghdad.")
    assert set(found.values()) == {"alone"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "BAGHDAD (Agency) – Troops left Mosul."),
        ("en", "BAGHDAD, March 5: Troops left Mosul."),
        ("en", "Baghdad: Troops left Mosul."),
        ("ar", "بغداد ـ غادرت القوات الموصل"),
        ("ar", "بغداد / وكالات - غادرت القوات الموصل"),
    ],
)
def test_a_dateline_ends_before_the_sentence_proper(language: str, text: str) -> None:
    sentence = only(language, text)
    inside = [g.places[0].name for g in sentence.places if g.places and g.first < sentence.dateline]
    assert inside == ["Baghdad"]


@pytest.mark.parametrize("text", ["Baghdad has fallen, he said - and Mosul too.", "Troops left Mosul - and Baghdad."])
def test_a_place_with_a_verb_behind_it_is_no_dateline(text: str) -> None:
    sentence = only("en", text)
    assert sentence.dateline == sentence.first


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Troops left K-1 base in Kirkuk.", True),
        ("en", "Troops left K-1 base for Kirkuk.", False),
        ("en", "Troops moved from K-1 base to Kirkuk.", False),
        ("ar", "انسحب الجنود من قاعدة كي وان في كركوك.", True),
        ("ar", "انسحب الجنود من قاعدة كي وان إلى كركوك.", False),
    ],
)
def test_a_place_that_only_tells_where_another_is(language: str, text: str, told: bool) -> None:
    sentence = only(language, text)
    base, town = (placed.group for placed, *_ in sentence.layout.places)
    assert sentence.layout.locates(town, base) is told
    assert not sentence.layout.locates(base, town)


def test_where_a_report_is_written_is_not_carried_on() -> None:
    text = "BAGHDAD (Agency) – Troops left Mosul. Three soldiers were killed this month."
    *_, last = Resolver("en", whereabouts(), EMPTY).sentences(annotator("en").page(text))
    assert [g.places[0].name for g in last.carried_places] == ["Mosul"]
