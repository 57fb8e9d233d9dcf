"""Links in the documentation lead somewhere, in the repository and on the site that is made of it."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from documentation import PAGES, ROOT, anchors, links, name_of
from lxml import etree


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_files_lead_somewhere(page):
    for link in links(page):
        if re.match(r"https?://|mailto:", link):
            continue
        path, fragment = urldefrag(unquote(link))
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not fragment or target.suffix != ".md" or fragment in anchors(target), link


def test_every_page_is_reached_from_the_first():
    reached, waiting = set(), [ROOT / "docs" / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or not page.is_file() or page.suffix != ".md":
            continue
        reached.add(page)
        waiting += [(page.parent / urldefrag(link)[0]).resolve() for link in links(page) if "://" not in link]
    assert {page for page in PAGES if page.is_relative_to(ROOT / "docs")} <= reached


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site of the documentation, made as `make docs` makes it."""
    folder = tmp_path_factory.mktemp("docs")
    for config, target in (("mkdocs.yml", folder), ("mkdocs.ar.yml", folder / "ar")):
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-f", str(ROOT / ".ci/docs" / config)]
        made = subprocess.run([*command, "-d", str(target)], capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
    return folder


def test_links_on_the_site_lead_somewhere(site):
    ids = {}

    def ids_of(page: Path) -> set[str]:
        if page not in ids:
            ids[page] = set(etree.HTML(page.read_text("utf-8")).xpath("//@id"))
        return ids[page]

    pages = [page for page in site.rglob("*.html") if page.name != "404.html"]
    assert len(pages) > 30
    for page in pages:
        for link in etree.HTML(page.read_text("utf-8")).xpath("//a/@href"):
            path, fragment = urldefrag(unquote(link))
            if re.match(r"\w+:", link):
                continue
            target = (page.parent / path).resolve() if path else page
            assert target.exists(), (page, link)
            if fragment and target.suffix == ".html":
                assert fragment in ids_of(target), (page, link)


def test_the_site_asks_for_nothing_from_elsewhere(site):
    for page in site.rglob("*.html"):
        tree = etree.HTML(page.read_text("utf-8"))
        loaded = tree.xpath("//script/@src | //link[@rel='stylesheet']/@href | //img/@src")
        assert not [address for address in loaded if re.match(r"(https?:)?//", address)], page


def test_the_site_has_every_command_and_the_arabic_part_runs_from_right_to_left(site):
    commands = (site / "commands.html").read_text("utf-8")
    assert all(f"marsad {name}" in commands for name in ("brief", "chart map", "publish", "decide reject", "verify"))
    root = etree.HTML((site / "ar" / "tutorial.html").read_text("utf-8"))
    assert root.get("lang") == "ar"
    assert root.xpath("//body/@dir | //html/@dir")[0] == "rtl"


def test_the_arabic_part_has_the_help_of_every_command_in_arabic(site):
    page = etree.HTML((site / "ar" / "commands.html").read_text("utf-8"))
    shown = ["".join(each.itertext()) for each in page.xpath("//pre[@dir='auto']")]
    assert len(shown) > 50
    assert all("الاستعمال: " in each and "Usage:" not in each for each in shown)
    assert "\n    marsad posture Iraq --on 2020-04-01\n" in "".join(shown)
