"""The watch against a real server: nothing missed and nothing read twice, whatever is killed, restarted or set back."""

import datetime as dt
import gzip
import json
import random
import socketserver
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "reports"))
from loopback import Site, resolver

from marsad.cli import main
from marsad.ledger import Ledger
from marsad.reader import Reader
from marsad.reports import Failure
from marsad.reports.web import Archive, Web
from marsad.watch.alerts import Rule, teller
from marsad.watch.plan import Alert, Feed, Mail, Plan
from marsad.watch.state import Due, State, alert_id
from marsad.watch.watch import Looked, Told, Watch
from marsad.world.register import load_register

DAY = 86_400.0
NAMES, READER = load_register(()), Reader()
START = 1_600_000_000.0
BASES = ["al-Qaim", "Taji", "K-1", "Qayyarah West", "Habbaniyah"]


def article(n: int, more: str = "") -> bytes:
    text = f"The coalition handed over its base at {BASES[n % 5]} to the Iraqi army on Tuesday. Bulletin {n}.{more}"
    head = f'<meta property="article:published_time" content="2020-03-17"><title>Bulletin {n}</title>'
    return f"<html><head>{head}</head><body><article><p>{text}</p></article></body></html>".encode()


def rss(site: Site, numbers, stamp: str = "Tue, 17 Mar 2020 09:00:00 GMT") -> bytes:
    items = "".join(
        f"<item><title>Bulletin {n}</title><link>{site.url(f'/news/{n}')}</link><pubDate>{stamp}</pubDate></item>"
        for n in reversed(numbers)
    )
    return f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'.encode()


class Killed(BaseException):
    """The process is gone at this point."""


