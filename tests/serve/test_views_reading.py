"""A report beside its claims, and a claim in its words."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from browser_at import browser
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient
from views_made import AL_QAIM, LATER, PAPER, TURNED, WIRE, claim, make

from marsad.ledger import Entry, Ledger
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.serve.settings import Settings
from marsad.serve.views.reading import pieces


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("reading")
    with browser(Settings(ledger=str(make(folder / "ledger.db")), folder=str(folder / "web"))) as client:
        yield client


@st.composite
def told(draw: st.DrawFn) -> tuple[str, list[Entry]]:
    text = draw(st.text(min_size=1, max_size=60))
    entries = []
    for n in range(draw(st.integers(0, 4))):
        spans = []
        for _ in range(draw(st.integers(1, 2))):
            start = draw(st.integers(0, len(text) - 1))
            spans.append(Span(start, draw(st.integers(start + 1, len(text)))))
        claim = Claim("presence", "happened", tuple(spans))
        entries.append(Entry(f"{n:012x}", claim, "r", None, None, "en", "", "hand"))
    return text, entries


@given(told())
def test_pieces_are_the_text_and_each_has_the_claims_that_rest_on_it(given_: tuple[str, list[Entry]]) -> None:
    text, entries = given_
    found = pieces(text, entries)
    assert "".join(piece.text for piece in found) == text
    at = 0
    for piece in found:
        for place in (at, at + len(piece.text) - 1):
            here = {e.id for e in entries if any(span.start <= place < span.end for span in e.claim.evidence)}
            assert set(piece.claims) == here
        at += len(piece.text)
    assert sorted(id for piece in found for id in piece.begins) == sorted(entry.id for entry in entries)


def test_a_report_stands_as_it_came_with_its_claims_marked(views: TestClient) -> None:
    page = html.fromstring(views.get("/report/wire").text)
    (text,) = page.xpath("//article")
    assert text.text_content().strip() == WIRE
    marks = {mark.text_content(): mark.get("data-claims").split() for mark in text.xpath(".//mark")}
    assert set(marks) == {"handed the base to Iraq", "About 300 soldiers"}
    beside = [item.get("data-claim") for item in page.xpath("//li[@data-claim]")]
    assert sorted(beside) == sorted(claim for claims in marks.values() for claim in claims)
    assert page.xpath("//a[@href='https://wire.example/1']")


def test_the_versions_of_a_report_are_chosen_each_with_its_claims(tmp_path: Path) -> None:
    ledger, texts = tmp_path / "ledger.db", ("The base was returned on 16 March.", "The base was returned on 17 March.")
    with Ledger.open(ledger) as opened:
        for text in (texts[0], texts[1], texts[1], texts[0]):
            report = Report(
                "wire", text, "en", dt.date(2020, 3, 20), "Wire One", "A base is returned", "https://w.example/1"
            )
            told = claim(text, "returned", "handover", when=f"2020-03-{text[-9:-7]}", place=(AL_QAIM,))
            opened.record(report, SimpleNamespace(claims=(told,), unknown=()), "hand", "1")
    with browser(Settings(ledger=str(ledger), folder=str(tmp_path / "web"))) as site:
        page = html.fromstring(site.get("/report/wire?lang=en").text)
        choices = page.xpath("//nav[contains(@class, 'versions')]/a")
        assert [choice.text.strip() for choice in choices] == ["Version 1", "Version 2", "Version 1"]
        assert [choice.get("aria-current") for choice in choices] == [None, None, "true"]
        assert not page.xpath("//p[contains(@class, 'notice')]")
        shown = []
        for choice in choices:
            seen = html.fromstring(site.get(f"{choice.get('href')}&lang=en".replace("wire&", "wire?")).text)
            current = seen.xpath("//nav[contains(@class, 'versions')]/a[@aria-current]/text()")[0].strip()
            text = seen.xpath("//article")[0].text_content().strip()
            shown.append((current, text, text[-9:-7] in seen.xpath("//li[@data-claim]")[0].text_content()))
        assert shown == [("Version 1", texts[0], True), ("Version 2", texts[1], True), ("Version 1", texts[0], True)]


def test_an_arabic_report_runs_from_right_to_left_in_an_english_page(views: TestClient) -> None:
    (text,) = html.fromstring(views.get("/report/arabic?lang=en").text).xpath("//article")
    assert (text.get("lang"), text.get("dir")) == ("ar", "rtl")


def test_a_hostile_report_is_shown_and_not_obeyed(views: TestClient) -> None:
    answer = views.get("/report/hostile")
    page = html.fromstring(answer.text)
    assert page.xpath("//article")[0].text_content().strip() == LATER
    assert TURNED.replace("\u202e", "[U+202E]") in page.xpath("//h1")[0].text_content()
    assert "\u202e" not in answer.text
    assert not page.xpath("//script[not(@src)]")


def test_a_claim_shows_its_words_its_slots_and_what_speaks_against_it(views: TestClient) -> None:
    (id_,) = (c["id"] for c in views.get("/report/paper.json").json()["claims"] if c["kind"] == "handover")
    page = html.fromstring(views.get(f"/claim/{id_}").text)
    assert [mark.text_content() for mark in page.xpath("//blockquote[contains(@class, 'sentence')]//mark")] == [
        "the base was returned on 16 March"
    ]
    slots = dict(zip((t.text for t in page.xpath("//dt")), (d.text_content() for d in page.xpath("//dd")), strict=True))
    assert slots["when"] == "2020-03-16"
    assert "Hamid" in slots["said by"]
    assert "Wire One" in page.xpath("//article[contains(@class, 'conflict')]")[0].text_content()
    passages = views.get(f"/claim/{id_}.json").json()["passages"]
    assert [(p["text"], PAPER[p["start"] : p["end"]]) for p in passages] == [("the base was returned on 16 March",) * 2]


@pytest.mark.parametrize("address", ["/report/none", "/claim/none", "/archived/none", "/archived/wire"])
def test_what_is_not_there_is_said_to_be_missing(views: TestClient, address: str) -> None:
    answer = views.get(address)
    assert answer.status_code in (400, 404)
    assert "Traceback" not in answer.text
