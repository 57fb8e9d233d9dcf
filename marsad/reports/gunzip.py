"""What gzip packed, whole or not at all: a file that was cut off gives no half report, and none swells without end."""

import zlib
from contextlib import suppress

from marsad.errors import ReportError
from marsad.reports.piece import Input

BEGINS = b"\x1f\x8b"
_GZIP = 31  # of zlib: a head and a sum, as gzip writes them
_STEP = 16_384  # bytes; what stands behind a member is copied, so no more of it is handed over
_MEMBERS = 100_000  # of one file; programs that pack in blocks begin a new one every 64 kB


def gunzip(data: bytes, limit: int, strict: bool = True) -> bytes:
    """All members, one after the other; of more than the limit, one byte more than it.

    Raises EOFError where the data is cut off, zlib.error where it is damaged. Behind the last member nothing but zeros
    may stand, unless it need not be strict: then what follows and is no member is passed over, as browsers do.
    """
    parts: list[bytes] = []
    at = size = 0
    for number in range(_MEMBERS):
        if number and not data.startswith(BEGINS, at) and (not strict or not data[at:].strip(b"\0")):
            return b"".join(parts)
        unpacking = zlib.decompressobj(wbits=_GZIP)
        while not unpacking.eof:
            if at >= len(data):
                raise EOFError
            fed = data[at : at + _STEP]
            part = unpacking.decompress(fed, limit + 1 - size)
            at += len(fed) - len(unpacking.unused_data)
            size += len(part)
            parts.append(part)
            if size > limit:
                return b"".join(parts)
    raise zlib.error(f"more than {_MEMBERS:,} members")


def gunzipped(given: Input) -> bytes:
    """A file unpacked; raises ReportError where it is damaged, cut off, or larger than a report may be."""
    limit = given.options.max_size
    packed = given.read(limit)
    try:
        data = gunzip(packed, limit) if len(packed) <= limit else packed
    except EOFError as error:
        raise ReportError(f"{given.where} is a gzip archive that breaks off in the middle; copy it anew.") from error
    except zlib.error as error:
        raise ReportError(f"{given.where} is a damaged gzip archive; pack it anew.") from error
    if len(data) > limit:
        raise ReportError(f"{given.where} unpacks to more than {limit:,} bytes; split it or raise --max-size.")
    return data


def begins_with(given: Input, start: bytes) -> bool:
    """Whether what is packed begins so; that its end is there is not asked."""
    with suppress(zlib.error):
        return zlib.decompressobj(wbits=_GZIP).decompress(given.head(), len(start)) == start
    return False
