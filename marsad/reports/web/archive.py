"""What was fetched, kept for good: the bytes in WARC files, and an index of them beside.

Every answer is added, and none is ever changed but by an erasure. Bytes that the archive has already are not stored
again (a revisit, in the words of WARC). A WARC file belongs to one run, so that one which was cut off by a crash is
never written to again.
"""

import datetime as dt
import hashlib
import io
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad import __version__
from marsad.errors import ReportError
from marsad.reports.names import plain_address
from marsad.reports.web.folder import file_in
from marsad.reports.web.locks import locked
from marsad.reports.web.response import Response

_MAX_FILE = 1_000_000_000
_TABLES = """
create table if not exists captures (
    number integer primary key, url text not null, plain text not null, final text not null, at text not null,
    media text not null, etag text, modified text, sha256 text not null, size integer not null,
    file text not null, offset integer not null, same_as integer references captures (number)
);
create index if not exists captures_url on captures (plain, number);
create index if not exists captures_bytes on captures (sha256);
create table if not exists readings (
    report text not null, sha256 text not null, capture integer not null references captures (number),
    primary key (report, sha256, capture)
);
create table if not exists leftovers (file text primary key);
"""
_COLUMNS = "number, url, final, at, media, etag, modified, sha256, size, file, offset, same_as, erased"


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer of a server, and where its bytes are. `same_as` is the capture that holds the same bytes."""

    number: int
    url: str
    final: str
    at: str
    media: str
    etag: str | None
    modified: str | None
    sha256: str  # of the body as it came
    size: int
    file: str
    offset: int
    same_as: int | None
    erased: str | None = None  # when its bytes were taken out again


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as a server gave it, or as the archive has it, unpacked."""

    url: str  # asked for
    final: str  # after redirects
    media: str
    body: bytes
    at: dt.datetime
    capture: int | None = None  # in the archive
    unchanged: bool = False  # since it was last fetched


