"""From an address to its reports: fetched, or taken from the archive, then taken apart as a file would be."""

from collections.abc import Iterator
from dataclasses import replace

from marsad.errors import ReportError
from marsad.reports.formats import SUFFIXES
from marsad.reports.formats.warc import charset_of, suffix_of
from marsad.reports.get import Got, unpack
from marsad.reports.metadata import NOTHING, Metadata
from marsad.reports.names import split_address
from marsad.reports.piece import DEFAULT, Failure, Input, Options
from marsad.reports.sources import Address
from marsad.reports.web.archive import Archive, Fetched
from marsad.reports.web.fetch import Web


def take_in_address(
    source: Address, web: Web, given: Metadata = NOTHING, options: Options = DEFAULT
) -> Iterator[Got | Failure]:
    """The reports at an address."""
    try:
        fetched = web.get(source.url)
    except ReportError as error:
        yield Failure(str(source), str(error))
        return
    yield from reports_in(fetched, given, options)


def take_in_archived(
    source: Address, archive: Archive, given: Metadata = NOTHING, options: Options = DEFAULT
) -> Iterator[Got | Failure]:
    """The reports at an address as it was last captured; no network is needed."""
    try:
        capture = archive.latest(source.url)
        if capture is None:
            raise ReportError(f"{source} is not in the archive {archive.folder}.")
        fetched = archive.load(capture)
    except ReportError as error:
        yield Failure(str(source), str(error))
        return
    yield from reports_in(fetched, given, options)


def reports_in(
    fetched: Fetched, given: Metadata = NOTHING, options: Options = DEFAULT, beneath: Metadata = NOTHING
) -> Iterator[Got | Failure]:
    """The reports in what was fetched. What stands beneath counts where the page itself says nothing."""
    name = _name(fetched)
    if name is None:
        what = fetched.media.partition(";")[0].strip()[:60]
        yield Failure(fetched.url, f"{fetched.url} is {what}, which holds no report.")
        return
    content = Input(fetched.final, name, fetched.body, options, charset_of(fetched.media))
    for got in unpack(content, given, Metadata(address=fetched.final).over(beneath)):
        yield replace(got, capture=fetched.capture) if isinstance(got, Got) else got


def _name(fetched: Fetched) -> str | None:
    """A file name that tells the format: by what the server says, then by the address. None for pictures and films."""
    media = fetched.media.partition(";")[0].strip().lower()
    suffix = suffix_of(media)
    last = split_address(fetched.final).path.rsplit("/", 1)[-1].lower()
    if suffix == ".txt" and last.endswith((".md", ".csv", ".tsv", ".jsonl")):
        return last
    if suffix:
        return f"page{suffix}"
    if media.split("/")[0] in ("image", "video", "audio", "font") or media in ("text/css", "text/javascript"):
        return None
    return last if last.endswith(SUFFIXES) else "page"
