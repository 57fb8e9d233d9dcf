"""Plain text: the text is the file, character by character, line ends included."""

from marsad.reports.decode import decode
from marsad.reports.metadata import Metadata


def take(data: bytes, where: str) -> tuple[str, Metadata]:
    return decode(data, where), Metadata()
