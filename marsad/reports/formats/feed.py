"""Feeds: RSS, Atom and JSON Feed. Each entry is a report of the text that the feed itself gives of it."""

import datetime as dt
import re
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

from marsad.errors import ReportError
from marsad.reports.formats.fragment import plain
from marsad.reports.metadata import Metadata, clean, parse_day, past_day
from marsad.reports.piece import MAX_PIECES, Input, Piece

_DECLARED = re.compile(rb"<!DOCTYPE|<!ENTITY", re.I)


class Entry(NamedTuple):
    """One entry of a feed: where the article is, and what the feed says of it."""

    address: str | None
    title: str | None
    key: str  # by which the feed tells entries apart
    published: dt.date | None
    updated: dt.date | None
    markup: str  # the text in HTML
    authors: tuple[str, ...]
    moment: str | None = None  # when it was last changed, as the feed writes it


def unpack(given: Input) -> Iterator[Piece]:
    data = given.read(given.options.max_size)
    if len(data) > given.options.max_size:
        raise ReportError(f"{given.where} is too large: the limit is {given.options.max_size:,} bytes.")
    title, entries = read_feed(data, given.where)
    yield from filter(None, (_piece(entry, title) for entry in entries))


def json_feed(feed: dict[str, Any], given: Input) -> Iterator[Piece]:
    title, entries = _json_entries(feed)
    yield from filter(None, (_piece(entry, title) for entry in entries))


def read_feed(data: bytes, where: str) -> tuple[str | None, list[Entry]]:
    """The title and the entries of a feed in any of its forms; raises ReportError where it is none."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        import json

        try:
            feed = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise ReportError(f"{where} is a damaged feed: no JSON.") from error
        return _json_entries(feed if isinstance(feed, dict) else {})
    if _DECLARED.search(data[:100_000]) and b"<!ENTITY" in data[:1_000_000].upper():
        raise ReportError(f"{where} declares entities of its own, which no feed needs; it was not read.")
    import feedparser

    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.version and not parsed.entries:
        raise ReportError(f"{where} is no feed that could be read.")
    return clean(parsed.feed.get("title")), [_entry(entry) for entry in parsed.entries[:MAX_PIECES]]


def _entry(entry: Any) -> Entry:
    content = entry.get("content") or []
    markup = next((c.get("value") for c in content if c.get("value")), None) or entry.get("summary") or ""
    address = clean(entry.get("link"))
    return Entry(
        address,
        clean(plain(entry.get("title") or "")),
        clean(entry.get("id")) or address or clean(entry.get("title")) or "",
        _day(entry.get("published_parsed")),
        _day(entry.get("updated_parsed")),
        markup,
        tuple(filter(None, (clean(a.get("name")) for a in entry.get("authors") or [] if isinstance(a, dict)))),
        clean(entry.get("updated") or entry.get("published")),
    )


def _json_entries(feed: dict[str, Any]) -> tuple[str | None, list[Entry]]:
    items = feed.get("items")
    listed = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return clean(feed.get("title")), [_json_entry(item) for item in listed[:MAX_PIECES]]


def _json_entry(item: dict[str, Any]) -> Entry:
    said = item.get("authors")
    authors = said if isinstance(said, list) else [item.get("author")]
    address = clean(item.get("url"))
    moment = clean(item.get("date_modified")) or clean(item.get("date_published"))
    return Entry(
        address,
        clean(item.get("title")),
        clean(item.get("id")) or address or "",
        past_day(parse_day(clean(item.get("date_published")) or "")),
        past_day(parse_day(clean(item.get("date_modified")) or "")),
        str(item.get("content_html") or item.get("content_text") or item.get("summary") or ""),
        tuple(filter(None, (clean(a.get("name")) for a in authors if isinstance(a, dict)))),
        moment,
    )


def _piece(entry: Entry, feed: str | None) -> Piece | None:
    text = plain(entry.markup)
    if entry.title and entry.title not in text[: len(entry.title) + 300]:
        text = f"{entry.title}\n\n{text}".strip()
    if not text:
        return None
    known = Metadata(
        published=entry.published or entry.updated,
        publisher=feed,
        title=entry.title,
        address=entry.address,
        authors=entry.authors,
        updated=entry.updated,
    )
    return Piece(text, known, f"entry {entry.key}"[:200])


def _day(moment: time.struct_time | None) -> dt.date | None:
    try:
        return past_day(dt.date(*moment[:3])) if moment else None
    except (ValueError, TypeError):
        return None
