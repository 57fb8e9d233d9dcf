"""The way in: sources to reports. One failure is one sentence, and the next source is read."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from marsad.errors import ReportError
from marsad.model.report import Report
from marsad.reports.confined import take_apart_confined
from marsad.reports.dateline import dateline_day
from marsad.reports.decode import check_text
from marsad.reports.formats import Format, format_of, take_apart
from marsad.reports.language import detect_language, language_of
from marsad.reports.metadata import NOTHING, Metadata, clean
from marsad.reports.names import name_of, same_site
from marsad.reports.piece import (
    DEFAULT,
    MAX_CONTAINER,
    MAX_DEPTH,
    MAX_PIECES,
    MAX_SIZE,
    Failure,
    Input,
    Member,
    Options,
    Piece,
)
from marsad.reports.sidecar import read_sidecar
from marsad.reports.sources import Source, find_files, why


@dataclass(frozen=True, slots=True)
class Got:
    """A report, with what is known of it that a report has no field for."""

    report: Report
    known: Metadata
    language_name: str = ""  # in words, where it is one that is not read
    capture: int | None = None  # in the archive of what was fetched


def get_reports(
    paths: Iterable[Path],
    given: Metadata = NOTHING,
    max_size: int = MAX_SIZE,
) -> Iterator[Report | Failure]:
    """Every report under the paths, in order, or why it cannot be taken in. Two may have one id: see the ledger."""
    for source in find_files(paths):
        for got in [source] if isinstance(source, Failure) else take_in(source, given, Options(max_size)):
            yield got if isinstance(got, Failure) else got.report


def get_report(source: Source, given: Metadata = NOTHING, max_size: int = MAX_SIZE) -> Report:
    """The one report in a source, in a language that is read; raises ReportError where there is none, or several."""
    taken = take_in(source, given, Options(max_size))
    got = next(taken, None)
    if got is None or isinstance(got, Failure):
        raise ReportError(got.sentence if got else f"{source} holds no report.")
    if next(taken, None) is not None:
        raise ReportError(f"{source} holds several reports, which `marsad read` reads into a ledger.")
    if got.language_name:
        detect_language(got.report.text, str(source))
    return got.report


def report_from_text(text: str, known: Metadata, where: str, max_size: int = MAX_SIZE) -> Report:
    """A report of a text that is at hand already, put through the same checks."""
    if len(text) > max_size:
        raise _too_large(where, len(text), max_size, "characters")
    check_text(text, where)
    language = known.language or detect_language(text, where)
    return _report(text, known, language)


def take_in(source: Source, given: Metadata = NOTHING, options: Options = DEFAULT) -> Iterator[Got | Failure]:
    """The reports in a source. What is given goes before its sidecar, and that before the page itself."""
    where = str(source)
    try:
        content = _content(source, options.max_size)
        beside = NOTHING if source.is_stdin else read_sidecar(source.path)
        name = "stdin" if source.is_stdin else source.path.name
        default = Metadata(id="stdin" if source.is_stdin else clean(source.path.stem), address=where)
        yield from unpack(Input(where, name, content, options), given.over(beside), default)
    except ReportError as error:
        yield Failure(where, str(error))


def unpack(given: Input, known: Metadata, default: Metadata, depth: int = 0) -> Iterator[Got | Failure]:
    """The reports in a file or in bytes, whatever they are wrapped in; what fails is named, the others are read."""
    if depth > MAX_DEPTH:
        yield Failure(given.where, f"{given.where} is packed more than {MAX_DEPTH} times over; unpack it first.")
        return
    count = 0
    try:
        for taken in _apart(format_of(given.name, given.head()), given):
            count += 1
            if count > MAX_PIECES:
                raise ReportError(f"{given.where} holds more than {MAX_PIECES:,} reports; split it.")
            if isinstance(taken, Piece):
                yield checked(taken, given, known, default)
            elif isinstance(taken, Member):
                yield from _inside(taken, given, known, default, depth)
            else:
                yield taken
        if not count:
            raise ReportError(f"{given.where} holds no reports.")
    except ReportError as error:
        yield Failure(given.where, str(error))


def _apart(known: Format, given: Input) -> Iterator[Piece | Member | Failure]:
    return take_apart_confined(known, given) if known.confined else take_apart(known, given)


def _inside(member: Member, given: Input, known: Metadata, default: Metadata, depth: int) -> Iterator[Got | Failure]:
    """The reports in a file inside another. It has a name of its own, and the address of what it stood in."""
    where = f"{given.where}: {member.known.address or member.name}"
    stem = clean(Path(member.name).stem) or default.id
    own = Metadata(id=name_of(member.known.address) if member.known.address else stem)
    inner = Input(where, member.name, member.data, given.options, member.charset)
    yield from unpack(inner, known, member.known.over(own).over(Metadata(address=where)).over(default), depth + 1)


def checked(piece: Piece, given: Input, known: Metadata, default: Metadata) -> Got | Failure:
    """The report that a piece of a source is, or why it is none."""
    where = f"{given.where}, {piece.name}" if piece.name else given.where
    try:
        if len(piece.text) > given.options.max_size:
            raise _too_large(where, len(piece.text), given.options.max_size, "characters")
        check_text(piece.text, where)
        own = piece.known
        if piece.name and not own.id:  # one of many: named by its address, else by its place
            own = Metadata(id=name_of(own.address) if own.address else f"{default.id}-{piece.name}").over(own)
        if piece.name and not own.address:
            own = own.over(Metadata(address=f"{default.address}, {piece.name}"))
        if not piece.name and not same_site(own.address, default.address):
            own = replace(own, address=None)  # a page does not speak for another site
        return got(piece.text, known.over(own).over(default), where)
    except ReportError as error:
        return Failure(where, str(error))


def got(text: str, known: Metadata, where: str) -> Got:
    """The report of a checked text. In another language than are read it is taken in too, and that is said.

    Where nothing else dates it, its dateline does.
    """
    code, name = (known.language, "") if known.language in ("ar", "en") else language_of(text, where)
    if known.published is None:
        known = replace(known, published=dateline_day(text))
    if known.id is None and known.address:
        known = replace(known, id=name_of(known.address))
    return Got(_report(text, known, code or "und"), known, name)


def _content(source: Source, max_size: int) -> bytes | Path:
    """The bytes of a source, never more than one above the limit: a huge file or endless stream is refused at once.

    A file that holds many reports stays where it is.
    """
    try:
        if source.is_stdin:
            data = sys.stdin.buffer.read(max_size + 1)
        else:
            size = source.path.stat().st_size
            with source.path.open("rb") as file:
                known = format_of(source.path.name, file.read(4096) if size else b"")
                if known.large and source.path.is_file():
                    if size > MAX_CONTAINER:
                        raise _too_large(str(source), size, MAX_CONTAINER)
                    return source.path
                if size > max_size:
                    raise _too_large(str(source), size, max_size)
                file.seek(0)
                data = file.read(max_size + 1)
    except OSError as error:
        raise ReportError(why(source.path, error)) from error
    if len(data) > max_size:
        raise _too_large(str(source), None, max_size)
    return data


def _report(text: str, known: Metadata, language: str) -> Report:
    return Report(
        id=known.id or "report",
        text=text,
        language=language,
        published=known.published,
        publisher=known.publisher,
        title=known.title,
        address=known.address,
    )


def _too_large(where: str, size: int | None, limit: int, unit: str = "bytes") -> ReportError:
    seen = f"{size:,} {unit}" if size else "more"
    return ReportError(f"{where} is too large: {seen}, and the limit is {limit:,}; split it or raise --max-size.")
