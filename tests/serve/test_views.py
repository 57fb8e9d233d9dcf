"""The pages that are looked at: what they say of a ledger whose claims are known, in both languages."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_at import browser
from lxml import html
from starlette.testclient import TestClient
from views_made import HOSTILE, TURNED, make

from marsad.serve.settings import Settings

VIEWS = (
    "/", "/map?of=Iraq", "/timeline?of=al-Qaim", "/posture?of=Iraq", "/events?of=Iraq", "/conflicts?of=Iraq",
    "/diff?of=Iraq&before=2020-03-10&after=2020-04-05", "/sources", "/search?q=soldiers", "/unknown", "/changes",
    "/alerts",
)  # fmt: skip


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("views")
    with browser(Settings(ledger=str(make(folder / "ledger.db")), folder=str(folder / "web"))) as client:
        yield client


def page(client: TestClient, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def words(element: html.HtmlElement) -> str:
    text = " ".join(element.text_content().split())
    return text.replace("\u2068", "").replace("\u2069", "")


def twin(client: TestClient, address: str) -> dict:
    path, _, query = address.partition("?")
    answer = client.get(f"{'/home' if path == '/' else path}.json?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


# Every view


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("address", VIEWS)
def test_every_view_is_a_page_of_its_language_with_one_heading(views: TestClient, address: str, lang: str) -> None:
    found = page(views, address + ("&" if "?" in address else "?") + f"lang={lang}")
    assert (found.get("lang"), found.get("dir")) == (lang, {"en": "ltr", "ar": "rtl"}[lang])
    assert len(found.xpath("//h1")) == 1
    assert found.xpath("//title")[0].text


@pytest.mark.parametrize("address", VIEWS)
def test_every_view_has_a_twin_in_json(views: TestClient, address: str) -> None:
    assert isinstance(twin(views, address), dict)


@pytest.mark.parametrize("address", [each for each in VIEWS if each != "/alerts"])
def test_an_address_gives_the_same_bytes_again_and_an_unchanged_answer_is_not_sent_twice(
    views: TestClient, address: str
) -> None:
    first, second = views.get(address), views.get(address)
    assert first.content == second.content
    again = views.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", VIEWS)
def test_no_view_runs_what_a_report_brought(views: TestClient, address: str) -> None:
    answer = views.get(address)
    assert HOSTILE not in answer.text
    assert "\u202e" not in answer.text
    found = html.fromstring(answer.text)
    assert all(script.get("src") or script.get("type") == "application/json" for script in found.xpath("//script"))
    assert not found.xpath("//*[@style] | //@*[starts-with(name(), 'on')]")


def test_a_name_that_turns_text_around_is_shown_for_what_it_is(views: TestClient) -> None:
    assert TURNED.replace("\u202e", "[U+202E]") in page(views, "/").text_content()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/posture?on=yesterday", "no date"),
        ("/posture?of=Atlantis-on-Sea", "No actor or place"),
        ("/map?on=9999-01-01", "out of reach"),
        ("/diff?clock=sundial", "no clock"),
        ("/diff?before=soon", "no date"),
        ("/diff?clock=recorded&after=soon", "no moment"),
        ("/events?voices=many", "no number"),
        ("/event/ffffffffffff", "No claim"),
    ],
)
def test_what_cannot_be_asked_gets_one_sentence(views: TestClient, address: str, told: str) -> None:
    answer = views.get(address)
    assert answer.status_code in (400, 404)
    assert told in words(html.fromstring(answer.text))
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("address", VIEWS)
def test_links_within_a_view_keep_its_clocks(views: TestClient, address: str) -> None:
    asked = address + ("&" if "?" in address else "?") + "known=2020-03-25&lang=ar"
    links = [
        a.get("href") for a in page(views, asked).xpath("//nav//a | //main//a") if a.get("href", "").startswith("/")
    ]
    assert links
    assert [link for link in links if "known=2020-03-25" not in link or "lang=" not in link] == []


# What they say


def test_the_posture_says_who_holds_the_base_according_to_whom_and_what_is_disputed(views: TestClient) -> None:
    found = page(views, "/posture?of=al-Qaim base&on=2020-04-01&section=holder")
    (cell,) = found.xpath("//details[contains(@class, 'cell')]")
    summary = words(cell.xpath("./summary")[0])
    assert "Iraq" in summary
    assert "2 voices" in summary
    assert "disputed" in summary
    told = words(cell)
    assert "Wire One" in told
    assert "Hamid (Iraq)" in told
    assert {words(value) for value in cell.xpath(".//p[@class='value']")} == {"2020-03-16", "2020-03-17"}
    quotes = {words(quote) for quote in cell.xpath(".//blockquote")}
    assert quotes == {"handed the base to Iraq", "the base was returned on 16 March"}


def test_as_known_before_the_second_report_nothing_is_disputed(views: TestClient) -> None:
    known = "/posture?of=al-Qaim base&on=2020-04-01&known=2020-03-18&section=holder"
    assert "disputed" not in words(page(views, known).xpath("//details")[0])
    (section,) = twin(views, known)["sections"]
    assert [line["disputed"] for line in section["lines"]] == [[]]


def test_the_posture_can_be_narrowed(views: TestClient) -> None:
    everything = twin(views, "/posture?of=Iraq&on=2020-04-05")["sections"]
    assert {section["section"] for section in everything} >= {"holder", "presence", "move", "attack", "expected"}
    disputed = twin(views, "/posture?of=Iraq&on=2020-04-05&disputed=1")["sections"]
    lines = [line for section in disputed for line in section["lines"]]
    assert lines
    assert all(line["disputed"] for line in lines)
    in_arabic = twin(views, "/posture?of=Iraq&on=2020-04-05&q=هجوم&lang=ar")["sections"]
    assert [section["section"] for section in in_arabic] == ["attack"]


def test_conflicts_stand_side_by_side(views: TestClient) -> None:
    found = page(views, "/conflicts?of=al-Qaim base&over=date")
    (conflict,) = found.xpath("//article")
    sides = {
        words(side.xpath("./p")[0]): words(side) for side in conflict.xpath(".//div[contains(@class, 'side')]/div")
    }
    assert set(sides) == {"2020-03-16", "2020-03-17"}
    assert "Wire One" in sides["2020-03-17"]
    assert "Paper Two" in sides["2020-03-16"]


def test_an_event_says_why_its_claims_belong_together(views: TestClient) -> None:
    (row,) = page(views, "/events?of=al-Qaim base&kind=handover").xpath("//tbody/tr")
    assert "CJTF-OIR → Iraq" in words(row)
    event = page(views, row.xpath(".//a/@href")[0])
    reasons = [words(each) for each in event.xpath("//*[@class='check']")]
    assert any("al-Qaim base" in reason for reason in reasons)
    assert "Wire One" in words(event)
    assert "Paper Two" in words(event)


def test_the_difference_of_two_days_tells_what_is_new(views: TestClient) -> None:
    about = "of=al-Qaim base&before=2020-03-10&after=2020-03-25"
    assert {change["change"] for change in twin(views, f"/diff?{about}")["changes"]} == {"new"}
    assert "al-Qaim base: Iraq, from CJTF-OIR" in words(page(views, f"/diff?{about}"))


def test_the_difference_of_what_was_known(views: TestClient) -> None:
    changes = twin(views, "/diff?of=al-Qaim base&clock=known&before=2020-03-18&after=2020-03-25&on=2020-04-01")[
        "changes"
    ]
    holder = next(change for change in changes if change["section"] == "holder")
    assert (holder["change"], "disputed" in holder["fields"]) == ("changed", True)


def test_search_marks_what_was_found(views: TestClient) -> None:
    found = page(views, "/search?q=soldiers")
    assert {words(mark) for mark in found.xpath("//mark")} == {"soldiers"}
    assert len(found.xpath("//ol/li")) == 3
    assert [words(mark) for mark in page(views, "/search?q=القوات").xpath("//mark")] == ["القوات"]


def test_the_overview_shows_what_is_new_and_what_is_in_dispute(views: TestClient) -> None:
    found = twin(views, "/")
    assert (found["counts"]["reports"], found["counts"]["claims"]) == (4, 7)
    assert [report["report"] for report in found["latest"]] == ["hostile", "arabic", "paper", "wire"]
    assert "date" in {conflict["over"] for conflict in found["conflicts"]}
    assert found["busy"][0]["place"]["name"] == "al-Qaim base"


def test_what_is_new_counts_what_was_read_since(views: TestClient) -> None:
    assert len(twin(views, "/changes?since=2020-01-01T00:00")["reports"]) == 4
    later = (dt.datetime.now(dt.UTC) + dt.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert twin(views, f"/changes?since={later}")["reports"] == []


def test_alerts_are_read_from_the_files_of_the_watch(views: TestClient, tmp_path: Path) -> None:
    told = {
        "alert": "bases", "id": "abcdef012345", "report": "r", "publisher": HOSTILE, "published": "2020-03-17",
        "title": "A title", "passage": "left the base", "kind": "control", "actor": ["IQ"],
        "place": {"name": "K-1", "country": "IQ"},
        "status": "happened", "evidence": [[0, 4]],
    }  # fmt: skip
    file = tmp_path / "alerts.jsonl"
    file.write_text(f"{json.dumps(told)}\nhalf a li\n{json.dumps(told | {'alert': 'other'})}\n", "utf-8")
    house = views.app.state.house  # type: ignore[attr-defined]
    with browser(house.settings.but(alerts=(str(file), str(tmp_path / "none.jsonl")))) as client:
        found = page(client, "/alerts")
        assert [words(each) for each in found.xpath("//li[contains(@class, 'alert')]//span[@class='badge']")] == [
            "other",
            "bases",
        ]
        assert HOSTILE not in client.get("/alerts").text
        assert [alert["id"] for alert in twin(client, "/alerts?rule=bases")["alerts"]] == ["abcdef012345"]


def test_what_comes_from_an_empty_ledger_says_so(tmp_path: Path) -> None:
    from marsad.ledger import Ledger

    Ledger.open(tmp_path / "empty.db").close()
    with browser(Settings(ledger=str(tmp_path / "empty.db"), folder=str(tmp_path / "web"))) as client:
        assert "empty" in words(page(client, "/"))
        for address in (
            "/map",
            "/timeline",
            "/posture",
            "/events",
            "/conflicts",
            "/diff",
            "/sources",
            "/search",
            "/unknown",
            "/changes",
        ):
            assert client.get(address).status_code == 200, address


def test_dates_keep_their_order_in_arabic(views: TestClient) -> None:
    found = page(views, "/posture?of=al-Qaim base&on=2020-04-01&lang=ar")
    loose = [
        text
        for text in found.xpath("//main//text()[not(parent::time) and not(ancestor::option)]")
        if re.search(r"\d{4}-\d{2}-\d{2}", text)
    ]
    assert loose == []
    assert {time.get("dir") for time in found.xpath("//main//time")} == {"ltr"}
