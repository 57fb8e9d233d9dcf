"""Fetching from real servers on loopback: what is fetched how, and what each fault of a server costs."""

import datetime as dt
import gzip
import re
import time
import zlib

import pytest
from loopback import NAME, TLS, Site, resolver

from marsad.reports import Address, Failure, Got, get_reports
from marsad.reports.web import Archive, FetchError, Web, take_in_address, take_in_archived

ENGLISH = "The coalition handed over its base at al-Qaim to the Iraqi army on Tuesday."
ARABIC = "سلم التحالف الدولي قاعدة القائم إلى الجيش العراقي يوم الثلاثاء."
NOW = dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)


def page(text: str, head: str = "") -> bytes:
    day = '<meta property="article:published_time" content="2020-03-17">'
    return f"<html><head>{day}{head}</head><body><article><p>{text}</p></article></body></html>".encode()


@pytest.fixture
def site():
    made = Site()
    yield made
    made.close()


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "kept") as opened:
        yield opened


def web(site, archive=None, answers=None, slept=None, **settings) -> Web:
    pauses = slept if slept is not None else []
    return Web(site.settings(**settings), archive, resolver(answers), pauses.append, now=lambda: NOW)


def refused(web: Web, url: str) -> str:
    with pytest.raises(FetchError) as error:
        web.get(url)
    assert "\n" not in str(error.value)
    return str(error.value)


def only(site, path="/a", **options) -> Got:
    (got,) = take_in_address(Address(site.url(path)), web(site, **options))
    assert isinstance(got, Got), got
    return got


def test_a_page_becomes_a_report(site, archive):
    site.pages["/a"] = page(ENGLISH)
    got = only(site, archive=archive)
    assert (got.report.text, got.report.published) == (ENGLISH, dt.date(2020, 3, 17))
    assert got.report.address == site.url("/a")
    assert got.report.id.startswith("news-example-a-")
    assert got.capture == 1


def test_who_asks_says_who_it_is(site):
    site.pages["/a"] = page(ENGLISH)
    only(site, contact="desk@example.org")
    path, headers = site.asked[-1]
    assert (path, headers["host"]) == ("/a", f"{NAME}:{site.port}")
    assert headers["user-agent"].startswith("Marsad/")
    assert "desk@example.org" in headers["user-agent"]
    assert site.asked[0][0] == "/robots.txt"


@pytest.mark.parametrize(
    ("media", "declared", "written"),
    [
        ("text/html; charset=windows-1256", "", "cp1256"),
        ("text/html", "windows-1256", "cp1256"),
        ("text/html; charset=utf-8", "windows-1256", "utf-8"),
        ("text/html; charset=utf-8", "windows-1256", "cp1256"),
        ("text/html; charset=klingon", "", "utf-8"),
        ("text/html; charset=windows-1256", "utf-8", "utf-8"),
    ],
)
def test_charsets_said_declared_and_wrong(site, media, declared, written):
    head = f'<meta charset="{declared}">' if declared else ""
    site.pages["/a"] = (200, {"Content-Type": media}, page(ARABIC, head).decode().encode(written))
    assert only(site).report.text == ARABIC


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate"])
def test_packed_pages(site, coding):
    packed = {
        "gzip": gzip.compress(page(ENGLISH)),
        "deflate": zlib.compress(page(ENGLISH)),
        "raw deflate": zlib.compress(page(ENGLISH))[2:-4],
    }[coding]
    site.pages["/a"] = (200, {"Content-Encoding": coding.split()[-1]}, packed)
    assert only(site).report.text == ENGLISH


def test_other_formats_by_what_the_server_says(site):
    site.pages["/a"] = (200, {"Content-Type": "text/plain; charset=windows-1256"}, ARABIC.encode("cp1256"))
    assert only(site).report.text == ARABIC
    site.pages["/b.csv"] = (200, {"Content-Type": "text/plain"}, f"text\n{ENGLISH}\n".encode())
    assert only(site, "/b.csv").report.text == ENGLISH
    site.pages["/c"] = (200, {"Content-Type": "image/png"}, b"\x89PNG")
    (failure,) = take_in_address(Address(site.url("/c")), web(site))
    assert "is image/png, which holds no report" in failure.sentence


def test_redirects_are_followed_and_the_last_address_is_the_reports(site):
    site.pages["/old"] = (301, {"Location": "/middle"}, b"")
    site.pages["/middle"] = (307, {"Location": site.url("/a")}, b"")
    site.pages["/a"] = page(ENGLISH)
    assert only(site, "/old").report.address == site.url("/a")