class World:
    """A watch with its files, which can be killed and started again, and a clock of its own."""

    def __init__(self, folder: Path, site: Site, plan: Plan, danger: float = 0.0, seed: int = 1) -> None:
        self.folder, self.site, self.plan = folder, site, plan
        self.now, self.danger, self.random = START, danger, random.Random(seed)
        self.kills: Counter[str] = Counter()
        self.seen: list[object] = []

    def round(self) -> list[object]:
        """One round of a fresh start; a kill may end it anywhere."""
        happened: list[object] = []
        state = State(self.folder / "watch.sqlite")
        ledger = Ledger.open(self.folder / "ledger.db")
        archive = Archive(self.folder / "sources")
        try:
            web = Web(self.site.settings(tries=1), archive, resolver(), lambda seconds: None, now=self._date)
            rules = [Rule(alert, NAMES) for alert in self.plan.alerts]
            tell = self._dangerous(teller(web, self.plan.mail), "telling")
            watch = Watch(
                self.plan, self._around(state), web, self._around(ledger), READER, rules, tell, lambda: self.now
            )
            for happening in watch.round():
                happened.append(happening)
            self.pause = watch.pause()
        except Killed:
            pass
        finally:
            for part in (state, ledger, archive):
                part.close()
        self.seen += happened
        return happened

    def until_done(self, rounds: int = 500) -> None:
        """Start again and again until a round passes without a kill and leaves nothing."""
        for _ in range(rounds):
            before = self.kills.total()
            self.round()
            with State(self.folder / "watch.sqlite") as state:
                if self.kills.total() == before and not state.alerts_waiting() and not state.waiting(self.now + DAY):
                    return
        raise AssertionError("the watch never came to an end")

    def _date(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(self.now, dt.UTC)

    def _around(self, part: object) -> object:
        """A part whose calls may end in a kill, just before or just after they did what they do."""
        world = self

        class Around:
            def __getattr__(self, name: str) -> object:
                return world._dangerous(getattr(part, name), name)

        return Around()

    def _dangerous(self, call, name: str):
        if name in ("knows", "status", "next_time", "due", "stamps"):
            return call

        def maybe_killed(*given, **named):
            if self.random.random() < self.danger:
                self.kills[f"before {name}"] += 1
                raise Killed
            result = call(*given, **named)
            if self.random.random() < self.danger:
                self.kills[f"after {name}"] += 1
                raise Killed
            return result

        return maybe_killed


@pytest.fixture
def site():
    made = Site()
    yield made
    made.close()


def plan(site: Site, *alerts: Alert, mail: Mail | None = None, paths=("/rss",), every: float = 600.0) -> Plan:
    return Plan(tuple(Feed(path, site.url(path), every) for path in paths), alerts, mail)


def reported(world: World) -> Counter[str]:
    """How often each bulletin stands in the ledger."""
    with Ledger.open(world.folder / "ledger.db") as ledger:
        view = ledger.view()
        addresses = {report.id: report.address for report in view.reports()}
        return Counter(addresses[entry.report_id] for entry in view.claims(kind="handover"))


def test_what_is_new_is_read_and_read_once(tmp_path, site):
    site.pages |= {f"/news/{n}": article(n) for n in range(4)}
    site.pages["/rss"] = rss(site, range(3))
    world = World(tmp_path, site, plan(site))
    world.round()
    assert set(reported(world)) == {site.url(f"/news/{n}") for n in range(3)}
    asked = len(site.asked)
    assert world.round() == [], "nothing is due yet"
    assert len(site.asked) == asked
    site.pages["/rss"] = rss(site, range(4))
    world.now += 601
    world.round()
    assert set(reported(world).values()) == {1}
    assert len(reported(world)) == 4
    assert Counter(path for path, _ in site.asked if path.startswith("/news"))["/news/0"] == 1


def test_an_item_that_changed_is_a_new_version(tmp_path, site):
    site.pages |= {"/news/1": article(1), "/rss": rss(site, [1])}
    world = World(tmp_path, site, plan(site))
    world.round()
    site.pages |= {"/news/1": article(1, " A correction."), "/rss": rss(site, [1], "Wed, 18 Mar 2020 09:00:00 GMT")}
    world.now += 601
    world.round()
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        (entry,) = ledger.view().claims(kind="handover")
        assert "A correction." in ledger.view().report(entry.report_id).text
    assert list(reported(world).values()) == [1]


def test_a_week_of_kills_restarts_and_clock_jumps(tmp_path, site):
    """120 items in the suite; `python tests/watch/test_watch.py 10000` runs all of a week."""
    simulate_week(tmp_path, site, items=120, danger=0.01, steps=12)


def simulate_week(folder: Path, site: Site, items: int, danger: float, steps: int = 40) -> World:
    site.pages |= {f"/news/{n}": article(n) for n in range(items)}
    alert = Alert("all", kinds=("handover",), to=(f"file:{folder / 'alerts.jsonl'}",))
    world = World(folder, site, plan(site, alert, paths=("/rss", "/rss2")), danger)
    for step in range(1, steps + 1):
        shown = range(max(0, (step - 2) * items // steps), step * items // steps)  # lists overlap
        site.pages["/rss"] = rss(site, shown)
        site.pages["/rss2"] = rss(site, [n for n in shown if n % 3])  # the same stories once more
        world.now += world.random.choice([7 * DAY / steps, 7 * DAY / steps, 40 * DAY, -20 * DAY])
        world.until_done()
    found = reported(world)
    assert set(found) == {site.url(f"/news/{n}") for n in range(items)}, "nothing is missed"
    assert set(found.values()) == {1}, "nothing is there twice"
    told = Counter(json.loads(line)["id"] for line in (folder / "alerts.jsonl").read_text("utf-8").splitlines())
    with Ledger.open(folder / "ledger.db") as ledger:
        assert set(told) == {entry.id for entry in ledger.view().claims(kind="handover")}
    assert set(told.values()) == {1}, "nobody is told twice"
    assert world.kills.total() > 0
    return world


def test_a_list_that_fails_is_left_alone_longer_each_time(tmp_path, site):
    site.pages["/rss"] = (500, {}, b"")
    world = World(tmp_path, site, plan(site))
    waits = []
    for _ in range(5):
        (looked,) = world.round()
        assert isinstance(looked, Looked)
        assert "answers 500" in looked.sentence
        with State(tmp_path / "watch.sqlite") as state:
            (feed,) = state.status(world.plan.feeds)
        waits.append(feed.next - world.now)
        world.now = feed.next + 1
    assert waits == [600.0, 1200.0, 2400.0, 4800.0, 9600.0]
    site.pages |= {"/rss": rss(site, [1]), "/news/1": article(1)}
    world.round()
    assert len(reported(world)) == 1


NO_LISTS = [b"", b"<rss", b"\xff\xfe", b"<html>", b'{"version": 1}', b"<urlset><url>", b"x" * 9000]


@pytest.mark.parametrize("body", NO_LISTS)
def test_a_list_that_is_none_costs_nothing_else(tmp_path, site, body):
    site.pages |= {"/bad": body, "/rss": rss(site, [1]), "/news/1": article(1)}
    world = World(tmp_path, site, plan(site, paths=("/bad", "/rss")))
    world.round()
    assert len(reported(world)) == 1


def test_an_article_that_fails_is_tried_again_and_at_last_given_up(tmp_path, site):
    site.pages |= {"/rss": rss(site, [1, 2]), "/news/1": (503, {}, b""), "/news/2": (404, {}, b"")}
    world = World(tmp_path, site, plan(site))
    assert sum(isinstance(happening, Failure) for happening in world.round()) == 2
    with State(tmp_path / "watch.sqlite") as state:
        assert [address for address, _ in state.failures()] == [site.url("/news/2")], "gone is gone"
    site.pages["/news/1"] = article(1)
    world.now += 4000
    world.round()
    assert list(reported(world)) == [site.url("/news/1")]


def test_sitemaps_and_list_pages(tmp_path, site):
    urls = "".join(
        f"<url><loc>{site.url(f'/news/{n}')}</loc><lastmod>2020-03-17</lastmod></url>" for n in range(2000, 2002)
    )
    links = [b"/news/2002", b"/about", b"http://evil.example/9999", b"javascript:void(10000)", b"/news/2002#top"]
    site.pages |= {
        "/index.xml": f"<sitemapindex><sitemap><loc>{site.url('/map.xml')}</loc></sitemap></sitemapindex>".encode(),
        "/map.xml": f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/x">{urls}</urlset>'.encode(),
        "/list": b"<html><body>" + b"".join(b'<a href="%s">x</a>' % link for link in links) + b"</body></html>",
        **{f"/news/{n}": article(n) for n in range(2000, 2003)},
    }
    world = World(tmp_path, site, plan(site, paths=("/index.xml", "/list")))
    world.round()
    assert set(reported(world)) == {site.url(f"/news/{n}") for n in range(2000, 2003)}
    assert "/about" not in {path for path, _ in site.asked}


def sitemap(site, *numbers, day: str = "2020-03-17") -> bytes:
    picture = "<i:image><i:loc>https://cdn.example/1.jpg</i:loc></i:image>"
    urls = "".join(f"<url><loc>{site.url(f'/news/{n}')}</loc><lastmod>{day}</lastmod>{picture}</url>" for n in numbers)
    spaces = 'xmlns="http://www.sitemaps.org/x" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"'
    return f"<urlset {spaces}>{urls}</urlset>".encode()


def index(site, *maps: tuple[str, str]):
    """An index of sitemaps that never changes, and says so to whom asks for it again."""
    inner = "".join(f"<sitemap><loc>{site.url(path)}</loc><lastmod>{day}</lastmod></sitemap>" for path, day in maps)

    def answer(handler):
        if handler.headers.get("If-None-Match"):
            return handler.answer(304, {"Content-Length": "0"}, b"")
        return handler.answer(200, {"ETag": '"1"'}, f"<sitemapindex>{inner}</sitemapindex>".encode())

    return answer


def test_a_sitemap_that_is_gone_costs_no_other(tmp_path, site):
    site.pages |= {f"/news/{n}": article(n) for n in (1, 2)}
    site.pages |= {
        "/index.xml": index(site, ("/gone.xml", "2020-03-17"), ("/map.xml.gz", "2020-03-17")),
        "/map.xml.gz": (200, {"Content-Type": "application/gzip"}, gzip.compress(sitemap(site, 1))),
    }
    world = World(tmp_path, site, plan(site, paths=("/index.xml",)))
    (looked, *_) = world.round()
    assert (looked.new, "/gone.xml answers 404" in looked.sentence) == (1, True)
    site.pages["/map.xml.gz"] = (200, {}, gzip.compress(sitemap(site, 1, 2)))
    world.now += 700
    world.round()
    assert set(reported(world)) == {site.url("/news/1"), site.url("/news/2")}, "though the index is as it was"


def test_a_packed_sitemap_that_breaks_off_is_read_once_it_is_whole(tmp_path, site):
    packed = gzip.compress(sitemap(site, 1))
    site.pages |= {"/news/1": article(1), "/map.xml.gz": (200, {}, packed[:-9])}
    world = World(tmp_path, site, plan(site, paths=("/map.xml.gz",)))
    (looked,) = world.round()
    assert "breaks off in the middle" in looked.sentence
    site.pages["/map.xml.gz"] = (200, {}, packed)
    world.now += 7_000
    world.round()
    assert set(reported(world)) == {site.url("/news/1")}


def test_of_an_index_the_sitemaps_that_changed_last_are_looked_at(tmp_path, site):
    site.pages |= {"/news/7": article(7), "/map29.xml": sitemap(site, 7)}
    site.pages["/index.xml"] = index(site, *((f"/map{n}.xml", f"2020-01-{n + 1:02}") for n in range(30)))
    world = World(tmp_path, site, plan(site, paths=("/index.xml",)))
    world.round()
    assert set(reported(world)) == {site.url("/news/7")}
    assert "/map0.xml" not in {path for path, _ in site.asked}


def test_what_is_older_than_asked_for_is_passed_over(tmp_path, site):
    site.pages |= {f"/news/{n}": article(n) for n in range(4)}
    site.pages["/old.xml"] = sitemap(site, 0, 1, day="2019-03-17")
    site.pages["/map.xml"] = sitemap(site, 2, 3)
    site.pages["/index.xml"] = index(site, ("/never.xml", "2019-01-01"), ("/map.xml", "2020-03-17"))
    since = dt.date(2020, 1, 1)
    feeds = tuple(Feed(path, site.url(path), 600.0, since=since) for path in ("/old.xml", "/index.xml"))
    world = World(tmp_path, site, Plan(feeds))
    world.round()
    assert set(reported(world)) == {site.url("/news/2"), site.url("/news/3")}
    assert "/never.xml" not in {path for path, _ in site.asked}


def test_an_unchanged_list_is_not_sent_again(tmp_path, site):
    def tagged(handler):
        if handler.headers.get("If-None-Match") == '"7"':
            return handler.answer(304, {"Content-Length": "0"}, b"")
        return handler.answer(200, {"ETag": '"7"', "Content-Type": "text/xml"}, rss(site, [1]))

    site.pages |= {"/rss": tagged, "/news/1": article(1)}
    world = World(tmp_path, site, plan(site))
    world.round()
    world.now += 601
    (looked,) = world.round()
    assert (looked.new, looked.sentence) == (0, None)


def test_rules_take_what_they_name(tmp_path, site):
    site.pages |= {"/rss": rss(site, [0, 1]), "/news/0": article(0), "/news/1": article(1)}
    to = (f"file:{tmp_path / 'told.jsonl'}",)
    alerts = [
        Alert("one base", places=("القائم",), to=to),
        Alert("country", places=("Iraq",), kinds=("handover",), to=to),
        Alert("actor", actors=("coalition",), kinds=("handover",), to=to),
        Alert("other kind", kinds=("attack",), to=to),
        Alert("other place", places=("Syria",), to=to),
        Alert("sure", confidence=1.01, to=to),
    ]
    World(tmp_path, site, plan(site, *alerts)).until_done()
    told = [json.loads(line) for line in (tmp_path / "told.jsonl").read_text("utf-8").splitlines()]
    counted = Counter(line["alert"] for line in told if line["kind"] == "handover")
    assert counted == {
        "one base": 1,
        "country": 2,
        "actor": 2,
    }
    about = next(line for line in told if line["alert"] == "one base")
    assert about["address"] == site.url("/news/0")
    assert "al-Qaim" in about["passage"]


def test_a_webhook_that_fails_is_told_later(tmp_path, site):
    hooked = []

    def hook(handler):
        hooked.append(json.loads(handler.rfile.read(int(handler.headers["Content-Length"]))))
        return handler.answer(500 if len(hooked) == 1 else 204, {"Content-Length": "0"}, b"")

    site.pages |= {"/rss": rss(site, [0]), "/news/0": article(0), "/hook": hook}
    alert = Alert("hook", kinds=("handover",), to=(site.url("/hook"),))
    world = World(tmp_path, site, plan(site, alert))
    told = [happening for happening in world.round() if isinstance(happening, Told)]
    assert "did not arrive" in told[0].sentence
    world.now += 120
    assert [t.sentence for t in world.round() if isinstance(t, Told)] == [None]
    assert [about["alert"] for about in hooked] == ["hook", "hook"]


def test_who_is_told_twice_can_tell(tmp_path, site):
    """Killed between sending and noting it, the watch sends again, under the id of the first time."""
    hooked = []

    def hook(handler):
        handler.rfile.read(int(handler.headers["Content-Length"]))
        hooked.append(handler.headers["Idempotency-Key"])
        return handler.answer(204, {"Content-Length": "0"}, b"")

    site.pages |= {"/rss": rss(site, [0]), "/news/0": article(0), "/hook": hook}
    file = tmp_path / "told.jsonl"
    world = World(tmp_path, site, plan(site, Alert("a", kinds=("handover",), to=(f"file:{file}", site.url("/hook")))))
    world.round()
    with sqlite3.connect(tmp_path / "watch.sqlite") as state:
        state.execute("update alerts set sent = 0")
    file.write_bytes(file.read_bytes()[:-40])  # and a power cut took the end of the line
    world.round()
    (line,) = map(json.loads, file.read_text("utf-8").splitlines())
    assert hooked == [line["alert_id"]] * 2


def test_a_conflict_is_told_when_its_second_side_speaks(tmp_path, site):
    def toll(n, killed):
        head = f'<meta property="article:published_time" content="2020-03-1{n}"><title>Toll {n}</title>'
        text = f"Rockets hit the Taji base in Iraq on 11 March 2020. {killed} soldiers were killed in the attack."
        return f"<html><head>{head}</head><body><article><p>{text}</p></article></body></html>".encode()

    site.pages |= {f"/news/{n}": toll(n, killed) for n, killed in ((2, "Three"), (3, "Three"), (4, "Nine"))}
    to = (f"file:{tmp_path / 'told.jsonl'}",)
    alerts = [
        Alert("odds", conflict=("toll", "number"), to=to),
        Alert("elsewhere", places=("Syria",), conflict=("toll", "number"), to=to),
        Alert("other matter", conflict=("holder",), to=to),
    ]
    world = World(tmp_path, site, plan(site, *alerts))
    for numbers in ([2, 3], [2, 3, 4], [2, 3, 4]):
        site.pages["/rss"] = rss(site, numbers)
        world.now += 601
        world.round()
        told = (tmp_path / "told.jsonl").read_text("utf-8").splitlines() if numbers != [2, 3] else []
        assert (tmp_path / "told.jsonl").exists() == bool(told), "reports that agree raise nothing"
    (line,) = map(json.loads, told)
    assert (line["alert"], line["conflict"]["over"], line["address"]) == ("odds", "toll", site.url("/news/4"))
    assert len(line["conflict"]["sides"]) == 2


class _Smtp(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        letter, reading = [], False
        for line in self.rfile:
            if reading:
                reading = line != b".\r\n"
                letter.append(line)
                if not reading:
                    self.server.letters.append(b"".join(letter).decode())
                    self.wfile.write(b"250 kept\r\n")
            elif line.upper().startswith(b"DATA"):
                reading = True
                self.wfile.write(b"354 go on\r\n")
            elif line.upper().startswith(b"QUIT"):
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 ok\r\n")


def test_an_alert_by_e_mail(tmp_path, site):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Smtp) as server:
        server.letters = []
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        site.pages |= {"/rss": rss(site, [0]), "/news/0": article(0)}
        alert = Alert("desk", kinds=("handover",), to=("mailto:desk@example.org",))
        mail = Mail("127.0.0.1", "marsad@example.org", server.server_address[1], tls=False)
        World(tmp_path, site, plan(site, alert, mail=mail)).until_done()
        server.shutdown()
    (letter,) = server.letters
    assert "To: desk@example.org" in letter
    assert "Subject: [desk] handover: Bulletin 0" in letter
    assert "\nDate: " in letter
    assert "al-Qaim" in letter
    assert f"Message-ID: <{alert_id(due_of(tmp_path), 'desk')}@marsad>" in letter


def due_of(folder: Path) -> str:
    """The claim of the one alert that there is."""
    with sqlite3.connect(folder / "watch.sqlite") as state:
        ((claim,),) = state.execute("select claim from alerts").fetchall()
    return claim


def test_a_mail_server_that_is_not_there(tmp_path, site):
    tell = teller(Web(site.settings()), Mail("127.0.0.1", "a@example.org", 1, tls=False))
    line = json.dumps({"id": "c", "kind": "move", "title": "x", "report": "r", "passage": "p", "publisher": None,
                       "published": None, "address": None})  # fmt: skip
    with pytest.raises(Exception, match="did not arrive"):
        tell(Due("c", "r", "mailto:desk@example.org", line, 0))


def write_plan(folder: Path, site: Site) -> Path:
    path = folder / "feeds.toml"
    path.write_text(f'[watch]\npace = 0\n[[feed]]\nname = "wire"\nurl = "{site.url("/rss", "127.0.0.1")}"\n', "utf-8")
    return path


def command(*arguments: object, code: int = 0):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def test_the_command(tmp_path, site, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARSAD_LEDGER", "ledger.db")
    path = write_plan(tmp_path, site)
    assert "wire: not looked at yet" in command("watch", path, "--status").stdout
    site.pages |= {"/news/1": article(1)}
    site.pages["/rss"] = rss(site, [1]).replace(b"news.example", b"127.0.0.1")
    result = command("watch", path, "--once", "--allow-host", "127.0.0.1")
    assert "Bulletin 1 (1 claim)" in result.stdout
    assert "1 lists looked at, 1 reports read" in result.stderr
    assert "1 read, 0 waiting, 0 failed" in command("watch", path, "--status").stdout
    assert json.loads(command("watch", path, "--status", "--json").stdout)["read"] == 1
    assert command("watch", path, "--once", "--allow-host", "127.0.0.1").stdout == ""
    assert "cannot be read" in command("watch", "none.toml", code=1).stderr


def test_a_killed_process_is_gone_on_from(tmp_path, site):
    """kill -9 in the middle of reading, three times."""
    names = [f"/news/{n}" for n in range(6)]

    def slow(body):
        def answer(handler):
            time.sleep(0.15)
            handler.answer(200, {}, body)

        return answer

    site.pages |= {name: slow(article(n)) for n, name in enumerate(names)}
    site.pages["/rss"] = rss(site, range(6)).replace(b"news.example", b"127.0.0.1")
    path = write_plan(tmp_path, site)
    line = [sys.executable, "-c", "from marsad.cli import main; main()", "watch", str(path), "--once", "--ledger"]
    line += [str(tmp_path / "ledger.db"), "--allow-host", "127.0.0.1"]
    for reached in (1, 3, 5):
        process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path)
        while process.poll() is None and len({p for p, _ in site.asked} & set(names)) < reached:
            time.sleep(0.02)
        process.kill()
        process.wait()
    done = subprocess.run(line, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert done.returncode == 0, done.stderr
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        addresses = [report.address for report in ledger.view().reports()]
    assert sorted(addresses) == [site.url(name, "127.0.0.1") for name in names]


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        server = Site()
        done = simulate_week(Path(folder), server, int(sys.argv[1]), 0.0005)
        print(f"{sys.argv[1]} items: none missed, none twice; kills: {dict(done.kills)}")
        server.close()
