"""Two analysts at once in a real browser: signing in, who has an item, and what was decided meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_at import PASSWORD
from server import serving
from test_views_browser import CHROMIUM, FLAGS, MINUTE, sync_api
from views_made import make

from marsad.serve.accounts import Accounts
from marsad.serve.app import create_app
from marsad.serve.assets import BUILT
from marsad.serve.settings import Settings

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is missing: apt install chromium"),
    pytest.mark.skipif(not (BUILT / "review.js").is_file(), reason="the pages' scripts are not built: make web"),
]


@pytest.fixture
def address(tmp_path: Path, accounts: Accounts) -> Iterator[str]:
    """A site with accounts, on a ledger in which two reports disagree."""
    ledger = make(tmp_path / "told.db")
    app = create_app(Settings(ledger=str(ledger), folder=str(tmp_path / "web"), accounts=True))
    with serving(app) as port:
        yield f"http://localhost:{port}"


@pytest.fixture
def chromium() -> Iterator["sync_api.Browser"]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def signed_in(chromium: "sync_api.Browser", address: str, name: str, path: str) -> "sync_api.Page":
    """A window of somebody's own, led to the sign-in and back to the page that was wanted."""
    page = chromium.new_context(locale="en-GB").new_page()
    page.set_default_timeout(MINUTE)
    page.goto(f"{address}{path}")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("main h1")
    page.wait_for_url(f"{address}{path}")
    return page


def test_two_analysts_at_once_do_not_step_on_each_other(chromium: "sync_api.Browser", address: str) -> None:
    with_answer = "/hold"
    first = signed_in(chromium, address, "analyst", "/about")
    with first.expect_response(lambda answer: with_answer in answer.url):
        first.goto(f"{address}/review")
    second = signed_in(chromium, address, "admin", "/review?lang=ar")
    item = second.locator("[data-item]").nth(0)
    note = item.locator("[data-held]")
    assert note.inner_text().split() == ["ينظر", "فيه", "الآن", "analyst"]

    first.keyboard.press("a")
    first.wait_for_selector("#last")
    second.keyboard.press("r")  # the page is older than the first one's decision
    second.wait_for_selector("text=في هذه الأثناء")

    first.keyboard.press("u")
    first.wait_for_selector("#last", state="detached")
    second.goto(f"{address}/review?lang=ar")
    second.keyboard.press("r")
    second.wait_for_selector("#last")


def test_who_may_only_read_has_no_review(chromium: "sync_api.Browser", address: str) -> None:
    reader = signed_in(chromium, address, "viewer", "/about")
    assert reader.locator("nav a[href*='/review'], nav a[href*='/add']").count() == 0
    refused = reader.goto(f"{address}/review")
    assert refused is not None
    assert refused.status == 403
