"""The review: what comes first, deciding, two who decide at once, undoing."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from browser_at import browser
from lxml import html
from starlette.testclient import TestClient
from views_made import make

from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Place
from marsad.serve.settings import Settings


@pytest.fixture
def site(tmp_path: Path) -> Iterator[TestClient]:
    with browser(Settings(ledger=str(make(tmp_path / "ledger.db")), folder=str(tmp_path / "web"))) as client:
        yield client


def queue(site: TestClient) -> list[dict]:
    return site.get("/review.json").json()["items"]


def handovers(site: TestClient) -> list[str]:
    return [item["claim"]["id"] for item in queue(site) if item["claim"]["kind"] == "handover"]


def form_of(site: TestClient, claim: str) -> dict[str, str]:
    """What the form beside a claim sends, as the page has it now."""
    (form,) = html.fromstring(site.get("/review").text).xpath(f"//form[@action='/claim/{claim}/decide']")
    return {field.get("name"): field.get("value") or "" for field in form.xpath(".//input")}


def test_what_is_in_conflict_comes_first_and_what_is_unsure_next(site: TestClient) -> None:
    found = queue(site)
    assert [bool(item["conflicts"]) for item in found] == sorted(
        (bool(item["conflicts"]) for item in found), reverse=True
    )
    assert {item["claim"]["kind"] for item in found if item["conflicts"]} >= {"handover"}
    assert any(item["unsure"] for item in found)


def test_a_claim_that_is_rejected_counts_no_more_and_leaves_the_queue(site: TestClient) -> None:
    (one, other) = handovers(site)
    answer = site.post(f"/claim/{one}/decide", data=form_of(site, one) | {"verdict": "reject", "why": "a misprint"})
    assert answer.status_code == 200
    assert answer.url.path == "/review"
    assert one not in [item["claim"]["id"] for item in queue(site)]
    (line,) = site.get("/posture.json?of=al-Qaim base&on=2020-04-01&section=holder").json()["sections"][0]["lines"]
    assert (line["claims"], line["disputed"]) == ([other], [])
    page = html.fromstring(site.get(f"/claim/{one}").text)
    assert "a misprint" in page.text_content()


def test_it_can_be_undone_and_the_decision_stays_on_record(site: TestClient) -> None:
    one, _ = handovers(site)
    done = site.post(f"/claim/{one}/decide", data=form_of(site, one) | {"verdict": "reject"})
    (undo,) = html.fromstring(done.text).xpath("//form[@id='last']/@action")
    assert site.post(undo).status_code == 200
    assert one in handovers(site)
    decisions = site.get(f"/claim/{one}.json").json()["decisions"]
    assert [(decision["verb"], bool(decision["undone_by"])) for decision in decisions] == [("reject", True)]
    again = site.post(f"/claim/{one}/decide", data=form_of(site, one) | {"verdict": "accept"})
    assert again.status_code == 200


def test_who_decides_second_is_told_and_changes_nothing(site: TestClient) -> None:
    one, _ = handovers(site)
    shown_to_both = form_of(site, one)
    assert site.post(f"/claim/{one}/decide", data=shown_to_both | {"verdict": "accept"}).status_code == 200
    late = site.post(f"/claim/{one}/decide", data=shown_to_both | {"verdict": "reject"})
    assert late.status_code == 409
    assert "meanwhile" in late.text
    assert site.get(f"/claim/{one}.json").json()["claim"]["verdict"] == "accepted"


def test_a_verdict_that_is_none_is_refused(site: TestClient) -> None:
    one, _ = handovers(site)
    assert site.post(f"/claim/{one}/decide", data=form_of(site, one) | {"verdict": "maybe"}).status_code == 409
    assert site.post("/decision/none/undo").status_code == 400


def test_readers_see_no_way_to_decide_and_have_none(site: TestClient) -> None:
    one, _ = handovers(site)
    settings = site.app.state.house.settings  # type: ignore[attr-defined]
    with browser(settings.but(public=True)) as public:
        assert not html.fromstring(public.get(f"/claim/{one}").text).xpath("//form[@method='post']")
        assert public.post(f"/claim/{one}/decide", data={"verdict": "reject", "seen": ""}).status_code in (
            403,
            404,
            405,
        )
        assert public.get("/review").status_code in (403, 404)


def test_a_reason_is_shown_and_not_obeyed(site: TestClient) -> None:
    one, _ = handovers(site)
    site.post(f"/claim/{one}/decide", data=form_of(site, one) | {"verdict": "accept", "why": "<script>x</script>"})
    assert "<script>x" not in site.get(f"/claim/{one}").text


def amending(site: TestClient, claim: str) -> dict[str, str]:
    """What the form that amends sends where nothing is changed in it."""
    (form,) = html.fromstring(site.get(f"/claim/{claim}").text).xpath(f"//form[@action='/claim/{claim}/amend']")
    return {name: value or "" for name, value in form.form_values()}


def test_a_slot_is_amended_and_the_rest_stays(site: TestClient) -> None:
    one, _ = handovers(site)
    before = site.get(f"/claim/{one}.json").json()["claim"]
    given = amending(site, one) | {"when": "2020-03-18", "place": "al-Qaim base; Camp Taji", "why": "seen on video"}
    assert site.post(f"/claim/{one}/amend", data=given).status_code == 200
    after = site.get(f"/claim/{one}.json").json()["claim"]
    assert (after["when"], after["verdict"]) == ("2020-03-18", "amended")
    assert [place["name"] for place in after["place"]] == ["al-Qaim base", "Camp Taji"]
    assert after["place"][0] == before["place"]
    rest = set(before) - {"when", "place", "verdict"}
    assert {name: after[name] for name in rest} == {name: before[name] for name in rest}


@pytest.mark.parametrize(
    ("slot", "text", "told"),
    [
        ("when", "Tuesday", "EDTF"),
        ("place", "Atlantis-on-Sea", "Nothing knows a place"),
        ("actor", "somebody else", "Nothing knows an actor"),
        ("status", "rumoured", "no status"),
    ],
)
def test_a_value_outside_the_contract_is_refused_and_nothing_is_changed(
    site: TestClient, slot: str, text: str, told: str
) -> None:
    one, _ = handovers(site)
    answer = site.post(f"/claim/{one}/amend", data=amending(site, one) | {slot: text})
    assert answer.status_code in (400, 409)
    assert told in answer.text
    assert "verdict" not in site.get(f"/claim/{one}.json").json()["claim"]


def test_a_form_in_which_nothing_is_changed_amends_nothing(site: TestClient) -> None:
    for item in queue(site):
        answer = site.post(f"/claim/{item['claim']['id']}/amend", data=amending(site, item["claim"]["id"]))
        assert answer.status_code == 409
        assert "Nothing is amended" in answer.text


@pytest.fixture
def puzzling(tmp_path: Path) -> Iterator[TestClient]:
    """A ledger in whose claims stands a name that nothing knows."""
    path = tmp_path / "puzzle.db"
    text = "Fighters of the Usbat moved into the camp."
    told = Claim(
        "presence", "happened", (Span(0, 8),), actor=("USBAT",), place=(Place("K-1", "IQ", 35.5, 44.3, "site"),)
    )
    unknown = (SimpleNamespace(text="the Usbat", kind="actor", key="USBAT", span=Span(12, 21)),)
    with Ledger.open(path) as ledger:
        report = Report("r", text, "en", dt.date(2020, 3, 2), "Outlet")
        ledger.record(report, SimpleNamespace(claims=(told,), unknown=unknown), "hand", "1")
    with browser(Settings(ledger=str(path), folder=str(tmp_path / "web"))) as client:
        yield client


def test_a_name_is_resolved_and_old_claims_follow(puzzling: TestClient) -> None:
    (name,) = puzzling.get("/unknown.json").json()["names"]
    assert (name["key"], name["claims"]) == ("USBAT", 1)
    page = html.fromstring(puzzling.get("/unknown").text)
    assert page.xpath("//mark")[0].text_content() == "the Usbat"
    said = {"kind": "actor", "key": "USBAT", "meaning": "Kataib Hezbollah"}
    assert puzzling.post("/unknown", data=said).status_code == 200
    assert puzzling.get("/unknown.json").json()["names"] == []
    (section,) = puzzling.get("/posture.json?of=K-1&on=2020-04-01").json()["sections"]
    assert section["lines"][0]["actor"] == ["KATAIB-HEZBOLLAH"]
    late = puzzling.post("/unknown", data=said)
    assert (late.status_code, "any more" in late.text) == (409, True)


def test_a_meaning_that_nothing_knows_resolves_nothing(puzzling: TestClient) -> None:
    for meaning in ("somebody or other", ""):
        assert puzzling.post("/unknown", data={"kind": "actor", "key": "USBAT", "meaning": meaning}).status_code == 409
    assert len(puzzling.get("/unknown.json").json()["names"]) == 1
