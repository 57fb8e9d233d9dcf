"""What runs in the processes of `confined`: one file after the other is taken apart, within bounds of memory."""

import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from marsad.errors import ReportError
from marsad.reports.formats import FORMATS, LINKS, Format, take_apart
from marsad.reports.frames import receive, send
from marsad.reports.piece import Failure, Input, Options, Piece, Taken


def serve(memory: int) -> None:
    """Answer requests on standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its children
    _bound_memory(memory)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not come between two frames
    while True:
        try:
            head, data = receive(source)
        except (EOFError, OSError):
            return
        _answer(head, data, sink)


def _bound_memory(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError, AttributeError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _answer(head: dict[str, Any], data: bytes, sink: BinaryIO) -> None:
    known = next(known for known in (*FORMATS, LINKS) if known.module == head["format"])
    content = Path(head["path"]) if head["path"] is not None else data
    given = Input(head["where"], head["name"], content, Options(**head["options"]), head["charset"])
    try:
        for taken in guarded(known, given):
            send(sink, *_frame(taken))
        send(sink, {"is": "end"})
    except Spent as error:
        send(sink, {"is": "error", "sentence": str(error), "spent": True})
    except ReportError as error:
        send(sink, {"is": "error", "sentence": str(error)})


class Spent(ReportError):
    """A file took so much that the process which took it apart is better ended."""


def guarded(known: Format, given: Input) -> Iterator[Taken]:
    """As `take_apart`, where parsers fed with anything may choke: whatever one chokes on, the file is at fault."""
    taken = take_apart(known, given)
    while True:
        try:
            one = next(taken, None)
        except ReportError:
            raise
        except (MemoryError, RecursionError) as error:
            raise Spent(f"{given.where} is nested too deeply, or too large in memory.") from error
        except Exception as error:
            why = f"cannot be taken apart as {known.name} ({type(error).__name__}); save its text as .txt."
            raise ReportError(f"{given.where} {why}") from error
        if one is None:
            return
        yield one


def _frame(taken: Taken) -> tuple[dict[str, Any], bytes]:
    match taken:
        case Piece(text, known, name):
            return {"is": "piece", "known": known.to_json(), "name": name}, text.encode("utf-8", "surrogatepass")
        case Failure(where, sentence):
            return {"is": "failure", "where": where, "sentence": sentence}, b""
        case member:
            head = {"is": "member", "known": member.known.to_json(), "name": member.name, "charset": member.charset}
            return head, member.data


if __name__ == "__main__":
    serve(int(sys.argv[1]))
