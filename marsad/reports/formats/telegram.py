"""Exports of Telegram Desktop (result.json): each post with a text is a report, dated, and named by its number.

A post that was forwarded is its first channel's, whose words it holds.
"""

from collections.abc import Iterator
from typing import Any

from marsad.reports.metadata import Metadata, clean, parse_day, past_day
from marsad.reports.piece import MAX_PIECES, Piece

_CHANNEL = "channel"


def is_export(found: Any) -> bool:
    if not isinstance(found, dict):
        return False
    chats = found.get("chats")
    return isinstance(found.get("messages"), list) or (isinstance(chats, dict) and isinstance(chats.get("list"), list))


def pieces(export: dict[str, Any]) -> Iterator[Piece]:
    chats = export["chats"]["list"] if "messages" not in export else [export]
    for chat in chats:
        if isinstance(chat, dict) and isinstance(chat.get("messages"), list):
            for message in chat["messages"][:MAX_PIECES]:
                if isinstance(message, dict) and (text := _text(message.get("text"))).strip():
                    yield _piece(chat, message, text)


def _piece(chat: dict[str, Any], message: dict[str, Any], text: str) -> Piece:
    number, channel = clean(message.get("id")), clean(chat.get("name"))
    sender = clean(message.get("from"))
    by_others = clean(message.get("forwarded_from"))
    posted = clean(message.get("date"))
    in_channel = _CHANNEL in str(chat.get("type"))
    return Piece(
        text,
        Metadata(
            id=f"{channel or 'telegram'}-{number}" if number else None,
            published=past_day(parse_day(posted)) if posted else None,
            publisher=by_others or (channel if in_channel else sender or channel),
            address=_address(chat, number) if in_channel else None,
            authors=(sender,) if sender and sender != channel else (),
            updated=past_day(parse_day(clean(message.get("edited")) or "")),
        ),
        f"message {number}",
    )


def _address(chat: dict[str, Any], number: str | None) -> str | None:
    of = clean(chat.get("id"))
    return f"https://t.me/c/{of}/{number}" if of and number else None


def _text(parts: Any) -> str:
    """A text is a string, or a list of strings and of objects for links and bold words."""
    if isinstance(parts, list):
        return "".join(map(_text, parts[:10_000]))
    if isinstance(parts, dict):
        return parts["text"] if isinstance(parts.get("text"), str) else ""
    return parts if isinstance(parts, str) else ""