class Archive:
    """A folder of WARC files with an index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            (folder / "warc").mkdir(parents=True, exist_ok=True)
            self._index = sqlite3.connect(folder / "index.sqlite", timeout=30)
            self._index.executescript(f"pragma journal_mode = wal; {_TABLES}")
            if "erased" not in {row[1] for row in self._index.execute("pragma table_info(captures)")}:
                self._index.execute("alter table captures add column erased text")
        except (OSError, sqlite3.Error) as error:
            raise ReportError(f"The archive {folder} cannot be opened: {error}.") from error
        self._file: Any = None

    def close(self) -> None:
        if self._file:
            self._file.close()
        self._index.close()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def keep(self, url: str, final: str, response: Response, at: dt.datetime) -> Capture:
        """Add an answer, bytes and headers, and return its capture."""
        sha256 = hashlib.sha256(response.raw).hexdigest()
        same = self._one("sha256 = ? and same_as is null and erased is null", sha256)
        written = self._write(final, response, sha256, at, same)
        media, etag, modified = (response.header(name) for name in ("content-type", "etag", "last-modified"))
        about = (url, plain_address(url), final, _moment(at), media or "", etag, modified)
        return self._add(*about, sha256, len(response.raw), *written, same.number if same else None)

    def keep_unchanged(self, url: str, known: Capture, response: Response, at: dt.datetime) -> Capture:
        """Add a server's word that nothing has changed."""
        written = self._write(known.final, response, known.sha256, at, known)
        etag, modified = response.header("etag") or known.etag, response.header("last-modified") or known.modified
        about = (url, plain_address(url), known.final, _moment(at), known.media, etag, modified)
        return self._add(*about, known.sha256, known.size, *written, known.same_as or known.number)

    def latest(self, url: str) -> Capture | None:
        """The last capture of an address that was not erased."""
        return self._one("plain = ? and erased is null", plain_address(url))

    def captures(self, url: str | None = None) -> Iterator[Capture]:
        """All captures of an address, or of all, in order."""
        where, values = ("where plain = ?", [plain_address(url)]) if url else ("", [])
        for row in self._index.execute(f"select {_COLUMNS} from captures {where} order by number", values):
            yield Capture(*row)

    def addresses(self) -> list[str]:
        """Every address that was captured, in the order in which it first was."""
        rows = self._index.execute(
            "select url, min(number) from captures where erased is null group by plain order by 2"
        )
        return [url for url, _ in rows]

    def load(self, capture: Capture) -> Fetched:
        """The bytes of a capture, checked against their SHA-256; raises ReportError where they are lost."""
        if capture.erased:
            raise ReportError(f"What was fetched of {capture.url} was erased on {capture.erased[:10]}.")
        holder = self._one("number = ?", capture.same_as) if capture.same_as else capture
        if holder is None:
            raise ReportError(f"The archive {self.folder} has lost what it kept of {capture.url}.")
        raw, body = self._bytes(holder)
        if hashlib.sha256(raw).hexdigest() != capture.sha256:
            raise ReportError(f"The archive's bytes of {capture.url} are not those that were fetched.")
        at = dt.datetime.fromisoformat(capture.at)
        return Fetched(capture.url, capture.final, holder.media, body, at, capture.number)

    def note_reading(self, report: str, sha256: str, capture: int) -> None:
        """Remember from which capture a version of a report was read."""
        with self._index:
            self._index.execute("insert or ignore into readings values (?, ?, ?)", (report, sha256, capture))

    def captures_of(self, report: str) -> list[Capture]:
        """The captures that a report was read from."""
        found = self._index.execute(
            f"select {_COLUMNS} from captures where number in (select capture from readings where report = ?)"
            " order by number",
            (report,),
        )
        return [Capture(*row) for row in found]

    def erase(self, report: str) -> list[str]:
        """Take the bytes that a report was read from out for good. Returns the addresses that they came from."""
        from marsad.reports.web.erase import erase_captures

        return erase_captures(self._index, self.folder / "warc", report)

    def _one(self, where: str, value: object) -> Capture | None:
        query = f"select {_COLUMNS} from captures where {where} order by number desc limit 1"
        with closing(self._index.execute(query, (value,))) as rows:
            row = rows.fetchone()
        return Capture(*row) if row else None

    def _add(self, url: str, plain: str, final: str, *rest: Any) -> Capture:
        columns = "url, plain, final, at, media, etag, modified, sha256, size, file, offset, same_as"
        with self._index:
            added = self._index.execute(
                f"insert into captures ({columns}) values ({', '.join('?' * 12)})", (url, plain, final, *rest)
            )
        return Capture(int(added.lastrowid or 0), url, final, *rest)

    def _write(
        self, final: str, response: Response, sha256: str, at: dt.datetime, same: Capture | None
    ) -> tuple[str, int]:
        """Append a record; it is on the disk before the index knows it."""
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter

        file = self._open(at)
        offset = file.tell()
        body = b"" if same else response.raw
        writer = WARCWriter(file, gzip=True)
        kept = [(k, v) for k, v in response.headers if k.lower() not in ("transfer-encoding", "content-length")]
        head = StatusAndHeaders(
            f"{response.status} {response.reason}", [*kept, ("Content-Length", str(len(response.raw)))], "HTTP/1.1"
        )
        more = {"WARC-Date": _moment(at), "WARC-Payload-Digest": f"sha256:{sha256}"}
        if same:
            record = writer.create_revisit_record(
                final, f"sha256:{sha256}", same.final, same.at, http_headers=head, warc_headers_dict=more
            )
        else:
            record = writer.create_warc_record(
                final, "response", payload=io.BytesIO(body), length=len(body), http_headers=head, warc_headers_dict=more
            )
        writer.write_record(record)
        file.flush()
        os.fsync(file.fileno())
        return Path(file.name).name, offset

    def _open(self, at: dt.datetime) -> Any:
        if self._file is None or self._file.tell() > _MAX_FILE:
            from warcio.warcwriter import WARCWriter

            name = f"marsad-{at:%Y%m%d%H%M%S%f}-{os.getpid()}.warc.gz"
            self._file = (self.folder / "warc" / name).open("ab")
            locked(self._file)
            writer = WARCWriter(self._file, gzip=True)
            about = {"software": f"marsad {__version__}", "format": "WARC File Format 1.0"}
            writer.write_record(writer.create_warcinfo_record(name, about))
        return self._file

    def _bytes(self, capture: Capture) -> tuple[bytes, bytes]:
        """The body as it came, and unpacked."""
        path = file_in(self.folder / "warc", capture.file)
        try:
            raw, body = (self._read(path, capture, unpack) for unpack in (False, True))
        except Exception as error:  # a damaged file fails in as many ways as gzip, WARC and HTTP have
            raise ReportError(f"{path} is damaged where it keeps {capture.url} ({type(error).__name__}).") from error
        return raw, body

    def _read(self, path: Path, capture: Capture, unpack: bool) -> bytes:
        from warcio.archiveiterator import ArchiveIterator

        with path.open("rb") as file:
            file.seek(capture.offset)
            record = next(iter(ArchiveIterator(file)))
            stream = record.content_stream() if unpack else record.raw_stream
            data: bytes = stream.read()
            return data


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
