"""Areas of several countries: the names are the register's, the countries are states."""

from pathlib import Path

import pytest
import yaml

from marsad.model.values import Place
from marsad.world.areas import areas, areas_in, countries_of

WORLD = Path(__file__).parents[2] / "marsad" / "world"
SAHEL = Place("Sahel", None, 15, 0, "region")


def load(path):
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def test_an_area_is_a_place_that_is_in_no_country():
    shared = {raw["name"] for raw in load(WORLD / "places" / "_shared.yaml") if raw["country"] is None}
    assert set(areas()) - shared == set()


def test_the_countries_are_states():
    known = {state["code"] for state in load(WORLD / "states.yaml")}
    assert {code for parts in areas().values() for code in parts} - known == set()


def test_every_area_has_a_source():
    assert all(raw["source"] for raw in load(WORLD / "areas.yaml"))


@pytest.mark.parametrize(
    ("place", "countries"),
    [
        (SAHEL, {"BF", "ML", "MR", "NE", "TD"}),
        (Place("Mali", "ML", None, None, "country"), {"ML"}),
        (Place("Sahel", "BF", 14.1, -0.1, "region"), set()),  # the province
        (Place("Red Sea", None, 19.1, 39.3, "region"), set()),
        (Place("Gao", "ML", 16.3, 0, "town"), set()),
    ],
)
def test_the_countries_that_a_place_is(place, countries):
    assert countries_of(place) == countries


def test_areas_lie_in_areas():
    assert areas_in(SAHEL) == ["Sahel"]
    assert {"Sahel", "Africa", "Horn of Africa"} <= set(areas_in(Place("Africa", None, 3, 20, "region")))
    assert areas_in(Place("Mali", "ML", None, None, "country")) == []
