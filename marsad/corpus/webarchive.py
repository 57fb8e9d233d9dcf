"""Where the records of a web archive begin, so that one archive can be read in parts.

A part holds the records that begin in it. Where a record begins is seen in the bytes alone: in a packed archive each
record is a gzip member of its own. The end of a part is found as the beginning of the next is, so that no record is
lost or read twice, whatever the bytes hold.
"""

import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from marsad.corpus.plan import Partition
from marsad.corpus.storage import Storage

_BLOCK = 1 << 20  # bytes that are searched at once
_HEAD = 4096  # of a record: enough to tell what it is
_FIRST = re.compile(rb"warc/\d\.\d")
_PACKED, _PLAIN = b"\x1f\x8b\x08", b"\r\n\r\nWARC/"


@contextmanager
def part_of(storage: Storage, part: Partition) -> Iterator[Path | None]:
    """A file with the records of a partition; None where none begins in it."""
    with storage.open(part.file.uri) as file:
        first, past = (record_after(file, at, part.file.size) for at in (part.first, part.past))
        if first >= past:
            yield None
            return
        with tempfile.NamedTemporaryFile(suffix=part.file.name[-60:]) as copy:
            file.seek(first)
            shutil.copyfileobj(_Up(file, past - first), copy, _BLOCK)
            copy.flush()
            yield Path(copy.name)


def record_after(file: Any, at: int, size: int) -> int:
    """The first byte from `at` on at which a record begins; the size of the file where none does."""
    if at <= 0:
        return 0
    file.seek(0)
    packed = bytes(file.read(len(_PACKED))) == _PACKED
    mark = _PACKED if packed else _PLAIN
    # What stands before a plain record belongs to its mark, and a mark may lie across two blocks.
    at -= 0 if packed else _PLAIN.index(b"W")
    while at < size:
        file.seek(at)
        block = bytes(file.read(_BLOCK))
        found = block.find(mark)
        while found >= 0:
            begins = at + found + (0 if packed else _PLAIN.index(b"W"))
            if _is_record(file, begins, packed):
                return begins
            found = block.find(mark, found + 1)
        if len(block) < _BLOCK:
            break
        at += len(block) - len(mark) + 1
    return size


def _is_record(file: Any, at: int, packed: bool) -> bool:
    file.seek(at)
    head = bytes(file.read(_HEAD))
    if packed:
        try:
            head = zlib.decompressobj(31).decompress(head, _HEAD)
        except zlib.error:
            return False
    first, *headers = head.partition(b"\r\n\r\n")[0].lower().split(b"\r\n")
    return bool(_FIRST.fullmatch(first)) and any(line.startswith(b"warc-type:") for line in headers)


class _Up:
    """So many bytes of a file, from where it stands."""

    def __init__(self, file: Any, left: int) -> None:
        self._file, self._left = file, left

    def read(self, size: int = _BLOCK, /) -> bytes:
        data = bytes(self._file.read(min(size, self._left)))
        self._left -= len(data)
        return data
