"""Web pages: trafilatura takes the article out of the page; that extracted text is what offsets count in."""

import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any

from marsad.errors import ReportError
from marsad.reports.decode import arabic_all_the_same, check_text, decode, known_charset, nearly_utf_8
from marsad.reports.formats.clutter import take_out
from marsad.reports.formats.live import live_entries
from marsad.reports.formats.page_metadata import metadata_of, said_body
from marsad.reports.formats.telegram_page import posts
from marsad.reports.metadata import Metadata
from marsad.reports.piece import Input, Piece

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.I)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]+)""", re.I)
_SENTENCE = 8  # words; fewer are a rubric
_ENDS = (".", "؟", "?", "!", "…", "”", '"', ":")
_BODY = re.compile(r"<(?:body|html)\b", re.IGNORECASE)


def unpack(given: Input) -> Iterator[Piece]:
    """The article of a page, or each entry of a live blog, or each post of an exported chat."""
    page = _parsed(_decoded(given.read(given.options.max_size), given.where, given.charset), given.where)
    several = posts(page) or live_entries(page)
    if several:
        yield from several
    else:
        yield Piece(*_article(page, given.where))


def take(data: bytes, where: str, charset: str | None = None) -> tuple[str, Metadata]:
    """The article of a page, headline first, and what the page says of itself."""
    return _article(_parsed(_decoded(data, where, charset), where), where)


def _article(page: Any, where: str) -> tuple[str, Metadata]:
    known, said = metadata_of(page), said_body(page)  # before anything is taken out
    body = _fuller(_body(page, where), said)
    if not body:
        raise ReportError(f"{where} holds no article that could be taken out of the page; save its text as .txt.")
    title, standfirst = known.title, _standfirst(page)
    if standfirst and _letters(standfirst)[:60] not in _letters(body):
        body = f"{standfirst}\n{body}"
    # The headline says things too, and it often stands outside what the extractor calls the article.
    text = body if not title or title in body[: len(title) + 300] else f"{title}\n\n{body}"
    check_text(text, where)
    return text, known


def _fuller(seen: str, said: str) -> str:
    """What a reader of the page sees, but where that is less than half of what the page says that its article is."""
    return said if len(seen) < 0.5 * len(said) else seen


def _decoded(data: bytes, where: str, charset: str | None) -> str:
    """As UTF-8 where it is that, whatever is said: nothing else looks so by chance. Else as the server or page says."""
    said = known_charset(charset) or declared_encoding(data, where)
    text = None
    for encoding in [said] if data.isascii() else ["utf-8", said, declared_encoding(data, where)]:
        with suppress(UnicodeDecodeError, ReportError):
            text = decode(data, where, encoding)
            if encoding != "cp1252":
                return text
            break
    return arabic_all_the_same(data) or text or nearly_utf_8(data) or decode(data, where, said)  # which tells the fault


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


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _standfirst(page: Any) -> str | None:
    """The sentence below the headline, which on some pages stands apart from the text."""
    found = page.xpath("(//h1)[1]/following::*[self::h2 or self::h3 or self::h4 or self::p][position() < 3]")
    for element in found:
        text = " ".join("".join(element.itertext()).split())
        if element.find(".//a") is None and len(text.split()) >= _SENTENCE and text.endswith(_ENDS):
            return text
    return None


def _parsed(page: str, where: str) -> Any:
    """The tree of a page; a fragment is put into one."""
    from lxml import etree, html

    if not _BODY.search(page):
        page = f"<html><body><div>{page}</div></body></html>"
    try:
        # As bytes: lxml refuses a text that declares its own encoding. Comments would cut the text that they stand in.
        parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
        root = html.document_fromstring(page.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReportError(f"{where} holds no article that could be taken out of the page: it is empty.") from error
    return root


def _body(page: Any, where: str) -> str:
    # Imported here: it takes a third of a second, and most batches hold no page.
    from trafilatura import bare_extraction

    _keep_stop_words()
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)  # what goes wrong is said in our own sentence
    try:
        take_out(page)
        found = bare_extraction(page, with_metadata=False, include_comments=False)
    except Exception as error:  # a parser fed with pages from anywhere: whatever it chokes on, the page is at fault
        raise ReportError(
            f"{where} cannot be taken apart as a page ({type(error).__name__}); save its text as .txt."
        ) from error
    return str(found.text or "").strip() if found else ""  # type: ignore[union-attr]


@cache
def _keep_stop_words() -> None:
    """Its stop words as a set: of the tuple, Python reckons the hash anew for each page, which takes 5 ms."""
    from trafilatura import external

    external.JT_STOPLIST = frozenset(external.jt_stoplist_init())  # type: ignore[assignment]
