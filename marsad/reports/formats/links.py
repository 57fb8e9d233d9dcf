"""Where a feed, a sitemap or a list page leads: the addresses of articles, with what is said of each."""

import json
import re
from collections.abc import Iterator

from marsad.errors import ReportError
from marsad.reports.formats.feed import read_feed
from marsad.reports.gunzip import BEGINS, gunzipped
from marsad.reports.metadata import Metadata, clean, parse_day, past_day
from marsad.reports.names import joined, plain_address, split_address
from marsad.reports.piece import Input, Piece

_SITEMAP = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)\b")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|body|a)\b", re.I)
_MOST = 50_000  # links, as sitemaps.org bounds a sitemap
_WORDS = re.compile(r"[^\W_]+")
_OTHERS = re.compile("image|video|mobile|xhtml")  # what sitemaps say of pictures and films, by its namespace
_NESTED = "sitemap"  # what the piece of a sitemap in an index is called


def unpack(given: Input) -> Iterator[Piece]:
    """A piece for each link that is asked for: its text is {"title", "moment"}, its metadata has address and day.

    The expression is searched for here, in bounds of time: an address can be made so that one takes for ever.
    """
    wanted = re.compile(given.options.links or "")
    yield from (piece for piece in _links(given) if piece.name or wanted.search(str(piece.known.address)))


def _links(given: Input) -> Iterator[Piece]:
    packed = given.head(2) == BEGINS  # sitemaps come packed as files, too
    data = gunzipped(given) if packed else given.read(given.options.max_size)
    if match := _SITEMAP.search(data[:20_000]):
        yield from _sitemap(data, given, index=match[1] == b"sitemapindex")
    elif _PAGE.search(data[:5_000]) and not re.search(rb"<(?:rss|feed|rdf:RDF)\b", data[:5_000]):
        yield from _list_page(data, given)
    else:
        yield from _feed(data, given)


def _feed(data: bytes, given: Input) -> Iterator[Piece]:
    title, entries = read_feed(data, given.where)
    for entry in entries:
        address = joined(given.where, entry.address) if entry.address else None
        if address:
            day = entry.published or entry.updated
            known = Metadata(address=address, published=day, publisher=title, title=entry.title)
            yield _link(known, entry.moment)


def _sitemap(data: bytes, given: Input, index: bool) -> Iterator[Piece]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReportError(f"{given.where} is a damaged sitemap.") from error
    for entry in list(root if root is not None else [])[:_MOST]:
        said: dict[str, str] = {}
        for child in entry.iter(etree.Element):
            if not _OTHERS.search(etree.QName(child).namespace or ""):
                said.setdefault(etree.QName(child).localname, (child.text or "").strip())
        address = clean(said.get("loc"))
        if address:
            day = past_day(parse_day(said.get("publication_date", "")))
            known = Metadata(address=joined(given.where, address), published=day, title=clean(said.get("title")))
            yield _link(known, clean(said.get("lastmod") or said.get("publication_date")), _NESTED if index else "")


def _list_page(data: bytes, given: Input) -> Iterator[Piece]:
    """The links of a page that look like those of articles: with a number or several words at their end."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReportError(f"{given.where} is no page that could be read.") from error
    seen: set[str] = set()
    for anchor in list(root.iter("a"))[:_MOST]:
        try:
            address = joined(given.where, (anchor.get("href") or "").strip())
            plain = plain_address(address)
        except ValueError:
            continue
        if plain not in seen and _may_be_article(address, given.where):
            seen.add(plain)
            yield _link(
                Metadata(address=address, title=clean(" ".join("".join(anchor.itertext()).split())[:300])), None
            )


def _may_be_article(address: str, where: str) -> bool:
    parts, own = split_address(address), split_address(where)
    if parts.scheme not in ("http", "https") or parts.hostname != own.hostname:
        return False
    last = parts.path.rstrip("/").rsplit("/", 1)[-1]
    return any(len(run) >= 4 for run in re.findall(r"\d+", last + parts.query)) or len(_WORDS.findall(last)) >= 4


def _link(known: Metadata, moment: str | None, name: str = "") -> Piece:
    return Piece(json.dumps({"title": known.title, "moment": moment}), known, name)
