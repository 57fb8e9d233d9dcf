"""People at a real browser: signing in, roles, adding reports, passing a page on, and the site that only shows."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from browser_at import PASSWORD, PASSWORDS
from server import serving
from test_views_browser import AXE, CHROMIUM, FLAGS, MINUTE, sync_api
from views_made import WIRE, make

from marsad.serve.accounts import Accounts, file_of
from marsad.serve.accounts.store import ROLES
from marsad.serve.app import create_app
from marsad.serve.assets import BUILT
from marsad.serve.settings import Settings

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is missing: apt install chromium"),
    pytest.mark.skipif(not (BUILT / "app.js").is_file(), reason="the pages' scripts are not built: make web"),
]
STATEMENT = "The coalition handed al-Qaim base over to Iraqi forces on 17 March 2020. About 300 troops left the base."
LANGUAGES = ("en", "ar")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger, and beside it one account for each role."""
    folder = tmp_path_factory.mktemp("people")
    make(folder / "told.db")
    accounts = Accounts(file_of(folder / "web"))
    accounts.file.path.parent.mkdir(exist_ok=True)
    for role in ROLES:
        accounts.file.do(
            "insert into people values (?, ?, ?, ?, null, null, ?)", role, role, role, PASSWORDS(role), "2026-01-01"
        )
    return folder


@pytest.fixture(scope="module")
def address(place: Path) -> Iterator[str]:
    ledger, web = str(place / "told.db"), str(place / "web")
    with serving(create_app(Settings(ledger=ledger, folder=web, sources=web, accounts=True))) as port:
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def public(place: Path) -> Iterator[str]:
    ledger, web = str(place / "told.db"), str(place / "web")
    with serving(create_app(Settings(ledger=ledger, folder=web, public=True))) as port:
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def chromium() -> Iterator["sync_api.Browser"]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def seats(chromium: "sync_api.Browser", address: str) -> dict[str, "sync_api.BrowserContext"]:
    """A browser of each role, in which it has signed in."""
    return {role: _signed_in(chromium, address, role) for role in ROLES}


def _signed_in(chromium: "sync_api.Browser", address: str, name: str) -> "sync_api.BrowserContext":
    context = chromium.new_context(locale="en-GB", bypass_csp=True)  # the checker of accessibility is no script of ours
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page = _page(context)
    page.goto(f"{address}/sign-in")
    _enter(page, name, PASSWORD)
    page.wait_for_url(f"{address}/")
    page.close()
    return context


def _page(context: "sync_api.BrowserContext") -> "sync_api.Page":
    page = context.new_page()
    page.set_default_timeout(MINUTE)
    return page


def _enter(page: "sync_api.Page", name: str, password: str) -> None:
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_signing_in_leads_on_and_signing_out_closes(chromium: "sync_api.Browser", address: str, lang: str) -> None:
    page = _page(chromium.new_context(locale="ar" if lang == "ar" else "en-GB"))
    wanted = f"{address}/posture?of=Iraq&on=2020-04-05&lang={lang}"
    page.goto(wanted)
    assert page.get_attribute("html", "dir") == ("rtl" if lang == "ar" else "ltr")
    _enter(page, "viewer", "not the password at all")
    page.wait_for_selector("[role=alert]")
    assert page.input_value("input[name=name]") == "viewer"
    _enter(page, "viewer", PASSWORD)
    page.wait_for_url(wanted)
    page.goto(f"{address}/account?lang={lang}")
    page.click("form[action^='/sign-out'] button")
    page.wait_for_url(re.compile("/sign-in"))
    page.goto(wanted)
    assert "/sign-in" in page.url
    page.context.close()


def test_each_role_is_shown_what_it_may_and_refused_the_rest(
    seats: dict[str, "sync_api.BrowserContext"], address: str
) -> None:
    may = {}
    for role, seat in seats.items():
        page = _page(seat)
        page.goto(f"{address}/about")
        links = page.locator("nav a").evaluate_all("all => all.map((each) => each.pathname)")
        asked = {path: page.goto(f"{address}{path}") for path in ("/review", "/people")}
        may[role] = (
            {"/review", "/add"} & set(links),
            {path for path, got in asked.items() if got is not None and got.status == 200},
        )
        page.close()
    assert may == {
        "viewer": (set(), set()),
        "analyst": ({"/review", "/add"}, {"/review"}),
        "admin": ({"/review", "/add"}, {"/review", "/people"}),
    }


