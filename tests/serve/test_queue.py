"""What comes first in the queue: names that nothing knows, then conflicts, then what the reader was not sure of."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest
from browser_at import Open
from lxml import html
from views_made import make

from marsad.ledger import Ledger
from marsad.ledger import decisions as d
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.serve.views import asked, lately, queue

TEXT = "The Falcons of Dusk hold the ridge."
REPORT = Report("ridge", TEXT, "en", dt.date(2020, 4, 1), "Wire One", "A ridge")
NAME = SimpleNamespace(text="Falcons of Dusk", kind="actor", span=Span(4, 19), key="FALCONS-OF-DUSK")
CLAIM = Claim("control", "ongoing", (Span(0, 34),), ("FALCONS-OF-DUSK",), confidence=0.95)


def test_new_names_come_first_until_somebody_says_who_they_are(open_site: Open, tmp_path: Path) -> None:
    path = make(tmp_path / "told.db")
    with Ledger.open(path) as book:
        (id,) = book.record(REPORT, SimpleNamespace(claims=(CLAIM,), unknown=(NAME,)), "hand", "1").claim_ids
        site = open_site(ledger=str(path))
        items = site.get("/review.json").json()["items"]
        assert (items[0]["claim"]["id"], items[0]["new"]) == (id, ["Falcons of Dusk"])
        assert [bool(item["conflicts"]) for item in items[1:]] == sorted(
            (bool(i["conflicts"]) for i in items[1:]), reverse=True
        )
        assert "اسم جديد <bdi>Falcons of Dusk</bdi>" in site.get("/review?lang=ar").text
        book.decide(d.resolve_actor("FALCONS-OF-DUSK", "PKK"), "A. Analyst")
        assert id not in [item["claim"]["id"] for item in site.get("/review.json").json()["items"]]


def test_of_a_large_ledger_a_way_leads_to_the_days_before(
    open_site: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "SMALL", 3)
    monkeypatch.setattr(lately, "SMALL", 3)
    monkeypatch.setattr(lately, "NEWEST", 3)
    site = open_site(ledger=str(make(tmp_path / "told.db")))
    for name in ("events", "conflicts", "timeline"):
        page = html.fromstring(site.get(f"/{name}?of=place:Iraq").text)
        (way,) = page.xpath("//main//a[@rel='prev']/@href")
        assert "until=2020-04-01" in way
        earlier = site.get(way)
        assert earlier.status_code == 200
        assert "al-Qaim" in earlier.text or name == "conflicts"


@pytest.mark.parametrize("a_day", [1, 4, 20])
def test_the_queue_goes_on_before_the_newest_claims(
    open_site: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, a_day: int
) -> None:
    monkeypatch.setattr(queue, "NEWEST", 5)
    path = tmp_path / "many.db"
    with Ledger.open(path) as book:
        for n in range(20):  # days with fewer claims than are looked at, and with more
            words = f"The army holds hill {n}."
            report = Report(f"r{n}", words, "en", dt.date(2020, 4, 1) + dt.timedelta(n // a_day), f"Wire {n}", "A hill")
            told = Claim("control", "ongoing", (Span(0, len(words)),), ("IQ",), confidence=0.3)
            book.record(report, SimpleNamespace(claims=(told,), unknown=()), "hand", "1")
        wanted = {entry.id for entry in book.view().claims()}
    site, address, seen = open_site(ledger=str(path)), "/review", []
    for _ in range(20):
        page = html.fromstring(site.get(address).text)
        seen += page.xpath("//li/@data-item")
        earlier = page.xpath("//a[@rel='prev']/@href")
        if not earlier:
            break
        (address,) = earlier
    assert set(seen) == wanted
    assert page.xpath("//a[@href='/review']"), "a way back to the newest"


def test_a_name_stands_among_whole_words(open_site: Open, tmp_path: Path) -> None:
    text = (
        "Before it stands a sentence that is longer than what is shown around. The Falcons of Dusk hold the ridge and "
        "all the villages that lie below it, as far as the river."
    )
    start = text.index("Falcons")
    name = SimpleNamespace(text="Falcons of Dusk", kind="actor", span=Span(start, start + 15), key="FALCONS-OF-DUSK")
    path = tmp_path / "words.db"
    with Ledger.open(path) as book:
        report = Report("ridge", text, "en", dt.date(2020, 4, 1), "Wire One", "A ridge")
        book.record(report, SimpleNamespace(claims=(), unknown=(name,)), "hand", "1")
    page = html.fromstring(open_site(ledger=str(path)).get("/unknown").text)
    (shown,) = (each.text_content().partition("\n")[0] for each in page.xpath("//li[@class='quote']"))
    assert set(shown.replace("…", " ").split()) <= set(text.split())
    assert "Falcons of Dusk" in shown
