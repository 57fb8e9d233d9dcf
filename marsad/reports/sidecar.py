"""ID.json beside ID.txt: metadata that somebody wrote down for a report. Its claims, if any, are never looked at."""

import json
from pathlib import Path
from typing import Any

from marsad.errors import ReportError
from marsad.reports.metadata import Metadata, clean, language_code, parse_day, past_day

MAX_SIZE = 10_000_000


def read_sidecar(report: Path) -> Metadata:
    """The metadata in the sidecar of a report's file, in the words of a front matter; empty without a sidecar."""
    path = report.with_suffix(".json")
    if path == report or not path.is_file():
        return Metadata()
    fields = _load(path)

    def first(*names: str) -> str | None:
        return next(filter(None, (clean(fields.get(name)) for name in names)), None)

    published = first("published", "date", "datePublished")
    day = parse_day(published) if published else None
    if published and not day:
        raise ReportError(f"{path} gives the date {published!r}, which is none; write it as 2020-03-17.")
    if day and not past_day(day):
        raise ReportError(f"{path} gives the date {published!r}, which lies ahead; write the day of publication.")
    language = first("language", "lang")
    return Metadata(
        id=first("id"),
        language=language_code(language, str(path)) if language else None,
        published=day,
        publisher=first("publisher", "outlet", "source", "site"),
        title=first("title", "headline"),
        address=first("address", "url", "link"),
    )


def _load(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MAX_SIZE:
            raise ReportError(f"{path} is too large for a sidecar; it holds a report's metadata only.")
        fields = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ReportError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{path} is no JSON ({error}); mend or remove it, its report was not read.") from error
    if not isinstance(fields, dict):
        raise ReportError(f"{path} is no JSON object; a sidecar looks like {{'published': '2020-03-17'}}.")
    return fields
