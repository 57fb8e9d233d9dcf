"""E-mail and saved pages (EML, MHTML): the letter or the page, and what is attached to it."""

import datetime as dt
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from marsad.errors import ReportError
from marsad.reports.formats.fragment import plain
from marsad.reports.formats.warc import suffix_of
from marsad.reports.metadata import Metadata, clean, past_day
from marsad.reports.piece import Input, Member, Piece, Taken

MAX_PARTS = 1_000
_FULLER = 2.0  # times as long as the plain form; a newsletter's is often a line that leads to the web


def unpack(given: Input) -> Iterator[Taken]:
    data = given.read(10 * given.options.max_size)
    if len(data) > 10 * given.options.max_size:
        raise ReportError(f"{given.where} is too large: the limit is {10 * given.options.max_size:,} bytes.")
    mail = BytesParser(policy=policy.default).parsebytes(data)
    parts = [part for _, part in zip(range(MAX_PARTS), mail.walk(), strict=False) if not part.is_multipart()]
    address = _header(mail, "Snapshot-Content-Location")
    body = list(_page(parts, given, address)) if address else list(_letter(mail, parts))
    attached = [] if address else list(_attached(parts, body))
    if not body and not attached:
        raise ReportError(f"{given.where} holds no text; save its text as .txt.")
    yield from (taken for taken, _ in body)
    yield from attached


def _page(parts: list[EmailMessage], given: Input, address: str) -> Iterator[tuple[Taken, EmailMessage]]:
    """The page of a saved page: its first part in HTML. Its other parts are its pictures and frames."""
    for part in parts:
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            known = Metadata(address=address)
            yield Member(_bytes(part), f"{given.name}.html", known, part.get_content_charset()), part
            return


def _letter(mail: EmailMessage, parts: list[EmailMessage]) -> Iterator[tuple[Taken, EmailMessage]]:
    """The letter in its plain form, or in its other one where the plain form only says where to read it."""
    inline = [part for part in parts if part.get_content_disposition() != "attachment"]
    forms = [_form(inline, kind) for kind in ("text/plain", "text/html")]
    held = [form for form in forms if form is not None]
    if held:
        text, part = held[-1] if len(held[-1][0]) > _FULLER * len(held[0][0]) else held[0]
        yield Piece(text, _metadata(mail)), part


def _form(parts: list[EmailMessage], kind: str) -> tuple[str, EmailMessage] | None:
    """The first part of a kind that holds words."""
    for part in parts:
        if part.get_content_type() == kind:
            text = plain(_text(part)) if kind == "text/html" else _text(part)
            if any(map(str.isalpha, text)):
                return text, part
    return None


def _attached(parts: list[EmailMessage], body: list[tuple[Taken, EmailMessage]]) -> Iterator[Member]:
    for part in parts:
        name = clean(_header_name(part))
        suffix = suffix_of(part.get_content_type())
        if part.get_content_disposition() == "attachment" and all(part is not used for _, used in body):
            given = name or f"attachment{suffix or ''}"
            if suffix or "." in given:
                yield Member(_bytes(part), given, charset=part.get_content_charset())


def _header_name(part: EmailMessage) -> str | None:
    try:
        return part.get_filename()
    except Exception:  # headers are taken apart when they are asked for, and broken ones raise many things
        return None


def _bytes(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(part: EmailMessage) -> str:
    data = _bytes(part)
    for charset in (part.get_content_charset(), "utf-8", "windows-1256"):
        try:
            return data.decode(charset or "utf-8")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def _header(mail: EmailMessage, name: str) -> str | None:
    try:
        return clean(str(mail.get(name) or ""))
    except Exception:
        return None


def _metadata(mail: EmailMessage) -> Metadata:
    name, address = parseaddr(_header(mail, "From") or "")
    return Metadata(
        title=_header(mail, "Subject"),
        published=_day(_header(mail, "Date")),
        publisher=clean(name) or clean(address.rpartition("@")[2]),
        address=_header(mail, "Archived-At"),
    )


def _day(written: str | None) -> dt.date | None:
    try:
        return past_day(parsedate_to_datetime(written).date()) if written else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