def test_redirects_without_end(site):
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    site.pages["/b"] = (302, {"Location": "/a"}, b"")
    assert "is redirected in a circle" in refused(web(site), site.url("/a"))
    site.pages |= {f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(20)}
    assert "more than 5 times" in refused(web(site), site.url("/0"))
    site.pages["/c"] = (302, {}, b"")
    assert "redirected to nowhere" in refused(web(site), site.url("/c"))


def test_the_same_page_under_two_addresses_is_one_report(site):
    head = f'<link rel="canonical" href="http://{NAME}/story">'
    site.pages |= {"/a?utm_source=x": page(ENGLISH, head), "/amp/a": page(ENGLISH, head)}
    first, second = only(site, "/a?utm_source=x").report, only(site, "/amp/a").report
    assert first == second
    assert first.address == f"http://{NAME}/story"


def test_a_page_does_not_speak_for_another_site(site):
    site.pages["/a"] = page(ENGLISH, '<link rel="canonical" href="https://other.example/story">')
    assert only(site).report.address == site.url("/a")


@pytest.mark.parametrize("status", [404, 410, 401, 403, 500, 204, 206])
def test_answers_that_are_no_page(site, status):
    site.pages["/a"] = (status, {}, b"x" if status != 204 else b"")
    assert f"answers {status}" in refused(web(site), site.url("/a"))


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_left_alone_as_long_as_it_asks(site, status):
    site.pages["/a"] = [(status, {"Retry-After": "7"}, b""), page(ENGLISH)]
    slept = []
    assert only(site, slept=slept).report.text == ENGLISH
    assert 7.0 in slept
    site.pages["/b"] = [(status, {"Retry-After": "Sat, 31 Jan 2026 12:00:09 GMT"}, b""), page(ENGLISH)]
    assert only(site, "/b", slept=slept).report.text == ENGLISH
    assert 9.0 in slept


def test_a_server_that_wants_an_hour_is_left_until_the_next_run(site):
    site.pages["/a"] = (503, {"Retry-After": "3600"}, b"")
    slept = []
    assert "asks to be left for 3,600 seconds; try again later" in refused(web(site, slept=slept), site.url("/a"))
    assert not [pause for pause in slept if pause > 60]


@pytest.mark.parametrize("said", ["soon", "-5", "99999999999999999999", "Mon, 99 Foo 2026", ""])
def test_odd_words_on_when_to_come_again(site, said):
    site.pages["/a"] = [(503, {"Retry-After": said}, b""), page(ENGLISH)]
    assert only(site).report.text == ENGLISH


def test_pauses_grow(site):
    site.pages["/a"] = (503, {}, b"")
    slept = []
    refused(web(site, slept=slept, tries=4), site.url("/a"))
    assert len(slept) == 3
    assert slept[0] < 2.0 < slept[1] + slept[2]


def _cut_off(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"<html><body><p>half")


def _cut_chunk(handler):
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"ff\r\n<html>")


def _no_answer(handler):
    handler.connection.close()


def _no_http(handler):
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.0\r\n")


@pytest.mark.parametrize("fault", [_cut_off, _cut_chunk, _no_answer, _no_http])
def test_what_breaks_off_is_asked_for_again(site, fault):
    site.pages["/a"] = [fault, page(ENGLISH)]
    assert only(site).report.text == ENGLISH
    site.pages["/a"] = fault
    assert "broke off in the middle" in refused(web(site), site.url("/a"))


def test_a_packed_page_that_breaks_off(site):
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(page(ENGLISH * 50))[:-20])
    assert "broke off in the middle" in refused(web(site), site.url("/a"))


def test_a_packed_page_comes_whole_whatever_stands_behind_it(site):
    head, tail = page(ENGLISH)[:100], page(ENGLISH)[100:]
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(head) + gzip.compress(tail) + b"\r\n")
    assert only(site).report.text == ENGLISH


