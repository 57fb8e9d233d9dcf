"""The frame of every page: addresses with clocks, languages, twins, kept answers, refusals."""

import pytest
from starlette.testclient import TestClient

from marsad.serve.visit import own_address


def test_a_page_has_a_twin_with_what_it_shows(site: TestClient) -> None:
    assert site.get("/about").headers["content-type"].startswith("text/html")
    assert set(site.get("/about.json").json()) == {"version", "recorded", "built"}


@pytest.mark.parametrize(
    ("address", "header", "language", "direction"),
    [
        ("/about", "", "en", "ltr"),
        ("/about", "ar-IQ,ar;q=0.9,en;q=0.5", "ar", "rtl"),
        ("/about?lang=ar", "en", "ar", "rtl"),
        ("/about?lang=en", "ar", "en", "ltr"),
        ("/about", "ku,de", "en", "ltr"),
    ],
)
def test_the_language_of_a_page(site: TestClient, address: str, header: str, language: str, direction: str) -> None:
    page = site.get(address, headers={"accept-language": header}).text
    assert f'<html lang="{language}" dir="{direction}">' in page


def test_links_carry_the_clocks_of_their_page(site: TestClient) -> None:
    page = site.get("/about?on=2020-04-01&known=2020-03-20&lang=en").text
    assert 'href="/?on=2020-04-01&amp;known=2020-03-20&amp;lang=en"' in page


@pytest.mark.parametrize(
    "clocks", ["on=yesterday", "known=2020-02-30", "as_recorded=noon", "lang=fr", "on=0001-01-01", "known=9999-12-31"]
)
def test_a_clock_that_is_none_is_refused_in_one_sentence(site: TestClient, clocks: str) -> None:
    told = site.get(f"/about.json?{clocks}")
    assert told.status_code == 400
    assert clocks.partition("=")[0] in told.json()["error"]
    assert told.json()["error"].endswith(".")
    assert site.get(f"/about?{clocks}").status_code == 400


@pytest.mark.parametrize("day", ["٢٠٢٠-٠٣-١٧", "۲۰۲۰-۰۳-۱۷", "\u200f٢٠٢٠-٠٣-١٧", "2020‑03‑17"])
def test_a_clock_in_the_digits_of_any_script(site: TestClient, day: str) -> None:
    plain = {"on": "2020-03-17", "as_recorded": "2099-01-31T12:00"}
    typed = {"on": day, "as_recorded": "٢٠٩٩-٠١-٣١T١٢:٠٠"}
    assert site.get("/posture.json", params=typed).json() == site.get("/posture.json", params=plain).json()


def test_what_has_not_changed_is_not_sent_again(site: TestClient) -> None:
    first = site.get("/about.json")
    again = site.get("/about.json", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert site.get("/about.json?lang=ar").headers["etag"] != first.headers["etag"]


def test_a_changed_ledger_changes_the_tag(site: TestClient) -> None:
    before = site.get("/about.json")
    ledger = site.app.state.house.ledger  # type: ignore[attr-defined]
    from marsad.ledger import decisions

    ledger.decide(decisions.grade_source("Somebody", "C"), "Rana")
    after = site.get("/about.json", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.json()["recorded"] > before.json()["recorded"]


def test_where_there_is_no_page(site: TestClient) -> None:
    assert site.get("/nowhere").status_code == 404
    assert site.get("/nowhere.json").json() == {"error": "There is no such page.", "status": 404}
    assert site.post("/about").status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "evil",
        "",
        "/a\r\nset-cookie: x",
        "/a\\b",
    ],
)
def test_no_address_leads_to_another_site(address: str) -> None:
    assert own_address(address) == "/"


def test_an_address_of_our_own_stays(site: TestClient) -> None:
    assert own_address("/posture?of=Iraq&on=2020-04-01") == "/posture?of=Iraq&on=2020-04-01"
