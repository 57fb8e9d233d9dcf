"""Pictures of every view at three widths in both languages, for looking at.

    python web/screenshots.py [FOLDER] [--only map,posture] [--widths 1280,390]

Reads the example reports into a ledger of its own, serves it, and takes them with Chromium; those of accounts as an
admin who has signed in.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
MARSAD = Path(sys.executable).with_name("marsad")
PORT = 8479
WIDTHS = (1280, 820, 390)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --use-angle=swiftshader --enable-unsafe-swiftshader"
).split()
VIEWS = {
    "overview": "/",
    "map": "/map?of=Iraq&on=2020-04-10",
    "timeline": "/timeline?of=al-Qaim",
    "posture": "/posture?of=Iraq&on=2020-04-10",
    "events": "/events?of=Iraq",
    "conflicts": "/conflicts?of=Iraq",
    "difference": "/diff?of=Iraq&before=2020-03-10&after=2020-04-10",
    "sources": "/sources",
    "search": "/search?q=qaim",
    "unknown": "/unknown",
    "changes": "/changes?of=Iraq",
    "alerts": "/alerts",
    "report": "/report/en-01",
    "report-ar": "/report/ar-01",
    "claim": "/claim/{claim}",
    "event": "/event/e{claim}",
    "missed": "/missed/en-01?start=0&end=40",
    "review": "/review",
    "agreement": "/agreement",
    "add": "/add",
    "about": "/about",
}
OF_ACCOUNTS = {"sign-in": "/sign-in", "account": "/account", "people": "/people", "audit": "/audit"}
PASSWORD = "nine quiet herons wade"


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        print("Chromium is missing; on Debian and Ubuntu: apt install chromium", file=sys.stderr)
        return 1
    given = _given()
    given.folder.mkdir(parents=True, exist_ok=True)
    only = set(filter(None, given.only.split(","))) or VIEWS.keys() | OF_ACCOUNTS.keys()
    widths = [int(width) for width in given.widths.split(",")]
    taken = 0
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        ledger = str(Path(place) / "ledger.db")
        read = [MARSAD, "read", "--quiet", "--ledger", ledger, ROOT / "examples" / "iraq-2020"]
        subprocess.run(list(map(str, read)), check=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        views = {name: path for name, path in VIEWS.items() if name in only}
        if views:
            with _serving(ledger):
                taken += sum(_take(browser, given.folder, width, views) for width in widths)
        views = {name: path for name, path in OF_ACCOUNTS.items() if name in only}
        if views:
            add = [MARSAD, "users", "add", "rana", "--role", "admin", "--password-stdin", "--ledger", ledger]
            subprocess.run(list(map(str, add)), input=f"{PASSWORD}\n", text=True, check=True, stdout=subprocess.DEVNULL)
            with _serving(ledger):
                taken += sum(_take(browser, given.folder, width, views) for width in widths)
        browser.close()
    print(f"{taken} pictures are in {given.folder}.")
    return 0


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("build/screenshots"))
    parser.add_argument("--only", default="", help="views, as overview,map")
    parser.add_argument("--widths", default=",".join(map(str, WIDTHS)))
    return parser.parse_args()


@contextmanager
def _serving(ledger: str) -> Iterator[None]:
    server = subprocess.Popen([str(MARSAD), "serve", "--ledger", ledger, "--port", str(PORT)])
    try:
        _await()
        yield
    finally:
        server.terminate()
        server.wait(20)


def _take(browser: Browser, folder: Path, width: int, views: dict[str, str]) -> int:
    page = browser.new_page(viewport={"width": width, "height": 900})
    claim = _a_claim() if any("{claim}" in path for path in views.values()) else ""
    if "sign-in" not in views and views.keys() <= OF_ACCOUNTS.keys():
        _sign_in(page)
    for name, path in views.items():
        for language in ("en", "ar"):
            address = path.format(claim=claim)
            page.goto(f"http://127.0.0.1:{PORT}{address}{'&' if '?' in address else '?'}lang={language}")
            if name == "map" and page.locator("#map-view:not([hidden])").count():
                page.wait_for_selector("#map-panel .places li")
                page.wait_for_timeout(2_000)  # the map draws its tiles one by one
            page.screenshot(path=folder / f"{name}-{language}-{width}.png", full_page=True)
        if name == "sign-in":
            _sign_in(page)
    page.close()
    return 2 * len(views)


def _sign_in(page: Page) -> None:
    page.goto(f"http://127.0.0.1:{PORT}/sign-in")
    page.fill("input[name=name]", "rana")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("header a[href^='/account']")


def _a_claim() -> str:
    """A handover of which several reports tell."""
    asked = f"http://127.0.0.1:{PORT}/api/v1/claims?of=al-Qaim&kind=handover"
    with urllib.request.urlopen(asked) as answer:
        items = json.load(answer)["items"]
    return str(items[0]["id"]) if items else ""


def _await() -> None:
    for _ in range(1200):  # a busy machine is given two minutes
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health").close()
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise SystemExit("The server did not begin to answer.")


if __name__ == "__main__":
    sys.exit(main())
