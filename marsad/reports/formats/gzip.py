"""A single file packed with gzip, or a web archive, which is many such files in a row."""

import zlib
from collections.abc import Iterator

from marsad.errors import ReportError
from marsad.reports.piece import Input, Member, Taken


def unpack(given: Input) -> Iterator[Taken]:
    limit = given.options.max_size
    unpacking = zlib.decompressobj(wbits=31)
    try:
        data = unpacking.decompress(given.read(limit), limit + 1)
    except zlib.error as error:
        raise ReportError(f"{given.where} is a damaged gzip archive; pack it anew.") from error
    if data.startswith(b"WARC/"):
        from marsad.reports.formats import warc

        yield from warc.unpack(given)
        return
    if len(data) > limit:
        raise ReportError(f"{given.where} unpacks to more than {limit:,} bytes; split it or raise --max-size.")
    yield Member(data, given.name.removesuffix(".gz") if given.name.endswith(".gz") else given.name)
