"""A brief as PDF: set by Typst, which shapes Arabic, runs it from right to left, and tags the file for screen readers.

The template is `brief.typ`; the document goes to it as data.
"""

import json
from importlib import resources
from pathlib import Path
from typing import Any

from marsad.publish.briefs.document import Document
from marsad.publish.wording.messages import missing

STANDARD = "ua-1"  # PDF/UA: tagged, with words for each picture


def to_pdf(document: Document) -> bytes:
    return bytes(_set(document, format="pdf", pdf_standards=[STANDARD]))


def _set(document: Document, **options: Any) -> Any:
    try:
        import fontpkg
        import typst
    except ImportError as error:
        raise missing("typst and a font", "a PDF") from error
    from marsad.publish.charts.style import FONT

    template = resources.files(__package__) / "brief.typ"
    data = document.to_json()
    for figure, known in zip(data["figures"], document.figures, strict=True):
        figure["svg"] = known.svg
    return typst.compile(
        template.read_bytes(),
        font_paths=[str(Path(fontpkg.path(FONT)).parent)],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
        **options,
    )
