"""Steps of the map's sliders as somebody at a browser sees them: from the key to the day that is shown.

A real Chromium looks at the map of the ledger. An arrow key is pressed, and again after a short look at each day; the
pages fetch the days ahead meanwhile, as they do for everybody. A step is there when the day, the list of places and
their claims are in the page ("shown"); the picture of the map follows ("drawn"), which here, without a graphics card,
is reckoned on the same cores. "core" is what a step takes of the page's own thread, however busy the machine is;
"waited" counts the steps whose day was not there before them. It is part of benchmarks/serve.py.
"""

import shutil
import statistics
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --use-angle=swiftshader --enable-unsafe-swiftshader"
).split()

# Milliseconds from each key until the frame in which the day that it leads to is shown, and until the map is drawn.
_WATCH = """() => {
  const view = document.getElementById("map-view");
  window.taken = { shown: [], drawn: [] };
  let since = 0;
  document.addEventListener("keydown", () => { since = performance.now(); }, true);
  for (const what of ["shown", "drawn"]) {
    new MutationObserver(() => {
      const from = since;
      requestAnimationFrame(() => window.taken[what].push(performance.now() - from));
    }).observe(view, { attributeFilter: [`data-${what}`] });
  }
}"""
_THERE = """step => {
  const { shown, drawn } = document.getElementById("map-view").dataset;
  return window.taken.shown.length > step && shown === drawn;
}"""
_WAITED = 100  # milliseconds: a step to a day that is there takes less, unless the machine is busy


def slider_in_browser(port: int, cookie: str, on: str, steps: int, look: float) -> dict[str, Any] | None:
    """The median and the slowest twentieth of the steps of both sliders; None where there is no browser."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if not CHROMIUM:
        return None
    name, _, value = cookie.partition("=")
    site = f"http://127.0.0.1:{port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)  # for the watch
        context.add_cookies([{"name": name, "value": value, "url": site}])
        page = context.new_page()
        page.set_default_timeout(120_000)
        inside = context.new_cdp_session(page)
        inside.send("Performance.enable", {"timeDomain": "threadTicks"})
        found: dict[str, Any] = {"look, s": look, "steps": steps}
        for slider, key in (("on", "ArrowRight"), ("known", "ArrowLeft")):
            page.goto(f"{site}/map?of=Iraq&on={on}")
            page.wait_for_selector("#map-view[data-drawn]")
            page.evaluate(_WATCH)
            page.focus(f"#{slider}-slider")
            before = _core(inside)
            for step in range(steps):
                page.wait_for_timeout(look * 1000)
                page.keyboard.press(key)
                page.wait_for_function(_THERE, arg=step)
            core = (_core(inside) - before) / steps
            taken = page.evaluate("window.taken")
            found[slider] = _figures(taken["shown"]) | {
                "drawn": round(statistics.median(taken["drawn"])),
                "core": round(core),
                "waited": sum(each > _WAITED for each in taken["shown"]),
            }
        browser.close()
    return found


def _figures(taken: list[float]) -> dict[str, int]:
    taken = sorted(taken)
    return {"median": round(statistics.median(taken)), "p95": round(taken[int(len(taken) * 0.95)])}


def _core(inside: Any) -> float:
    """Milliseconds of a core that the page's own thread has taken so far."""
    metrics = inside.send("Performance.getMetrics")["metrics"]
    return 1000 * next(each["value"] for each in metrics if each["name"] == "TaskDuration")
