"""Web pages: trafilatura takes the article out of the page; that extracted text is what offsets count in."""

import datetime as dt
import logging
import re
from contextlib import suppress
from typing import Any

from marsad.errors import ReportError
from marsad.reports.decode import check_text, decode, known_charset
from marsad.reports.metadata import Metadata, clean, parse_day

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.I)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]+)""", re.I)
_BODY = re.compile(r"<(?:body|html)\b", re.IGNORECASE)
# Left out even of pages too short for the extractor's own judgement.
_BOILERPLATE = ["//nav", "//footer", "//script", "//style", "//noscript", "//*[@role='navigation']"]


def take(data: bytes, where: str, charset: str | None = None) -> tuple[str, Metadata]:
    page = _decoded(data, where, charset)
    found = _extract(page, where)
    body = (found.text or "").strip() if found else ""
    if not body:
        raise ReportError(f"{where} holds no article that could be taken out of the page; save its text as .txt.")
    title = clean(found.title)
    # The headline says things too, and it often stands outside what the extractor calls the article.
    text = body if not title or title in body[: len(title) + 300] else f"{title}\n\n{body}"
    check_text(text, where)
    return text, Metadata(
        published=_not_after_today(found.date),
        publisher=clean(found.sitename),
        title=title,
        address=clean(found.url),
    )


def _decoded(data: bytes, where: str, charset: str | None) -> str:
    """By what the server said, else by what the page declares; where that is wrong, as UTF-8 if it is that."""
    first = known_charset(charset) or declared_encoding(data, where)
    try:
        return decode(data, where, first)
    except ReportError:
        for other in {"utf-8", declared_encoding(data, where)} - {first}:
            with suppress(ReportError):
                return decode(data, where, other)
        raise


def declared_encoding(data: bytes, where: str) -> str:
    """The charset that a page declares in its first bytes, as browsers take it; UTF-8 where it declares none."""
    head = data[:4096]
    match = _XML_ENCODING.match(head.lstrip()) or _CHARSET.search(head)
    if not match:
        return "utf-8"
    name = match[1].decode("ascii")
    codec = known_charset(name)
    if codec is None:
        raise ReportError(f"{where} declares the charset {name!r}, which is unknown; save the page as UTF-8.")
    return codec


def _extract(page: str, where: str) -> Any:
    # Imported here: it takes a third of a second, and most batches hold no page.
    from trafilatura import bare_extraction

    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)  # what goes wrong is said in our own sentence
    if not _BODY.search(page):
        page = f"<html><body><div>{page}</div></body></html>"  # a fragment is refused otherwise
    try:
        return bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            prune_xpath=_BOILERPLATE,
            # Structured dates only: a date guessed from the body is often that of the event told.
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,
                "max_date": dt.date.today().isoformat(),
            },
        )
    except Exception as error:  # a parser fed with pages from anywhere: whatever it chokes on, the page is at fault
        raise ReportError(
            f"{where} cannot be taken apart as a page ({type(error).__name__}); save its text as .txt."
        ) from error


def _not_after_today(date: str | None) -> dt.date | None:
    day = parse_day(date or "")
    return day if day and day <= dt.date.today() else None
