"""Live blogs: each entry is a report of its own, with its own day. On one page they tell of many hours or days.

The entries are taken from the page's JSON-LD, else from its markup: blocks with a time each, side by side in a frame
that is called a live blog.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

from lxml import html

from marsad.reports.formats.clutter import listed, take_out
from marsad.reports.formats.fragment import plain
from marsad.reports.formats.page_metadata import json_ld, metadata_of, types_of
from marsad.reports.metadata import Metadata, clean, parse_day, past_day
from marsad.reports.names import joined, name_of
from marsad.reports.piece import Piece

_FEWEST = 2  # entries; a page with one is an article
_MOST = 2_000
_FRAMES = 20
_DEEP = 15  # elements between a moment and the frame of all entries
_WORDS = 6  # of an entry; fewer are a time and a button
_MARKS = ".//time[@datetime]"


def live_entries(page: Any) -> list[Piece]:
    """The entries of a live blog, newest or oldest first as the page has them; none where it is no live blog."""
    blog = next((node for node in json_ld(page) if "LiveBlogPosting" in types_of(node)), None)
    updates = blog.get("liveBlogUpdate") if blog else None
    if isinstance(updates, list):
        entries = list(_entries([u for u in updates[:_MOST] if isinstance(u, dict)], metadata_of(page)))
        if len(entries) >= _FEWEST:
            return entries
    blocks = _blocks(page, blog is not None)
    if not blocks:
        return []
    about = metadata_of(page)
    return [piece for n, block in enumerate(blocks[:_MOST], 1) if (piece := _entry(block, about, n))]


def _blocks(page: Any, said: bool) -> list[Any]:
    """The entries in the markup of a live blog; none where nothing says that it is one."""
    frames = [element for element in page.iter("div", "section", "main", "ol", "ul", "article") if _is_live(element)]
    beside: defaultdict[Any, dict[Any, None]] = defaultdict(dict)
    for frame in frames[:_FRAMES] or ([page] if said else []):
        ways = [_way(mark, frame) for mark in frame.xpath(_MARKS)[:_MOST]]
        moments: defaultdict[Any, set[str]] = defaultdict(set)
        for way in ways:
            for element in way:
                moments[element].add(way[0].get("datetime"))
        for way in ways:
            block = [element for element in way if len(moments[element]) == 1][-1]
            beside[block.getparent()][block] = None
    best = max(beside.values(), key=len, default={})
    full = [block for block in best if block.tag != "time" and len("".join(block.itertext()).split()) >= _WORDS]
    return full if len(full) > _FEWEST and len(full) > 0.5 * len(best) else []


def _way(mark: Any, frame: Any) -> list[Any]:
    """From a moment up to the frame, without it."""
    way = [mark]
    while len(way) < _DEEP and (above := way[-1].getparent()) is not None and above is not frame:
        way.append(above)
    return way


def _is_live(element: Any) -> bool:
    if "LiveBlogPosting" in (element.get("itemtype") or ""):
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-component') or ''}".lower()
    return not _live_names().isdisjoint(name.replace("-", "").replace("_", "") for name in named.split())


def _entry(block: Any, about: Metadata, number: int) -> Piece | None:
    """An entry of a page: what stands in its block, but for the time and what leads away."""
    moments = [day for moment in block.xpath("descendant-or-self::time/@datetime") if (day := parse_day(moment))]
    anchor = clean(block.get("id"))
    own = deepcopy(block)
    own.tail = None
    for mark in own.xpath(".//time"):
        mark.drop_tree()
    take_out(own)
    text = plain(html.tostring(own, encoding="unicode"))
    heading = next((clean("".join(h.itertext())) for h in own.iter("h2", "h3", "h4")), None)
    if not text:
        return None
    address = joined(about.address, f"#{anchor}") if about.address and anchor else None
    published = next((day for moment in moments if (day := past_day(moment))), None)
    return Piece(text, _known(about, heading, published, address), f"entry {number}")


@cache
def _live_names() -> frozenset[str]:
    return frozenset(map(str, listed()["live"]))


def _entries(updates: list[dict[str, Any]], about: Metadata) -> Iterator[Piece]:
    for number, update in enumerate(updates, 1):
        title = clean(plain(str(update.get("headline") or "")))
        body = update.get("articleBody")
        text = plain(body) if isinstance(body, str) else ""
        if title and title not in text[: len(title) + 50]:
            text = f"{title}\n\n{text}".strip()
        if not text:
            continue
        own = clean(update.get("url") or update.get("@id"))
        address = joined(about.address or "", own) if own else None
        published, updated = (
            past_day(parse_day(clean(update.get(name)) or "")) for name in ("datePublished", "dateModified")
        )
        yield Piece(text, _known(about, title, published, address, updated), f"entry {number}")


def _known(
    about: Metadata,
    title: str | None,
    published: dt.date | None,
    address: str | None,
    updated: dt.date | None = None,
) -> Metadata:
    """What is known of an entry: its own, else the page's."""
    return Metadata(
        title=title or about.title,
        published=published or about.published,
        updated=updated,
        publisher=about.publisher,
        authors=about.authors,
        section=about.section,
        id=_id(address),
        address=address,
    )


def _id(address: str | None) -> str | None:
    """Entries are told apart by what stands behind the # of their address."""
    page, _, entry = (address or "").partition("#")
    return f"{name_of(page)}-{clean(entry[:40])}" if entry else None
