"""A report may call itself what it likes, a file name too: in each form of a brief that is text, and nothing runs."""

import datetime as dt
import io
import re

import pypdfium2
import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from lxml import etree
from markdown_it import MarkdownIt

from marsad.publish.briefs.document import Document, Passage, Section, Sentence, Source
from marsad.publish.briefs.forms import FORMS

IMAGE = "<img src=x onerror=alert(1)>"
WORDS = [
    f"a`{IMAGE}`.txt", f"a``{IMAGE}``` `.txt", f"\\`{IMAGE}", f"--> {IMAGE} <!--", f"]({IMAGE})", f"</code></a>{IMAGE}",
    "[here](javascript:alert(1))", "![x](https://spy.example/x.png)", "<https://spy.example>", "&lt;img src=x&gt;",
    '" onmouseover="alert(1)', "*a* _b_ **c** ~~d~~ | e", "#include <x>; {{7*7}} #eval(\"1\") $x$ @spy",
]  # fmt: skip


def document(words: str, language: str) -> Document:
    """A brief all of whose words are these."""
    passage = Passage(("c1",), words, words, 0, 10)
    source = Source(1, words, words, words, "en", (passage,), words)
    said = Sentence(words, ("c1",), (1,))
    section, day = Section("moves", words, ((said,),)), dt.date(2020, 4, 10)
    return Document(language, words, "2020-04-10", day, (said,), (section,), (), words, (source,), words)


def seen(text: str) -> str:
    """Text as it is seen: without marks of direction and blanks."""
    return re.sub(r"[\s\u200b-\u200f\u2066-\u2069]+", "", text)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("words", WORDS)
def test_markdown_shows_what_a_report_says_and_obeys_none_of_it(words, language):
    made = etree.HTML(MarkdownIt("commonmark").render(FORMS["md"](document(words, language)).decode()))
    tags = {element.tag for element in made.iter(etree.Element)}
    assert tags <= {"html", "body", "div", "h1", "h2", "p", "ul", "ol", "li", "a", "em", "code"}
    assert {link for link in made.xpath("//a/@href") if link != "#source-1"} == set()
    assert {name for element in made.iter(etree.Element) for name in element.attrib} <= {"dir", "lang", "href", "id"}
    assert seen("".join(made.itertext())).count(seen(words)) >= 9, "in every place, character by character"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("words", WORDS)
def test_a_page_shows_what_a_report_says_and_obeys_none_of_it(words, language):
    made = etree.HTML(FORMS["html"](document(words, language)).decode())
    assert not made.xpath("//img | //script | //*[@onerror] | //*[@onmouseover] | //*[starts-with(@href, 'java')]")
    assert seen("".join(made.itertext())).count(seen(words)) >= 7


@pytest.mark.parametrize("language", ["en", "ar"])
def test_files_of_word_and_pdf_show_it_too(language):
    for words in WORDS:
        file = open_docx(io.BytesIO(FORMS["docx"](document(words, language))))
        shown = "".join(node.text or "" for node in file.element.body.iter(qn("w:t")))
        assert seen(shown).count(seen(words)) >= 7, words
        assert not [link for link in file.part.rels.values() if link.is_external], words
    pdf = FORMS["pdf"](document(WORDS[0], language))
    assert b"/JavaScript" not in pdf
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert seen(text).count("onerror") >= 7
