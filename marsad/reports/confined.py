"""Taking files apart in processes of their own: what a hostile file can cost is a process, never the batch.

Parsers of PDF, HTML or spreadsheets can be made to loop, to swell or to crash. Each runs in a child that may use so
much memory, and that is ended when the next piece takes too long. Children are kept for the next file, so that
starting one is paid for once.
"""

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from typing import IO, Any

from marsad.errors import ReportError
from marsad.reports.formats import Format
from marsad.reports.frames import receive, send
from marsad.reports.metadata import Metadata
from marsad.reports.piece import Failure, Input, Member, Piece, Taken

PATIENCE = 30.0  # seconds until the next piece must be there; a page of ten megabytes takes three
MEMORY = 1_500_000_000  # bytes of data that a child may hold
_KEPT = 8  # children that wait for the next file, however many were at work at once
_idle: list["Child"] = []


def take_apart_confined(known: Format, given: Input, patience: float = PATIENCE) -> Iterator[Taken]:
    """As `take_apart`, in a child. Where the child dies or takes too long, that is a ReportError."""
    child = _a_child()
    try:
        yield from child.take_apart(known, given, patience)
    finally:
        if child.free and len(_idle) < _KEPT:
            _idle.append(child)
        else:  # dead, stopped in the middle of a file, or one of more than are kept
            child.end()


def _a_child() -> "Child":
    """One that is idle, else a new one. Several threads may ask at once: the list is not looked at before."""
    try:
        return _idle.pop()
    except IndexError:
        return Child()


class Child:
    """One process that takes files apart, one after the other."""

    def __init__(self) -> None:
        # -P: a json.py in the current folder, which may be hostile too, is not to be imported.
        command = [sys.executable, "-P", "-m", "marsad.reports.child", str(MEMORY)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"ARROW_DEFAULT_MEMORY_POOL": "system"},  # the others set gigabytes aside
        )
        assert self._process.stdin
        assert self._process.stdout
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        self._late = False
        self.free = True

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._to, self._from):
            with suppress(OSError):
                stream.close()

    def take_apart(self, known: Format, given: Input, patience: float) -> Iterator[Taken]:
        # a kept child stands in the folder that was the current one when it was started: its paths are absolute
        path, data = (None, given.content) if isinstance(given.content, bytes) else (str(given.content.absolute()), b"")
        head = {"format": known.module, "where": given.where, "name": given.name, "path": path}
        more = {"charset": given.charset, "options": asdict(given.options)}
        self.free = False
        try:
            send(self._to, head | more, data)
            while (answer := self._next(patience))[0]["is"] not in ("end", "error"):
                yield _taken(*answer)
        except (EOFError, OSError) as error:
            raise ReportError(f"{given.where} {self._cause(known, patience)}; save its text as .txt.") from error
        self.free = not answer[0].get("spent")
        if answer[0]["is"] == "error":
            raise ReportError(answer[0]["sentence"])

    def _cause(self, known: Format, patience: float) -> str:
        if self._late:
            return f"was not taken apart within {patience:g} seconds and was given up"
        return f"breaks the {known.name} parser, or needs more than {MEMORY // 1_000_000:,} MB"

    def _next(self, patience: float) -> tuple[dict[str, Any], bytes]:
        clock = threading.Timer(patience, self._give_up)
        clock.daemon = True
        clock.start()
        try:
            return receive(self._from)
        finally:
            clock.cancel()

    def _give_up(self) -> None:
        self._late = True
        self._process.kill()


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().end()


def _taken(answer: dict[str, Any], data: bytes) -> Taken:
    if answer["is"] == "failure":
        return Failure(answer["where"], answer["sentence"])
    known = Metadata.from_json(answer["known"])
    if answer["is"] == "piece":
        return Piece(data.decode("utf-8", "surrogatepass"), known, answer["name"])
    return Member(data, answer["name"], known, answer["charset"])
