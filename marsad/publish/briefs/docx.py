"""A brief as DOCX. In Arabic each paragraph runs from right to left (w:bidi), and so does each Arabic run (w:rtl).

Word does not know the isolating control characters, so a name in the other script becomes a run of its own.
"""

import datetime as dt
import io
import re
import zipfile
from typing import Any

from marsad.publish.briefs.document import Document, Section, Sentence, Source
from marsad.publish.wording.messages import missing

_RUN = re.compile("[\u2066\u2068]([^\u2066-\u2069]*)\u2069")
_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ARABIC = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FONT = "IBM Plex Sans Arabic"
_WIDE = {"map": 4.2, "timeline": 6.3}  # inches
_MARKS = {True: "\u200f", False: "\u200e"}  # invisible letters of a script that runs from right to left, or not
_SIZES = {"Normal": 10.5, "Title": 20, "Heading 1": 13, "List Bullet": 10.5, "Quote": 9.5}  # points
_AFTER_SIZE = ("w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em",
               "w:lang")  # fmt: skip
_THEN = (1980, 1, 1, 0, 0, 0)  # the time of each part in the archive: the same brief is the same bytes


def to_docx(document: Document) -> bytes:
    try:
        import docx
    except ImportError as error:
        raise missing("python-docx", "a DOCX") from error
    file = docx.Document()
    _Writer(file, document).write()
    kept = io.BytesIO()
    file.save(kept)
    return _repeatable(kept.getvalue())


class _Writer:
    def __init__(self, file: Any, document: Document) -> None:
        self.file, self.document, self.rtl = file, document, document.rtl

    def write(self) -> None:
        self._properties()
        self._style()
        self._heading(self.document.title, 0)
        self._sentences(self.document.lead)
        for section in self.document.sections:
            self._heading(section.heading, 1)
            for item in section.items:
                self._sentences(item, "List Bullet")
            self._figures(section)
        self._heading(self.document.sources_heading, 1)
        for source in self.document.sources:
            self._source(source)
        self._text(self._paragraph(), self.document.colophon, small=True)

    def _properties(self) -> None:
        known = self.file.core_properties
        known.title, known.language, known.author = _plain(self.document.title), self.document.language, "Marsad"
        made = dt.datetime.fromisoformat(self.document.made) if self.document.made else dt.datetime(1980, 1, 1)
        known.created = known.modified = made.replace(tzinfo=None, microsecond=0)

    def _style(self) -> None:
        from docx.shared import Cm, Pt, RGBColor

        for name, size in _SIZES.items():
            style = self.file.styles[name]
            style.font.size, style.font.italic = Pt(size), False
            style.font.color.rgb = RGBColor(0x1D, 0x23, 0x29)
            style.paragraph_format.space_after = Pt(3)
            # Word takes size from here for Arabic, and spaced letters would tear Arabic words apart.
            properties = style.element.get_or_add_rPr()
            for tag in ("spacing", "szCs", "kern"):
                for old in properties.findall(_w(tag)):
                    properties.remove(old)
            properties.insert_element_before(_element("szCs", val=str(round(size * 2))), *_AFTER_SIZE)
            style.font.name = _FONT
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(_w(kind), _FONT)
            for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
                fonts.attrib.pop(_w(theme), None)
        for section in self.file.sections:
            section.page_width, section.page_height = Cm(21), Cm(29.7)
            section.left_margin = section.right_margin = Cm(2.2)
            if self.rtl:
                _flag(section._sectPr, "bidi")

    def _heading(self, text: str, level: int) -> None:
        self._text(self._direct(self.file.add_heading(level=level)), text)

    def _paragraph(self, style: str | None = None) -> Any:
        return self._direct(self.file.add_paragraph(style=style))

    def _direct(self, paragraph: Any, rtl: bool | None = None) -> Any:
        """Runs from right to left where the document, or what is quoted, does."""
        if self.rtl if rtl is None else rtl:
            _flag(paragraph._p.get_or_add_pPr(), "bidi")
        return paragraph

    def _sentences(self, sentences: tuple[Sentence, ...], style: str | None = None) -> None:
        paragraph = self._paragraph(style)
        for n, sentence in enumerate(sentences):
            self._text(paragraph, (" " if n else "") + sentence.text)
            self._numbers(paragraph, sentence)

    def _numbers(self, paragraph: Any, sentence: Sentence) -> None:
        """The numbers of the sources, each a link to its place in the list."""
        for number in sentence.sources:
            link = _element("hyperlink", anchor=f"source-{number}", history="1")
            run = paragraph.add_run(f"{_MARKS[self.rtl]}[{number}]")
            run.font.superscript = True
            if self.rtl:
                _flag(run._r.get_or_add_rPr(), "rtl")
            link.append(run._r)
            paragraph._p.append(link)

    def _text(self, paragraph: Any, text: str, small: bool = False) -> None:
        """A run for each change of script. What follows a foreign name is marked, lest it go the name's way."""
        rtl, foreign = _is_rtl(paragraph), False
        for part in _parts(text):
            mark = _MARKS[rtl] if foreign else ""
            run = paragraph.add_run(mark + _plain(part))
            foreign = bool((_LATIN if rtl else _ARABIC).search(part))
            if _ARABIC.search(part) or (rtl and not foreign):
                _flag(run._r.get_or_add_rPr(), "rtl")
            if small:
                _small(run)

    def _figures(self, section: Section) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Inches

        from marsad.publish.charts.drawing import png_of

        for figure in self.document.figures_after(section):
            paragraph = self.file.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            picture = paragraph.add_run().add_picture(io.BytesIO(png_of(figure.svg)), width=Inches(_WIDE[figure.key]))
            picture._inline.docPr.set("descr", _plain(figure.alt))
            self._sentences((figure.caption,))

    def _source(self, source: Source) -> None:
        paragraph = self._paragraph()
        _bookmark(paragraph, f"source-{source.number}", source.number)
        title = f": \u2068{_CONTROLS.sub('', source.title)}\u2069" if source.title else ""
        self._text(paragraph, f"{source.number}. {source.label}{title}")
        if source.address:
            self._text(self._direct(self.file.add_paragraph(), False), source.address, small=True)
        if source.note:
            self._text(self._paragraph(), source.note)
        for passage in source.passages:
            if passage.text:
                self._text(self._direct(self.file.add_paragraph(style="Quote"), source.language == "ar"), passage.text)
            speaker = f"{passage.speaker} · " if passage.speaker else ""
            where = f"{passage.start}–{passage.end} · " if passage.text else ""
            told = f"{speaker}\u2066{where}{' '.join(passage.claims)}\u2069"
            self._text(self._paragraph(), told, small=True)


