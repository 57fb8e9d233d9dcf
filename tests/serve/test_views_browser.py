"""The views in a real browser: sliders, clicks, keys, both directions, and no serious fault of accessibility.

They need Chromium and the built scripts (`apt install chromium`, `make web`); else they are skipped.
"""

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from server import serving
from views_made import make

from marsad.serve.app import create_app
from marsad.serve.assets import BUILT
from marsad.serve.settings import Settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --use-angle=swiftshader --enable-unsafe-swiftshader"
).split()
MINUTE = 60_000

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is missing: apt install chromium"),
    pytest.mark.skipif(not (BUILT / "map.js").is_file(), reason="the pages' scripts are not built: make web"),
]
sync_api = pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("seen")
    app = create_app(Settings(ledger=str(make(folder / "ledger.db")), folder=str(folder / "web")))
    with serving(app) as port:
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def chromium() -> Iterator["sync_api.Browser"]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: "sync_api.Browser") -> Iterator["sync_api.Page"]:
    """A page on which nothing may go wrong: no script fails, nothing breaks the Content-Security-Policy."""
    context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    made = context.new_page()
    made.set_default_timeout(MINUTE)
    troubles: list[str] = []
    made.on("pageerror", lambda error: troubles.append(str(error)))
    made.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    yield made
    context.close()
    assert troubles == []


