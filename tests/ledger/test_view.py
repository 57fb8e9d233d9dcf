"""A view shows the ledger of one instant and the public's knowledge of one day, and never changes."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import EVERY_KIND, IRAQ, QAIM, Reading

from marsad.errors import QuestionError
from marsad.ledger import Ledger
from marsad.model.report import Report
from marsad.model.values import Place


@pytest.fixture
def view(ledger, report):
    ledger.record(report, Reading(EVERY_KIND), "grammar", "1")
    return ledger.view()


@pytest.fixture(scope="module")
def lasting_view(lasting, report):
    lasting.record(report, Reading(EVERY_KIND), "grammar", "1")
    return lasting.view()


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        ({"kind": "attack"}, "attack"),
        ({"actor": "IQ"}, "control handover agreement"),  # as partner too
        ({"status": "denied"}, "agreement"),
        ({"speaker": "IQ"}, "agreement"),
        ({"speaker": "تحسين الخفاجي"}, "agreement"),
        ({"country": "IQ", "kind": "move"}, "move"),
        ({"place": "AL QAIM BASE", "status": "possible"}, "control"),
        ({"near": (Place("x", "IQ", 34.5, 41.0, "town"), 30), "kind": "attack"}, "attack"),
        ({"near": (Place("x", "IQ", 33.0, 44.0, "town"), 30)}, ""),
        ({"on": dt.date(2020, 3, 11)}, "control activity attack"),
        ({"since": dt.date(2020, 3, 17), "kind": "move"}, "move"),  # no date of its own: the report's
        ({"since": dt.date(2020, 3, 18), "kind": "move"}, ""),
        ({"until": dt.date(2020, 3, 11)}, "activity control attack"),
    ],
)
def test_filters(lasting_view, filters, kinds):
    assert sorted(entry.claim.kind for entry in lasting_view.claims(**filters)) == sorted(kinds.split())


def test_entries_come_by_date(lasting_view):
    days = [entry.span[0] for entry in lasting_view.claims()]
    assert days == sorted(days)


def test_a_claim_is_found_by_the_beginning_of_its_id(lasting_view):
    entry = lasting_view.claims()[0]
    assert lasting_view.claim(entry.id) == lasting_view.claim(entry.id[:8].upper()) == entry
    with pytest.raises(QuestionError, match="No claim has the id"):
        lasting_view.claim("zz")
    with pytest.raises(QuestionError, match="begins several claims"):
        lasting_view.claim("")
    with pytest.raises(QuestionError, match="No claim has the id"):
        lasting_view.claim("%")


def test_a_claim_that_was_superseded_is_said_to_be(ledger, view, report):
    gone = view.claims()[0].id
    ledger.record(report, Reading(()), "grammar", "2")
    with pytest.raises(QuestionError, match="newer reading"):
        ledger.view().claim(gone)


def test_only_what_was_published_is_known(ledger, report):
    undated = Report("undated", "No date.", "en")
    for one in (report, replace(report, id="later", published=dt.date(2020, 3, 25)), undated):
        ledger.record(one, Reading(EVERY_KIND[:1]), "grammar", "1")
    assert [r.id for r in ledger.view(known=dt.date(2020, 3, 20)).reports()] == ["en-01"]
    assert {r.id for r in ledger.view().reports()} == {"en-01", "later", "undated"}
    # What has no date was published, at the latest, when it was recorded.
    assert len(ledger.view(known=dt.date.max).claims()) == 3


def test_an_empty_ledger_answers_with_nothing(ledger):
    assert ledger.view().claims() == ledger.view().reports() == ledger.view().unknown_names() == []


def test_a_clock_set_back_changes_no_past_view(address, report):
    times = iter([dt.datetime(2026, 1, 2, tzinfo=dt.UTC), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)])
    with Ledger.open(address, clock=lambda: next(times)) as ledger:
        ledger.record(report, Reading(EVERY_KIND), "grammar", "1")
        ledger.record(replace(report, id="second"), Reading(()), "grammar", "1")
        assert len(ledger.view(recorded=dt.datetime(2026, 1, 2, tzinfo=dt.UTC)).reports()) == 1
        assert ledger.view(recorded=dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)).reports() == []


write = st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, len(EVERY_KIND)), st.sampled_from("123"))


@settings(max_examples=25, deadline=None)
@given(st.lists(write, min_size=1, max_size=8))
def test_past_views_never_change(tmp_path_factory, writes):
    path = tmp_path_factory.mktemp("views") / "ledger.db"
    seen = []
    with Ledger.open(path) as ledger:
        for number, version, count, reader_version in writes:
            report = Report(f"r{number}", f"Text {version}.", "en", dt.date(2020, 3, 1 + number), address=f"r{number}")
            ledger.record(report, Reading(EVERY_KIND[:count]), "grammar", reader_version)
            view = ledger.view()
            seen.append((view, view.claims(), view.reports()))
        for view, claims, reports in seen:
            assert (view.claims(), view.reports()) == (claims, reports)
            again = ledger.view(recorded=dt.datetime.fromisoformat(view.recorded))
            assert (again.claims(), again.reports()) == (claims, reports)


def test_a_country_has_no_point(lasting_view):
    assert IRAQ.lat is None
    assert len(lasting_view.claims(near=(QAIM, 1.0))) == len(lasting_view.claims(place="al-Qaim base"))