def _drip(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def _drip_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(200):
        handler.wfile.write(f"X-{n}: y\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.05)


def _silence(handler):
    time.sleep(3)


@pytest.mark.parametrize("slow", [_drip, _drip_headers])
def test_a_server_that_drips_is_given_up(site, slow):
    site.pages["/a"] = slow
    patient = web(site, total_seconds=0.5, tries=1)
    assert "did not come whole within 0.5 seconds" in refused(patient, site.url("/a"))


def test_a_server_that_says_nothing_is_given_up(site):
    site.pages["/a"] = _silence
    assert "did not answer in time" in refused(web(site, read_seconds=0.3, tries=1), site.url("/a"))


def _endless(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100_000):
        handler.wfile.write(b"x" * 65_536)


def test_a_server_that_takes_no_connections_is_told_so(site):
    site.close()
    assert refused(web(site), site.url("/a")).endswith("cannot be reached (Connection refused).")


def test_another_address_of_the_host_is_tried(site):
    site.pages["/a"] = page(ENGLISH)
    assert only(site, answers={NAME: ["127.0.0.9", "127.0.0.1"]}).report.text == ENGLISH
    no_way = ["::1", "::ffff:127.0.0.7", "::ffff:127.0.0.8", "::ffff:127.0.0.9"]
    assert only(site, answers={NAME: [*no_way, "127.0.0.1"]}).report.text == ENGLISH
    assert "cannot be reached" in refused(web(site, answers={NAME: no_way}), site.url("/a"))


def test_endless_bodies_and_long_ones(site):
    site.pages["/a"] = _endless
    assert "is larger than 100,000 bytes" in refused(web(site, max_size=100_000), site.url("/a"))
    site.pages["/b"] = (200, {"Content-Length": "99999999999"}, b"x")
    assert "is larger than" in refused(web(site), site.url("/b"))


def test_a_page_that_unpacks_to_a_bomb(site):
    bomb = gzip.compress(b"0" * 50_000_000)
    assert len(bomb) < 60_000
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, bomb)
    assert "is larger than 10,000,000 bytes" in refused(web(site), site.url("/a"))
    site.pages["/b"] = (200, {"Content-Encoding": "gzip, gzip"}, gzip.compress(bomb))
    assert "which was not asked for" in refused(web(site), site.url("/b"))


@pytest.mark.parametrize("headers", [{"X": "y" * 100_000}, {f"X-{n}": "y" for n in range(500)}])
def test_headers_without_end(site, headers):
    site.pages["/a"] = (200, headers, page(ENGLISH))
    assert refused(web(site, tries=1), site.url("/a"))


def test_robots_txt_is_obeyed(site):
    site.pages["/robots.txt"] = (
        200,
        {"Content-Type": "text/plain"},
        b"User-agent: *\nDisallow: /closed\nCrawl-delay: 5\n",
    )
    site.pages |= {"/closed/a": page(ENGLISH), "/a": page(ENGLISH), "/b": page(ENGLISH)}
    slept = []
    polite = web(site, slept=slept)
    assert "robots.txt forbids it" in refused(polite, site.url("/closed/a"))
    polite.get(site.url("/a"))
    polite.get(site.url("/b"))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b"], "asked for once"
    assert max(slept) > 4, "its pace is kept"


def test_a_redirect_does_not_lead_round_robots_txt(site):
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /closed\n"
    site.pages |= {"/a": (302, {"Location": "/closed"}, b""), "/closed": page(ENGLISH)}
    assert "robots.txt forbids it" in refused(web(site), site.url("/a"))


def test_a_server_whose_robots_txt_fails_is_left_alone(site):
    site.pages |= {"/robots.txt": (500, {}, b""), "/a": page(ENGLISH)}
    assert "/robots.txt answers 500" in refused(web(site), site.url("/a"))
    assert {path for path, _ in site.asked} == {"/robots.txt"}


@pytest.mark.parametrize("rules", [b"\xff\x00\xfe" * 1000, b"Disallow: " + b"/*a" * 5000, b"User-agent: *\n" * 20_000])
def test_odd_rules_are_no_rules(site, rules):
    site.pages |= {"/robots.txt": rules, "/a": page(ENGLISH)}
    assert only(site).report.text == ENGLISH


def test_the_pace_of_each_host(site):
    site.pages |= {"/a": page(ENGLISH), "/b": page(ENGLISH)}
    slept = []
    polite = web(site, slept=slept, pace=2.0)
    for path in ("/a", "/b"):
        polite.get(site.url(path))
    assert len(slept) == 2
    assert slept[0] > 1.5


def test_an_unchanged_page_is_not_sent_again(site, archive):
    def tagged(handler):
        if handler.headers.get("If-None-Match") == '"1"':
            return handler.answer(304, {"Content-Length": "0", "ETag": '"1"'}, b"")
        return handler.answer(200, {"ETag": '"1"'}, page(ENGLISH))

    site.pages["/a"] = tagged
    first, again = (only(site, archive=archive) for _ in range(2))
    assert first.report == again.report
    assert [capture.same_as for capture in archive.captures()] == [None, 1]
    assert web(site, archive).get(site.url("/a")).unchanged


def test_the_same_bytes_are_kept_once_and_changed_ones_beside_them(site, archive):
    site.pages["/a"] = [page(ENGLISH), page(ENGLISH), page(ARABIC)]
    texts = [only(site, archive=archive).report.text for _ in range(3)]
    assert texts == [ENGLISH, ENGLISH, ARABIC]
    assert [capture.same_as for capture in archive.captures()] == [None, 1, None]
    assert [archive.load(capture).body for capture in archive.captures()] == [page(t) for t in texts]


def test_reading_from_the_archive_needs_no_network(site, archive):
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(page(ENGLISH)))
    fetched = only(site, archive=archive)
    site.close()
    (got,) = take_in_archived(Address(site.url("/a")), archive)
    assert got.report == fetched.report
    assert archive.addresses() == [site.url("/a")]
    (failure,) = take_in_archived(Address(site.url("/never")), archive)
    assert "is not in the archive" in failure.sentence


