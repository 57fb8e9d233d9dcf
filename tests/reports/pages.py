"""Pages in the manner of thirty outlets, Arabic and English: how each marks up its articles, with texts of our own.

A template is the skeleton of an outlet's page: its heads, classes, blocks between the paragraphs and around them. The
fields of a story are put in: ⟦title⟧, ⟦day⟧ (ISO), ⟦moment⟧ (with a time), ⟦long⟧ (as people write it), ⟦json⟧
(JSON-LD), ⟦p⟧ (all paragraphs), ⟦p1⟧ (the first), ⟦rest⟧ (those after it), ⟦half1⟧ and ⟦half2⟧ (the two halves),
⟦br⟧ (all of them, separated by line breaks).
"""

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path

TEMPLATES = {path.stem: path for path in sorted((Path(__file__).parent / "pages").glob("*.html"))}
_MONTHS = {
    "ar": "كانون الثاني/يناير، شباط/فبراير، آذار/مارس، نيسان/أبريل، أيار/مايو، حزيران/يونيو، تموز/يوليو، آب/أغسطس، "
    "أيلول/سبتمبر، تشرين الأول/أكتوبر، تشرين الثاني/نوفمبر، كانون الأول/ديسمبر",
    "en": "January، February، March، April، May، June، July، August، September، October، November، December",
}
_MARK = re.compile("⟦(\\w+)(?: ([^⟧]*))?⟧")


@dataclass(frozen=True)
class Story:
    """What an article says, without its page."""

    language: str
    title: str
    paragraphs: tuple[str, ...]
    published: dt.date
    outlet: str = "Levant Wire"
    author: str = "Lina Farouk"
    section: str = "World"

    @property
    def text(self) -> str:
        return "\n".join([self.title, *self.paragraphs])


def language_of(template: str) -> str:
    return template[:2]


def story(name: str, gold: Path) -> Story:
    """A story of an annotated report: its first line is the headline where it has one."""
    known = json.loads((gold / f"{name}.json").read_text("utf-8"))
    lines = [line.strip() for line in (gold / f"{name}.txt").read_text("utf-8").splitlines() if line.strip()]
    title = known.get("title") or lines[0]
    paragraphs = lines[1:] if lines[0] == title else lines
    return Story(name[:2], title, tuple(paragraphs), dt.date.fromisoformat(known["published"]))


def compose(template: str, told: Story) -> str:
    """The page of an outlet with a story on it."""
    return _MARK.sub(lambda mark: _field(mark[1], mark[2] or "", told), TEMPLATES[template].read_text("utf-8"))


RUBRICS = {"ar": "أخبار سياسة اقتصاد رياضة العالم العربي", "en": "News Politics Business Sport World"}


def furnished(template: str, told: Story) -> str:
    """The page with all that stands round an article at an outlet: menus, cards, a script that is longer than it."""
    page, words = compose(template, told), RUBRICS[language_of(template)]
    rubrics = words.split()
    menu = "".join(
        f'<li class="menu__item"><a href="/section/{n}" data-track="nav-{n}"><span>{rubrics[n % 5]}</span></a></li>'
        for n in range(120)
    )
    cards = "".join(
        f'<div class="card"><a href="/story/{n}"><img src="/i/{n}.jpg" alt=""><h3>{words} {n}</h3></a></div>'
        for n in range(60)
    )
    state = json.dumps({f"k{n}": {"id": n, "path": f"/a/{n}", "flags": [1, 2, 3]} for n in range(900)})
    start = page.index(">", page.index("<body")) + 1 if "<body" in page else 0
    end = page.rindex("</body>") if "</body>" in page else len(page)
    before = f'<header class="site-header"><ul class="menu">{menu}</ul></header>'
    behind = (
        f'<div class="grid">{cards}</div><footer><ul>{menu}</ul></footer><script>window.__STATE__ = {state}</script>'
    )
    return f"{page[:start]}{before}{page[start:end]}{behind}{page[end:]}"


def _field(name: str, how: str, told: Story) -> str:
    """`how` is the markup round each paragraph, as <p class="x">|</p>, or the type of the JSON-LD."""
    before, _, behind = (how or "<p>|</p>").partition("|")
    middle = len(told.paragraphs) // 2
    chosen = {
        "p": told.paragraphs, "p1": told.paragraphs[:1], "rest": told.paragraphs[1:],
        "half1": told.paragraphs[:middle], "half2": told.paragraphs[middle:],
    }  # fmt: skip
    if name in chosen:
        return "\n".join(f"{before}{paragraph}{behind}" for paragraph in chosen[name])
    written = {
        "title": told.title, "outlet": told.outlet, "author": told.author, "section": told.section,
        "day": told.published.isoformat(), "moment": f"{told.published}T09:30:00+03:00",
        "br": "<br><br>\n".join(told.paragraphs), "first": told.paragraphs[0], "path": f"{told.published:%Y/%m/%d}",
        "long": _long(told), "figures": f"{told.published:%d/%m/%Y}",
    }  # fmt: skip
    return _json_ld(told, how or "NewsArticle") if name == "json" else written[name]


def _long(told: Story) -> str:
    month = _MONTHS[told.language].split("، ")[told.published.month - 1]
    day, year = told.published.day, told.published.year
    return f"{day} {month} {year}" if told.language == "ar" else f"{month} {day}, {year}"


def _json_ld(told: Story, kind: str) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": told.title,
        "datePublished": f"{told.published}T09:30:00+03:00",
        "dateModified": f"{told.published + dt.timedelta(days=2)}T09:30:00+03:00",
        "author": [{"@type": "Person", "name": told.author}],
        "publisher": {"@type": "Organization", "name": told.outlet, "logo": {"@type": "ImageObject", "url": "/l.png"}},
        "articleSection": told.section,
    }
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
