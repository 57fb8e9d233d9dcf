"""Pages: the article and nothing round it, dated by what the page says of itself, never after today."""

import datetime as dt
import json

import pytest

from marsad.errors import ReportError
from marsad.reports.formats import format_of
from marsad.reports.formats.html import declared_encoding, take

ARABIC = [
    "سلّم التحالف الدولي قاعدة القائم غرب العراق إلى الجيش العراقي يوم الثلاثاء، بحسب بيان لقيادة العمليات المشتركة.",
    "وقال المتحدث إن نحو 300 جندي غادروا القاعدة، وإن الانسحاب مخطط له منذ وقت طويل وليس بسبب الهجمات الأخيرة.",
]
ENGLISH = [
    "The coalition handed over its base at al-Qaim to the Iraqi army on Tuesday, the joint command said.",
    "About 300 troops left the base, a spokesman said, adding that the move had been planned for a long time.",
]


def page(paragraphs, head="", title="Coalition leaves al-Qaim", direction="ltr", charset="utf-8") -> str:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f"""<!DOCTYPE html><html dir="{direction}"><head><meta charset="{charset}"><title>{title}</title>{head}
    <style>p {{ color: red }}</style></head><body>
    <nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport pages</a></li></ul></nav>
    <article><h1>{title}</h1>{body}<script>var tracking = "on";</script></article>
    <footer>All rights reserved 2024</footer></body></html>"""


def json_ld(**fields) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_an_arabic_page_with_json_ld():
    head = json_ld(
        datePublished="2020-03-19T08:30:00+03:00", publisher={"@type": "Organization", "name": "صوت الرافدين"}
    )
    title = "التحالف يسلم قاعدة القائم"
    text, known = take(page(ARABIC, head, title, "rtl").encode(), "page")
    assert text == "\n".join([title, *ARABIC])
    assert (known.published, known.publisher, known.title) == (dt.date(2020, 3, 19), "صوت الرافدين", title)


def test_an_english_page_with_open_graph():
    head = (
        '<meta property="article:published_time" content="2020-03-17T21:00:00Z">'
        '<meta property="og:site_name" content="Levant Wire">'
        '<meta property="og:url" content="https://example.org/qaim">'
    )
    text, known = take(page(ENGLISH, head).encode(), "page")
    assert text == "\n".join(["Coalition leaves al-Qaim", *ENGLISH])
    assert (known.published, known.publisher) == (dt.date(2020, 3, 17), "Levant Wire")
    assert known.address == "https://example.org/qaim"


@pytest.mark.parametrize(
    "head",
    [
        json_ld(datePublished="2999-01-01"),
        '<meta property="article:published_time" content="2999-03-17">',
        '<meta name="date" content="soon">',
        "",
    ],
)
def test_no_date_rather_than_a_future_or_guessed_one(head):
    assert take(page(ENGLISH, head).encode(), "page")[1].published is None


@pytest.mark.parametrize("charset", ["windows-1256", "iso-8859-6", "utf-8"])
def test_declared_charsets(charset):
    plain = [p.replace("سلّم", "سلم") for p in ARABIC]
    text, _ = take(page(plain, title="القائم", charset=charset).encode(charset), "page")
    assert plain[0] in text


def test_a_headline_outside_the_article_is_kept():
    html = f"<html><head><title>US leaves Qaim</title></head><body><p>{ENGLISH[0]}</p></body></html>"
    assert take(html.encode(), "page")[0] == f"US leaves Qaim\n\n{ENGLISH[0]}"


def test_a_fragment_is_a_page_too():
    assert take(f"<p>{ENGLISH[0]}</p>".encode(), "page")[0] == ENGLISH[0]


def test_xhtml_with_its_declaration():
    html = (
        '<?xml version="1.0" encoding="windows-1256"?><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<body><p>{ARABIC[1]}</p></body></html>"
    )
    assert take(html.encode("cp1256"), "page")[0] == ARABIC[1]


def test_utf_8_is_read_as_such_whatever_is_declared():
    text, _ = take(page(ARABIC, charset="iso-8859-1").encode(), "page")
    assert ARABIC[0] in text


def test_simplified_chinese_is_decoded_as_browsers_do():
    assert declared_encoding(b"<meta charset=gb2312>", "page") == "gbk"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
@pytest.mark.parametrize("written", ["cp1256", "iso8859-6"])
def test_an_arabic_page_in_another_charset_than_it_says(written, charset):
    plain = [line.replace("سلّم", "سلم") for line in ARABIC]
    text, _ = take(page(plain, title="التحالف يسلم القائم", direction="rtl", charset=charset).encode(written), "page")
    assert text.split("\n")[1:] == plain


def test_a_teaser_that_was_cut_within_a_letter_costs_nothing():
    cut = b'<div class="related"><p>' + "هجوم على التاجي".encode()[:-1] + b"...</p></div></article>"
    whole = page(ARABIC, title="التحالف يسلم القائم", direction="rtl").encode().replace(b"</article>", cut)
    assert take(whole, "page")[0].split("\n")[1:] == ARABIC


