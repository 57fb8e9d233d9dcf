"""A brief in each of its forms: whole, safe, in its reader's direction, and the same each time."""

import io
import re
import subprocess
import sys

import html5lib
import pypdfium2
import pytest
from click.testing import CliRunner
from docx import Document as open_docx
from docx.oxml.ns import qn
from lxml import etree
from markdown_it import MarkdownIt

from marsad.cli import main
from marsad.publish.briefs import compose
from marsad.publish.briefs.figures import figures
from marsad.publish.briefs.forms import FORMS

ARABIC = re.compile("[\u0600-\u06ff]")


@pytest.fixture(scope="module")
def document(found, names):
    return compose(found, names, figures=figures(found, names))


@pytest.fixture(scope="module")
def written(document):
    """The document in each form."""
    return {form: write(document) for form, write in FORMS.items()}


def plain(text):
    return re.sub("[\u200e\u200f\u2066-\u2069]", "", text)


def flat(text):
    return re.sub(r"\s+", " ", re.sub(r"\[\d+\]", "", plain(text)))


@pytest.mark.parametrize("form", list(FORMS))
def test_the_same_brief_is_the_same_bytes(document, written, form):
    assert FORMS[form](document) == written[form]


# HTML


def test_the_page_is_valid_and_holds_every_sentence(document, written):
    page = written["html"].decode()
    html5lib.HTMLParser(strict=True).parse(page)
    shown = flat("".join(etree.HTML(page).itertext()))
    for sentence in document.sentences:
        assert flat(sentence.text) in shown


def test_the_page_is_one_file_without_scripts_whose_links_lead_somewhere(document, written):
    tree = etree.HTML(written["html"].decode())
    assert tree.get("lang") == document.language
    assert tree.get("dir") == ("rtl" if document.language == "ar" else "ltr")
    assert not tree.xpath("//script | //link | //img | //iframe | //object")
    ids = [*tree.xpath("//@id")]
    assert len(ids) == len(set(ids))
    links = tree.xpath("//a/@href")
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert all(re.match(r"#|https://example\.org/\d+\?a=1&b=2$", link) for link in links)


def test_what_a_report_says_is_no_markup(written):
    page = etree.HTML(written["html"].decode())
    assert not page.xpath("//b")
    assert any("<b>" in text for text in page.itertext())
    made = etree.HTML(MarkdownIt("commonmark").render(written["md"].decode()))
    assert not made.xpath("//b")
    assert any("<b>" in text and "*forces*" in text for text in made.itertext())


# Markdown


def test_markdown_has_every_sentence_and_lists_its_sources(document, written):
    text = flat(re.sub(r"\\(.)", r"\1", re.sub(r"\[\\\[\d+\\\]\]\(#source-\d+\)", "", written["md"].decode())))
    for section in document.sections:
        for item in section.items:
            assert all(flat(sentence.text) in text for sentence in item)
    cited = {int(n) for n in re.findall(r"\]\(#source-(\d+)\)", written["md"].decode())}
    assert cited <= {int(n) for n in re.findall(r'<a id="source-(\d+)">', written["md"].decode())}


# DOCX


def test_docx_holds_every_sentence_with_links_to_its_sources(document, written):
    file = open_docx(io.BytesIO(written["docx"]))
    text = flat("\n".join("".join(node.itertext(qn("w:t"))) for node in file.element.body.iter(qn("w:p"))))
    for sentence in document.sentences:
        assert flat(sentence.text) in text
    anchors = {link.get(qn("w:anchor")) for link in file.element.body.iter(qn("w:hyperlink"))}
    assert anchors
    assert anchors <= {mark.get(qn("w:name")) for mark in file.element.body.iter(qn("w:bookmarkStart"))}
    assert len(file.inline_shapes) == len(document.figures)


def test_docx_runs_in_its_direction(document, written):
    file = open_docx(io.BytesIO(written["docx"]))
    for paragraph in file.paragraphs:
        bidi = paragraph._p.pPr is not None and paragraph._p.pPr.find(qn("w:bidi")) is not None
        if paragraph.style.name in ("Title", "Heading 1", "List Bullet"):
            assert bidi is (document.language == "ar")
        for run in paragraph.runs:
            rtl = run._r.rPr is not None and run._r.rPr.find(qn("w:rtl")) is not None
            assert rtl or not ARABIC.search(run.text), run.text


