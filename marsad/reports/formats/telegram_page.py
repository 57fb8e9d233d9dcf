"""Exports of Telegram Desktop as pages (messages.html): each post with a text is a report, as in result.json."""

import datetime as dt
from typing import Any

from marsad.reports.formats.fragment import plain
from marsad.reports.metadata import Metadata, clean, past_day
from marsad.reports.piece import MAX_PIECES, Piece

_POSTS = "//div[contains(@class, 'history')]/div[contains(@class, 'message') and contains(@class, 'default')][@id]"
_WRITTEN = "%d.%m.%Y"  # 17.03.2020 20:19:24 UTC+03:00


def posts(page: Any) -> list[Piece]:
    """The posts of an exported chat; none where the page is no export."""
    found = page.xpath(_POSTS)[:MAX_PIECES]
    chat = _line(page.find(".//div[@class='page_header']"))
    pieces: list[Piece] = []
    sender = chat
    for post in found:
        own = post.xpath("./div[@class='body']/div[@class='from_name']")
        sender = _line(own[0]) if own else sender  # posts that follow one of the same sender do not name him again
        if piece := _piece(post, chat, sender):
            pieces.append(piece)
    return pieces


def _piece(post: Any, chat: str | None, sender: str | None) -> Piece | None:
    texts = post.xpath(".//div[@class='text']")
    text = "\n".join(filter(None, map(_plain, texts)))
    if not text:
        return None
    number = clean((post.get("id") or "").removeprefix("message"))
    others = post.xpath(".//div[contains(@class, 'forwarded')]/div[@class='from_name']/text()")
    days = post.xpath("./div[@class='body']/div[contains(@class, 'date')]/@title")
    known = Metadata(
        id=f"{chat or 'telegram'}-{number}" if number else None,
        published=_day(days[0]) if days else None,
        publisher=clean(others[0]) if others else sender or chat,
        authors=(sender,) if sender and sender != chat else (),
    )
    return Piece(text, known, f"message {number}")


def _plain(element: Any) -> str:
    from lxml import html

    return plain(html.tostring(element, encoding="unicode", with_tail=False))


def _line(element: Any) -> str | None:
    return clean(" ".join("".join(element.itertext()).split())) if element is not None else None


def _day(written: str) -> dt.date | None:
    try:
        return past_day(dt.datetime.strptime(written[:10], _WRITTEN).date())
    except ValueError:
        return None
