"""The article of a page and nothing round it, and its day, on pages in the manner of thirty outlets."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pages import TEMPLATES, Story, compose, furnished, language_of, story

from marsad.reports import get_reports
from marsad.reports.formats.html import take

GOLD = Path(__file__).parents[1] / "gold" / "dev"
STORIES = {"ar": ["ar-01", "ar-05", "ar-12"], "en": ["en-02", "en-06", "en-11"]}
CASES = [(template, name) for template in TEMPLATES for name in STORIES[language_of(template)]]


def f1(found: str, expected: str) -> float:
    """Of words, each as often as it stands."""
    a, b = Counter(found.split()), Counter(expected.split())
    common = (a & b).total()
    return 2 * common / (a.total() + b.total()) if common else 0.0


def read(template: str, name: str, dressed: Callable[[str, Story], str]) -> tuple[Story, str, dt.date | None]:
    told = story(name, GOLD)
    text, known = take(dressed(template, told).encode(), template)
    return told, text, known.published


@pytest.mark.parametrize("dressed", [compose, furnished], ids=["bare", "with menus, cards and scripts"])
def test_the_text_and_the_day_on_all_pages(dressed):
    scores, days, worst = [], [], []
    for template, name in CASES:
        told, text, day = read(template, name, dressed)
        scores.append(f1(text, told.text))
        days.append(day == told.published)
        worst.append((scores[-1], template, name, str(day), str(told.published)))
    average, dated = sum(scores) / len(scores), sum(days) / len(days)
    print(f"{len(TEMPLATES)} outlets, {len(CASES)} pages: text F1 {average:.3f}, day right on {dated:.1%}")
    print(*sorted(worst)[:12], *(w for w in worst if w[3] != w[4]), sep="\n")
    assert len(TEMPLATES) >= 25
    assert average >= 0.95
    assert dated >= 0.95


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_a_page_says_of_itself(template):
    told = story(STORIES[language_of(template)][0], GOLD)
    page = compose(template, told)
    _, known = take(page.encode(), template)
    assert known.title == told.title
    assert known.published == told.published
    if told.outlet in page.split("</head>", 1)[0].replace(f"<title>{told.title}", ""):
        assert known.publisher in (told.outlet, None)
    if "ld+json" in page and told.author in page.split("ld+json", 1)[1].split("</script>")[0]:
        assert known.authors == (told.author,)


ASIDE = [
    "اقرأ أيض",
    "اقرأ المزيد",
    "Related",
    "RELATED",
    "إعلان",
    "تابعونا",
    "Sign up",
    "قصة مقترحة",
    "File photo",
    "أرشيف",
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_captions_and_other_stories_are_not_the_article(template):
    told = story(STORIES[language_of(template)][1], GOLD)
    text, _ = take(compose(template, told).encode(), template)
    extra = [line for line in text.split("\n") if line and line not in told.text]
    assert not [line for line in extra for sign in ASIDE if sign in line]


def simple(head: str = "", body: str = "") -> bytes:
    told = story("en-06", GOLD)
    paragraphs = "".join(f"<p>{p}</p>" for p in told.paragraphs)
    article = f"<h1>{told.title}</h1>{body}<article>{paragraphs}</article>"
    return f"<html><head>{head}</head><body>{article}</body></html>".encode()


LD = '<script type="application/ld+json">{}</script>'
FUTURE = (dt.date.today() + dt.timedelta(days=3)).isoformat()


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<script>var published = "2020-03-17";</script>', "", None),
        ('<script type="application/json">{"datePublished": "2020-03-17"}</script>', "", None),
        (f'<meta name="date" content="{FUTURE}">', "", None),
        (f'<meta name="date" content="{FUTURE}">', '<time datetime="2020-03-17">', "2020-03-17"),
        ("", '<p class="related"><time datetime="2020-01-01"></time></p><time datetime="2020-03-17">', "2020-03-17"),
        ("", '<span class="date updated">5 May 2021</span><span class="date">17 March 2020</span>', "2020-03-17"),
        ("", '<span class="date">3/4/2020</span>', None),
        ("", '<span class="date">17/3/2020</span>', "2020-03-17"),
        ("", '<span class="date">الثلاثاء ١٧ مارس ٢٠٢٠ - ٩:٣٠ ص</span>', "2020-03-17"),
        ("", '<span class="date">كانون الثاني 5, 2021</span>', "2021-01-05"),
        ("", '<span class="date">17 ربيع الأول 1442</span>', None),
        ("", '<div class="clock date">5 May 2021</div>', None),
        ("", "<footer><p class='date'>© 5 May 2021</p></footer>", None),
        ('<link rel="canonical" href="https://a.example/2020/03/17/x">', "", "2020-03-17"),
        ('<meta name="pubdate" content="20200317T0930Z">', "", "2020-03-17"),
        ('<meta name="date" content="Tue, 17 Mar 2020 09:30:00 GMT">', "", "2020-03-17"),
        ('<meta name="date" content="soon"><meta name="date" content="0000-00-00">', "", None),
        (LD.format('{"@type": "NewsArticle", "datePublished": 20200317, "author": 7}'), "", "2020-03-17"),
        (LD.format('{"@type": ["NewsArticle"], "datePublished": ["2020-03-17"]}'), "", "2020-03-17"),
        (LD.format('[[[{"@graph": {"@type": "NewsArticle"'), "", None),
    ],
)  # fmt: skip
def test_where_the_day_comes_from(head, body, day):
    _, known = take(simple(head, body), "page")
    assert (known.published.isoformat() if known.published else None) == day


def test_of_several_articles_in_json_ld_the_one_with_the_headline_counts():
    told = story("en-06", GOLD)
    other = '{"@type": "NewsArticle", "headline": "Another", "datePublished": "2019-01-01"}'
    own = f'{{"@type": "NewsArticle", "headline": "{told.title}", "datePublished": "2020-03-17"}}'
    _, known = take(simple(f'<script type="application/ld+json">[{other}, {own}]</script>'), "page")
    assert known.published == dt.date(2020, 3, 17)


def test_entries_of_a_live_blog_are_reports_of_their_own(tmp_path):
    updates = [
        {"@type": "BlogPosting", "headline": "Base handed over", "articleBody": "<p>The coalition left al-Qaim.</p>",
         "datePublished": "2020-03-17T10:00:00Z", "url": "https://a.example/live#1"},
        {"@type": "BlogPosting", "headline": "Convoy arrives", "articleBody": "A convoy reached Erbil on Monday.",
         "datePublished": "2020-03-16T10:00:00Z", "url": "https://a.example/live#2"},
    ]  # fmt: skip
    blog = {"@type": "LiveBlogPosting", "headline": "Live", "publisher": {"name": "Wire"}, "liveBlogUpdate": updates}
    (tmp_path / "live.html").write_bytes(simple(f'<script type="application/ld+json">{json.dumps(blog)}</script>'))
    first, second = get_reports([tmp_path / "live.html"])
    assert first.text == "Base handed over\n\nThe coalition left al-Qaim."
    assert (first.published, second.published) == (dt.date(2020, 3, 17), dt.date(2020, 3, 16))
    assert (first.publisher, first.address) == ("Wire", "https://a.example/live#1")
    assert first.id != second.id


LIVE_FRAMES = [
    '<div class="live-blog wide">',
    '<ol id="liveblog">',
    '<div itemtype="https://schema.org/LiveBlogPosting">',
]
NOTES = [
    "سلم التحالف الدولي قاعدة القائم إلى الجيش العراقي يوم الثلاثاء.",
    "غادر نحو 300 جندي القاعدة بحسب متحدث باسم التحالف الدولي.",
    "أعلنت فرنسا سحب جنودها من العراق بسبب فيروس كورونا.",
]


def live(frame: str) -> str:
    notes = "".join(
        f'<div class="card" id="n{n}"><p class="when"><time datetime="2020-03-{17 + n}T10:00:00+03:00">10:00</time></p>'
        f'<h3>عنوان {n}</h3><div><p>{note}</p><p>اقرأ أيضا: <a href="/x">هجوم على التاجي</a></p></div></div>'
        for n, note in enumerate(NOTES)
    )
    head = '<meta charset="utf-8"><link rel="canonical" href="https://a.example/live/7"><title>تغطية مباشرة</title>'
    body = f"<main><h1>تغطية مباشرة</h1>{frame}{notes}</main>"
    return f'<html lang="ar" dir="rtl"><head>{head}</head><body>{body}</body></html>'


@pytest.mark.parametrize("frame", LIVE_FRAMES)
def test_entries_of_a_live_blog_by_its_markup_alone(tmp_path, frame):
    (tmp_path / "live.html").write_text(live(frame), "utf-8")
    found = list(get_reports([tmp_path / "live.html"]))
    assert [r.text for r in found] == [f"عنوان {n}\n{note}" for n, note in enumerate(NOTES)]
    assert [r.published for r in found] == [dt.date(2020, 3, 17 + n) for n in range(3)]
    assert (found[0].title, found[0].address) == ("عنوان 0", "https://a.example/live/7#n0")


def test_a_list_of_dated_cards_is_no_live_blog(tmp_path):
    (tmp_path / "list.html").write_text(live('<div class="cards">'), "utf-8")
    assert len(list(get_reports([tmp_path / "list.html"]))) == 1
