"""What is worked out from data files once and kept in `_built`, for as long as they and the code stay the same.

Written when Marsad is built or installed (`hatch_build.py`); where a file has changed since, the work is done anew
and kept if the folder can be written to. Sameness is told by contents: installers set any dates.
"""

import marshal
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from marsad.garbage import no_garbage

FOLDER = Path(__file__).parent / "_built"
_DIGEST = 16  # bytes

Value = TypeVar("Value")


def fingerprint(paths: Iterable[Path], also: bytes = b"") -> bytes:
    """What tells these files' names and contents from any others, with the fingerprint of what they build on."""
    digest = blake2b(f"marshal {marshal.version}".encode() + also, digest_size=_DIGEST)
    for path in map(_source, paths):
        content = path.read_bytes()
        digest.update(f"\n{path.parent.name}/{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.digest()


def _source(path: Path) -> Path:
    """The source of a module that was itself compiled, which stands beside it; any other file as it is."""
    return path.with_name(f"{path.name.partition('.')[0]}.py") if path.suffix in (".so", ".pyd") else path


def compiled(name: str, made_from: bytes, make: Callable[[], Value]) -> Value:
    """What `make` returns (tuples, lists, dicts, strings, numbers), from disk where it was made from the same."""
    path = FOLDER / f"{name}.marshal"
    with suppress(OSError, ValueError, EOFError, TypeError):
        data = path.read_bytes()
        if data[:_DIGEST] == made_from:
            return unpacked(memoryview(data)[_DIGEST:])  # type: ignore[no-any-return]
    value = make()
    with suppress(OSError):
        _save(path, made_from + packed(value))
    return value


def packed(value: object) -> bytes:
    """A value of the same sorts as bytes, to be a part of what is kept that is not always wanted."""
    return marshal.dumps(value)  # type: ignore[arg-type]


def unpacked(data: bytes | memoryview) -> Any:
    """What was packed, without looking for garbage while thousands of small objects are made that are none."""
    with no_garbage():
        return marshal.loads(data)


def _save(path: Path, data: bytes) -> None:
    """Write a file at once or not at all, as others may be reading it."""
    path.parent.mkdir(exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}")
    try:
        new.write_bytes(data)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
