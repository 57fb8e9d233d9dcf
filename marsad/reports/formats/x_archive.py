"""Posts in an archive of X (tweets.js, and note-tweet.js of long ones): each is a report; reposts are others'."""

import datetime as dt
import html
import json
from collections.abc import Iterator
from typing import Any

from marsad.errors import ReportError
from marsad.reports.formats.json import MAX_JSON
from marsad.reports.metadata import Metadata, clean, parse_day, past_day
from marsad.reports.piece import MAX_PIECES, Input, Piece

_WRITTEN = "%a %b %d %H:%M:%S %z %Y"  # Wed Oct 10 20:19:24 +0000 2018


def unpack(given: Input) -> Iterator[Piece]:
    data = given.read(MAX_JSON)
    head, _, body = data.partition(b"=")
    if not head.strip().startswith(b"window.YTD.") or len(data) > MAX_JSON:
        raise ReportError(f"{given.where} is a program, not a report.")
    if not head.strip().startswith((b"window.YTD.tweets", b"window.YTD.tweet.", b"window.YTD.note_tweet")):
        return  # messages, likes, settings: the archive's other files
    try:
        posts = json.loads(body.decode("utf-8").rstrip("; \n"))
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{given.where} is a damaged archive of X ({str(error)[:100]}).") from error
    for post in posts[:MAX_PIECES] if isinstance(posts, list) else []:
        if isinstance(post, dict) and (piece := _note(post["noteTweet"]) if "noteTweet" in post else _piece(post)):
            yield piece


def _note(note: Any) -> Piece | None:
    """A long post, in full: among the others it is cut off."""
    core = note.get("core") if isinstance(note, dict) else None
    text = core.get("text") if isinstance(core, dict) else None
    if not isinstance(text, str) or not text.strip():
        return None
    number = clean(note.get("noteTweetId"))
    written = past_day(parse_day(clean(note.get("createdAt")) or ""))
    return Piece(text, Metadata(id=f"x-note-{number}" if number else None, published=written), f"long post {number}")


def _piece(wrapped: dict[str, Any]) -> Piece | None:
    post = wrapped.get("tweet", wrapped)
    if not isinstance(post, dict):
        return None
    text = post.get("full_text") or post.get("text")
    if not isinstance(text, str) or not text.strip() or text.startswith("RT @"):
        return None
    number = clean(post.get("id_str") or post.get("id"))
    return Piece(
        html.unescape(text),
        Metadata(
            id=f"x-{number}" if number else None,
            published=_day(post.get("created_at")),
            address=f"https://x.com/i/status/{number}" if number else None,
        ),
        f"post {number}",
    )


def _day(written: Any) -> dt.date | None:
    try:
        return past_day(dt.datetime.strptime(str(written), _WRITTEN).date())
    except ValueError:
        return None
