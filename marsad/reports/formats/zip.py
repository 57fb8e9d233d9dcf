"""ZIP archives: each file in one is read as it would be in a folder. WACZ too: the web archives in it are.

Nothing is written to disk, so that no name in an archive can lead anywhere. What comes out is bounded as it comes.
"""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from marsad.errors import ReportError
from marsad.reports.formats import format_of
from marsad.reports.metadata import clean
from marsad.reports.piece import MAX_CONTAINER, MAX_PIECES, Failure, Input, Member
from marsad.reports.sources import is_accessory, parts_of_pages

try:
    from lzma import LZMAError
except ImportError:  # a Python that was built without it says so of each member that needs it
    LZMAError = zlib.error  # type: ignore[assignment, misc]

MAX_RATIO = 200  # of unpacked to packed; text packs to a tenth, a table of zeros to a thousandth
_SMALL = 1_000_000  # bytes; what is smaller unpacked is harmless at any ratio
_LARGE = MAX_CONTAINER // 10  # bytes of a member that is bounded in what comes out of it; all of it stands in memory
_DAMAGED = (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error, LZMAError)
_OFFICE = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx"}
_ENCRYPTED = 0x1
_WACZ_ONLY = "archive/"


def unpack(given: Input) -> Iterator[Member | Failure]:
    with given.open() as file:
        check_members(file, given, whole=False)
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            for inside, suffix in _OFFICE.items():
                if inside in names:
                    file.seek(0)
                    yield Member(file.read(given.options.max_size + 1), given.name + suffix)
                    return
            of_pages = parts_of_pages(names)
            wacz = "datapackage.json" in names and any(name.startswith(_WACZ_ONLY) for name in names)
            for member in archive.infolist():
                if _counts(member.filename, of_pages) and (not wacz or member.filename.startswith(_WACZ_ONLY)):
                    yield _member(archive, member, given)


def check_members(file: BinaryIO, given: Input, whole: bool = True) -> None:
    """Refuse what is no ZIP, or claims to hold too many files; with `whole`, too much in all as well.

    Where a library unpacks the archive by itself, its word on sizes is checked before, which the library then trusts
    too: zipfile unpacks no more of a file than its entry says.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise ReportError(f"{given.where} is a damaged ZIP archive; pack it anew.") from error
    file.seek(0)
    if len(members) > MAX_PIECES:
        raise ReportError(f"{given.where} holds {len(members):,} files, and the limit is {MAX_PIECES:,}; split it.")
    size, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if whole and size > _SMALL and size > MAX_RATIO * max(1, packed):
        raise _bomb(given.where)
    if (whole and size > 20 * given.options.max_size) or size > MAX_CONTAINER:
        raise ReportError(f"{given.where} is too large unpacked: {size:,} bytes; split it or raise --max-size.")


def _counts(name: str, of_pages: set[str]) -> bool:
    """As in a folder: hidden files, what Macs put beside each, programs and parts of saved pages are no reports."""
    path = PurePosixPath(name.replace("\\", "/"))
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    of_page = is_accessory(path.name) or any(str(folder) in of_pages for folder in path.parents)
    return bool(path.parts) and not name.endswith("/") and not hidden and not of_page


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, given: Input) -> Member | Failure:
    name = clean(member.filename) or "?"
    where = f"{given.where}: {name}"
    if member.flag_bits & _ENCRYPTED:
        return Failure(where, f"{where} is locked with a password; unpack it first.")
    limit = max(given.options.max_size, _LARGE if format_of(name, b"").module in ("gzip", "warc") else 0)
    swollen = max(_SMALL, MAX_RATIO * member.compress_size)
    try:
        with archive.open(member) as file:
            data = file.read(min(limit, swollen) + 1)
    except _DAMAGED as error:
        return Failure(where, f"{where} is damaged and cannot be unpacked ({type(error).__name__}).")
    if len(data) > swollen:
        return Failure(where, str(_bomb(where)))
    if len(data) > limit:
        return Failure(where, f"{where} is too large: the limit is {limit:,} bytes; unpack it or raise --max-size.")
    return Member(data, name)


def _bomb(where: str) -> ReportError:
    return ReportError(f"{where} unpacks to more than {MAX_RATIO} times its size, as a bomb does; unpack it by hand.")
