"""Days on a line, lanes of events, spots of a map: what is drawn where."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from types import SimpleNamespace

import pytest
from browser_at import browser
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient
from views_made import make

from marsad.ledger import Entry
from marsad.model.claim import Claim
from marsad.model.span import Span
from marsad.model.values import Place
from marsad.posture.events import find_events
from marsad.serve.settings import Settings
from marsad.serve.views.axis import Axis
from marsad.serve.views.lanes import mark
from marsad.serve.views.phrasing import dated

IRAQ = Place("Iraq", "IQ", None, None, "country")
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1))


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("lines")
    with browser(Settings(ledger=str(make(folder / "ledger.db")), folder=str(folder / "web"))) as client:
        yield client


# The axis


@given(DAYS, st.integers(1, 20_000), st.lists(DAYS, min_size=2, max_size=8))
def test_later_days_lie_further_on_and_none_beyond_the_ends(first: dt.date, length: int, days: list[dt.date]) -> None:
    axis = Axis(first, first + dt.timedelta(length))
    at = [axis.at(day) for day in sorted(days)]
    assert at == sorted(at)
    assert all(0 <= each <= 100 for each in at)


@given(DAYS, st.integers(1, 20_000), DAYS, st.integers(0, 500))
def test_from_right_to_left_all_is_mirrored(first: dt.date, length: int, day: dt.date, days: int) -> None:
    last = first + dt.timedelta(length)
    left, right = Axis(first, last), Axis(first, last, mirrored=True)
    (x, width), (mirrored_x, mirrored_width) = (axis.span(day, day + dt.timedelta(days)) for axis in (left, right))
    assert width == pytest.approx(mirrored_width, abs=0.02)
    assert x + width == pytest.approx(100 - mirrored_x, abs=0.05)


@given(DAYS, st.integers(1, 20_000))
def test_a_reader_counts_by_a_handful_of_days(first: dt.date, length: int) -> None:
    axis = Axis(first, first + dt.timedelta(length))
    at = [tick.at for tick in axis.ticks]
    assert len(at) <= 28
    assert all(one < other for one, other in pairwise(at))


# Lanes


def test_a_timeline_keeps_what_is_told_apart_from_what_is_planned_and_denied(views: TestClient) -> None:
    groups = views.get("/timeline.json?of=Iraq").json()["groups"]
    sorts = {name: {lane["sort"] for lane in lanes} for name, lanes in groups.items()}
    assert sorts["told"] == {"holder", "presence", "move", "attack"}
    assert sorts["expected"] == {"move"}


def test_two_voices_on_one_date_stand_beside_each_other(views: TestClient) -> None:
    (lane,) = (
        lane
        for lane in views.get("/timeline.json?of=al-Qaim base").json()["groups"]["told"]
        if lane["sort"] == "holder"
    )
    (event,) = lane["events"]
    assert (event["first"], event["last"], event["fuzzy"]) == ("2020-03-16", "2020-03-17", [False, False])
    (conflict,) = lane["conflicts"]
    assert {side["value"] for side in conflict["sides"]} == {"2020-03-16", "2020-03-17"}
    page = html.fromstring(views.get("/timeline?of=al-Qaim base").text)
    assert len(page.xpath("//div[contains(@class, 'side-lane')]")) == 2


def test_a_month_has_no_sharp_ends_and_a_day_has(views: TestClient) -> None:
    groups = views.get("/timeline.json?of=Ain al-Asad").json()["groups"]
    (planned,) = (event for lane in groups["expected"] for event in lane["events"])
    assert (planned["first"], planned["last"], planned["fuzzy"]) == ("2020-04-01", "2020-04-30", [True, True])


@pytest.mark.parametrize(
    ("when", "first", "last", "sign"),
    [
        ("../2020-04-30", "2020-03-20", "2020-04-30", "2020-03-20"),  # nobody has left before he says that he will
        ("../2020-03-01", "0001-01-01", "2020-03-01", "0001-01-01"),  # told when it was past
        ("2020-04-01/..", "2020-04-01", "9999-12-31", "2020-04-01"),
    ],
)
def test_a_plan_lies_ahead_of_its_report(when: str, first: str, last: str, sign: str) -> None:
    claim = Claim("move", "planned", (Span(0, 4),), actor=("US",), origin=(IRAQ,), when=when)
    (event,) = find_events([Entry("1", claim, "r", "A", dt.date(2020, 3, 20), "en", "", "hand")])
    found = mark(SimpleNamespace(event=event))
    assert [day.isoformat() for day in (*found.outer, found.sign[0])] == [first, last, sign]


def test_the_arabic_timeline_runs_from_right_to_left(views: TestClient) -> None:
    signs = {}
    for lang in ("en", "ar"):
        page = html.fromstring(views.get(f"/timeline?of=al-Qaim base&lang={lang}").text)
        signs[lang] = [float(sign.get("x").rstrip("%")) for sign in page.xpath("//svg[contains(@class, 'sign')]")]
    assert signs["en"]
    assert signs["ar"] == pytest.approx([100 - at for at in signs["en"]], abs=0.05)


def test_every_mark_leads_to_its_event_and_has_a_name(views: TestClient) -> None:
    page = html.fromstring(views.get("/timeline?of=Iraq").text)
    marks = page.xpath("//svg//a")
    assert marks
    assert all(mark.get("href").startswith("/event/") and mark.get("aria-label") for mark in marks)
    assert views.get(marks[0].get("href")).status_code == 200


# The map


def test_the_map_has_sites_with_holder_presence_and_the_arc_of_a_move(views: TestClient) -> None:
    chart = views.get("/map.json?of=Iraq&on=2020-03-25").json()
    spots = {spot["name"]: spot for spot in chart["spots"]}
    base = spots["al-Qaim base"]
    assert (base["holder"]["actor"], base["holder"]["disputed"]) == (["IQ"], ["date"])
    assert base["presence"][0]["actor"] == ["CJTF-OIR"]
    assert (base["label"], base["country"]) == ("al-Qaim base", "IQ")
    (move,) = chart["moves"]
    ends = [move[end].partition("|")[0] for end in ("origin", "destination")]
    assert ends == ["al-Qaim base", "Ain al-Asad"]


def test_an_attack_is_drawn_for_a_month_and_not_before_it_happened(views: TestClient) -> None:
    def attacks(day: str) -> int:
        return sum(len(spot["attacks"]) for spot in views.get(f"/map.json?of=Iraq&on={day}").json()["spots"])

    assert [attacks(day) for day in ("2020-03-30", "2020-03-31", "2020-04-20", "2020-06-01")] == [0, 1, 1, 0]


def test_what_was_not_known_yet_is_not_on_the_map(views: TestClient) -> None:
    known = views.get("/map.json?of=Iraq&on=2020-04-10&known=2020-03-18").json()
    assert [spot["name"] for spot in known["spots"]] == ["al-Qaim base"]
    assert known["moves"] == []


def test_without_scripts_a_table_says_what_the_map_shows(views: TestClient) -> None:
    page = html.fromstring(views.get("/map?of=Iraq&on=2020-03-25").text)
    rows = {row.xpath("string(th)").strip(): row.text_content() for row in page.xpath("//table//tbody/tr")}
    assert "Iraq" in rows["al-Qaim base"]
    assert page.xpath("//*[@id='map-view']")[0].get("hidden") is not None


def test_labels_are_in_both_scripts(views: TestClient) -> None:
    for lang, other in (("en", "ar"), ("ar", "en")):
        one, two = (views.get(f"/map.json?of=Iraq&on=2020-04-01&lang={each}").json()["spots"] for each in (lang, other))
        assert [spot["label"] for spot in one] == [spot["other"] for spot in two]
    assert any("\u0600" <= letter <= "\u06ff" for spot in two for letter in spot["other"])


def test_without_a_day_the_map_shows_the_newest_of_which_something_is_told(views: TestClient) -> None:
    assert views.get("/map.json?of=Iraq").json()["on"] == "2020-04-02"


# Words


@given(st.text())
def test_words_of_any_kind_come_through_escaped_and_whole(text: str) -> None:
    made = html.fragment_fromstring(f"<p>{dated(text.replace(chr(0), ''))}</p>") if _printable(text) else None
    if made is not None:
        assert made.text_content() == text
        assert {child.tag for child in made} <= {"time", "bdi"}


def _printable(text: str) -> bool:
    return all(letter.isprintable() for letter in text)
