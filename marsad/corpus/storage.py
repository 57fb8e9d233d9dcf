"""Where a corpus lies: folders of this machine, or S3-compatible storage. Arrow speaks to both."""

import fnmatch
import os
import posixpath
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from marsad.errors import ReportError

_MAGIC = ("*", "?", "[")


@dataclass(frozen=True, slots=True)
class File:
    """A file as the storage names it, and what tells it from a later one of the same name."""

    uri: str
    size: int
    changed: int  # nanoseconds since 1970

    @property
    def name(self) -> str:
        return posixpath.basename(self.uri)


@dataclass(frozen=True, slots=True)
class Storage:
    """Addresses with `s3://` lie on a server (`endpoint`, or Amazon's); all others are paths of this machine."""

    endpoint: str | None = None

    def files(self, name: str, suffixes: tuple[str, ...]) -> list[File]:
        """The files of a name, sorted: the file itself, those under a folder, or those that a pattern with * fits."""
        system, path = self._at(name)
        from pyarrow.fs import FileSelector, FileType

        try:
            if any(mark in path for mark in _MAGIC):
                base = _before_magic(path)
                found = system.get_file_info(FileSelector(base, allow_not_found=True, recursive=True))
                found = [info for info in found if fnmatch.fnmatchcase(info.path, path)]
            else:
                [info] = system.get_file_info([path])
                found = [info]
                if info.type == FileType.Directory:
                    found = system.get_file_info(FileSelector(path, recursive=True))
                    found = [info for info in found if _visible(info.path) and info.path.lower().endswith(suffixes)]
        except OSError as error:
            raise _fault(name, error) from error
        files = [info for info in found if info.type == FileType.File]
        if not files:
            raise ReportError(f"{name} holds no Parquet, JSON lines or WARC files; check the address.")
        start = "s3://" if name.startswith("s3://") else ""
        return [File(start + i.path, i.size, i.mtime_ns or 0) for i in sorted(files, key=lambda i: i.path)]

    def open(self, uri: str) -> Any:
        """A file for reading at any place."""
        system, path = self._at(uri)
        try:
            return system.open_input_file(path)
        except OSError as error:
            raise _fault(uri, error) from error

    def read(self, uri: str) -> bytes | None:
        """All of a small file; None where there is none."""
        system, path = self._at(uri)
        try:
            with system.open_input_file(path) as file:
                return bytes(file.read())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _fault(uri, error) from error

    def write(self, uri: str, data: bytes | Any) -> None:
        """A whole file, or nothing of it: nobody ever sees a half."""
        system, path = self._at(uri)
        try:
            if uri.startswith("s3://"):
                with system.open_output_stream(path) as file:
                    file.write(data)
                return
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            part = Path(path).with_name(f".{Path(path).name}.{os.getpid()}.part")
            part.write_bytes(data)
            part.replace(path)
        except OSError as error:
            raise _fault(uri, error) from error

    def prepare(self, folder: str) -> None:
        """Find out that a folder can be written to, before hours are spent on what goes there."""
        system, path = self._at(folder)
        from pyarrow.fs import FileType

        try:
            if folder.startswith("s3://"):
                [bucket] = system.get_file_info([path.partition("/")[0]])
                if bucket.type == FileType.NotFound:
                    raise ReportError(f"{folder} cannot be written: there is no bucket {bucket.path}; make it first.")
                return
            Path(path).mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path, prefix=".", suffix=".part"):
                return
        except OSError as error:
            raise ReportError(f"{folder} cannot be written: {error.strerror or error}; name another.") from error

    def names(self, folder: str, suffix: str) -> list[str]:
        """The names in a folder that end so, sorted; none where there is no such folder."""
        system, path = self._at(folder)
        from pyarrow.fs import FileSelector

        try:
            found = system.get_file_info(FileSelector(path, allow_not_found=True))
        except OSError as error:
            raise _fault(folder, error) from error
        names = [posixpath.basename(info.path) for info in found]
        return sorted(name for name in names if name.endswith(suffix) and not name.startswith("."))

    def _at(self, uri: str) -> tuple[Any, str]:
        if uri.startswith("s3://"):
            return _server(self.endpoint), uri.removeprefix("s3://").rstrip("/")
        return _machine(), os.path.abspath(uri)


def join(folder: str, *names: str) -> str:
    return posixpath.join(folder, *names)


@lru_cache(maxsize=1)
def _machine() -> Any:
    return _arrow().LocalFileSystem()


@lru_cache(maxsize=4)
def _server(endpoint: str | None) -> Any:
    made: dict[str, Any] = {"allow_bucket_creation": False}
    if endpoint:
        parts = urlsplit(endpoint if "://" in endpoint else f"https://{endpoint}")
        made |= {"endpoint_override": parts.netloc, "scheme": parts.scheme}
        made |= {"region": os.environ.get("AWS_DEFAULT_REGION", "us-east-1")}
    return _arrow().S3FileSystem(**made)


def _arrow() -> Any:
    try:
        from pyarrow import fs
    except ImportError as error:
        raise ReportError("A corpus needs pyarrow: pip install 'marsad[parquet]'.") from error
    return fs


def _before_magic(path: str) -> str:
    first = min(path.index(mark) for mark in _MAGIC if mark in path)
    return posixpath.dirname(path[:first])


def _visible(path: str) -> bool:
    return not posixpath.basename(path).startswith((".", "_"))


def _fault(uri: str, error: OSError) -> ReportError:
    if isinstance(error, FileNotFoundError):
        return ReportError(f"{uri} does not exist; check the address, or read the corpus again.")
    cause = (error.strerror or str(error)).strip().rstrip(".")
    if "NoCredentials" in cause or "ACCESS_DENIED" in cause or "InvalidAccessKeyId" in cause:
        cause = f"{cause}; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
    return ReportError(f"{uri} cannot be reached: {cause}.")
