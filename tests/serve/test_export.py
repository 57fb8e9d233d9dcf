"""Pages as files: what the command line exports, for whoever may read; what cannot be written is said in a sentence."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from browser_at import browser
from click.testing import CliRunner
from lxml import html
from starlette.testclient import TestClient
from views_made import HOSTILE, make

from marsad.cli import main
from marsad.serve.pages.export import _AT_ONCE, _desk
from marsad.serve.settings import Settings

ASKED = "of=Iraq&on=2020-04-05"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("handed") / "ledger.db")


@pytest.fixture(scope="module")
def views(told: Path) -> Iterator[TestClient]:
    with browser(Settings(ledger=str(told), folder=str(told.parent / "web"))) as client:
        yield client


@pytest.mark.parametrize(("form", "what"), [("csv", "posture"), ("csv", "claims"), ("geojson", "posture")])
def test_a_file_is_what_the_command_line_exports(
    views: TestClient, told: Path, tmp_path: Path, form: str, what: str
) -> None:
    answer = views.get(f"/export?{ASKED}&what={what}&format={form}&lang=en")
    assert answer.status_code == 200
    path = tmp_path / f"out.{form}"
    given = ["--ledger", str(told), "--of", "Iraq", "--on", "2020-04-05", "--format", form, "--what", what]
    ran = CliRunner().invoke(main, ["export", *given, "-o", str(path)])
    assert ran.exit_code == 0, ran.output
    assert answer.content == path.read_bytes()
    assert f"Iraq-{what}-2020-04-05.{form}" in answer.headers["content-disposition"]
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("page", ["posture", "map", "timeline", "events", "conflicts"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_file_that_a_page_offers_is_there(views: TestClient, page: str, lang: str) -> None:
    shown = html.fromstring(views.get(f"/{page}?{ASKED}&known=2020-03-19&lang={lang}").text)
    offered = shown.xpath("//a[@download]/@href")
    assert len(offered) == 11
    assert all("known=2020-03-19" in each for each in offered)
    if (page, lang) == ("posture", "ar"):
        assert {views.get(each).status_code for each in offered} == {200}


def test_a_file_hangs_on_the_clocks(views: TestClient) -> None:
    def rows(known: str) -> int:
        text = views.get(f"/export?{ASKED}&what=claims&format=csv{known}").text
        return len(list(csv.reader(io.StringIO(text))))

    assert 1 < rows("&known=2020-03-17") < rows("")


def test_a_brief_comes_as_a_document_of_its_language(views: TestClient) -> None:
    answer = views.get(f"/brief?{ASKED}&format=docx&lang=ar")
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as document:
        assert "<w:bidi" in document.read("word/document.xml").decode()
    page = views.get(f"/brief?{ASKED}&format=html&lang=en")
    assert "attachment" in page.headers["content-disposition"], "a page of report words is no page of ours"
    assert HOSTILE not in page.text


@pytest.mark.parametrize(
    ("address", "told_of"),
    [
        ("/export?format=doc", "doc"),
        ("/export?format=csv&what=rumours", "rumours"),
        ("/export?of=Atlantis-upon-Sea", "Atlantis"),
        ("/brief?format=html", "of="),
        ("/brief?of=Iraq&format=rtf", "rtf"),
        ("/brief?of=Iraq&on=2020-04-05&since=2020-05-01", "2020-05-01"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(views: TestClient, address: str, told_of: str) -> None:
    answer = views.get(f"{address}&lang=en")
    assert answer.status_code == 400
    assert told_of in answer.text


def test_a_name_of_a_file_leads_nowhere(views: TestClient) -> None:
    answer = views.get("/export?of=actor:US/../..%0d%0aset-cookie:x&format=csv")
    assert answer.status_code == 400
    named = views.get("/export?of=place:Iraq&format=csv").headers["content-disposition"]
    assert "/" not in named.replace("UTF-8''", "")
    assert "\n" not in named


def test_the_public_may_take_files_too(views: TestClient) -> None:
    settings = views.app.state.house.settings  # type: ignore[attr-defined]
    with browser(settings.but(public=True)) as public:
        found = json.loads(public.get(f"/export?{ASKED}&format=geojson").text)
        assert found["type"] == "FeatureCollection"


def test_many_files_at_once_do_not_keep_pages_waiting(views: TestClient) -> None:
    with ExitStack() as others:
        for _ in range(_AT_ONCE):
            others.enter_context(_desk())
        answer = views.get(f"/export?{ASKED}&format=csv&lang=ar")
        assert answer.status_code == 503
        assert "أعد المحاولة" in answer.text
        assert views.get(f"/posture?{ASKED}").status_code == 200
    assert views.get(f"/export?{ASKED}&format=csv").status_code == 200
