"""Adding reports in the browser: pasted, uploaded, by address; what is refused, and what is left behind."""

import gc
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_at import browser
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient
from views_made import HOSTILE, make

from marsad.ledger.decisions import erase
from marsad.reports.lots import Lots
from marsad.serve.adding import safe_name
from marsad.serve.app import from_environment
from marsad.serve.settings import Settings

STATEMENT = "The coalition handed al-Qaim base over to Iraqi forces on 17 March 2020. About 300 troops left the base."


@pytest.fixture
def site(tmp_path: Path) -> Iterator[TestClient]:
    folder = str(tmp_path / "web")
    with browser(
        Settings(ledger=str(make(tmp_path / "ledger.db")), folder=folder, sources=str(tmp_path / "s"))
    ) as client:
        yield client


def added(site: TestClient, **form: object) -> dict:
    """What became of reports that were added, once all are read."""
    files = form.pop("files", None)
    answer = site.post("/add", data=form, files=files)
    assert answer.status_code == 200, answer.text
    assert answer.url.path.startswith("/add/")
    for _ in range(600):
        found = site.get(f"{answer.url.path}.json").json()
        if found["done"]:
            return found
        time.sleep(0.05)
    raise AssertionError("it was never read")


def test_a_text_that_is_pasted_is_read_and_can_be_looked_at(site: TestClient, tmp_path: Path) -> None:
    known = {"title": "A statement", "publisher": "Press Office", "published": "2020-03-18", "language": "en"}
    found = added(site, text=STATEMENT, **known)
    (kept,) = found["kept"]
    assert found["done"]["read"] == 1
    report = site.get(f"/report/{kept['report']}.json").json()["report"]
    assert {name: report[name] for name in known} == known
    assert report["text"].strip() == STATEMENT
    assert not list((tmp_path / "web" / "added").glob("*/given"))


def test_the_day_of_a_text_may_be_typed_in_arabic_digits(site: TestClient) -> None:
    (kept,) = added(site, text=STATEMENT, published="٢٠٢٠-٠٣-١٨", language="en")["kept"]
    assert site.get(f"/report/{kept['report']}.json").json()["report"]["published"] == "2020-03-18"


def test_files_are_read_each_by_its_kind_and_one_that_fails_is_named(site: TestClient) -> None:
    files = [
        ("files", ("reports/one.txt", STATEMENT.encode(), "text/plain")),
        ("files", ("page.html", f"<html><body><article><p>{STATEMENT}</p></article>".encode(), "text/html")),
        ("files", ("broken.pdf", b"%PDF-1.4 nothing", "application/pdf")),
    ]
    found = added(site, files=files)
    assert {kept["report"] for kept in found["kept"]} == {"one", "page"}
    (trouble,) = (each for each in found["troubles"] if each["kind"] == "failed")
    assert trouble["sentence"].startswith("broken.pdf")
    assert str(site.app.state.house.settings.folder) not in str(found)  # type: ignore[attr-defined]


def kept_beside(folder: Path) -> str:
    """All that the web app keeps, as one text."""
    return "\n".join(path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file())


def test_of_a_report_that_was_erased_no_word_is_left_beside_the_ledger(site: TestClient, tmp_path: Path) -> None:
    known = {"title": "Bulletin of the heron", "published": "2020-03-18"}
    found = added(site, text=STATEMENT, **known)
    ((report, title),) = ((kept["report"], kept["title"]) for kept in found["kept"])
    assert title == known["title"]
    assert report in kept_beside(tmp_path / "web")
    assert "heron" not in kept_beside(tmp_path / "web"), "titles are the ledger's"
    answer = site.post("/api/v1/decisions", json={"verb": "erase", "report": report, "why": "asked"})
    assert answer.status_code == 201, answer.text
    assert report not in kept_beside(tmp_path / "web" / "added")
    assert site.get(f"/add/{found['job']}").status_code == 404


