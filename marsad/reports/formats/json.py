"""JSON by itself: a Telegram export, a JSON Feed, or a list of objects that are read as JSON lines are."""

import json
from collections.abc import Iterator
from typing import Any

from marsad.errors import ReportError
from marsad.reports.formats import telegram
from marsad.reports.formats.feed import json_feed
from marsad.reports.formats.table import pieces
from marsad.reports.piece import Input, Taken

MAX_JSON = 300_000_000  # bytes; what is larger comes as JSON lines


def unpack(given: Input) -> Iterator[Taken]:
    found = _load(given)
    if telegram.is_export(found):
        yield from telegram.pieces(found)
    elif isinstance(found, dict) and "jsonfeed.org" in str(found.get("version", "")):
        yield from json_feed(found, given)
    elif isinstance(found, list) and found and all(isinstance(item, dict) for item in found):
        yield from pieces(((f"item {n}", item) for n, item in enumerate(found, 1)), given)
    else:
        raise ReportError(
            f"{given.where} is JSON, which is read beside a report of the same name, not as a report; "
            "a Telegram export, a JSON Feed or a list of objects would be read."
        )


def _load(given: Input) -> Any:
    data = given.read(MAX_JSON)
    if len(data) > MAX_JSON:
        raise ReportError(f"{given.where} is too large for JSON: the limit is {MAX_JSON:,} bytes; write JSON lines.")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{given.where} is no JSON ({str(error)[:100]}).") from error