# PDF


def test_pdf_holds_every_section_and_is_tagged(document, written):
    file = pypdfium2.PdfDocument(written["pdf"])
    assert len(file) >= 2
    assert b"/StructTreeRoot" in written["pdf"] or b"/MarkInfo" in written["pdf"]
    text = " ".join(page.get_textpage().get_text_range() for page in file)
    letters = _letters(text)
    for section in document.sections:
        assert _letters(section.heading) <= letters, section.heading
    assert _letters("Levant Wire Service") <= letters


def _letters(text):
    """Words as sets of letters: PDFs give Arabic in the order of its shapes."""
    import unicodedata

    bare = unicodedata.normalize("NFKC", plain(text))
    return {frozenset(word) for word in re.findall(r"[^\W\d_]{3,}", bare)}


def test_pdf_pages_are_not_empty(written):
    for page in pypdfium2.PdfDocument(written["pdf"]):
        pixels = page.render(scale=0.4).to_numpy()
        assert (pixels < 128).sum() > 50
        assert (pixels < 128).mean() < 0.4


# The command


@pytest.mark.parametrize("name", ["brief.html", "brief.md", "brief.docx", "brief.pdf", "brief.json", "brief.txt"])
def test_the_name_of_the_file_says_what_to_write(made_ledger, tmp_path, name):
    out = tmp_path / name
    run = CliRunner().invoke(main, ["brief", "Iraq", "--from", "2020-03-01", "--to", "2020-04-10", "--lang", "ar",
                                    "--ledger", str(made_ledger), "-o", str(out)])  # fmt: skip
    assert run.exit_code == 0, run.output
    assert out.read_bytes()[:4] in (b"<!DO", b"<div", b"PK\x03\x04", b"%PDF", b'{"as', "\u2068".encode() + b"\xd8")


@pytest.mark.parametrize(
    ("language", "clock"),
    [("en", "It goes by what was published by 20 March 2020."), ("ar", "ويعتمد ما نُشر حتى 20 مارس/آذار 2020.")],
)
def test_a_brief_says_as_of_which_clocks(made_ledger, tmp_path, language, clock):
    out = tmp_path / "brief.md"
    asked = ["brief", "Iraq", "--to", "2020-04-10", "--known", "2020-03-20", "--lang", language, "-o", str(out)]
    run = CliRunner().invoke(main, [*asked, "--ledger", str(made_ledger)])
    assert run.exit_code == 0, run.output
    told = out.read_text("utf-8")
    assert clock in told
    assert "Garrison Journal" not in told, "it was published later"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["-o", "brief.odt"], "does not say what to write; give --format"),
        (["-o", "no/such/folder.html"], "cannot be written (No such file or directory); name another file."),
        (["--from", "2020-05-01"], "The first day, 2020-05-01, lies after the last, 2020-04-10"),
    ],
)
def test_bad_input_is_answered_in_a_sentence(made_ledger, tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(main, ["brief", "Iraq", "--to", "2020-04-10", "--ledger", str(made_ledger), *arguments])
    assert run.exit_code != 0
    assert sentence in run.output
    assert "Traceback" not in run.output


@pytest.mark.parametrize(("module", "form"), [("typst", "pdf"), ("jinja2", "html"), ("shapely", "md")])
def test_what_is_not_installed_is_asked_for_by_name(made_ledger, tmp_path, module, form):
    """In a process of its own, in which the package is not to be had."""
    code = f"import sys; sys.modules[{module!r}] = None; from marsad.cli import main; main()"
    out = tmp_path / f"brief.{form}"
    asked = ["brief", "Iraq", "--to", "2020-04-10", "--ledger", str(made_ledger), "-o", str(out)]
    run = subprocess.run([sys.executable, "-c", code, *asked], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert re.search(r"Making .* needs .*: pip install 'marsad\[(brief|charts)\]'\.", run.stderr), run.stderr
    assert "Traceback" not in run.stderr
    assert not out.exists()