def test_a_lot_names_reports_as_the_ledger_does_now(site: TestClient) -> None:
    """The ledger forgets a title; the page asks it anew each time."""
    found = added(site, text=STATEMENT, title="Bulletin of the heron", published="2020-03-18")
    (kept,) = found["kept"]
    house = site.app.state.house  # type: ignore[attr-defined]
    house.ledger.decide(erase(kept["report"]), "A", "asked")
    assert [kept["title"] for kept in site.get(f"/add/{found['job']}.json").json()["kept"]] == [kept["report"]]


@pytest.mark.parametrize(("lang", "told"), [("en", "The server was ended before"), ("ar", "أُوقف الخادم قبل")])
def test_a_server_that_was_killed_over_uploads_ends_their_lot_when_it_starts(
    site: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, told: str
) -> None:
    lots = Lots(tmp_path / "web")
    lot, lock = lots.begin()
    lots.given(lot).mkdir()
    lots.tell(lot, {"kind": "begun", "total": 3})
    lock.close()  # as it is with the end of its process
    assert 'data-done=""' in site.get(f"/add/{lot}").text
    monkeypatch.setenv("MARSAD_SERVE_SETTINGS", "")
    site.app.state.house.settings.to_environment()  # type: ignore[attr-defined]
    from_environment().state.house.close()
    gc.unfreeze()
    page = site.get(f"/add/{lot}?lang={lang}").text
    assert 'data-done="yes"' in page
    assert told in page
    assert not lots.given(lot).exists()


@pytest.mark.parametrize("address", ["/etc/passwd", "file:///etc/passwd", "ftp://example.org/x", "reports/one.txt"])
def test_only_addresses_of_the_web_are_taken(site: TestClient, address: str) -> None:
    answer = site.post("/add", data={"addresses": address})
    assert answer.status_code == 400
    assert "is no address" in answer.text


def test_a_page_of_this_machine_is_not_fetched(site: TestClient) -> None:
    found = added(site, addresses="http://127.0.0.1:9/secret")
    assert (found["done"]["read"], found["done"]["failed"]) == (0, 1)


def test_what_is_no_report_gets_one_sentence(site: TestClient) -> None:
    assert "Nothing was given" in site.post("/add", data={}).text
    assert site.post("/add", data={"text": STATEMENT, "published": "soon"}).status_code == 400
    assert site.post("/add", data={"text": STATEMENT, "language": "tlh"}).status_code == 400
    assert site.get("/add/..%2f..%2fetc").status_code == 404
    assert site.get(f"/add/{'0' * 16}").status_code == 404


def test_more_than_the_bound_is_refused(site: TestClient) -> None:
    settings = site.app.state.house.settings  # type: ignore[attr-defined]
    with browser(settings.but(max_upload=1_000)) as client:
        assert client.post("/add", data={"text": "x" * 5_000}).status_code == 413


def test_a_hostile_title_is_shown_and_not_obeyed(site: TestClient) -> None:
    site.post("/add", data={"text": STATEMENT, "title": HOSTILE, "published": "2020-03-18"})
    found = added(site, text=f"{STATEMENT} Again.", title=HOSTILE, published="2020-03-19")
    page = site.get(f"/add/{found['job']}").text
    assert HOSTILE not in page
    assert HOSTILE in html.fromstring(page).text_content()


def test_readers_add_nothing(site: TestClient) -> None:
    settings = site.app.state.house.settings  # type: ignore[attr-defined]
    with browser(settings.but(public=True)) as public:
        assert public.post("/add", data={"text": STATEMENT}).status_code in (403, 404, 405)


@given(st.text(max_size=300))
def test_a_file_name_leads_nowhere(name: str) -> None:
    safe = safe_name(name)
    assert safe not in ("", ".", "..")
    assert not set(safe) & set("/\\\0 \n")
    assert len(safe.encode()) < 600
    assert not safe.startswith(".")