def test_an_admin_makes_an_account_gives_it_a_role_and_takes_it_away(
    chromium: "sync_api.Browser", seats: dict[str, "sync_api.BrowserContext"], address: str
) -> None:
    admin = _page(seats["admin"])
    admin.goto(f"{address}/people")
    admin.fill("#name", "rana")
    admin.fill("#password", PASSWORD)
    admin.select_option("#role", "viewer")
    admin.click("form[action='/people'] button.primary")
    people = admin.locator("main table").first  # the second one is the journal
    row = people.locator("tr", has=admin.locator("bdi", has_text=re.compile("^rana$")))
    row.wait_for()
    rana = _page(_signed_in(chromium, address, "rana"))
    rana.goto(f"{address}/about")
    assert rana.locator("nav a[href*='/review']").count() == 0
    row.locator("select").select_option("analyst")
    row.locator("form[action^='/people/role'] button").click()
    admin.wait_for_load_state()
    rana.goto(f"{address}/about")
    assert rana.locator("nav a[href*='/review']").count() == 1
    row.locator("button.danger").click()
    row.wait_for(state="detached")
    rana.goto(f"{address}/about")
    assert "/sign-in" in rana.url
    rana.context.close()
    admin.close()


def _what_became(page: "sync_api.Page") -> str:
    """The page of what is added, once all is read: it follows by itself."""
    page.wait_for_url(re.compile("/add/[0-9a-f]+"))
    page.wait_for_selector("#progress[data-done=yes]")
    return page.inner_text("#progress")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_is_pasted_read_and_opened(seats: dict[str, "sync_api.BrowserContext"], address: str, lang: str) -> None:
    page = _page(seats["analyst"])
    page.goto(f"{address}/add?lang={lang}")
    page.fill("#text", f"{STATEMENT} So said the office, in {lang}.")
    page.fill("#title", f"A statement, {lang}")
    page.fill("#published", "2020-03-18")
    page.click("form.adding button.primary")
    assert f"A statement, {lang}" in _what_became(page)
    page.click("#progress li a")
    page.wait_for_selector("#report-text")
    assert STATEMENT in page.inner_text("#report-text")
    page.close()


