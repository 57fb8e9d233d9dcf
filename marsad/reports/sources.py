"""Which sources the user named: files, folders opened, addresses on the web, standard input; each once."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from marsad.errors import ReportError
from marsad.reports.metadata import clean
from marsad.reports.piece import Failure

STDIN = "-"
_WEB = re.compile(r"https?:/|[a-z][a-z0-9+.-]+://", re.IGNORECASE)  # what is not fetched is told so
# In a folder: sidecars, lists, registers, settings, and ledgers, which stand in the current folder by default.
_DATA = (".json", ".jsonl")
_LEDGERS = tuple(ledger + file for ledger in (".db", ".sqlite") for file in ("", "-wal", "-shm", "-journal"))
_NO_REPORTS = (
    *(*_DATA, ".yaml", ".yml", ".toml"),
    *(".ini", ".cfg", ".conf", ".env", ".properties", ".lock", ".log"),
    *_LEDGERS,
)
_NOBODYS = (*_LEDGERS, "~")
_NAMED = 5  # of the files that are passed over
# What pages are made of, and pictures and films beside them.
_PARTS = (
    *(".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico", ".svg", ".webmanifest"),
    *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".tgs"),
    *(".mp3", ".mp4", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".webm", ".mov", ".avi", ".mkv"),
)
# Programs, which may stand beside the reports that they fetched.
_CODE = (
    *(".py", ".pyi", ".pyw", ".pyc", ".ipynb", ".r", ".rmd", ".jl", ".do", ".sas", ".sps", ".lua", ".pl", ".pm", ".rb"),
    *(".sh", ".bash", ".zsh", ".fish", ".ps1", ".psm1", ".bat", ".cmd", ".vbs", ".awk", ".sql", ".php"),
    *(".ts", ".tsx", ".jsx", ".cjs", ".vue", ".scss", ".sass", ".less"),
    *(".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".cs", ".java", ".kt", ".scala", ".swift", ".go", ".rs"),
    *(".xsl", ".xslt", ".xsd", ".dtd", ".proto", ".mk", ".cmake", ".gradle", ".diff", ".patch"),
)
_ABOUT = ("readme", "license", "licence", "makefile", "dockerfile")  # what tells of the files beside it
_EXPORTS = re.compile(r"result\.json|(?:note-|community-)?tweets?(?:-part\d+)?\.js")  # of Telegram and X
_PAGES = (".html", ".htm", ".xhtml")
_OF_PAGE = "_files"  # the folder in which browsers save the parts of a page, beside it
_KEPT = ".sources"  # a folder that Marsad itself keeps beside a ledger


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or standard input."""

    path: Path

    @property
    def is_stdin(self) -> bool:
        return str(self.path) == STDIN

    @property
    def name(self) -> str:
        """By which it can be found again, also from another folder."""
        return STDIN if self.is_stdin else os.path.abspath(self.path)

    def __str__(self) -> str:
        return "standard input" if self.is_stdin else clean(str(self.path)) or "?"


@dataclass(frozen=True, slots=True)
class Address:
    """A page on the web."""

    url: str

    @property
    def name(self) -> str:
        return self.url

    def __str__(self) -> str:
        return clean(self.url) or "?"


def is_address(name: str) -> bool:
    """Whether a source is on the web."""
    return bool(_WEB.match(name))


def find_sources(names: Iterable[Path | str]) -> list[Source | Address | Failure]:
    """The files and addresses that the user named, folders opened and sorted; what is named twice is read once."""
    found: dict[str, Source | Address | Failure] = {}
    for name in names:
        if isinstance(name, str) and is_address(name):
            found.setdefault(f"address {name.strip()}", Address(name.strip()))
        else:
            found |= {key: source for key, source in _files_of(Path(name)) if key not in found}
    return list(found.values())


def find_files(paths: Iterable[Path]) -> list[Source | Failure]:
    """As `find_sources`, of files only."""
    found: dict[str, Source | Failure] = {}
    for path in paths:
        found |= {key: source for key, source in _files_of(path) if key not in found}
    return list(found.values())


