"""PDF, by PDFium: text line by line in reading order, Arabic in the order of its letters.

Many programs write Arabic letters as their shapes, and lines as they look from left to right. The order is put right
in `rtl`; the shapes are turned back into letters here (NFKC, of Arabic shapes only).
"""

import re
import unicodedata
from typing import Any

from marsad.errors import ReportError
from marsad.reports.decode import check_text
from marsad.reports.formats import needs
from marsad.reports.formats.glyphs import Glyph
from marsad.reports.formats.ocr import OcrError, recognise
from marsad.reports.formats.pdf_lines import lines_of
from marsad.reports.formats.rtl import is_rtl, lines_in_order
from marsad.reports.metadata import Metadata, clean

MAX_PAGES = 2_000
_SHAPES = re.compile("[\ufb00-\ufb06\ufb50-\ufdfb\ufdfd-\ufdff\ufe70-\ufefc]+")
_HYPHEN = re.compile("(?<=[a-z])[\u00ad\ufffe\x02]\\s*\n?")  # PDFium marks a word cut at the end of a line
_NO_TITLES = ("anonymous", "untitled", "user", "admin", "unknown", "")
_LETTERS_PER_PAGE = 10  # fewer is a scan with a page number at most


def take(data: bytes, where: str, charset: str | None = None) -> tuple[str, Metadata]:
    try:
        import pypdfium2
    except ImportError as error:
        raise needs("pypdfium2", "pdf", "a PDF", where) from error
    try:
        document = pypdfium2.PdfDocument(data)
        pages = [_text(page) for page in _pages(document, where)]
        known = _metadata(document.get_metadata_dict())
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "is locked with a password; save it without one" if locked else "is a damaged PDF; save its text as .txt"
        raise ReportError(f"{where} {why}.") from error
    text = "\n\n".join(filter(None, pages))
    if _is_scan(text, len(pages)):
        text = _recognised(document, len(pages), where)
    check_text(text, where)
    return text, known


def _is_scan(text: str, pages: int) -> bool:
    return sum(map(str.isalpha, text)) < _LETTERS_PER_PAGE * min(pages, 3)


def _recognised(document: Any, pages: int, where: str) -> str:
    """The text of a scan, by Tesseract."""
    why = "pictures without text"
    try:
        text = recognise(_pages(document, where))
    except OcrError as error:
        raise ReportError(f"{where} is a scanned PDF: {why}; {error}.") from error
    if _is_scan(text, pages):
        raise ReportError(f"{where} is a scanned PDF: {why}, and Tesseract finds none in them; type it as .txt.")
    return text


def _pages(document: Any, where: str) -> Any:
    if len(document) > MAX_PAGES:
        raise ReportError(f"{where} has {len(document):,} pages, and the limit is {MAX_PAGES:,}; split it.")
    for number in range(len(document)):
        page = document[number]
        try:
            yield page
        finally:
            page.close()


def _text(page: Any) -> str:
    words = page.get_textpage()
    text = str(words.get_text_bounded()).replace("\x00", "")
    if is_rtl(text):
        text = "\n".join(_in_order(lines_of(page, words)))
    whole = text.encode("utf-16-le", "surrogatepass").decode(
        "utf-16-le", "ignore"
    )  # no halves of a broken font's pairs
    return letters(_HYPHEN.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def _in_order(lines: list[list[Glyph]]) -> list[str]:
    """The lines of a page that is read from right to left. Latin lines in it stay as they are."""
    rtl = [line for line in lines if not _is_latin(line)]
    ordered = iter(lines_in_order(rtl))
    return [_latin(line) if _is_latin(line) else next(ordered) for line in lines]


def _is_latin(line: list[Glyph]) -> bool:
    if any(is_rtl(glyph.char) for glyph in line) or not any(glyph.char.isalpha() for glyph in line):
        return False
    return min(line, key=lambda glyph: glyph.left).char not in ".,:;!?،؛؟"


def _latin(line: list[Glyph]) -> str:
    parts: list[str] = []
    for n, glyph in enumerate(line):
        width = glyph.right - glyph.left
        if n and glyph.left - line[n - 1].right > 0.3 * width and " " not in (glyph.char, line[n - 1].char):
            parts.append(" ")
        parts.append(glyph.char)
    return "".join(parts).strip()


def letters(text: str) -> str:
    """The text with the letters for their shapes: ﻻ is لا. Other compatible characters stay as they are."""
    return _SHAPES.sub(lambda shapes: unicodedata.normalize("NFKC", shapes[0]), text)


def _metadata(said: dict[str, str]) -> Metadata:
    """What the file says of itself, but for its date: that is of the print as often as of the statement."""
    author, title = clean(said.get("Author")), clean(letters(said.get("Title", "")))
    return Metadata(
        title=None if (title or "").lower() in _NO_TITLES else title,
        authors=(author,) if author and author.lower() not in _NO_TITLES else (),
    )
