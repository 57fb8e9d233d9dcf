"""A question about an area of several countries takes in each of them: the Sahel is Mali and Niger."""

import datetime as dt

import pytest

from marsad.model.claim import Claim
from marsad.model.span import Span
from marsad.model.values import Place
from marsad.posture.events import find_events
from marsad.posture.state import posture
from marsad.posture.subject import Subject

SAHEL = Place("Sahel", None, 15, 0, "region")
AFRICA = Place("Africa", None, 3, 20, "region")
MALI = Place("Mali", "ML", None, None, "country")
AGADEZ = Place("Air Base 201", "NE", 16.95, 8.0, "site")
ABUJA = Place("Abuja", "NG", 9.06, 7.49, "town")
ON = dt.date(2024, 6, 1)


def present(actor, place):
    return Claim("presence", "ongoing", (Span(0, 4),), actor=(actor,), place=(place,))


@pytest.fixture
def view(told, ledger):
    told("2024-05-01", present("RU", MALI), present("US", AGADEZ))
    told("2024-05-03", present("UN", SAHEL), present("GB", ABUJA))
    told("2024-05-05", Claim("agreement", "happened", (Span(0, 4),), actor=("NE",), partner=("US",), phase="ended"))
    return ledger.view()


def there(view, place):
    lines = posture(view, Subject(place=place), ON).lines
    return {(line.actor[0], line.place.name) for line in lines if line.section == "presence"}


def test_an_area_takes_in_its_countries_what_lies_in_them_and_what_is_told_of_itself(view):
    assert there(view, SAHEL) == {("RU", "Mali"), ("US", "Air Base 201"), ("UN", "Sahel")}


def test_a_larger_area_takes_in_the_areas_in_it(view):
    assert there(view, AFRICA) == there(view, SAHEL) | {("GB", "Abuja")}


def test_a_country_is_not_asked_about_where_only_its_area_is_told_of(view):
    assert there(view, MALI) == {("RU", "Mali")}


def test_agreements_of_its_countries_concern_an_area(view):
    told = Subject(place=SAHEL).entries(view)
    assert [entry.claim.kind for entry in told] == ["presence"] * 3 + ["agreement"]
    assert {line.section for line in posture(view, Subject(place=SAHEL), ON).lines} == {"presence", "agreement"}


def test_what_is_told_of_an_area_joins_nothing_inside_it(view):
    assert len(find_events(view.claims())) == 5
