"""Lots of reports that were added in the browser: what becomes of each, told line by line beside the ledger.

`added/LOT/events.jsonl` is the telling, so that every worker of a server can show it; `added/LOT/given/` is what was
uploaded, until it is read. Nothing here outlives an erasure: reports are named by their ids, as titles are the
ledger's; uploads go when they are read, or with the next start of a server that was killed over them; a lot goes when
one of its reports is erased, and in any case after some weeks.
"""

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from marsad.errors import LedgerError
from marsad.reports.web.locks import locked

DAYS = 30  # that a lot can be looked at
ENDED = "The server was ended before all of it was read; add what is missing anew."
_LOT = re.compile(r"[0-9a-f]{16}")
_EVENTS, _GIVEN, _LOCK = "events.jsonl", "given", "lock"


class LotError(LedgerError):
    """What is noted of a lot cannot be written, or not be removed."""


class Lots:
    """The lots in a folder."""

    def __init__(self, home: Path) -> None:
        self._home = home / "added"

    def begin(self) -> tuple[str, IO[bytes]]:
        """A new lot: its name, and a lock to be closed when it is read. While it is held, nobody gives the lot up."""
        lot = secrets.token_hex(8)
        try:
            (self._home / lot).mkdir(parents=True)
            lock = (self._home / lot / _LOCK).open("wb")
        except OSError as error:
            raise self._unwritten(lot, error) from error
        locked(lock)
        return lot, lock

    def given(self, lot: str) -> Path:
        """Where its uploads are put."""
        return self._home / lot / _GIVEN

    def tell(self, lot: str, event: dict[str, Any]) -> None:
        try:
            with (self._home / lot / _EVENTS).open("a", encoding="utf-8") as file:
                file.write(json.dumps(event, ensure_ascii=False) + "\n")
        except OSError as error:
            raise self._unwritten(lot, error) from error

    def events(self, lot: str) -> list[dict[str, Any]] | None:
        """What was told of a lot so far; None where there is no such lot."""
        path = self._home / lot / _EVENTS
        if not _LOT.fullmatch(lot) or not path.is_file():
            return None
        return list(filter(None, map(_event, path.read_text("utf-8", "replace").split("\n"))))

    def close(self, lot: str, event: dict[str, Any]) -> None:
        """The end of a lot: its uploads are removed, and the end is told."""
        shutil.rmtree(self.given(lot), ignore_errors=True)
        self.tell(lot, event | {"kind": "done"})

    def close_abandoned(self) -> None:
        """End the lots that were being read when their server was killed."""
        for lot in self._all():
            if self.given(lot).exists() or self._is_open(lot):
                try:
                    with (self._home / lot / _LOCK).open("ab") as lock:
                        if locked(lock):  # nobody reads it, in this process or another
                            self._end(lot)
                except OSError as error:
                    raise self._unwritten(lot, error) from error

    def _end(self, lot: str) -> None:
        shutil.rmtree(self.given(lot), ignore_errors=True)
        if self._is_open(lot):
            with (self._home / lot / _EVENTS).open("ab") as file:
                file.write(b"\n")  # the last line may be half written
            self.tell(lot, {"kind": "done", "stopped": ENDED, "ended": True})

    def remove_old(self) -> None:
        before = time.time() - DAYS * 86_400
        for lot in self._all():
            with suppress(OSError):
                if (self._home / lot).stat().st_mtime < before and not self._is_open(lot):
                    shutil.rmtree(self._home / lot)

    def remove(self, lot: str) -> None:
        """Of what could not be begun, nothing stays."""
        shutil.rmtree(self._home / lot, ignore_errors=True)

    def erase(self, report: str, addresses: list[str]) -> None:
        """Remove what was told of the lots that a report came in or failed to: a sentence may hold words of it.

        Of one that is still being read, what comes next is told as before.
        """
        self.close_abandoned()
        for lot in self._all():
            events = self.events(lot) or []
            if any(_is_about(event, report, addresses) for event in events):
                try:
                    (self._home / lot / _EVENTS).unlink(missing_ok=True)
                except OSError as error:
                    raise LotError(
                        f"What was told of {report} in {self._home / lot} cannot be removed: {error.strerror or error}."
                    ) from error

    def _all(self) -> Iterator[str]:
        if self._home.is_dir():
            yield from (path.name for path in sorted(self._home.iterdir()) if _LOT.fullmatch(path.name))

    def _is_open(self, lot: str) -> bool:
        events = self.events(lot)
        return events is not None and not any(event["kind"] == "done" for event in events)

    def _unwritten(self, lot: str, error: OSError) -> LotError:
        return LotError(f"What was added cannot be noted in {self._home / lot}: {error.strerror or error}.")


def _event(line: str) -> dict[str, Any] | None:
    """An event; None of a line that is half written, now or when a server was killed."""
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return event if isinstance(event, dict) and "kind" in event else None


def _is_about(event: dict[str, Any], report: str, addresses: list[str]) -> bool:
    return event.get("report") == report or any(address in event.get("sentence", "") for address in addresses)