def asked(page: "sync_api.Page") -> dict[str, str]:
    """What the address in the browser's bar asks."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def open_map(page: "sync_api.Page", address: str, more: str = "") -> None:
    page.goto(f"{address}/map?of=Iraq&on=2020-03-25{more}")
    page.wait_for_selector("#map canvas")
    page.wait_for_selector("#map-panel .places li")


def test_the_map_shows_places_and_their_claims(page: "sync_api.Page", address: str) -> None:
    open_map(page, address)
    page.click("#map-panel button:has-text('al-Qaim base')")
    page.wait_for_selector("#map-panel h2:has-text('al-Qaim base')")
    told = page.inner_text("#map-panel")
    assert "Iraq, from CJTF-OIR" in told
    assert "disputed" in told
    page.keyboard.press("Escape")
    page.wait_for_selector("#map-panel .places li")
    page.click("#map-panel button:has-text('al-Qaim base')")
    page.click("#map-panel .ids a >> nth=0")
    page.wait_for_selector("blockquote mark")
    assert "/claim/" in page.url


def test_a_key_on_a_slider_steps_by_a_day_and_the_address_follows(page: "sync_api.Page", address: str) -> None:
    open_map(page, address)
    page.focus("#on-slider")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("on=2020-03-24"))
    page.focus("#known-slider")
    page.keyboard.press("Home")
    page.wait_for_url(re.compile("known=2020-03-17"))
    assert (asked(page)["on"], asked(page)["known"]) == ("2020-03-24", "2020-03-17")
    tab = page.get_attribute(".tabs a >> nth=0", "href") or ""
    assert "known=2020-03-17" in tab
    shown = page.inner_text("#map-panel")
    page.reload()
    page.wait_for_selector("#map-panel .places li")
    assert page.inner_text("#map-panel") == shown


def test_the_days_that_a_walk_comes_to_next_are_there_before_it(page: "sync_api.Page", address: str) -> None:
    fetched: list[str] = []
    page.on(
        "requestfinished", lambda done: fetched.append(done.url) if re.search(r"/map(\.json|/days)", done.url) else None
    )
    open_map(page, address)
    ahead = {f"2020-03-{n}" for n in (23, 24, *range(26, 32))} | {"2020-04-01", "2020-04-02"}
    page.focus("#on-slider")
    for _ in range(600):
        if ahead <= set(days_of(fetched)):
            break
        page.wait_for_timeout(100)
    assert len(days_of(fetched)) == len(set(days_of(fetched)))  # none of them twice
    before = len(fetched)
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#map-view[data-shown^='2020-03-26']")
    page.wait_for_selector("#map-view[data-drawn^='2020-03-26']")
    assert not any("on=2020-03-26" in each for each in fetched[before:])


def days_of(fetched: list[str]) -> list[str]:
    """The days that were asked for, several in one address."""
    asked = [parse_qs(urlsplit(each).query) for each in fetched]
    since = [(dt.date.fromisoformat(each["on"][0]), int(each.get("days", ["1"])[0])) for each in asked]
    return [(first + dt.timedelta(n)).isoformat() for first, days in since for n in range(days)]


def test_a_hand_on_a_slider_fetches_what_it_may_come_to(page: "sync_api.Page", address: str) -> None:
    fetched: list[str] = []
    page.on("requestfinished", lambda done: fetched.append(done.url) if "along=known" in done.url else None)
    open_map(page, address)
    page.hover("#known-slider")
    for _ in range(600):
        if fetched:
            break
        page.wait_for_timeout(100)
    known = parse_qs(urlsplit(fetched[0]).query)["known"][0]
    page.focus("#known-slider")
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector("#map-view[data-shown^='2020-03-25 2020-0']")
    assert known <= asked(page)["known"]


def test_what_is_known_can_be_taken_beyond_the_day_that_an_address_gives(page: "sync_api.Page", address: str) -> None:
    open_map(page, address, "&known=2020-03-20")
    page.focus("#known-slider")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("known=2020-03-21"))
    page.keyboard.press("End")
    page.wait_for_url(re.compile(r"^[^#]*\?(?!.*known=)"))


def test_the_map_tells_what_changed_since_another_day(page: "sync_api.Page", address: str) -> None:
    open_map(page, address)
    page.fill("#compare-day", "2020-03-01")
    page.check("#compare")
    page.wait_for_selector("#map-panel h2:has-text('2020-03-01')")
    assert "al-Qaim base" in page.inner_text("#map-panel .changes")
    assert asked(page)["before"] == "2020-03-01"


def test_in_arabic_sliders_and_panel_stand_the_other_way_round(page: "sync_api.Page", address: str) -> None:
    open_map(page, address, "&lang=ar")
    boxes = [page.locator(each).bounding_box() for each in ("#map", "#map-panel")]
    assert None not in boxes
    assert boxes[1]["x"] < boxes[0]["x"]
    page.focus("#on-slider")
    page.keyboard.press("ArrowLeft")  # where time runs to the left, left is later
    page.wait_for_url(re.compile("on=2020-03-26"))
    assert "قاعدة القائم" in page.inner_text("#map-panel")


def test_a_cell_opens_by_keyboard_and_all_by_one_key(page: "sync_api.Page", address: str) -> None:
    page.goto(f"{address}/posture?of=Iraq&on=2020-04-05")
    page.focus("details.cell >> nth=0 >> summary")
    page.keyboard.press("Enter")
    assert page.locator("details.cell[open]").count() == 1
    page.keyboard.press("o")
    assert page.locator("details.cell[open]").count() == page.locator("details.cell").count() > 1


def test_pointing_at_words_shows_their_claim(page: "sync_api.Page", address: str) -> None:
    page.goto(f"{address}/report/wire")
    page.hover("mark:has-text('About 300 soldiers')")
    assert "300" in page.inner_text(".beside .lit")
    page.focus(".beside li >> nth=0")
    assert page.locator("mark.lit").count() == 1


VIEWS = (
    "/", "/map?of=Iraq&on=2020-03-25", "/timeline?of=Iraq", "/posture?of=Iraq&on=2020-04-05", "/events?of=Iraq",
    "/conflicts?of=Iraq", "/diff?of=Iraq&before=2020-03-10&after=2020-04-05", "/sources", "/search?q=soldiers",
    "/unknown", "/changes", "/alerts", "/review", "/agreement", "/add", "/report/wire", "/report/arabic",
)  # fmt: skip


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: make web")
@pytest.mark.parametrize(("lang", "scheme", "width"), [("ar", "dark", 1280), ("en", "light", 390)])
def test_no_view_has_a_serious_fault_or_is_wider_than_the_window(
    chromium: "sync_api.Browser", address: str, lang: str, scheme: str, width: int
) -> None:
    # The checker is no script of ours, so that the policy would keep it out.
    size = {"width": width, "height": 800}
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True, viewport=size)
    seen = context.new_page()
    seen.set_default_timeout(MINUTE)
    faults = []
    for view in VIEWS:
        seen.goto(f"{address}{view}{'&' if '?' in view else '?'}lang={lang}")
        seen.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        if seen.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append((view, "too wide"))
        seen.add_script_tag(path=AXE)
        found = seen.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        faults += [
            (view, each["id"], each["nodes"][0]["html"][:120])
            for each in found["violations"]
            if each["impact"] in ("serious", "critical")
        ]
    context.close()
    assert faults == []


def test_the_queue_works_by_keyboard_alone(page: "sync_api.Page", tmp_path: Path) -> None:
    app = create_app(Settings(ledger=str(make(tmp_path / "ledger.db")), folder=str(tmp_path / "web")))
    with serving(app) as port:
        page.goto(f"http://localhost:{port}/review")
        second = page.locator("[data-item]").nth(1).get_attribute("data-item")
        page.keyboard.press("j")
        page.keyboard.press("w")
        page.keyboard.type("a misprint")
        page.keyboard.press("Escape")
        page.keyboard.press("r")
        page.wait_for_selector("#last")
        assert page.locator(f"[data-item='{second}']").count() == 0
        page.keyboard.press("u")
        page.wait_for_selector(f"[data-item='{second}']")
        page.goto("about:blank")  # it asks now and then who else is looking, also of a server that has gone


def test_words_are_marked_as_missed_in_both_directions(chromium: "sync_api.Browser", tmp_path: Path) -> None:
    app = create_app(Settings(ledger=str(make(tmp_path / "ledger.db")), folder=str(tmp_path / "web")))
    with serving(app) as port:
        page = chromium.new_context().new_page()
        page.set_default_timeout(MINUTE)
        for report, lang, words in (("wire", "en", "still there"), ("arabic", "ar", "مساء الثلاثاء")):
            page.goto(f"http://localhost:{port}/report/{report}?lang={lang}")
            assert page.locator("#marking").is_visible()
            assert not page.locator("#marking button").is_visible(), "nothing is selected yet"
            page.evaluate(_SELECT, words)
            page.wait_for_selector("#marking button:visible")
            page.keyboard.press("m")
            page.wait_for_selector("form[method=post]")
            assert page.inner_text("mark.evidence") == words
            page.select_option("#kind", "control")
            page.wait_for_selector("input[name=kind][value=control]", state="attached")
            page.fill("#slot-place", "Camp Taj")
            page.wait_for_selector("datalist option[value='Camp Taji']", state="attached")
            page.fill("#slot-place", "Camp Taji")
            page.fill("#slot-actor", "IQ")
            page.click("form[method=post] button.primary")
            page.wait_for_selector("#last")
            assert words in page.locator("mark.evidence").all_inner_texts()
            page.keyboard.press("u")
            page.wait_for_selector("#last", state="detached")
            assert words not in page.locator("mark.evidence").all_inner_texts()


_SELECT = """words => {
  const walk = document.createTreeWalker(document.getElementById("report-text"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + words.length);
    return;
  }
}"""


@pytest.mark.parametrize(("lang", "title"), [("en", "Keys"), ("ar", "المفاتيح")])
def test_the_keys_of_a_page_are_shown(page: "sync_api.Page", address: str, lang: str, title: str) -> None:
    page.goto(f"{address}/review?lang={lang}")
    page.keyboard.press("?")
    page.wait_for_selector("dialog#keys[open]")
    assert page.inner_text("#keys h2") == title
    assert page.locator("#keys kbd").all_inner_texts() == ["?", "/", "j", "k", "a", "r", "w", "o", "u"]
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog#keys:not([open])", state="attached")
