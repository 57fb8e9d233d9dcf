"""The forms in which a brief is written, by name. A plain list: read it, add to it."""

from collections.abc import Callable

from marsad.publish.briefs.document import Document

Writer = Callable[[Document], bytes]


def _html(document: Document) -> bytes:
    from marsad.publish.briefs.html import to_html

    return to_html(document).encode()


def _markdown(document: Document) -> bytes:
    from marsad.publish.briefs.markdown import to_markdown

    return to_markdown(document).encode()


def _docx(document: Document) -> bytes:
    from marsad.publish.briefs.docx import to_docx

    return to_docx(document)


def _pdf(document: Document) -> bytes:
    from marsad.publish.briefs.pdf import to_pdf

    return to_pdf(document)


FORMS: dict[str, Writer] = {"html": _html, "md": _markdown, "docx": _docx, "pdf": _pdf}
BINARY = ("docx", "pdf")
