"""Villages beside each other, and a hill or a base beside a village: what is said of one is not said of the other."""

import datetime as dt

from marsad.model.claim import Claim
from marsad.model.span import Span
from marsad.model.values import Place
from marsad.posture.contested import find_conflicts
from marsad.posture.events import find_events
from marsad.posture.explain import explain
from marsad.posture.state import posture
from marsad.posture.subject import Subject
from marsad.posture.verdicts import NO_VERDICTS

KFAR_KILA = Place("Kfar Kila", "LB", 33.278, 35.552, "town")
ODAISSEH = Place("Odaisseh", "LB", 33.255, 35.544, "town")
HILL = Place("Hamames hill", "LB", 33.318, 35.586, "site")
BARRACKS = Place("Kfar Kila barracks", "LB", 33.285, 35.56, "site")
ADEN = Place("Aden", "YE", 12.78, 45.037, "town")
AIRPORT = Place("Aden airport", "YE", 12.83, 45.029, "site")


def move(status="happened", **slots):
    return Claim("move", status, (Span(0, 4),), ("IL",), **slots)


def places_of(events):
    return [(event.first.place or event.first.ends[0]).name for event in events]


def test_two_villages_of_one_claim_are_two_events(told):
    events = find_events(told("2025-02-18", move(origin=(KFAR_KILA, ODAISSEH), when="2025-02-18")))
    assert places_of(events) == ["Kfar Kila", "Odaisseh"]
    for event in events:
        assert len(explain(event, events, NO_VERDICTS).links) == 1, "no claim is joined with itself"


def test_two_places_of_one_claim_that_a_base_lies_beside_are_not_both_it(told):
    base = told("2025-02-17", move(origin=(BARRACKS,)))
    both = told("2025-02-18", move(origin=(KFAR_KILA, ODAISSEH)))
    assert [len(event.told) for event in find_events([*base, *both])] == [2, 1]


def test_asked_about_one_village_it_is_told_of_before_the_other(ledger, told):
    told("2025-02-18", move(origin=(KFAR_KILA, ODAISSEH), when="2025-02-18"))
    for asked, other in ((KFAR_KILA, ODAISSEH), (ODAISSEH, KFAR_KILA)):
        lines = posture(ledger.view(), Subject(place=asked), dt.date(2025, 3, 1)).section("presence")
        assert [line.place for line in lines] == [asked, other]


def test_not_leaving_the_hill_denies_nothing_of_the_village(told):
    entries = told("2025-02-18", move(origin=(KFAR_KILA,)), move("denied", origin=(HILL,)))
    assert [(event.mode, event.denied) for event in find_events(entries)] == [("told", []), ("denied", [])]
    assert find_conflicts(find_events(entries), entries) == []


def test_not_leaving_the_barracks_of_the_village_does(told):
    entries = [*told("2025-02-18", move(origin=(KFAR_KILA,))), *told("2025-02-19", move("denied", origin=(BARRACKS,)))]
    assert [conflict.over for conflict in find_conflicts(find_events(entries), entries)] == ["denial"]


def test_two_days_that_one_report_gives_for_a_town_and_its_airport_are_two_arrivals(told):
    landed = move(destination=(AIRPORT,), when="2019-10-28")
    regrouped = move(destination=(ADEN,), when="2019-10-30")
    one_report = told("2019-10-31", landed, regrouped)
    assert len(find_events(one_report)) == 2
    assert len(find_events(one_report[:1] + told("2019-10-31", regrouped))) == 1, "two reports may differ over the day"
