"""Where: the examples of both languages, and places that are reckoned."""

import datetime as dt

import pytest
from sentences import examples, over_brackets, whereabouts

from marsad.model.values import Place
from marsad.reading.annotate import annotator
from marsad.resolve.groups import Group
from marsad.resolve.land import Land
from marsad.resolve.sites import Sites, distance_km
from marsad.world.register import load_register


def written(group: Group) -> str:
    return "; ".join(f"{place.name}, {place.country}, {place.level}" for place in group.places)


@pytest.mark.parametrize(("language", "expected", "text"), examples("place", "expect"))
def test_words_stand_for_place(language: str, expected: str, text: str) -> None:
    for groups in over_brackets(language, text, "place"):
        assert expected in [written(group) for group in groups]


@pytest.mark.parametrize(("language", "expected", "text"), examples("place", "nowhere"))
def test_words_stand_for_no_place(language: str, expected: str, text: str) -> None:
    assert [written(g) for groups in over_brackets(language, text, "place") for g in groups if g.places] == []


def near(place: Place | None, lat: float, lon: float, km: float) -> bool:
    assert place is not None
    assert place.lat is not None
    assert place.lon is not None
    return distance_km(place.lat, place.lon, lat, lon) < km


LAND = Land(load_register())


@pytest.mark.parametrize(
    ("country", "direction", "lat", "lon"),
    [
        ("IQ", "n", 36.5, 43.6),
        ("LB", "s", 33.3, 35.4),
        ("YE", "s", 13.5, 46.0),
        ("UA", "e", 48.8, 37.8),
        ("NG", "ne", 11.8, 12.8),
        ("SY", "c", 34.9, 37.8),
        ("LB", "c", 33.9, 35.7),
        ("LY", "c", 29.0, 16.5),
    ],
)
def test_part_of_country_lies_there(country: str, direction: str, lat: float, lon: float) -> None:
    assert near(LAND.part(country, direction), lat, lon, 150)


def test_border_lies_between() -> None:
    assert near(LAND.border("IQ", "SY", "IQ"), 35.3, 41.2, 150)


def test_border_is_on_the_side_spoken_of() -> None:
    border = LAND.border("IQ", "SY", "SY")
    assert border is not None
    assert border.country == "SY"


def test_capital_of_country() -> None:
    capital = LAND.capital("IQ")
    assert capital is not None
    assert capital.name == "Baghdad"


def test_site_of_town_is_the_one_near_it() -> None:
    site = Sites(load_register()).near(Place("al-Qaim", "IQ", 34.37, 41.09, "town"), "base")
    assert site is not None
    assert site.name == "al-Qaim base"


def test_distance() -> None:
    assert distance_km(33.34, 44.4, 36.34, 43.13) == pytest.approx(354, abs=3)


def test_the_city_is_not_the_capital_that_stands_for_its_government() -> None:
    text = "Russian troops are in Kherson. Kyiv can retake the city."
    page = annotator("en").page(text, dt.date(2022, 11, 4))
    found = [m.place.name for m in whereabouts().resolve(page) if m.layer == "place" and m.place]
    assert found[-1] == "Kherson"


def places_of(language: str, text: str) -> list[str]:
    page = annotator(language).page(text, dt.date(2026, 1, 26))
    return [m.place.name for m in whereabouts().resolve(page) if m.layer == "place" and m.place]


def test_the_base_at_a_town_is_the_one_named_there() -> None:
    assert (
        places_of("en", "Troops left Qamishli airport. Others are at the base in Qamishli.")[-1] == "Qamishli airport"
    )


def test_the_country_is_not_the_one_that_acts() -> None:
    text = "The US pulls soldiers from Germany, reducing its troops in the European nation."
    assert places_of("en", text)[-1] == "Germany"
