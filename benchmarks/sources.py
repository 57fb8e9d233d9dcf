"""Reports from pages: what taking them apart adds to extractor and reader, and what a watch costs while nothing is new.

`make bench-sources`. `html`: the core time of the whole way from the bytes of a page to claims, over that of the
extractor alone plus the reader alone, in one run (1.3 at most); the extractor finds date and title as Marsad does, or,
in the second line, the text only. The pages are those of the tests, with the menus, cards and scripts that make a page
of an outlet a hundred kilobytes. `watch`: the share of a core that 500 lists take while nothing is due (0.01 at most).
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from marsad.reader import Reader
from marsad.reports import Metadata, Options, confined
from marsad.reports.get import Got, unpack
from marsad.reports.piece import Input
from marsad.reports.web import Stamps
from marsad.watch.plan import Feed, Plan
from marsad.watch.state import State
from marsad.watch.watch import Watch

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS / "reports"))

from pages import TEMPLATES, furnished, language_of, story  # noqa: E402

STORIES = {"ar": ("ar-01", "ar-05", "ar-12"), "en": ("en-02", "en-06", "en-11")}
FEEDS, ROUNDS = 500, 300


def html(rounds: int) -> None:
    """Each page by every way in turn, so that a busy machine slows all alike."""
    pages, reader = [_page(n, template) for n, template in enumerate(TEMPLATES)], Reader()
    spent = dict.fromkeys(("bare", "extractor", "reader", "whole"), 0.0)

    def timed(what: str, run: Callable[[], object]) -> None:
        start = _core_time()
        run()
        spent[what] += _core_time() - start

    for n in range(rounds + 1):
        for page in pages:
            given = Input("page", "a.html", page, Options())
            found = [got for got in unpack(given, Metadata(), Metadata(id="page")) if isinstance(got, Got)]
            text = page.decode()
            timed("bare", lambda text=text: trafilatura.bare_extraction(text))
            timed("extractor", lambda text=text: trafilatura.bare_extraction(text, with_metadata=True))
            timed("reader", lambda found=found: [reader.read(got.report) for got in found])
            timed("whole", lambda given=given: [
                reader.read(got.report)
                for got in unpack(given, Metadata(), Metadata(id="page"))
                if isinstance(got, Got)
            ])  # fmt: skip
        if n == 0:
            spent = dict.fromkeys(spent, 0.0)  # the first time loads tables
    size = sum(map(len, pages)) / len(pages) / 1000
    each = "; ".join(f"{what} {seconds * 1000 / rounds / len(pages):.1f}" for what, seconds in spent.items())
    print(f"html: {len(pages)} pages of {size:.0f} kB, core-milliseconds a page: {each}")
    for what, extractor in (("text, date and title", "extractor"), ("text only", "bare")):
        ratio = spent["whole"] / (spent[extractor] + spent["reader"])
        print(f"html: {ratio:.2f} times the extractor alone ({what}) and the reader alone")


def _core_time() -> float:
    """Of this process and of those that take files apart for it."""
    children = (Path(f"/proc/{child._process.pid}/schedstat") for child in confined._idle)
    return time.process_time() + sum(int(path.read_text().split()[0]) for path in children) / 1e9


def _page(number: int, template: str) -> bytes:
    """The page of an outlet with all that stands round an article."""
    name = STORIES[language_of(template)][number % 3]
    return furnished(template, story(name, TESTS / "gold" / "dev")).encode()


def watch() -> None:
    """Lists that are due one after the other in a quarter of an hour: the watch wakes for each, and sleeps between."""
    now = time.time()
    plan = Plan(tuple(Feed(f"f{n}", f"https://f{n}.example/rss", 900.0) for n in range(FEEDS)))
    with tempfile.TemporaryDirectory() as folder, State(Path(folder) / "watch.sqlite") as state:
        for n, feed in enumerate(plan.feeds):
            state.looked(feed, Stamps(), [], now + n)
        watched = Watch(plan, state, _Web(), None, None, [], lambda due: None, lambda: now)  # type: ignore[arg-type]
        start = time.process_time()
        for _ in range(ROUNDS):
            list(watched.round())
            watched.pause()
        each = (time.process_time() - start) / ROUNDS
    share = each * FEEDS / 900.0
    print(f"watch: {FEEDS} lists, {each * 1000:.2f} ms a waking, {share:.2%} of a core where each list wakes it")


class _Web:
    class settings:
        max_size = 10_000_000


if __name__ == "__main__":
    watch()
    html(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