def test_files_are_uploaded_and_one_that_cannot_be_read_is_named(
    seats: dict[str, "sync_api.BrowserContext"], address: str
) -> None:
    page = _page(seats["analyst"])
    page.goto(f"{address}/add")
    page.set_input_files(
        "#files",
        [
            {"name": "uploaded.txt", "mimeType": "text/plain", "buffer": f"{STATEMENT} Uploaded.".encode()},
            {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 nothing"},
        ],
    )
    page.click("form.adding button.primary")
    _what_became(page)
    assert page.locator("#progress li.failed").inner_text().count("broken.pdf") == 1
    assert page.locator("#progress li a[href*='/report/uploaded']").count() == 1
    page.close()


def test_an_address_inside_the_network_is_not_fetched_and_the_page_says_so(
    seats: dict[str, "sync_api.BrowserContext"], address: str
) -> None:
    page = _page(seats["analyst"])
    page.goto(f"{address}/add")
    page.fill("#addresses", f"{address}/health")
    page.click("form.adding button.primary")
    _what_became(page)
    assert "is not fetched" in page.inner_text("#progress li.failed")
    page.close()


class Outlet:
    """An outlet on this machine with two reports; the second is sent once somebody lets it go."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        outlet = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/second.html":
                    outlet.go_on.wait(60)
                found = PAGES.get(self.path)
                body = (found or "nothing").encode()
                self.send_response(200 if found else 404)
                self.send_header("content-type", "text/html; charset=utf-8")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"


def _article(title: str, text: str) -> str:
    day = '<meta property="article:published_time" content="2020-03-18">'
    return f"<html lang=en><head><title>{title}</title>{day}</head><body><article><p>{text}</p></article></body></html>"


PAGES = {
    "/first.html": _article("Base handed over", f"{STATEMENT} So said the first."),
    "/second.html": _article("Troops left", "About 200 coalition troops left K-1 base for Kuwait on 16 March 2020."),
}


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    made = Outlet()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.go_on.set()
    made.server.shutdown()
    made.server.server_close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_addresses_of_a_host_that_is_allowed_are_fetched_and_the_page_tells_how_far_it_is(
    chromium: "sync_api.Browser", outlet: Outlet, tmp_path: Path, lang: str
) -> None:
    ledger, web = str(make(tmp_path / "told.db")), str(tmp_path / "web")
    settings = Settings(ledger=ledger, folder=web, sources=web, allow_hosts=(outlet.host,))
    with serving(create_app(settings)) as port, chromium.new_context() as context:
        page = _page(context)
        page.goto(f"http://localhost:{port}/add?lang={lang}")
        page.fill("#addresses", "\n".join(f"http://{outlet.host}{path}" for path in PAGES))
        page.click("form.adding button.primary")
        page.wait_for_selector(
            "#progress[data-done=''] li a:has-text('Base handed over')"
        )  # the other is not there yet
        assert page.locator("#progress progress").get_attribute("value") == "1"
        outlet.go_on.set()
        assert "Troops left" in _what_became(page)
        assert page.locator("#progress li.failed").count() == 0
        page.click("#progress li a:has-text('Troops left')")
        page.wait_for_selector("#report-text")
        assert "200 coalition troops" in page.inner_text("#report-text")
        archived = context.request.get(f"http://localhost:{port}{page.get_attribute('a[href*=archived]', 'href')}")
        assert archived.body() == PAGES["/second.html"].encode()


def test_an_address_that_is_passed_on_shows_the_same_after_the_ledger_has_changed(
    seats: dict[str, "sync_api.BrowserContext"], address: str
) -> None:
    page = _page(seats["viewer"])
    page.goto(f"{address}/posture?of=al-Qaim&known=2020-03-18")
    page.click("button[data-copy]")
    page.wait_for_selector("button[data-copy].done")
    passed_on = page.evaluate("navigator.clipboard.readText()")
    assert {"of=al-Qaim", "known=2020-03-18", "on=2020-03-18"} <= set(passed_on.partition("?")[2].split("&"))
    assert "as_recorded=" in passed_on
    before = page.inner_text("main")

    analyst = _page(seats["analyst"])
    analyst.goto(f"{address}/report/wire")
    claim = analyst.locator(".beside li", has_text="Handover").or_(analyst.locator(".beside li")).first
    analyst.goto(f"{address}/claim/{claim.get_attribute('data-claim')}")
    analyst.click("button[value=reject]")
    analyst.wait_for_load_state()
    page.goto(f"{address}/posture?of=al-Qaim&known=2020-03-18")
    assert page.inner_text("main") != before

    other = _page(seats["admin"])
    other.goto(passed_on)
    assert _told(other.inner_text("main")) == _told(before)
    for each in (page, analyst, other):
        each.close()


def _told(text: str) -> list[str]:
    """What a page tells, without the line about the moment of the ledger."""
    return [line for line in text.splitlines() if "UTC" not in line]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_paper_stands_what_is_told_and_no_button(
    seats: dict[str, "sync_api.BrowserContext"], address: str, lang: str
) -> None:
    page = _page(seats["viewer"])
    page.goto(f"{address}/report/wire?lang={lang}")
    page.emulate_media(media="print")
    assert page.locator("#report-text").is_visible()
    assert page.locator(".beside li").first.is_visible()
    for hidden in page.locator("nav, button, .no-print, form.filters").all():
        assert not hidden.is_visible()
    page.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_public_site_shows_everything_and_takes_nothing(chromium: "sync_api.Browser", public: str, lang: str) -> None:
    page = _page(chromium.new_context())
    for view in ("/", "/posture?of=Iraq&on=2020-04-05", "/report/wire", "/conflicts", "/unknown", "/about"):
        got = page.goto(f"{public}{view}{'&' if '?' in view else '?'}lang={lang}")
        assert got is not None
        assert got.status == 200
        assert page.locator("form[method=post]").count() == 0
        assert page.locator("nav a[href*='/review'], nav a[href*='/add']").count() == 0
    assert page.locator(".top .badge").is_visible()
    page.goto(f"{public}/report/wire?lang={lang}")
    assert WIRE in page.inner_text("#report-text")
    assert page.locator("#marking").count() == 0
    for shut in ("/review", "/add", "/people", "/sign-in"):
        got = page.goto(f"{public}{shut}")
        assert got is not None
        assert got.status in (403, 404)
    page.context.close()


SEEN_BY = {
    "viewer": ("/account", "/claim/{claim}", "/event/e{claim}", "/about", "/review", "/nowhere", "/sign-in"),
    "analyst": (
        "/missed/wire?start=0&end=13",
        "/claim/{claim}",
        "/add/{job}",
        "/audit",
        "/missed/arabic?start=0&end=12",
    ),
    "admin": ("/people", "/account"),
}


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: make web")
@pytest.mark.parametrize(("lang", "width"), [("ar", 390), ("en", 1280)])
def test_no_page_of_people_has_a_serious_fault_or_is_wider_than_the_window(
    seats: dict[str, "sync_api.BrowserContext"], address: str, lang: str, width: int
) -> None:
    faults = []
    for role, pages in SEEN_BY.items():
        seen = _page(seats[role])
        seen.set_viewport_size({"width": width, "height": 800})
        seen.goto(f"{address}/report/paper")
        parts = {"claim": seen.locator("[data-claim]").last.get_attribute("data-claim"), "job": ""}
        if any("{job}" in each for each in pages):
            seen.goto(f"{address}/add")
            seen.fill("#text", STATEMENT)
            seen.click("form.adding button.primary")
            _what_became(seen)
            parts["job"] = seen.url.rpartition("/")[2].partition("?")[0]
        for each in pages:
            path = each.format(**parts)
            seen.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={lang}")
            seen.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
            if seen.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append((path, "too wide"))
            seen.add_script_tag(path=AXE)
            found = seen.evaluate("axe.run(document, { resultTypes: ['violations'] })")
            faults += [
                (path, fault["id"], fault["nodes"][0]["html"][:120])
                for fault in found["violations"]
                if fault["impact"] in ("serious", "critical")
            ]
        seen.close()
    assert faults == []
