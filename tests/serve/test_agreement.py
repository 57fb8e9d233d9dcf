"""Agreement between analysts: the figure, and the page that shows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_at import browser
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient
from views_made import make

from marsad.ledger import decisions
from marsad.serve.settings import Settings
from marsad.serve.views.agreement import kappa

VERDICT = st.sampled_from(["accept", "reject", "amend"])
SAID = st.lists(st.tuples(VERDICT, VERDICT), min_size=1, max_size=40)


def test_kappa_of_a_table_reckoned_by_hand() -> None:
    # 20 both accept, 15 both reject, 5 and 10 differ: 0.7 alike, 0.5 by chance.
    said = [("accept", "accept")] * 20 + [("reject", "reject")] * 15
    said += [("accept", "reject")] * 5 + [("reject", "accept")] * 10
    assert kappa(said) == pytest.approx(0.4)


@given(SAID)
def test_kappa_is_at_most_one_and_takes_no_side(said: list[tuple[str, str]]) -> None:
    found, turned = kappa(said), kappa([(b, a) for a, b in said])
    assert (found is None) == (turned is None)
    if found is not None and turned is not None:
        assert found == pytest.approx(turned)
        assert -1.000001 <= found <= 1.000001


@given(st.lists(VERDICT, min_size=2).filter(lambda said: len(set(said)) > 1))
def test_who_always_says_the_same_agrees_fully(said: list[str]) -> None:
    assert kappa([(verdict, verdict) for verdict in said]) == pytest.approx(1)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[TestClient]:
    with browser(Settings(ledger=str(make(tmp_path / "ledger.db")), folder=str(tmp_path / "web"))) as client:
        yield client


def test_the_page_shows_who_agrees_and_where_they_differ(site: TestClient) -> None:
    assert html.fromstring(site.get("/agreement").text).xpath("//p[@class='empty']")
    house = site.app.state.house  # type: ignore[attr-defined]
    one, other, third = (claim.id for claim in house.ledger.view().claims()[:3])
    for by, accepted, rejected in (("Rana", [one, other], [third]), ("Sami", [one], [other, third])):
        for claim in accepted:
            house.ledger.decide(decisions.accept(claim), by)
        for claim in rejected:
            house.ledger.decide(decisions.reject(claim), by)
    (pair,) = site.get("/agreement.json").json()["pairs"]
    assert (pair["one"], pair["other"], pair["claims"], pair["same"], pair["differ"]) == ("Rana", "Sami", 3, 2, [other])
    assert pair["kappa"] == pytest.approx(0.4)
    assert "0.40" in html.fromstring(site.get("/agreement?lang=ar").text).text_content()
