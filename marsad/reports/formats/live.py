"""Live blogs: each entry is a report of its own, with its own day. On one page they tell of many hours or days."""

from collections.abc import Iterator
from typing import Any

from marsad.reports.formats.fragment import plain
from marsad.reports.formats.page_metadata import json_ld, metadata_of, types_of
from marsad.reports.metadata import Metadata, clean, parse_day, past_day
from marsad.reports.names import joined, name_of
from marsad.reports.piece import Piece

_FEWEST = 2  # entries; a page with one is an article
_MOST = 2_000


def live_entries(page: Any) -> list[Piece]:
    """The entries of a live blog, newest or oldest first as the page has them; none where it is no live blog."""
    blog = next((node for node in json_ld(page) if "LiveBlogPosting" in types_of(node)), None)
    updates = blog.get("liveBlogUpdate") if blog else None
    if not isinstance(updates, list):
        return []
    about = metadata_of(page)
    entries = list(_entries([u for u in updates[:_MOST] if isinstance(u, dict)], about))
    return entries if len(entries) >= _FEWEST else []


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
        known = Metadata(
            title=title or about.title,
            published=past_day(parse_day(clean(update.get("datePublished")) or "")) or about.published,
            updated=past_day(parse_day(clean(update.get("dateModified")) or "")),
            publisher=about.publisher,
            authors=about.authors,
            section=about.section,
            id=_id(address),
            address=address,
        )
        yield Piece(text, known, f"entry {number}")


def _id(address: str | None) -> str | None:
    """Entries are told apart by what stands behind the # of their address."""
    page, _, entry = (address or "").partition("#")
    return f"{name_of(page)}-{clean(entry[:40])}" if entry else None
