"""Reports from pages: what taking them apart adds to extractor and reader, and what a watch costs while nothing is new.

`make bench-sources`. Both are ratios of one run. `html`: the whole way from the bytes of a page to claims, over
the extractor alone plus the reader alone; the extractor finds date and title as Marsad does, or, in the second line,
the text only. `watch`: the share of a core that 500 lists take while nothing is due (0.01 at most).
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from marsad.reader import Reader
from marsad.reports import Metadata, Options
from marsad.reports.get import Got, unpack
from marsad.reports.piece import Input
from marsad.reports.web import Stamps
from marsad.watch.plan import Feed, Plan
from marsad.watch.state import State
from marsad.watch.watch import Watch

PAGES = sorted((Path(__file__).parents[1] / "tests" / "reports" / "pages").glob("*.html"))[
    ::3
]  # each third: a busy machine takes long
FEEDS, ROUNDS = 500, 300


def html(rounds: int) -> None:
    """Each page by every way in turn, so that a busy machine slows all alike. Time is the wall's: there is a child."""
    pages, reader = [path.read_bytes() for path in PAGES], Reader()
    spent = dict.fromkeys(("bare", "extractor", "reader", "whole"), 0.0)

    def timed(what: str, run: Callable[[], object]) -> object:
        start = time.perf_counter()
        found = run()
        spent[what] += time.perf_counter() - start
        return found

    for n in range(rounds + 1):
        for page in pages:
            given = Input("page", "a.html", page, Options())
            got, *_ = unpack(given, Metadata(), Metadata(id="page"))  # all of it: the child is kept
            if not isinstance(got, Got):
                continue
            text = page.decode("utf-8", "replace")
            timed("bare", lambda text=text: trafilatura.bare_extraction(text))
            timed("extractor", lambda text=text: trafilatura.bare_extraction(text, with_metadata=True))
            timed("reader", lambda got=got: reader.read(got.report))
            timed("whole", lambda given=given: [
                reader.read(g.report) for g in unpack(given, Metadata(), Metadata(id="page")) if isinstance(g, Got)
            ])  # fmt: skip
        if n == 0:
            spent = dict.fromkeys(spent, 0.0)  # the first time loads tables
    for what, extractor in (("text, date and title", "extractor"), ("text only", "bare")):
        ratio = spent["whole"] / (spent[extractor] + spent["reader"])
        print(f"html: {len(pages)} pages, {ratio:.2f} times the extractor alone ({what}) and the reader alone")


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
