"""Taking fetched bytes out of the archive for good: their record becomes a tombstone, all others stay as they are.

A file is written anew under another name, the index turns to it in one transaction, and the old one is deleted; one
that a crash leaves behind is named in the index and deleted by the next erasure.
"""

import datetime as dt
import io
import os
import sqlite3
from pathlib import Path
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from marsad.errors import ReportError
from marsad.reports.web.folder import file_in
from marsad.reports.web.locks import locked

_WORDS = b"What was fetched from here was erased.\n"


def erase_captures(index: sqlite3.Connection, folder: Path, report: str) -> list[str]:
    """Erase all that a report was read from, wherever the same bytes were fetched. Returns the addresses of it."""
    rows = index.execute(
        "select number, file, url from captures where erased is null and sha256 in (select c.sha256 from captures c"
        " join readings r on r.capture = c.number where r.report = ?)",
        (report,),
    ).fetchall()
    at = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for file in sorted({file for _, file, _ in rows}):
        _rewrite(index, file_in(folder, file), {number for number, of, _ in rows if of == file}, at)
    for (file,) in index.execute("select file from leftovers").fetchall():
        file_in(folder, file).unlink(missing_ok=True)
        with index:
            index.execute("delete from leftovers where file = ?", (file,))
    if rows:
        index.execute("vacuum")
        index.execute("pragma wal_checkpoint(truncate)")
    return sorted({url for _, _, url in rows})


def _rewrite(index: sqlite3.Connection, old: Path, numbers: set[int], at: str) -> None:
    gone = {offset for (offset,) in index.execute(
        f"select offset from captures where number in ({', '.join('?' * len(numbers))})", sorted(numbers))}  # fmt: skip
    new = old.with_name(f"{old.name.split('.')[0]}-e.warc.gz")
    with old.open("rb") as source, new.open("wb") as target:
        if not locked(source):
            target.close()
            new.unlink()
            raise ReportError(f"{old} is being written to and stays as it is; end `marsad watch` or `read` first.")
        places = _copy(source, target, gone)
        target.flush()
        os.fsync(target.fileno())
    with index:
        for before, after in sorted(places.items()):  # moved down only: no two captures are ever at one place
            index.execute("update captures set file = ?, offset = ? where file = ? and offset = ?",
                          (new.name, after, old.name, before))  # fmt: skip
        index.executemany(
            "update captures set erased = ?, etag = null, modified = null where number = ?",
            ((at, number) for number in numbers),
        )
        index.execute("insert or ignore into leftovers values (?)", (old.name,))


def _copy(source: IO[bytes], target: IO[bytes], gone: set[int]) -> dict[int, int]:
    """Copy all records but those at these places, byte by byte. Returns where each stood and where it stands now."""
    places: dict[int, int] = {}
    records = ArchiveIterator(source)
    found = []
    for record in records:
        about = {name: record.rec_headers.get_header(name) for name in ("WARC-Target-URI", "WARC-Date")}
        offset = records.get_record_offset()
        found.append((offset, records.get_record_length(), about))
    for offset, length, about in found:
        places[offset] = target.tell()
        if offset in gone:
            writer = WARCWriter(target, gzip=True)
            dated = {"WARC-Date": about["WARC-Date"]} if about["WARC-Date"] else {}
            writer.write_record(writer.create_warc_record(
                about["WARC-Target-URI"] or "", "metadata", payload=io.BytesIO(_WORDS), length=len(_WORDS),
                warc_content_type="text/plain", warc_headers_dict=dated,
            ))  # fmt: skip
        else:
            source.seek(offset)
            target.write(source.read(length))
    return places
