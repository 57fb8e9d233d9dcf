"""Which time a brief or a chart is about where none is given: it ends with the newest report."""

import datetime as dt

import pytest

from marsad.posture.subject import find_subject

MONTH = 30


@pytest.fixture
def span(ledger, register):
    def span(since=None, until=None, known=None, name="Iraq"):
        since, until, known = (day and dt.date.fromisoformat(day) for day in (since, until, known))
        view = ledger.view(known=known)
        return tuple(map(str, find_subject(name, register, view).span(view, since, until, MONTH)))

    return span


def test_it_ends_with_the_newest_report_about_the_place(tell, span):
    tell("A", "2020-03-01", "attack", place="Taji", when="2020-02-10")
    tell("A", "2020-03-31", "presence", actor="US", place="Taji")
    tell("A", "2020-06-30", "presence", actor="US", place="Kuwait")
    assert span() == ("2020-03-01", "2020-03-31")
    assert span(known="2020-03-20") == ("2020-02-19", "2020-03-20")
    assert span(until="2020-12-31") == ("2020-12-01", "2020-12-31")
    assert span(since="2020-03-20") == ("2020-03-20", "2020-03-31")


def test_what_begins_after_the_newest_report_ends_today(tell, span):
    tell("A", "2020-03-31", "presence", actor="US", place="Taji")
    assert span(since="2020-04-20") == ("2020-04-20", str(dt.date.today()))


def test_where_no_report_has_a_date_it_ends_today(tell, span):
    tell("A", None, "attack", place="Taji", when="2020-02-10")
    assert span()[1] == str(dt.date.today())
