"""What a page, a feed or a list may try once somebody watches it: it reaches nothing, runs nothing, writes nowhere."""

import json
import re
import socketserver
import sqlite3
import sys
import threading
from pathlib import Path
from urllib.parse import unquote

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "reports"))
from loopback import Site, resolver
from test_watch import World, _Smtp, article, plan, rss

from marsad.errors import ReportError
from marsad.pipeline import Kept
from marsad.reports.web import Archive, FetchError, Web
from marsad.watch import watch
from marsad.watch.alerts import AlertError, teller
from marsad.watch.plan import Alert, Feed, Mail, Plan
from marsad.watch.state import Due
from marsad.watch.watch import Looked, Told

MARKUP = '<img src=x onerror=alert(1)>"><script>alert(document.domain)</script>'


@pytest.fixture
def site():
    made = Site()
    yield made
    made.close()


@pytest.fixture
def inside():
    """A server inside the network, which nothing may reach."""
    made = Site()
    yield made
    assert not made.asked
    made.close()


def alert_line(**more) -> str:
    said = {"id": "c", "kind": "move", "title": "x", "report": "r", "passage": "p", "publisher": None,
            "published": None, "address": None}  # fmt: skip
    return json.dumps(said | more)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]"])
def test_a_webhook_inside_the_network_is_not_called(site, inside, host):
    web = Web(site.settings(), None, resolver({"localhost": ["127.0.0.1"]}))
    with pytest.raises(AlertError, match="inside a network; --allow-host"):
        teller(web, None)(Due("c", "r", f"http://{host}:{inside.port}/hook", alert_line(), 0))


def test_a_webhook_that_is_redirected_inside_is_not_followed(site, inside):
    site.pages["/hook"] = (307, {"Location": f"http://127.0.0.1:{inside.port}/"}, b"")
    with pytest.raises(AlertError, match="answers 307"):
        teller(Web(site.settings(), None, resolver()), None)(Due("c", "r", site.url("/hook"), alert_line(), 0))


@pytest.mark.parametrize("sink", ["http://127.0.0.1\\@example.org/", "http://example.org@127.0.0.1/", "http://a b/"])
def test_a_webhook_whose_address_could_be_read_two_ways_is_not_called(site, sink):
    with pytest.raises(AlertError, match="did not arrive"):
        teller(Web(site.settings(), None, resolver()), None)(Due("c", "r", sink, alert_line(), 0))


LINKS = [
    "http://127.0.0.1:{port}/", "http://2130706433:{port}/", "http://[::1]:{port}/", "http://localhost:{port}/",
    "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "javascript:alert(1)", "source:http://e.org/",
    "http://127.0.0.1:{port}\\@example.org/", "gopher://127.0.0.1:{port}/", "../../../etc/passwd", "http://[x",
]  # fmt: skip


@pytest.mark.parametrize("link", LINKS)
def test_a_feed_leads_nowhere_inside(tmp_path, site, inside, link):
    entry = f"<item><title>Secret</title><link>{link.format(port=inside.port)}</link></item>"
    site.pages["/rss"] = f'<rss version="2.0"><channel><title>Wire</title>{entry}</channel></rss>'.encode()
    world = World(tmp_path, site, plan(site))
    world.round()
    assert not [happening for happening in world.seen if isinstance(happening, Kept)]


def test_a_feed_that_is_redirected_inside_is_not_read(tmp_path, site, inside):
    site.pages["/rss"] = (302, {"Location": f"http://127.0.0.1:{inside.port}/rss"}, b"")
    (looked,) = World(tmp_path, site, plan(site)).round()
    assert isinstance(looked, Looked)
    assert "is not fetched" in looked.sentence


def test_a_sitemap_reads_no_file_of_this_machine(tmp_path, site):
    secret = tmp_path / "secret.txt"
    secret.write_text("the-secret-of-this-machine", "utf-8")
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]>'
    place = site.url("/news/&s;")
    site.pages["/rss"] = f"{head}<urlset><url><loc>{place}</loc></url></urlset>".encode()
    World(tmp_path, site, plan(site)).round()
    assert not [path for path, _ in site.asked if "secret" in path]


def test_what_looks_like_a_template_is_an_address_and_nothing_else(tmp_path, site):
    codes = ("{{7*7}}", "{{''.__class__.__mro__}}", "${7*7}", "{%now%}", "%(id)s", "{0}")
    links = "".join(f"<item><link>{site.url(f'/news/{code}')}</link></item>" for code in codes)
    site.pages["/rss"] = f'<rss version="2.0"><channel>{links}</channel></rss>'.encode()
    World(tmp_path, site, plan(site)).round()
    asked = {unquote(path.removeprefix("/news/")) for path, _ in site.asked if path.startswith("/news")}
    assert asked == set(codes), "each as it stands"


def test_an_expression_that_an_address_makes_endless_is_given_up(tmp_path, site, monkeypatch):
    """A rule of one's own, (\\d+)+$, and an address made for it: it costs the list, not the watch."""
    monkeypatch.setattr(watch, "_PATIENCE", 4.0)
    site.pages["/rss"] = rss(site, [0]).replace(b"/news/0", b"/news/" + b"1" * 60 + b"x")
    site.pages |= {"/good": rss(site, [1]), "/news/1": article(1)}
    bad = Feed("bad", site.url("/rss"), 600.0, re.compile(r"(\d+)+$"))
    world = World(tmp_path, site, Plan((bad, Feed("good", site.url("/good"), 600.0))))
    world.round()
    assert "was not taken apart within 4 seconds" in next(h for h in world.seen if isinstance(h, Looked)).sentence
    assert {path for path, _ in site.asked} >= {"/news/1"}


