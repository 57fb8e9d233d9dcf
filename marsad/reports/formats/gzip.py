"""A single file packed with gzip, or a web archive, which is many such files in a row."""

from collections.abc import Iterator

from marsad.reports.gunzip import begins_with, gunzipped
from marsad.reports.piece import Input, Member, Taken


def unpack(given: Input) -> Iterator[Taken]:
    if begins_with(given, b"WARC/"):
        from marsad.reports.formats import warc

        yield from warc.unpack(given)
        return
    data = gunzipped(given)
    yield Member(data, given.name[:-3] if given.name.lower().endswith(".gz") else given.name)
