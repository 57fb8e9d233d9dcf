"""Reports that somebody adds in the browser: what was given is put into a folder, read in a thread, and told of.

See `marsad/reports/lots.py` for that folder, and for how long it lasts.
"""

import json
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from marsad.ledger import Ledger
from marsad.pipeline import Event, Found, Kept, Linked, Warned, run
from marsad.reader import Reader
from marsad.reports import Failure, Intake, Options
from marsad.reports.book import Book
from marsad.reports.lots import Lots
from marsad.reports.web import Archive, Settings, Web
from marsad.serve.refusals import sentence_of

_UNFIT = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80
_ONE_AT_A_TIME = threading.Lock()  # reading takes a core; the others wait their turn


@dataclass(frozen=True)
class Given:
    """What somebody adds: addresses, files with their names, and a text with what is known about it."""

    addresses: Sequence[str] = ()
    files: Sequence[tuple[str, bytes]] = ()
    text: str = ""
    known: dict[str, str] = field(default_factory=dict)


class Adding:
    """The lots of one ledger."""

    def __init__(self, home: Path, ledger: str, sources: str | None, register: Sequence[str], web: Settings) -> None:
        self._lots, self._ledger, self._sources = Lots(home), ledger, sources
        self._register, self._web = tuple(map(Path, register)), web

    def start(self, given: Given) -> str:
        """Begin to read; the name of the lot."""
        self._lots.remove_old()
        lot, lock = self._lots.begin()
        try:
            names = [*given.addresses, *_put_down(self._lots.given(lot), given, lot)]
            self._lots.tell(lot, {"kind": "begun", "total": len(names)})
        except BaseException:
            lock.close()
            self._lots.remove(lot)
            raise
        threading.Thread(target=self._read, args=(lot, lock, names), daemon=True).start()
        return lot

    def _read(self, lot: str, lock: IO[bytes], names: list[str]) -> None:
        with lock, _ONE_AT_A_TIME:
            try:
                self._lots.close(lot, self._run(lot, names))
            except Exception as error:  # whoever waits for the end is told of it, whatever ended it
                self._lots.close(lot, {"stopped": sentence_of(error)})

    def _run(self, lot: str, names: list[str]) -> dict[str, Any]:
        with ExitStack() as stack:
            ledger = stack.enter_context(Ledger.open(self._ledger, create=False))
            book = archive = None
            if self._sources:
                book = stack.enter_context(Book(Path(self._sources) / "book.sqlite"))
                archive = stack.enter_context(Archive(Path(self._sources)))
            intake = Intake(options=Options(self._web.max_size), web=Web(self._web, archive))
            read = run(names, ledger, Reader(self._register), intake, lambda event: self._see(lot, event), book)
        return {"read": read.read, "claims": read.new_claims, "failed": len(read.failures), "stopped": read.stopped}

    def _see(self, lot: str, event: Event) -> None:
        if isinstance(event, Found):
            self._lots.tell(lot, {"kind": "found", "total": event.total})
        elif isinstance(event, Kept):
            known = {"report": event.report_id, "claims": len(event.claim_ids), "new": event.new}
            self._lots.tell(lot, {"kind": "kept", **known})
        elif isinstance(event, Failure):
            self._lots.tell(lot, {"kind": "failed", "sentence": self._plain(lot, event.sentence)})
        elif isinstance(event, Warned):
            self._lots.tell(lot, {"kind": "warned", "sentence": self._plain(lot, f"{event.where}: {event.sentence}")})
        elif isinstance(event, Linked):
            self._lots.tell(lot, {"kind": "warned", "sentence": event.link.sentence})

    def _plain(self, lot: str, sentence: str) -> str:
        """Without the folder, which says nothing to who uploaded the file."""
        return re.sub(re.escape(str(self._lots.given(lot))) + r"/\d+/", "", sentence)


def _put_down(folder: Path, given: Given, lot: str) -> Iterator[str]:
    """The files that were given, each in a folder of its own, so that none is another's sidecar."""
    for number, (name, content) in enumerate(given.files):
        yield str(_written(folder / str(number) / safe_name(name), content))
    if given.text:
        path = folder / str(len(given.files)) / f"pasted-{lot[:8]}.txt"
        _written(path.with_suffix(".json"), json.dumps(given.known, ensure_ascii=False).encode())
        yield str(_written(path, given.text.encode()))


def _written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def safe_name(name: str) -> str:
    """A file name of letters, digits, dots and hyphens that leads nowhere else, its ending kept."""
    last = re.split(r"[\\/]", name)[-1]
    stem, dot, ending = last.rpartition(".")
    fit = _UNFIT.sub("-", stem if dot else last).strip("-.")[:_LONGEST_NAME] or "upload"
    kept = _UNFIT.sub("", ending)[:10] if dot else ""
    return f"{fit}.{kept}" if kept else fit
