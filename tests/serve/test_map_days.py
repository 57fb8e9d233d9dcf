"""Days of the map that are fetched together say what each says by itself."""

import datetime as dt
import json
from collections.abc import Iterator

import pytest
from browser_at import browser
from lxml import html
from starlette.testclient import TestClient
from views_made import make

from marsad.serve.settings import Settings


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("days")
    with browser(Settings(ledger=str(make(folder / "ledger.db")), folder=str(folder / "web"))) as client:
        yield client


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("along", ["on", "known"])
@pytest.mark.parametrize("of", [{"of": "Iraq"}, {}])
def test_each_of_several_days_is_what_the_map_says_of_it(
    site: TestClient, along: str, lang: str, of: dict[str, str]
) -> None:
    since = dt.date(2020, 3, 17)
    asked = of | {"on": "2020-04-05", "known": "2020-03-25", "lang": lang}
    told = site.get("/map/days", params=asked | {"along": along, "days": "8", along: str(since)}).json()
    assert len(told["days"]) == 8
    for n, day in enumerate(told["days"]):
        alone = site.get("/map.json", params=asked | {along: str(since + dt.timedelta(n))}).json()
        whole = {name: [told[name][number] for number in day[name]] for name in ("spots", "moves")}
        assert day | whole == alone


def test_what_days_have_in_common_is_told_once(site: TestClient) -> None:
    told = site.get("/map/days?of=Iraq&on=2020-03-17&days=8").json()
    spots = [json.dumps(spot, sort_keys=True) for spot in told["spots"]]
    assert len(spots) == len(set(spots)) < sum(len(day["spots"]) for day in told["days"])


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "along=north is no clock; give on or known."), ("ar", "ليست along=north ساعة")]
)
def test_along_what_is_no_clock_nobody_walks(site: TestClient, lang: str, said: str) -> None:
    answer = site.get(f"/map/days?of=Iraq&along=north&lang={lang}", headers={"accept": "text/html"})
    assert answer.status_code == 400
    text = html.fromstring(answer.text).text_content().replace("\u2068", "").replace("\u2069", "")
    assert said in text


def test_the_sliders_reach_all_that_the_ledger_tells_of_whatever_was_known(site: TestClient) -> None:
    views = [html.fromstring(site.get(f"/map?of=Iraq{more}").text) for more in ("", "&known=2020-03-20")]
    reaches = [(view.xpath("string(//@data-first)"), view.xpath("string(//@data-last)")) for view in views]
    assert reaches[0] == reaches[1]
    assert reaches[1][1] > "2020-03-20"
