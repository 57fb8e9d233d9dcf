"""A published site: valid pages without scripts, links that lead somewhere, feeds that readers take."""

import functools
import http.server
import re
import threading
import urllib.request
from urllib.parse import unquote, urldefrag

import feedparser
import html5lib
import pytest
from click.testing import CliRunner
from lxml import etree

from marsad.cli import main
from marsad.publish.site.slugs import Slugs


def publish(folder, ledger, *arguments, code=0):
    run = CliRunner().invoke(main, ["publish", str(folder), "--on", "2020-09-01", "--ledger", str(ledger), *arguments])
    assert run.exit_code == code, run.output
    assert "Traceback" not in run.output
    return run


@pytest.fixture(scope="module")
def example(example_ledger, tmp_path_factory):
    """The site of the example reports."""
    folder = tmp_path_factory.mktemp("published") / "site"
    publish(folder, example_ledger)
    return folder


@pytest.fixture(scope="module")
def made(made_ledger, tmp_path_factory):
    """The site of claims that the tests made, whose reports hold markup."""
    folder = tmp_path_factory.mktemp("made") / "site"
    publish(folder, made_ledger, "--base", "https://example.org/iraq/")
    return folder


def pages(site):
    return sorted(site.rglob("*.html"))


def tree(page):
    return etree.HTML(page.read_text("utf-8"))


def test_the_example_site_is_small(example):
    assert len(pages(example)) > 50
    assert sum(path.stat().st_size for path in example.rglob("*") if path.is_file()) < 3_000_000


def test_every_page_is_valid_html(example, made):
    for page in [*pages(example), *pages(made)]:
        try:
            html5lib.HTMLParser(strict=True).parse(page.read_text("utf-8"))
        except html5lib.html5parser.ParseError as error:
            pytest.fail(f"{page}: {error}")
        ids = tree(page).xpath("//@id")
        assert len(ids) == len(set(ids)), page


def test_every_link_leads_somewhere(example, made):
    for site in (example, made):
        ids = {page.resolve(): set(tree(page).xpath("//@id")) for page in pages(site)}
        for page in pages(site):
            for link in tree(page).xpath("//@href"):
                if re.match(r"https?://", link):
                    assert link.startswith("https://example.org/"), link
                    continue
                path, fragment = urldefrag(link)
                target = (page.parent / unquote(path)).resolve() if path else page.resolve()
                assert target.is_file(), (page, link)
                assert not fragment or fragment in ids[target], (page, link)


def test_pages_need_no_script_and_nothing_from_elsewhere(example):
    for page in pages(example):
        assert not tree(page).xpath("//script | //iframe | //*[@onclick] | //*[@src]"), page
        assert "@import" not in page.read_text("utf-8")


def test_both_languages_have_the_same_pages_each_in_its_direction(example):
    english, arabic = (
        {str(page.relative_to(example / lang)) for page in pages(example / lang)} for lang in ("en", "ar")
    )
    assert english == arabic
    for page in pages(example / "ar"):
        root = tree(page)
        assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
        other = root.xpath("//link[@rel='alternate'][@hreflang='en']/@href")[0]
        assert (page.parent / other).resolve().is_file()


def test_every_sentence_on_a_place_leads_to_a_passage(made):
    page = made / "en" / "places" / "al-qaim-base.html"
    points = tree(page).xpath("//ul[@class='told']/li")
    assert points
    for point in points:
        links = point.xpath(".//sup/a/@href")
        assert links or "No report" in "".join(point.itertext())
        for link in links:
            path, fragment = urldefrag(link)
            claim = tree(page.parent / path).xpath(f"//*[@id='{fragment}']")[0]
            assert claim.xpath(".//blockquote")


def test_what_a_report_says_is_no_markup(made):
    for page in pages(made):
        assert not tree(page).xpath("//b")
    assert any("<b>" in "".join(tree(page).itertext()) for page in pages(made / "en" / "reports"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_feeds_are_taken_by_a_feed_reader(made, language):
    feeds = sorted(made.glob(f"feeds/*.{language}.atom"))
    assert len(feeds) > 5
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.bozo_exception)
        assert feed.version == "atom10"
        assert feed.feed.language == language
        assert feed.feed.id
        days = [entry.updated for entry in feed.entries]
        assert days == sorted(days, reverse=True)
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
        assert all(entry.link.startswith(f"https://example.org/iraq/{language}/") for entry in feed.entries)
    qaim = feedparser.parse((made / "feeds" / f"places-al-qaim-base.{language}.atom").read_bytes())
    assert len(qaim.entries) >= 2


def test_the_first_page_has_a_feed_of_all(made):
    page = made / "ar" / "index.html"
    feed = (page.parent / tree(page).xpath("//link[@type='application/atom+xml']/@href")[0]).resolve()
    assert feed == (made / "feeds" / "all.ar.atom").resolve()
    assert len(feedparser.parse(feed.read_bytes()).entries) > 3


def test_a_page_names_its_feed(made):
    page = made / "en" / "places" / "camp-taji.html"
    feed = tree(page).xpath("//link[@type='application/atom+xml']/@href")[0]
    assert (page.parent / feed).resolve() == (made / "feeds" / "places-camp-taji.en.atom").resolve()


def test_a_plain_file_server_serves_it(example):
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(example))
    handler.log_message = lambda *_: None
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            for path in ("", "en/", "ar/places/iraq.html", "style.css"):
                with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/{path}", timeout=20) as answer:
                    assert answer.status == 200
                    assert answer.read()
        finally:
            server.shutdown()


def test_made_again_with_the_same_clocks_it_is_the_same(made, made_ledger, tmp_path):
    publish(tmp_path / "again", made_ledger, "--base", "https://example.org/iraq/")
    first, second = ({path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
                     for site in (made, tmp_path / "again"))  # fmt: skip
    assert first == second


def test_what_was_not_known_then_is_not_shown(made_ledger, tmp_path):
    publish(tmp_path / "site", made_ledger, "--known", "2020-03-20")
    names = {page.stem for page in pages(tmp_path / "site" / "en" / "places")}
    assert "al-qaim-base" in names
    assert "camp-taji" not in names


def test_an_older_site_is_replaced_and_what_is_no_site_is_left_alone(made_ledger, tmp_path):
    site, own = tmp_path / "site", tmp_path / "own"
    publish(site, made_ledger)
    (site / "stale.html").write_text("old")
    publish(site, made_ledger)
    assert not (site / "stale.html").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"site"}
    own.mkdir()
    (own / "thesis.txt").write_text("mine")
    run = publish(own, made_ledger, code=1)
    assert "holds something else than a site of Marsad" in run.output
    assert (own / "thesis.txt").read_text() == "mine"


def test_names_of_files_are_plain_and_each_once():
    slugs = Slugs()
    names = ["Camp Taji", "camp-taji", "قاعدة القائم", "القائم", "index", "Ré", "x" * 200]
    assert [slugs.of(name) for name in names] == ["camp-taji", "camp-taji-2", "x", "x-2", "index-2", "re", "x" * 60]


def test_an_address_that_is_none_is_refused(made_ledger, tmp_path):
    run = publish(tmp_path / "site", made_ledger, "--base", "example.org", code=2)
    assert "write it as https://example.org/" in run.output
