"""How the process that reads and the processes that take files apart speak: length, head in JSON, length, bytes."""

import json
import struct
from typing import IO, Any

_LENGTH = struct.Struct(">Q")


def send(stream: IO[bytes], head: dict[str, Any], data: bytes = b"") -> None:
    written = json.dumps(head).encode()
    stream.write(_LENGTH.pack(len(written)) + written + _LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """The next frame; raises EOFError where the other side is gone."""
    head = json.loads(_exactly(stream, _LENGTH.unpack(_exactly(stream, 8))[0]))
    return head, _exactly(stream, _LENGTH.unpack(_exactly(stream, 8))[0])


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
