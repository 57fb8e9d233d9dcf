"""A strength and a move that the same words tell are not added up."""

import datetime as dt

import pytest
from scenery import PLACES

from marsad.model.claim import Claim
from marsad.model.span import Span
from marsad.model.values import Count
from marsad.posture.state import posture
from marsad.posture.subject import Subject

TAJI = PLACES["Taji"]
SENTENCE, NEXT, AROUND = Span(0, 20), Span(20, 40), Span(10, 30)


def level(number, words=SENTENCE, status="ongoing", when=None):
    return Claim("presence", status, (words,), ("US",), place=(TAJI,), number=Count(number, number), when=when)


def came(number, words=SENTENCE, status="happened", when=None):
    return Claim("move", status, (words,), ("US",), destination=(TAJI,), number=Count(number, number), when=when)


def left(number, words=SENTENCE):
    return Claim("move", "happened", (words,), ("US",), origin=(TAJI,), number=Count(number, number))


@pytest.fixture
def there(ledger, told):
    """there(claims, …): what follows for the Americans at Taji from reports of 10 March with these claims."""

    def there(*reports):
        for claims in reports:
            told("2020-03-10", *claims)
        (line,) = posture(ledger.view(), Subject(place=TAJI), dt.date(2020, 4, 1)).section("presence")
        return line.state, str(line.number).replace(",", "")

    return there


@pytest.mark.parametrize(
    ("claims", "number"),
    [
        ([level(7500), came(7500)], "7500"),  # "deploys 7,500 soldiers"
        ([level(7500), came(7500, status="ongoing")], "7500"),
        ([level(7500), came(7500, AROUND)], "7500"),
        ([level(1200), came(200)], "1200"),  # "200 came, so that there are 1,200"
        ([level(7500), came(200, NEXT)], "7700"),  # another sentence tells of others
        ([level(500, when="2020-03-01"), came(200, when="2020-03-05")], "700"),  # and so do two dates
    ],
)
def test_who_arrived_is_counted_once(there, claims, number):
    assert there(claims) == ("present", number)


def test_who_else_tells_of_that_arrival_adds_nothing(there):
    assert there([level(1200), came(200)], [came(200)]) == ("present", "1200")


def test_two_reports_are_no_same_words(there):
    assert there([level(500)], [came(200)]) == ("present", "700")


def test_cut_from_so_many_to_so_many(there):
    assert there([level(1000, status="happened"), level(700), left(300)]) == ("reduced", "700")


def test_whoever_leaves_of_so_many_is_subtracted(there):
    assert there([level(1000), left(300)]) == ("reduced", "700")
