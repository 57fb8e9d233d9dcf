"""The newest claims and reports are found by way of days; what is found is what sorting all of them finds."""

import datetime as dt
import random
from types import SimpleNamespace

import pytest

from marsad.ledger import Ledger
from marsad.ledger.glance import busy_places, glance, latest_reports, newest_claims
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Place

TAJI, BAGRAM = Place("Camp Taji", "IQ", 33.52, 44.26, "site"), Place("Bagram", "AF", 34.95, 69.27, "site")
FIRST = dt.date(2020, 1, 1)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Reports of random days, some without one, some without a claim, several of a day."""
    chance = random.Random(7)
    ledger = Ledger.open(tmp_path_factory.mktemp("newest") / "ledger.db")
    for n in range(80):
        day = FIRST + dt.timedelta(chance.randrange(40)) if chance.random() < 0.9 else None
        places = [chance.choice((TAJI, BAGRAM)) for _ in range(chance.randrange(4))]
        claims = tuple(
            Claim("control", "ongoing", (Span(0, m + 1),), ("IQ",), place=(p,)) for m, p in enumerate(places)
        )
        ledger.record(
            Report(f"r{n}", f"Text {n}.", "en", day, "Wire"), SimpleNamespace(claims=claims, unknown=()), "g", "1"
        )
    return ledger


@pytest.mark.parametrize("known", [None, FIRST + dt.timedelta(12)])
@pytest.mark.parametrize("limit", [1, 5, 40, 1000])
@pytest.mark.parametrize("country", [None, "AF"])
def test_the_newest_claims(book: Ledger, known: dt.date | None, limit: int, country: str | None) -> None:
    view = book.view(known)
    entries = [e for e in view.claims() if country is None or e.claim.place[0].country == country]
    entries.sort(key=lambda e: (e.published.isoformat() if e.published else "", e.row), reverse=True)
    found = newest_claims(view, limit, country=country)
    assert {e.row for e in found} == {e.row for e in entries[:limit]}


@pytest.mark.parametrize("known", [None, FIRST + dt.timedelta(12)])
@pytest.mark.parametrize("limit", [3, 1000])
def test_the_latest_reports(book: Ledger, known: dt.date | None, limit: int) -> None:
    view = book.view(known)
    told = {report.id: 0 for report in view.reports()}
    for entry in view.claims():
        told[entry.report_id] += 1
    days = {report.id: report.published.isoformat() if report.published else "" for report in view.reports()}
    wanted = sorted(days, key=lambda id: (days[id], int(id[1:])), reverse=True)[:limit]
    assert [(one.id, one.claims) for one in latest_reports(view, limit)] == [(id, told[id]) for id in wanted]


def test_where_most_is_going_on(book: Ledger) -> None:
    view, last = book.view(), FIRST + dt.timedelta(39)
    recent = [e for e in view.claims() if e.published and e.published >= last - dt.timedelta(30)]
    counts = {code: sum(e.claim.place[0].country == code for e in recent) for code in ("IQ", "AF")}
    seen = glance(view)
    assert seen.last == last
    assert dict(seen.countries) == counts
    assert {busy.place.country: busy.claims for busy in busy_places(view, last)} == counts