def _is_rtl(paragraph: Any) -> bool:
    return paragraph._p.pPr is not None and paragraph._p.pPr.find(_w("bidi")) is not None


def _small(run: Any) -> None:
    from docx.shared import Pt, RGBColor

    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor(0x5A, 0x66, 0x70)
    run._r.get_or_add_rPr().insert_element_before(_element("szCs", val="17"), *_AFTER_SIZE)


def _parts(text: str) -> list[str]:
    """The text, cut where a name in the other script begins and ends."""
    return [part for part in _RUN.split(text) if part]


def _plain(text: str) -> str:
    """What XML can hold, without controls of direction."""
    return _NO_XML.sub("\ufffd", _CONTROLS.sub("", text))


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _element(name: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(_w(key), value)
    return element


# What follows a flag within its parent, as the schema orders it.
_AFTER_BIDI = ("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
               "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId",
               "cnfStyle", "rPr", "sectPr", "pPrChange", "rtlGutter", "docGrid", "printerSettings")  # fmt: skip


def _flag(parent: Any, name: str) -> None:
    """Sets w:bidi or w:rtl where the schema wants it."""
    if parent.find(_w(name)) is None:
        followers = tuple(f"w:{each}" for each in _AFTER_BIDI) if name == "bidi" else ("w:cs", "w:em", "w:lang")
        parent.insert_element_before(_element(name), *followers)


def _bookmark(paragraph: Any, name: str, number: int) -> None:
    paragraph._p.append(_element("bookmarkStart", id=str(number), name=name))
    paragraph._p.append(_element("bookmarkEnd", id=str(number)))


def _repeatable(data: bytes) -> bytes:
    """The archive with one time for all of its parts."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(zipfile.ZipInfo(info.filename, _THEN), old.read(info), zipfile.ZIP_DEFLATED)
    return kept.getvalue()
