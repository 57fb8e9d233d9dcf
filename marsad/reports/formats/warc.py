"""Web archives (WARC): the pages, PDFs and feeds that a server gave, each with its address.

The day of the capture is not the day of publication and is not taken for it.
"""

import re
from collections.abc import Iterator
from typing import Any

from marsad.errors import ReportError
from marsad.reports.metadata import Metadata, clean
from marsad.reports.names import split_address
from marsad.reports.piece import MAX_PIECES, Failure, Input, Member

_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx", "multipart/related": ".mhtml",
}  # fmt: skip
_NOTES = ("metadata:", "urn:", "dns:", "whois:", "filedesc:")  # what a crawler noted for itself
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]+)", re.I)


def unpack(given: Input) -> Iterator[Member | Failure]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    seen = 0
    with given.open() as file:
        try:
            for record in ArchiveIterator(file, arc2warc=False):
                seen += 1
                if seen > 10 * MAX_PIECES:
                    raise ReportError(f"{given.where} holds more than {seen:,} records; split it.")
                if (member := _member(record, given)) is not None:
                    yield member
        except (ArchiveLoadFailed, EOFError, ValueError, OSError, AttributeError) as error:
            raise ReportError(f"{given.where} is a damaged web archive; what came before was read.") from error
    if not seen:
        raise ReportError(f"{given.where} is an empty web archive; there is nothing to read.")


def suffix_of(media: str) -> str | None:
    """The suffix of files of a media type that reports come in, or None."""
    return _SUFFIXES.get(media.partition(";")[0].strip().lower())


def charset_of(media: str) -> str | None:
    match = _CHARSET.search(media)
    return match[1] if match else None


def _member(record: Any, given: Input) -> Member | Failure | None:
    if record.rec_type not in ("response", "resource"):
        return None
    address = clean(record.rec_headers.get_header("WARC-Target-URI")) or "?"
    if address.lower().startswith(_NOTES) or split_address(address).path == "/robots.txt":
        return None
    headers = record.http_headers
    media = (headers or record.rec_headers).get_header("Content-Type") or ""
    suffix = suffix_of(media)
    if suffix is None or (headers and headers.get_statuscode() != "200"):
        return None
    limit = given.options.max_size
    try:
        data = record.content_stream().read(limit + 1)
    except Exception as error:  # whatever unpacking a body can raise: the others are read
        return Failure(address, f"{given.where}: {address} is damaged ({type(error).__name__}).")
    if len(data) > limit:
        return Failure(address, f"{given.where}: {address} is larger than {limit:,} bytes; raise --max-size.")
    name = split_address(address).path.rsplit("/", 1)[-1] or "index"
    return Member(data, name if name.endswith(suffix) else name + suffix, Metadata(address=address), charset_of(media))