@pytest.mark.parametrize("text", ["Déjà vu à l’été, où les forces françaises ont quitté la base.", "Straße nach Süden"])
def test_what_is_no_arabic_is_not_made_arabic(text):
    html = f"<html><head><meta charset=iso-8859-1></head><body><article><p>{text * 4}</p></article></body></html>"
    assert take(html.encode("cp1252"), "page")[0] == text * 4


def test_broken_bytes_are_named():
    with pytest.raises(ReportError, match="is no valid UTF-8: byte 15"):
        take(b"<html><body><p>\xff</p></body></html>", "page")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b"<meta charset=utf-8>", "utf-8"),
        (b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1256">', "cp1256"),
        (b'<meta charset="iso-8859-1">', "cp1252"),
        (b'<meta charset="utf-16">', "utf-8"),
        (b"<p>charset=windows-1256</p>", "utf-8"),
    ],
)
def test_declared_encoding(head, encoding):
    assert declared_encoding(b"<html><head>" + head, "page") == encoding


@pytest.mark.parametrize("name", [b"hex", b"punycode", b"unicode_escape", b"undefined", b"nonsense"])
def test_charsets_that_no_page_is_written_in(name):
    with pytest.raises(ReportError, match="declares the charset"):
        declared_encoding(b"<meta charset=" + name + b">", "page")


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ('<form id="aspnetForm">', "</form>"),
        ('<aside class="secondary">', "</aside>"),
        ('<div class="teaser-content">', "</div>"),
        ('<div class="article-body paywall-article">', "</div>"),
        ('<div class="sidebar-grid__container">', "</div>"),
    ],
)
def test_an_article_in_an_odd_frame(before, behind):
    """As pages of real outlets have it, among menus and cards that hold more words than the article."""
    paragraphs = [f"On day {n} of the month {p[0].lower()}{p[1:]}" for n in (3, 4, 5) for p in ENGLISH]
    menu = "".join(f'<li><a href="/{n}">Section {n} of this site</a></li>' for n in range(60))
    body = f"<ul class='menu'>{menu}</ul><h1>Coalition leaves al-Qaim</h1>" + "".join(f"<p>{p}</p>" for p in paragraphs)
    text, _ = take(f"<html><body>{before}{body}{behind}</body></html>".encode(), "page")
    assert text.endswith("\n".join(paragraphs))
    assert "Section" not in text


def test_frames_without_prose_are_left_out():
    promo = '<div class="promo"><p>Our best <a href="/">stories</a></p></div><div class="sidebar">Weather: 20</div>'
    html = page(ENGLISH).replace("<article>", f"<article>{promo}")
    assert take(html.encode(), "page")[0] == "\n".join(["Coalition leaves al-Qaim", *ENGLISH])


def test_comments_do_not_cut_a_text():
    html = page([f"{p[:20]}<!-- react-text: 7 -->{p[20:]}" for p in ENGLISH])
    assert take(html.encode(), "page")[0].endswith("\n".join(ENGLISH))


def test_what_a_script_would_show_is_taken_from_what_the_page_says_of_itself():
    head = json_ld(headline="Coalition &quot;leaves&quot; al-Qaim", articleBody="&lt;p&gt;" + "\n".join(ENGLISH))
    text, known = take(f"<html><head>{head}</head><body><h1>Coalition leaves</h1></body></html>".encode(), "page")
    assert known.title == 'Coalition "leaves" al-Qaim'
    assert all(sentence in text for sentence in ENGLISH)


@pytest.mark.parametrize("kind", ["ReportageNewsArticle", "AnalysisNewsArticle", "SocialMediaPosting", "WebPage"])
def test_kinds_of_articles(kind):
    head = json_ld(**{"@type": kind}, datePublished="2020-03-19")
    assert take(page(ENGLISH, head).encode(), "page")[1].published == dt.date(2020, 3, 19)


@pytest.mark.parametrize(("title", "shown"), [
    ("Base handed over | Levant Wire", "Base handed over"),
    ("Base handed over - Levant Wire", "Base handed over"),
    ("Our Levant Wire", "Our Levant Wire"),
    ("Levant Wire", "Levant Wire"),
])  # fmt: skip
def test_the_outlets_name_is_no_part_of_a_title(title, shown):
    head = f'<meta property="og:site_name" content="Levant Wire"><meta property="og:title" content="{title}">'
    html = f"<html><head>{head}</head><body><p>{ENGLISH[0]}</p></body></html>"
    assert take(html.encode(), "page")[1].title == shown


def test_what_looks_like_a_page():
    for head in (b"\xef\xbb\xbf \n<!DOCTYPE HTML>", b"<!-- saved --><html>"):
        assert format_of("", head).name == "HTML"
    assert format_of("", b"<300 troops left").name == "plain text"
