"""Tricks by which an address could lead inside a network, each tried against a real server that must not be reached."""

import contextlib
import ipaddress
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import NAME, Site, resolver

from marsad.reports.web import FetchError, Settings, Web
from marsad.reports.web.hosts import addresses, is_public, parse, system_resolver

PUBLIC = "93.184.215.14"


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch):
    """Whatever the checks let through, no test connects to another machine."""
    from marsad.reports.web import fetch

    real = fetch.ask

    def ask(target, ip, *more):
        assert ipaddress.ip_address(ip).is_loopback, f"would have connected to {ip}"
        return real(target, ip, *more)

    monkeypatch.setattr(fetch, "ask", ask)


@pytest.fixture
def inside():
    """A server inside the network, which nothing may reach."""
    made = Site()
    made.pages["/"] = b"<p>secret</p>"
    yield made
    assert not made.asked
    made.close()


def refusal(url: str, resolve=system_resolver, **settings) -> str:
    with pytest.raises(FetchError) as error:
        Web(Settings(pace=0, **settings), None, resolve, lambda seconds: None).get(url)
    return str(error.value)


HOSTS = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.0.0.1.",
    "0", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::127.0.0.1]", "[2002:7f00:1::]", "[64:ff9b::127.0.0.1]", "[64:ff9b:1::7f00:1]", "localhost", "localhost.",
    "LOCALHOST", "１２７.０.０.１", "⑫⑦.0.0.1", "127。0。0。1", "①②⑦.⓪.⓪.①",
    "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "[fe80::1]", "[fe80::1%25lo]", "[fd00:ec2::254]", "[fc00::1]",
    "100.100.100.200", "168.63.129.16", "192.0.0.192", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1",
    "192.0.2.1", "[ff02::1]", "[2001:db8::1]", "[2001:0:7f00:1::]", "[fec0::1]", "0xa9fea9fe", "2852039166",
]  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_no_form_of_an_internal_address_is_fetched(inside, host):
    sentence = refusal(f"http://{host}:{inside.port}/")
    assert "is not fetched" in sentence or "cannot be found" in sentence or "is no address" in sentence, sentence


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "FILE:///etc/passwd", "ftp://example.org/a", "gopher://example.org/1", "data:text/html,x",
        "javascript:alert(1)", "dict://example.org:11211/", "jar:http://example.org!/", "source:http://example.org",
        "blob:http://example.org/x", "//example.org/", "example.org", "http:///", "http://", "http://?", "",
        "http://user:pw@example.org/", "http://example.org@127.0.0.1/", "http://127.0.0.1#@example.org/",
        "http://127.0.0.1\\@example.org/", "http://example.org\\.127.0.0.1/", "http://exa mple.org/",
        "http://example.org\r\nX: y/",
        "http://example.org/\r\nHost: x", "http://%31%32%37.0.0.1/", "http://[::1/", "http://example.org:99999/",
        "http://example.org:x/", "http://a..b/", "http://-a/", "http://" + "a" * 300 + "/",
        "http://example.org/" + "a" * 9000,
        "http://127.0.0.1:80:80/", "http://[127.0.0.1]/", "http://\x00/", "http://example.org\t.evil/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page(url):
    sentence = refusal(url, resolver())
    assert "\n" not in sentence
    assert "\r" not in sentence


@pytest.mark.parametrize("port", [1, 22, 25, 110, 143, 587])
def test_ports_where_no_pages_are(port):
    with pytest.raises(FetchError, match=f"no pages are served at port {port}"):
        addresses(parse(f"http://example.org:{port}/"), Settings(), lambda host, _: [PUBLIC])


PLACES = [
    "http://127.0.0.1:{port}/", "//127.0.0.1:{port}/", "http://[::1]:{port}/", "http://2130706433:{port}/",
    "http://localhost:{port}/", "http://inside.example:{port}/", "file:///etc/passwd", "\thttp://127.0.0.1:{port}/",
    "http://169.254.169.254/latest/meta-data/", "http://user@127.0.0.1:{port}/",
]  # fmt: skip


def test_what_was_asked_for_is_named_and_not_the_file_of_rules(inside):
    sentence = refusal(f"http://127.0.0.1:{inside.port}/news/base")
    assert sentence == (
        f"http://127.0.0.1:{inside.port}/news/base is not fetched: 127.0.0.1 is inside a network; "
        "--allow-host 127.0.0.1 allows it."
    )


