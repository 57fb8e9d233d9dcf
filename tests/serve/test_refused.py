"""Refusals in Arabic: what was wrong, in the reader's language, with what he wrote kept as he wrote it."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
import yaml
from lxml import html
from starlette.testclient import TestClient

from marsad.publish.interface.sentences import told
from marsad.serve import words
from marsad.serve.words.refusals import in_language

SENTENCES = yaml.safe_load((Path(words.__file__).parent / "refusals_ar.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/posture?on=yesterday", "القيمة \u2068yesterday\u2069 في \u2068on\u2069 ليست تاريخًا"),
        ("/claim/ffffffffffff", "لا قول رمزه \u2068ffffffffffff\u2069"),
        ("/report/none", "لا تقرير في هذا السجل رمزه \u2068none\u2069"),
        ("/posture?of=Nosuchland", "لا جهة ولا مكان باسم \u2068Nosuchland\u2069"),
        ("/nowhere", "لا صفحة بهذا العنوان"),
        ("/events?limit=many", "ليست عددًا"),
    ],
)
def test_what_was_wrong_is_said_in_arabic(site: TestClient, address: str, told: str) -> None:
    page = site.get(address, headers={"accept-language": "ar"}).text
    assert told in page
    assert 'lang="en" dir="ltr"' not in page
    assert told not in site.get(address, headers={"accept-language": "en"}).text


@pytest.mark.parametrize("of", ["Nosuchland", '"><script>', "x" * 20_000])
def test_a_name_that_nothing_knows_can_be_mended_where_it_was_asked(site: TestClient, of: str) -> None:
    answer = site.get("/posture", params={"of": of, "on": "2020-04-01", "lang": "ar"})
    page = html.fromstring(answer.text)
    (form,) = page.xpath("//form")
    assert f"/search?{urlencode({'lang': 'ar', 'q': of[:200]})}" in page.xpath("//main//a/@href")
    assert (answer.status_code, form.get("action")) == (400, "/posture")
    assert {field.name: field.value for field in form.xpath(".//input")} == {
        "of": of[:200],
        "on": "2020-04-01",
        "lang": "ar",
    }


@pytest.mark.parametrize("address", ["/posture?of=Nosuchland", "/claim/ffffffffffff", "/posture.json?of=Nosuchland"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nobody_is_told_to_type_what_a_browser_cannot(site: TestClient, address: str, language: str) -> None:
    told = site.get(address, headers={"accept-language": language}).text
    assert "--register" not in told
    assert "marsad claims" not in told


def test_a_refusal_has_the_menu_and_the_other_language(site: TestClient) -> None:
    """The clock that may be at fault is left out of all addresses."""
    page = html.fromstring(site.get("/posture?of=Nosuchland&on=2020-04-01&lang=ar").text)
    menu = {urlsplit(each).path for each in page.xpath("//nav//a/@href")}
    assert {"/", "/map", "/posture", "/search", "/unknown"} <= menu
    assert {urlsplit(each).query for each in page.xpath("//nav//a/@href")} == {"lang=ar"}
    assert page.xpath("//a[@class='language']/@href") == ["/posture?of=Nosuchland&lang=en"]
    assert html.fromstring(site.get("/nowhere").text).xpath("//nav//a")


def test_a_refusal_leads_to_no_other_site(site: TestClient) -> None:
    page = html.fromstring(site.get("http://testserver//example.org/x").text)
    assert all(re.match(r"/(?!/)|#", address) for address in page.xpath("//a/@href"))


def test_what_is_about_no_name_is_not_asked_again(site: TestClient) -> None:
    assert "<form" not in site.get("/claim/ffffffffffff").text
    assert "<form" not in site.get("/posture?of=Iraq&on=yesterday").text


def test_what_nobody_put_into_arabic_is_shown_as_it_is() -> None:
    assert in_language("The moon is made of cheese.", "ar") is None


@pytest.mark.parametrize("one", SENTENCES, ids=lambda one: one["en"][:40])
def test_each_sentence_keeps_what_changes_in_it(one: dict[str, str]) -> None:
    slots = re.findall(r"{(\w+)}", one["en"])
    given = {name: f"<{n}>" for n, name in enumerate(slots)}
    said = in_language(one["en"].format(**given), "ar")
    assert said is not None
    assert set(re.findall(r"{(\w+)}", one["ar"])) <= set(slots)
    assert all(f"\u2068{given[name]}\u2069" in said for name in re.findall(r"{(\w+)}", one["ar"]))


@pytest.mark.parametrize("typed", ["=" * 20_000, "x" * 20_000])
def test_of_what_was_typed_a_refusal_repeats_only_the_beginning(site: TestClient, typed: str) -> None:
    for name in ("on", "known", "as_recorded", "lang"):
        answer = site.get("/about", params={"lang": "ar"} | {name: typed})
        assert answer.status_code == 400
        assert typed[:60] in answer.text
        assert typed[:70] not in answer.text


@pytest.mark.parametrize("piece", ["=", " is no ", "; ", "Error: ", "; use one of ", ". Did you mean ", " or "])
def test_no_sentence_is_long_to_look_for(cost: Callable[[Callable[[], object]], float], piece: str) -> None:
    def look() -> None:
        for length in (300, 990, 100_000):
            sentence = (piece * length)[:length]
            in_language(sentence, "ar")
            told(sentence, "ar")

    assert cost(look) < 1
