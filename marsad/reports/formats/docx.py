"""DOCX: paragraphs and tables in their order, one line each; cells of a row are set apart by tabs."""

import datetime as dt
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from marsad.errors import ReportError
from marsad.reports.decode import check_text
from marsad.reports.formats import needs
from marsad.reports.formats.zip import check_members
from marsad.reports.metadata import Metadata, clean, past_day
from marsad.reports.piece import Input, Piece


def unpack(given: Input) -> Iterator[Piece]:
    try:
        import docx
    except ImportError as error:
        raise needs("python-docx", "docx", "a Word document", given.where) from error
    with given.open() as file:
        check_members(file, given)
        try:
            document = docx.Document(file)
        except (KeyError, ValueError, zipfile.BadZipFile) as error:
            raise ReportError(f"{given.where} is a damaged Word document; save its text as .txt.") from error
        text = "\n".join(_lines(document.iter_inner_content()))
        known = _metadata(document.core_properties).over(Metadata(title=_heading(document.paragraphs)))
    check_text(text, given.where)
    yield Piece(text, known)


def _lines(blocks: Any) -> Iterator[str]:
    for block in blocks:
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(row.cells)  # a merged cell comes once for each column
                yield "\t".join(" ".join(cell.text.split()) for cell in cells)
        else:
            yield block.text


def _heading(paragraphs: Iterable[Any]) -> str | None:
    """The first line, if it is styled as the title or as a heading."""
    first = next((each for each in paragraphs if each.text.strip()), None)
    styled = first is not None and first.style is not None and first.style.name in ("Title", "Heading 1")
    return clean(first.text) if first is not None and styled else None


def _metadata(said: Any) -> Metadata:
    author = clean(said.author)
    if author == "python-docx":
        author = None
    modified = said.modified
    return Metadata(
        title=clean(said.title),
        authors=(author,) if author else (),
        updated=past_day(modified.date()) if isinstance(modified, dt.datetime) else None,
    )