@pytest.mark.parametrize("place", PLACES)
def test_redirects_lead_nowhere_inside(inside, place):
    outside = Site()
    outside.pages["/"] = (302, {"Location": place.format(port=inside.port)}, b"")
    outside.pages["/meta"] = b'<meta http-equiv="refresh" content="0; url=http://127.0.0.1/">'
    resolve = resolver({"inside.example": ["127.0.0.1"], "localhost": ["127.0.0.1"]})
    sentence = Web(outside.settings(tries=1), None, resolve, lambda s: None)
    with pytest.raises(FetchError, match="is not fetched"):
        sentence.get(outside.url("/"))
    assert sentence.get(outside.url("/meta")).final == outside.url("/meta"), "pages do not redirect either"
    outside.close()


def test_robots_txt_does_not_lead_inside_either(inside):
    outside = Site()
    outside.pages["/robots.txt"] = (302, {"Location": f"http://127.0.0.1:{inside.port}/"}, b"")
    outside.pages["/"] = b"<p>x</p>"
    with pytest.raises(FetchError, match="is not fetched"):
        Web(outside.settings(), None, resolver(), lambda s: None).get(outside.url("/"))
    outside.close()


def test_a_name_that_points_inside(inside):
    for inner in ("127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "fe80::1%eth0", "169.254.169.254"):
        sentence = refusal(f"http://trap.example:{inside.port}/", lambda host, port, ip=inner: [ip])
        assert "which is inside a network; --allow-host trap.example allows it" in sentence


def test_one_internal_answer_among_public_ones(inside):
    assert "inside a network" in refusal(f"http://trap.example:{inside.port}/", lambda *_: [PUBLIC, "127.0.0.1"])


def test_an_answer_that_changes_between_the_check_and_the_connection():
    """DNS rebinding: the name is public when it is checked. It is not asked again, so the change finds nobody."""
    answers = itertools.chain([[PUBLIC]], itertools.repeat(["127.0.0.1"]))
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return next(answers)

    target = parse("http://trap.example/")
    assert addresses(target, Settings(), rebinding) == [PUBLIC]
    assert asked == ["trap.example"]
    with pytest.raises(FetchError, match="inside a network"):
        addresses(target, Settings(), rebinding)


def test_the_checked_address_is_the_one_connected_to():
    """The resolver's second answer would be refused; that the page arrives shows that there is no second question."""
    site = Site()
    site.pages["/"] = b"<p>x</p>"
    site.pages["/robots.txt"] = b""
    asked = []

    def resolve(host, port):
        asked.append(host)
        return ["127.0.0.1"]

    Web(site.settings(), None, resolve, lambda s: None).get(site.url("/"))
    assert asked == [NAME, NAME], "once for robots.txt, once for the page, none by the connection itself"
    assert {headers["host"] for _, headers in site.asked} == {f"{NAME}:{site.port}"}
    site.close()


def test_an_allowed_host_is_allowed_by_name_and_port_only(inside):
    allowed = {"allow_hosts": frozenset({f"wiki.example:{inside.port + 1}", "other.example"})}
    assert "inside a network" in refusal(f"http://wiki.example:{inside.port}/", lambda *_: ["127.0.0.1"], **allowed)
    assert "inside a network" in refusal(
        f"http://sub.other.example:{inside.port}/", lambda *_: ["127.0.0.1"], **allowed
    )


def test_proxies_of_the_environment_are_not_used(inside, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{inside.port}")
    site = Site()
    site.pages["/"] = b"<p>x</p>"
    assert Web(site.settings(), None, resolver(), lambda s: None).get(site.url("/")).body == b"<p>x</p>"
    site.close()


@given(st.integers(0, 2**32 - 1))
def test_an_address_inside_another_is_judged_as_itself(number):
    ip = ipaddress.IPv4Address(number)
    for outer in (f"::ffff:{ip}", f"64:ff9b::{ip}", str(ipaddress.IPv6Address((0x2002 << 112) | (number << 80)))):
        assert is_public(ipaddress.ip_address(outer)) <= is_public(ip)
    assert is_public(ip) <= ip.is_global


@given(st.text(max_size=80))
def test_any_text_is_a_target_or_a_sentence(text):
    for url in (text, f"http://{text}", f"https://example.org/{text}", f"http://example.org:{text}/"):
        with contextlib.suppress(FetchError):
            target = parse(url)
            assert target.url.isascii()
            assert not set(target.url) & set(" \r\n\t\x00")
            assert parse(target.url) == target


def test_a_name_nobody_knows():
    assert "its host nowhere.example is unknown" in refusal("http://nowhere.example/", resolver())
