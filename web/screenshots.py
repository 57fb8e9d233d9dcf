"""Pictures of every view at three widths in both languages, for looking at: python web/screenshots.py [FOLDER]

Reads the example reports into a ledger of its own, serves it, and takes them with Chromium.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

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
    "review": "/review",
    "agreement": "/agreement",
    "add": "/add",
    "about": "/about",
}


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        print("Chromium is missing; on Debian and Ubuntu: apt install chromium", file=sys.stderr)
        return 1
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("build/screenshots"))
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        ledger = str(Path(place) / "ledger.db")
        read = [MARSAD, "read", "--quiet", "--ledger", ledger, ROOT / "examples" / "iraq-2020"]
        subprocess.run(list(map(str, read)), check=True)
        server = subprocess.Popen([str(MARSAD), "serve", "--ledger", ledger, "--port", str(PORT)])
        try:
            _await()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                taken = sum(_take(browser, folder, width) for width in WIDTHS)
                browser.close()
        finally:
            server.terminate()
            server.wait(20)
    print(f"{taken} pictures are in {folder}.")
    return 0


def _take(browser: Browser, folder: Path, width: int) -> int:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for name, address in VIEWS.items():
        for language in ("en", "ar"):
            page.goto(f"http://127.0.0.1:{PORT}{address}{'&' if '?' in address else '?'}lang={language}")
            if name == "map" and page.locator("#map-view:not([hidden])").count():
                page.wait_for_selector("#map-panel .places li")
                page.wait_for_timeout(2_000)  # the map draws its tiles one by one
            page.screenshot(path=folder / f"{name}-{language}-{width}.png", full_page=True)
    page.close()
    return 2 * len(VIEWS)


def _await() -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health").close()
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise SystemExit("The server did not begin to answer.")


if __name__ == "__main__":
    sys.exit(main())
