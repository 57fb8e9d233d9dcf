"""Plain text: the text is the file, character by character, line ends included."""

from marsad.reports.decode import decode, known_charset
from marsad.reports.metadata import Metadata


def take(data: bytes, where: str, charset: str | None = None) -> tuple[str, Metadata]:
    return decode(data, where, known_charset(charset) or "utf-8"), Metadata()
