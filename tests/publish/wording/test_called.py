"""What forces and speakers are called in a sentence."""

import pytest

from marsad.model.values import Place, Speaker
from marsad.publish.wording import namer
from marsad.world.areas import areas
from marsad.world.register import load_register


@pytest.fixture
def english():
    return namer(load_register(), "en")


def test_a_body_with_a_long_name_goes_by_its_acronym(english):
    assert english.force("MINUSMA") == "MINUSMA forces"
    assert english.name("UNIFIL") == "UNIFIL"
    assert english.force("LNA") == "Libyan National Army troops"
    assert namer(load_register(), "ar").name("UNIFIL") == "قوة الأمم المتحدة المؤقتة في لبنان"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Sahel", "the Sahel"),
        ("Middle East", "the Middle East"),
        ("Gulf states", "the Gulf states"),
        ("Gulf of Aden", "the Gulf of Aden"),
        ("Red Sea", "the Red Sea"),
        ("Red Sea governorate", "Red Sea governorate"),
        ("CENTCOM area of responsibility", "the CENTCOM area of responsibility"),
        ("Syrian-Turkish border", "the Syrian-Turkish border"),
        ("Centre region, Burkina Faso", "the Centre region, Burkina Faso"),
        ("West Africa", "West Africa"),
        ("Anbar", "Anbar"),
        ("New Valley", "New Valley"),
    ],
)
def test_an_area_stands_with_its_article_in_a_sentence_and_without_it_on_a_map(english, name, called):
    area = Place(name, None, None, None, "region")
    assert (english.place(area), english.at(area), english.label(area)) == (called, f"in {called}", name)


@pytest.mark.parametrize("area", areas())
def test_no_article_is_put_before_an_arabic_name(area):
    arabic, place = namer(load_register(), "ar"), Place(area, None, None, None, "region")
    assert arabic.place(place) == arabic.label(place)


def test_a_town_or_base_and_most_states_have_no_article(english):
    assert english.place(Place("Ain Zone", "IQ", 33.0, 44.0, "site")) == "Ain Zone"
    assert english.place(Place("Congo-Kinshasa", "CD", 0.0, 25.0, "country")) == "the Democratic Republic of the Congo"
    assert english.place(Place("Chad", "TD", 15.0, 19.0, "country")) == "Chad"


def test_a_speaker_with_a_name_is_not_unnamed(english):
    assert english.voice("UNKNOWN", [Speaker("UNKNOWN", "Salim Ibrahim")]) == "Salim Ibrahim"
    assert english.voice("NE", [Speaker("NE", "Salim Ibrahim")]) == "Salim Ibrahim (Niger)"
    assert english.voice("UNKNOWN", [Speaker("UNKNOWN")]) == "an unnamed speaker"
