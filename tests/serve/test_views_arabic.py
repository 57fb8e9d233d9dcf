"""The pages in Arabic: names, genders, days and directions, of a ledger of two Arabic reports."""

import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from browser_at import browser
from lxml import html
from starlette.testclient import TestClient
from views_made import claim

from marsad.ledger import Ledger
from marsad.model.report import Report
from marsad.model.values import Place, Speaker
from marsad.serve.settings import Settings

SIRTE = Place("Sirte", "LY", 31.209, 16.589, "town")
PORT_SUDAN = Place("Port Sudan", "SD", 19.617, 37.216, "town")
LEFT = "قال المتحدث أحمد المسماري إن الجيش الوطني الليبي سينسحب من سرت في آذار. وقال مصدر إن تركيا باقية."
SAILED = "أجرت القوات السعودية والسودانية تمرينا في بورتسودان."


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("arabic")
    reports = [
        (
            Report("ليبيا", LEFT, "ar", dt.date(2021, 3, 2), "صحيفة المتوسط", "الانسحاب من سرت", None),
            [
                claim(LEFT, "سينسحب من سرت", "move", "planned", actor=("LNA",), origin=(SIRTE,),
                      rule="move: <force> leaves <place>", when="2021-03-02/2021-03-31",
                      said_by=Speaker("LNA", "Ahmed al-Mismari"), confidence=0.3),
                claim(LEFT, "باقية", "presence", "ongoing", actor=("TR",), place=(SIRTE,), said_by=Speaker("UNKNOWN")),
            ],
        ),
        (
            Report("السودان", SAILED, "ar", dt.date(2022, 1, 25), "سودان ميديا", "تمرين", None),
            [claim(SAILED, "القوات", "handover", actor=("SA",), partner=("SD",), place=(PORT_SUDAN,)),
             claim(SAILED, "تمرينا", "activity", activity="exercises", phase="continued", actor=("SD",),
                   place=(PORT_SUDAN,), when="2022-01-23")],
        ),
    ]  # fmt: skip
    with Ledger.open(folder / "ledger.db") as ledger:
        for report, claims in reports:
            ledger.record(report, SimpleNamespace(claims=tuple(claims), unknown=()), "grammar", "1")
    with browser(Settings(ledger=str(folder / "ledger.db"), folder=str(folder / "web"))) as client:
        yield client


def page(views: TestClient, address: str) -> html.HtmlElement:
    return html.fromstring(views.get(f"{address}{'&' if '?' in address else '?'}lang=ar").text)


def text(views: TestClient, address: str) -> str:
    return " ".join(page(views, address).text_content().translate({0x2068: None, 0x2069: None}).split())


def test_a_phase_agrees_with_its_activity(views: TestClient) -> None:
    assert "مناورات، استمرت" in text(views, "/posture?of=السودان&on=2022-02-01")


def test_who_holds_a_place_has_control_of_it(views: TestClient) -> None:
    assert "سيطرة، من المملكة العربية السعودية" in text(views, "/posture?of=السودان&on=2022-02-01")


def test_who_speaks_has_his_arabic_name_beside_the_report(views: TestClient) -> None:
    told = text(views, "/report/ليبيا")
    assert "أحمد المسماري (الجيش الوطني الليبي)" in told
    assert "Mismari" not in told


def test_a_speaker_without_a_name_is_called_so(views: TestClient) -> None:
    assert "متحدث لم يُذكر اسمه" in text(views, "/sources")


def test_the_name_of_a_rule_is_not_turned_round(views: TestClient) -> None:
    (id,) = (entry["id"] for entry in views.get("/api/v1/claims?kind=move").json()["items"])
    read_by = page(views, f"/claim/{id}").xpath("//dl/dt[.='القارئ']/following-sibling::dd[1]")[0].text_content()
    assert read_by == "\u2068grammar: move: <force> leaves <place>\u2069"


def test_times_are_in_words(views: TestClient) -> None:
    assert "2021-03-02 إلى 2021-03-31" in text(views, "/review")
    (id,) = (event["id"] for event in views.get("/api/v1/events?kind=move").json()["items"])
    assert "2021-03-02 إلى 2021-03-31" in page(views, f"/event/{id}").xpath("string(//ol[contains(@class, 'joins')])")


def test_the_colours_of_a_timeline_are_of_those_who_are_on_it(views: TestClient) -> None:
    (legend,) = page(views, "/timeline?of=السودان").xpath("//p[contains(@class, 'legend')]")
    told = legend.text_content()
    assert "السودان" in told
    assert "الجيش الوطني الليبي" not in told


def test_one_thing_has_one_name_in_the_menu_and_on_every_page(views: TestClient) -> None:
    menu = " ".join(page(views, "/").xpath("string(//nav)").split())
    assert "الوضع" in menu
    assert "الخط الزمني" in menu
    for address in ("/", "/map?of=السودان", "/posture?of=السودان", "/timeline?of=السودان"):
        assert not {"الانتشار", "التسلسل الزمني"} & {each.strip() for each in page(views, address).itertext()}