def hostile_article() -> bytes:
    shown = MARKUP.replace("&", "&amp;").replace("<", "&lt;")
    return article(0).replace(b"<title>Bulletin 0", f"<title>Base\r\nBcc: all@example.org {shown}".encode())


def test_a_hostile_title_adds_no_header_and_no_markup_to_an_e_mail(tmp_path, site):
    site.pages |= {"/rss": rss(site, [0]), "/news/0": hostile_article()}
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Smtp) as server:
        server.letters = []
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        alert = Alert("desk", kinds=("handover",), to=("mailto:desk@example.org",))
        mail = Mail("127.0.0.1", "marsad@example.org", server.server_address[1], tls=False)
        World(tmp_path, site, plan(site, alert, mail=mail)).until_done()
        server.shutdown()
    (letter,) = server.letters
    head, _, _ = letter.replace("\r", "").partition("\n\n")
    assert not [line for line in head.split("\n") if line.lower().startswith("bcc:")]
    assert "text/plain" in head
    assert "text/html" not in letter, "a mail program shows marks, and obeys none"


def test_a_webhook_is_told_in_json_and_a_file_line_by_line(tmp_path, site):
    hooked = []

    def hook(handler):
        hooked.append((handler.headers["Content-Type"], handler.rfile.read(int(handler.headers["Content-Length"]))))
        return handler.answer(204, {"Content-Length": "0"}, b"")

    site.pages |= {"/rss": rss(site, [0]), "/news/0": hostile_article(), "/hook": hook}
    file = tmp_path / "told.jsonl"
    alert = Alert("a\nb", kinds=("handover",), to=(f"file:{file}", site.url("/hook")))
    World(tmp_path, site, plan(site, alert)).until_done()
    ((media, body),) = hooked
    assert media == "application/json"
    assert "\n" not in json.loads(body)["title"]
    assert [json.loads(line)["alert"] for line in file.read_text("utf-8").splitlines()] == ["a\nb"]


def test_no_report_chooses_where_anything_is_written(tmp_path, site):
    names = ["..%2f..%2fescaped", "....//escaped", "%00escaped", "C:%5cescaped", "-rf"]
    pages = {f"/news/{name}": article(n) for n, name in enumerate(names)}
    links = "".join(f"<item><link>{site.url(path)}</link></item>" for path in pages)
    site.pages |= pages | {"/rss": f'<rss version="2.0"><channel>{links}</channel></rss>'.encode()}
    folder = tmp_path / "deep" / "in"
    folder.mkdir(parents=True)
    world = World(folder, site, plan(site))
    assert len([happening for happening in world.round() if isinstance(happening, Kept)]) == len(names)
    outside = {path for path in tmp_path.rglob("*") if not path.is_relative_to(folder)}
    assert outside == {tmp_path / "deep"}
    assert not list(tmp_path.rglob("*escaped*"))


def test_a_mail_servers_password_is_told_to_nobody_else(tmp_path, site):
    secret = tmp_path / "password"
    secret.write_text("hunter2-and-more\n", "utf-8")
    site.pages |= {"/rss": rss(site, [0]), "/news/0": article(0)}
    alert = Alert("desk", kinds=("handover",), to=("mailto:desk@example.org",))
    mail = Mail("127.0.0.1", "marsad@example.org", 1, "marsad", str(secret), tls=False)
    world = World(tmp_path, site, plan(site, alert, mail=mail))
    (told,) = [happening for happening in world.round() if isinstance(happening, Told)]
    assert told.sentence
    assert "hunter2" not in told.sentence
    with sqlite3.connect(tmp_path / "watch.sqlite") as state:
        assert "hunter2" not in "\n".join(state.iterdump())


def test_a_name_that_nobody_knows_costs_one_sentence(site):
    with pytest.raises(FetchError, match="cannot be found"):
        Web(site.settings(tries=1), None, resolver(), lambda s: None).get("http://nowhere-at-all.example/a")


def test_an_archive_whose_index_leads_elsewhere_reads_and_deletes_nothing_there(tmp_path, site):
    """An index that came with a folder from somebody else: files outside are not opened, rewritten or deleted."""
    site.pages |= {"/robots.txt": (404, {}, b""), "/a": article(1)}
    outside = tmp_path / "outside.warc.gz"
    outside.write_bytes(b"do not touch")
    link = tmp_path / "sources" / "warc" / "link.warc.gz"
    with Archive(tmp_path / "sources") as archive:
        Web(site.settings(), archive, resolver(), lambda s: None).get(site.url("/a"))
        (capture,) = archive.captures(site.url("/a"))
        archive.note_reading("r", "0" * 64, capture.number)
    link.symlink_to(outside)
    for name in ("../../outside.warc.gz", str(outside), "..", "link.warc.gz"):
        with sqlite3.connect(tmp_path / "sources" / "index.sqlite") as index:
            index.execute("update captures set file = ?", (name,))
            index.execute("insert or replace into leftovers values (?)", (name,))
        with Archive(tmp_path / "sources") as archive:
            (capture,) = archive.captures(site.url("/a"))
            with pytest.raises(ReportError, match="it was altered"):
                archive.load(capture)
            with pytest.raises(ReportError, match="it was altered"):
                archive.erase("r")
    assert outside.read_bytes() == b"do not touch"