def _files_of(path: Path) -> Iterator[tuple[str, Source | Failure]]:
    try:
        yield from ((_identity(source), source) for source in _under(path))
    except ReportError as error:
        yield f"failed {path}", Failure(clean(str(path)) or "?", str(error))


def read_list(path: Path) -> list[str]:
    """Addresses and paths from a file, one a line; what stands behind # is a remark."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise ReportError(f"{path} cannot be read as a list: {error}.") from error
    return [name for line in lines if (name := re.split(r"(?:^|\s)#", line)[0].strip())]


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
        raise ReportError(why(path, error)) from error
    if not path.is_dir():
        yield Source(path)
        return
    files = list(_files(path))
    if not files:
        raise ReportError(f"{clean(str(path))} holds no reports; it needs .txt, .md, .html, .pdf or the like.")
    yield from files


def _files(folder: Path) -> Iterator[Source | Failure]:
    """Files under a folder, sorted; hidden ones and what is no report left out, links to folders not followed."""
    closed: list[Failure] = []

    def refuse(error: OSError) -> None:
        closed.append(Failure(clean(error.filename) or "?", why(Path(error.filename), error)))

    for root, names in _walk(folder, refuse):
        for name in names:
            path = Path(root, name)
            if may_be_report(name) and _is_file(path):
                yield Source(path)
    yield from closed


def _walk(folder: Path, refuse: Callable[[OSError], None] | None = None) -> Iterator[tuple[str, list[str]]]:
    """Each folder that is looked into, with the names of its files, sorted."""
    for root, folders, names in os.walk(folder, onerror=refuse):
        of_pages = parts_of_pages(names)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not name.endswith(_KEPT) and name not in of_pages
        )
        yield root, sorted(names)


def passed_over(names: Iterable[Path | str]) -> Iterator[str]:
    """Of each folder that the user named a sentence on the files in it that are not read, if there are any.

    Sidecars are read with their reports; ledgers and hidden files are nobody's reports. Data come first: they are what
    may have been meant to be read.
    """
    for folder in {str(name): Path(name) for name in names if not is_address(str(name))}.values():
        if str(folder) == STDIN or not os.path.isdir(folder):
            continue
        left = sorted(_left_out(folder), key=lambda name: not name.lower().endswith(_DATA))
        if left:
            more = f" and {len(left) - _NAMED:,} more" if len(left) > _NAMED else ""
            named = ", ".join(clean(name) or "?" for name in left[:_NAMED])
            yield f"Passed over in {clean(str(folder))}: {named}{more}; name a file itself to have it read."


def _left_out(folder: Path) -> Iterator[str]:
    for root, names in _walk(folder):
        reports = {os.path.splitext(name)[0] for name in names if may_be_report(name)}
        for name in names:
            stem, suffix = os.path.splitext(name)
            sidecar = suffix.lower() == ".json" and stem in reports
            if not (sidecar or may_be_report(name) or name.startswith((".", "~$")) or name.lower().endswith(_NOBODYS)):
                yield os.path.relpath(os.path.join(root, name), folder)


def may_be_report(name: str) -> bool:
    """Of a file in a folder; whoever names the file itself has it read."""
    lower = name.lower()
    about = lower.partition(".")[0] in _ABOUT
    other = about or name.startswith((".", "~$")) or lower.endswith((*_NO_REPORTS, *_PARTS, *_CODE, "~"))
    return not other or _EXPORTS.fullmatch(lower) is not None


def is_accessory(name: str) -> bool:
    """Whether a file is a style, a script, source code, a picture or the like, and no export of X."""
    return name.lower().endswith((*_PARTS, *_CODE)) and not may_be_report(name)


def parts_of_pages(files: Iterable[str]) -> set[str]:
    """The folders in which the parts of saved pages would stand: `Page_files` beside `Page.html`."""
    return {name[: name.rindex(".")] + _OF_PAGE for name in files if name.lower().endswith(_PAGES)}


def _is_file(path: Path) -> bool:
    """Pipes and devices in a folder would block for ever; a broken link is named, not passed over."""
    return path.is_file() or (path.is_symlink() and not path.exists())


def why(path: Path, error: Exception) -> str:
    """The sentence for a path that cannot be opened."""
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