def test_a_report_leads_back_to_its_bytes(site, archive):
    site.pages["/a"] = page(ENGLISH)
    got = only(site, archive=archive)
    archive.note_reading(got.report.id, got.report.sha256, got.capture)
    (capture,) = archive.captures_of(got.report.id)
    assert (capture.url, capture.at, capture.size) == (site.url("/a"), "2026-01-31T12:00:00Z", len(page(ENGLISH)))
    assert archive.load(capture).body == page(ENGLISH)


def test_damage_to_the_archive_is_noticed(site, archive):
    site.pages["/a"] = page(ENGLISH)
    only(site, archive=archive)
    (file,) = (archive.folder / "warc").iterdir()
    data = bytearray(file.read_bytes())
    data[-40] ^= 0xFF
    file.write_bytes(data)
    (failure,) = take_in_archived(Address(site.url("/a")), archive)
    assert "damaged" in failure.sentence or "not those that were fetched" in failure.sentence


def test_the_archive_is_a_web_archive_like_any_other(site, archive):
    site.pages["/a"] = page(ENGLISH)
    only(site, archive=archive)
    (file,) = (archive.folder / "warc").iterdir()
    assert [report.text for report in get_reports([file])] == [ENGLISH]


@pytest.fixture
def secure(request):
    made = Site(request.param)
    yield made
    made.close()


@pytest.mark.parametrize("secure", ["good"], indirect=True)
def test_a_certificate_is_checked_for_the_name_though_the_address_is_asked(secure):
    secure.pages["/a"] = page(ENGLISH)
    assert only(secure, ca_file=str(TLS / "ca.pem")).report.text == ENGLISH


@pytest.mark.parametrize(
    ("secure", "trusted", "why"),
    [
        ("expired", True, "certificate has expired"),
        ("other", True, "(?i)hostname mismatch|doesn't match"),
        ("good", False, "(?i)self.signed|unable to get"),
    ],
    indirect=["secure"],
)
def test_certificates_that_are_not_trusted(secure, trusted, why):
    secure.pages["/a"] = page(ENGLISH)
    settings = {"ca_file": str(TLS / "ca.pem")} if trusted else {}
    sentence = refused(web(secure, **settings), secure.url("/a"))
    assert "cannot be trusted" in sentence
    assert re.search(why, sentence), sentence
    assert not secure.asked, "nothing was said to it"


@pytest.mark.parametrize("secure", ["good"], indirect=True)
def test_no_way_back_from_https_to_http(secure, site):
    secure.pages["/a"] = (302, {"Location": site.url("/a")}, b"")
    settings = {"ca_file": str(TLS / "ca.pem"), "allow_hosts": frozenset({NAME})}
    assert "from https to http" in refused(web(secure, **settings), secure.url("/a"))


def test_one_failure_is_one_sentence_among_the_others(site):
    site.pages["/a"] = page(ENGLISH)
    kinds = [type(got) for path in ("/none", "/a") for got in take_in_address(Address(site.url(path)), web(site))]
    assert kinds == [Failure, Got]
