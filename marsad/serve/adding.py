"""Reports that somebody adds in the browser: what was given is put into a folder, read in a thread, and told of.

A folder for each lot lies beside the ledger. In it `events.jsonl` tells what became of the reports, line by line, so
that every worker of the server can show how far it is. What was uploaded is removed once it is read: an erasure must
not leave it behind.
"""

import json
import re
import secrets
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marsad.errors import LedgerError
from marsad.ledger import Ledger
from marsad.pipeline import Event, Found, Kept, Linked, Warned, run
from marsad.reader import Reader
from marsad.reports import Failure, Intake, Options
from marsad.reports.book import Book
from marsad.reports.web import Archive, Settings, Web
from marsad.serve.refusals import sentence_of

_JOB = re.compile(r"[0-9a-f]{16}")
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
        self._home, self._ledger, self._sources = home / "added", ledger, sources
        self._register, self._web = tuple(map(Path, register)), web

    def start(self, given: Given) -> str:
        """Begin to read; the name of the lot."""
        job = secrets.token_hex(8)
        folder = self._home / job
        names = [*given.addresses, *_put_down(folder / "given", given, job)]
        self._tell(job, {"kind": "begun", "total": len(names)})
        threading.Thread(target=self._read, args=(job, names), daemon=True).start()
        return job

    def events(self, job: str) -> list[dict[str, Any]] | None:
        """What was told of a lot so far; None where there is no such lot."""
        path = self._home / job / "events.jsonl"
        if not _JOB.fullmatch(job) or not path.is_file():
            return None
        lines = path.read_text("utf-8").split("\n")[:-1]  # the last piece is empty, or a line half written
        return [json.loads(line) for line in lines]

    def _read(self, job: str, names: list[str]) -> None:
        with _ONE_AT_A_TIME:
            try:
                self._tell(job, {"kind": "done", **self._run(job, names)})
            except Exception as error:  # whoever waits for the end is told of it, whatever ended it
                self._tell(job, {"kind": "done", "stopped": sentence_of(error)})
            finally:
                shutil.rmtree(self._home / job / "given", ignore_errors=True)

    def _run(self, job: str, names: list[str]) -> dict[str, Any]:
        with ExitStack() as stack:
            ledger = stack.enter_context(Ledger.open(self._ledger, create=False))
            book = archive = None
            if self._sources:
                book = stack.enter_context(Book(Path(self._sources) / "book.sqlite"))
                archive = stack.enter_context(Archive(Path(self._sources)))
            intake = Intake(options=Options(self._web.max_size), web=Web(self._web, archive))
            read = run(names, ledger, Reader(self._register), intake, lambda event: self._see(job, event), book)
        return {"read": read.read, "claims": read.new_claims, "failed": len(read.failures), "stopped": read.stopped}

    def _see(self, job: str, event: Event) -> None:
        if isinstance(event, Found):
            self._tell(job, {"kind": "found", "total": event.total})
        elif isinstance(event, Kept):
            title = event.report.title or event.report_id
            known = {"report": event.report_id, "title": title, "claims": len(event.claim_ids), "new": event.new}
            self._tell(job, {"kind": "kept", **known})
        elif isinstance(event, Failure):
            self._tell(job, {"kind": "failed", "sentence": self._plain(job, event.sentence)})
        elif isinstance(event, Warned):
            self._tell(job, {"kind": "warned", "sentence": self._plain(job, f"{event.where}: {event.sentence}")})
        elif isinstance(event, Linked):
            self._tell(job, {"kind": "warned", "sentence": event.link.sentence})

    def _plain(self, job: str, sentence: str) -> str:
        """Without the folder, which says nothing to who uploaded the file."""
        return re.sub(re.escape(str(self._home / job / "given")) + r"/\d+/", "", sentence)

    def _tell(self, job: str, event: dict[str, Any]) -> None:
        folder = self._home / job
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with (folder / "events.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(event, ensure_ascii=False) + "\n")
        except OSError as error:
            raise LedgerError(f"What was added cannot be noted in {folder}: {error.strerror or error}.") from error


def _put_down(folder: Path, given: Given, job: str) -> Iterator[str]:
    """The files that were given, each in a folder of its own, so that none is another's sidecar."""
    for number, (name, content) in enumerate(given.files):
        yield str(_written(folder / str(number) / safe_name(name), content))
    if given.text:
        path = folder / str(len(given.files)) / f"pasted-{job[:8]}.txt"
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
