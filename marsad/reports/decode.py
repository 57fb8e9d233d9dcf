"""Bytes to text, strictly: a report with damaged characters is refused rather than read with holes."""

import codecs
import re

from marsad.errors import ReportError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]

_MAGIC = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3\x00", "an SQLite database"),
]

_FEW_BROKEN = 0.02  # of the characters beyond ASCII
_ARABIC = re.compile("[\u0621-\u063a\u0640-\u0652\u060c\u061b\u061f\u00ab\u00bb\u00a0]")
_ARTICLE = re.compile("\\bال[\u0621-\u064a]{2}")
_ARTICLES = 0.02  # words with an article, of the letters; Arabic prose has 0.04 and more

_NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32-le": "UTF-32", "utf-32-be": "UTF-32"}


# Only charsets that texts are written in: Python's codecs also hold transforms (hex, zip, punycode).
_CODECS = re.compile(
    r"utf-8|cp125\d|iso8859-\d+|cp720|cp864|mac-(?:arabic|roman)|koi8-r|gbk|gb18030|big5|shift_jis|euc_\w+"
)


def known_charset(name: str | None) -> str | None:
    """The codec of a declared charset as browsers take it, or None where there is none of that name."""
    try:
        codec = codecs.lookup(name or "").name
    except (LookupError, ValueError):
        return None
    if codec in ("ascii", "iso8859-1"):
        return "cp1252"  # as every browser does
    if codec == "gb2312":
        return "gbk"  # likewise
    if codec.startswith("utf-16"):
        return "utf-8"  # a declaration that could be read byte by byte is not in UTF-16
    return codec if _CODECS.fullmatch(codec) else None


def mark_of(head: bytes) -> str | None:
    """The encoding that a byte order mark says, or None."""
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def decode(data: bytes, where: str, encoding: str = "utf-8") -> str:
    """The text of a file: by its byte order mark, which is dropped, else by the encoding given.

    Raises ReportError where the data is empty, binary, or broken, and then says at which byte.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReportError(f"{where} is {what}, not text; save its text as .txt, .md or .html first.")
    mark, marked = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", None))
    if marked is None and b"\x00" in data:
        raise ReportError(
            f"{where} is binary: byte {data.index(0):,} is zero; "
            "give plain text, Markdown or HTML (UTF-16 needs a byte order mark)."
        )
    try:
        text = data[len(mark) :].decode(marked or encoding)
    except UnicodeDecodeError as error:
        raise _broken(where, marked or encoding, data, error.start + len(mark)) from error
    check_text(text, where)
    return text


def nearly_utf_8(data: bytes) -> str | None:
    """The text of a page in UTF-8 of which some characters were cut, as by programs that shorten teasers by bytes."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(not char.isascii() for char in text) - broken
    return text if b"\x00" not in data and 0 < broken <= _FEW_BROKEN * whole else None


def arabic_all_the_same(data: bytes) -> str | None:
    """The text of an Arabic page in an older charset than it says: where most letters are Arabic so, with articles."""
    found: tuple[int, str] = (0, "")
    for charset in ("cp1256", "iso8859-6"):
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            continue
        beyond = sum(not char.isascii() for char in text)
        arabic = len(_ARABIC.findall(text))
        articles = len(_ARTICLE.findall(text))
        if arabic > 0.9 * beyond and articles > max(2, _ARTICLES * arabic):
            found = max(found, (articles, text))
    return found[1] if found[0] and b"\x00" not in data else None


def check_text(text: str, where: str) -> None:
    """Raise ReportError where a text is empty, or holds what no text holds: zeros, half a surrogate pair, controls."""
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise ReportError(f"{where} is empty; there is nothing to read.")
    if "\x00" in text:
        raise ReportError(f"{where} is binary: character {text.index(chr(0)):,} is zero; give plain text.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReportError(
            f"{where} has half a surrogate pair at character {error.start:,}; send whole ones."
        ) from error
    controls = sum(text.count(chr(code)) for code in range(1, 32) if chr(code) not in "\t\n\v\f\r\x1b")
    if controls > max(4, len(text) // 50):
        raise ReportError(f"{where} is binary: {controls:,} of its {len(text):,} characters are control codes.")


def _broken(where: str, encoding: str, data: bytes, at: int) -> ReportError:
    name = _NAMES.get(encoding, encoding)
    seen = f"0x{data[at]:02X}" if at < len(data) else "the end"
    return ReportError(
        f"{where} is no valid {name}: byte {at:,} ({seen}) fits no character; "
        "save it as UTF-8 (for example: iconv -f WINDOWS-1256 -t UTF-8)."
    )
