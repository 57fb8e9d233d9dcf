"""The way in: paths to sources, sources to reports. One failure is one sentence, and the next source is read."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from marsad.errors import ReportError
from marsad.model.report import Report
from marsad.reports.decode import check_text
from marsad.reports.formats import format_of
from marsad.reports.language import detect_language
from marsad.reports.metadata import NOTHING, Metadata, clean
from marsad.reports.sidecar import read_sidecar

MAX_SIZE = 10_000_000  # bytes; a long article is 0.1 MB, a whole report of a parliament 3 MB
STDIN = "-"
# In a folder: sidecars, lists, registers, and ledgers, which stand in the current folder by default.
_LEDGERS = (".db", ".sqlite")
_NO_REPORTS = (
    *(".json", ".jsonl", ".yaml", ".yml"),
    *(ledger + file for ledger in _LEDGERS for file in ("", "-wal", "-shm", "-journal")),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or standard input."""

    path: Path

    @property
    def is_stdin(self) -> bool:
        return str(self.path) == STDIN

    def __str__(self) -> str:
        return "standard input" if self.is_stdin else clean(str(self.path)) or "?"


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that gave no report, or a report that gave no claims, and the sentence that says why."""

    where: str
    sentence: str


def get_reports(
    paths: Iterable[Path],
    given: Metadata = NOTHING,
    max_size: int = MAX_SIZE,
) -> Iterator[Report | Failure]:
    """Every report under the paths, in order, or why it cannot be taken in. Two may have one id: see the ledger."""
    for source in find_sources(paths):
        try:
            yield source if isinstance(source, Failure) else get_report(source, given, max_size)
        except ReportError as error:
            yield Failure(str(source), str(error))


def find_sources(paths: Iterable[Path]) -> list[Source | Failure]:
    """The files that the paths name, folders opened and sorted; a file named twice is read once."""
    found: dict[str, Source | Failure] = {}
    for path in paths:
        try:
            for source in _under(path):
                found.setdefault(_identity(source), source)
        except ReportError as error:
            found[f"failed {path}"] = Failure(clean(str(path)) or "?", str(error))
    return list(found.values())


def get_report(source: Source, given: Metadata = NOTHING, max_size: int = MAX_SIZE) -> Report:
    """The report in a source. What is given goes before its sidecar, and that before the page itself."""
    where = str(source)
    if source.path.suffix.lower() == ".json":
        raise ReportError(f"{where} is JSON, which is read beside a report of the same name, not as a report.")
    data = _load(source, max_size)
    text, own = format_of(source.path.suffix, data).take(data, where)
    beside = NOTHING if source.is_stdin else read_sidecar(source.path)
    known = given.over(beside).over(own)
    default = Metadata(id="stdin" if source.is_stdin else clean(source.path.stem), address=where)
    return _report(text, known.over(default), where)


def report_from_text(text: str, known: Metadata, where: str, max_size: int = MAX_SIZE) -> Report:
    """A report of a text that is at hand already, put through the same checks."""
    if len(text) > max_size:
        raise _too_large(where, len(text), max_size, "characters")
    check_text(text, where)
    return _report(text, known, where)


def _identity(source: Source | Failure) -> str:
    if isinstance(source, Failure):
        return f"failed {source.where}"
    return STDIN if source.is_stdin else os.path.realpath(source.path)


def _under(path: Path) -> Iterator[Source | Failure]:
    if str(path) == STDIN:
        yield Source(path)
        return
    try:
        path.stat()
    except (OSError, ValueError) as error:
        raise ReportError(_why(path, error)) from error
    if not path.is_dir():
        yield Source(path)
        return
    files = list(_files(path))
    if not files:
        raise ReportError(f"{clean(str(path))} holds no reports; it needs .txt, .md or .html files.")
    yield from files


def _files(folder: Path) -> Iterator[Source | Failure]:
    """Files under a folder, sorted; hidden ones and what is no report left out, links to folders not followed."""
    closed: list[Failure] = []

    def refuse(error: OSError) -> None:
        closed.append(Failure(clean(error.filename) or "?", _why(Path(error.filename), error)))

    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if _may_be_report(name) and _is_file(path):
                yield Source(path)
    yield from closed


def _may_be_report(name: str) -> bool:
    """Of a file in a folder; whoever names the file itself has it read. A README tells of the reports beside it."""
    lower = name.lower()
    return not (name.startswith(".") or lower.endswith(_NO_REPORTS) or lower.partition(".")[0] == "readme")


def _is_file(path: Path) -> bool:
    """Pipes and devices in a folder would block for ever; a broken link is named, not passed over."""
    return path.is_file() or (path.is_symlink() and not path.exists())


def _load(source: Source, max_size: int) -> bytes:
    """The bytes of a source, never more than one above the limit: a huge file or endless stream is refused at once."""
    if source.is_stdin:
        data = sys.stdin.buffer.read(max_size + 1)
    else:
        try:
            size = source.path.stat().st_size
            if size > max_size:
                raise _too_large(str(source), size, max_size)
            with source.path.open("rb") as file:
                data = file.read(max_size + 1)
        except OSError as error:
            raise ReportError(_why(source.path, error)) from error
    if len(data) > max_size:
        raise _too_large(str(source), None, max_size)
    return data


def _report(text: str, known: Metadata, where: str) -> Report:
    return Report(
        id=known.id or "report",
        text=text,
        language=known.language or detect_language(text, where),
        published=known.published,
        publisher=known.publisher,
        title=known.title,
        address=known.address,
    )


def _too_large(where: str, size: int | None, limit: int, unit: str = "bytes") -> ReportError:
    seen = f"{size:,} {unit}" if size else "more"
    return ReportError(f"{where} is too large: {seen}, and the limit is {limit:,}; split it or raise --max-size.")


def _why(path: Path, error: Exception) -> str:
    where = clean(str(path))
    match error:
        case FileNotFoundError():
            return f"{where} does not exist; check the path."
        case PermissionError():
            return f"{where} cannot be read: permission denied; check its rights."
        case IsADirectoryError():
            return f"{where} is a folder."
        case OSError():
            return f"{where} cannot be read: {error.strerror or error}."
        case _:
            return f"{where} is no path: {error}."
