"""What a page says of itself: JSON-LD first, then its <meta>, then the page as people see it. Never a script's dates.

The date is that of publication, in the order of trust below, and never one that lies ahead.
"""

import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from marsad.reports.formats.fragment import plain
from marsad.reports.formats.written_day import written_day
from marsad.reports.metadata import Metadata, clean, parse_day, past_day
from marsad.reports.names import split_address

_ARTICLE = re.compile(r"\w*(?:Article|Posting)|Report|ClaimReview")  # with schema.org's kinds of news articles
_MAX_NODES = 5_000  # of all JSON-LD on a page
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date", "publishdate", "publish-date",
    "publish_date", "pubdate", "article.published", "cxenseparse:recs:publishtime", "date", "datecreated",
    "article_date_original", "rnews:datepublished", "published_at", "og:published_time", "iso-8601-publish-date",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "dcterms.modified", "last-modified")
_AUTHOR = ("author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author", "article.author")
_DATED = re.compile(r"date|time|publish|posted|tari[kh]h?|meta|byline|info", re.I)
_NOT_THIS = re.compile(r"updat|modif|related|clock|now|today|copyright|comment|weather|event", re.I)
_PATH_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(\d{1,2})[/-]?(\d{1,2})(?:/|-|_|$)")


def metadata_of(root: Any, address: str | None = None) -> Metadata:
    """The metadata of a parsed page, before anything is taken out of it."""
    article = _article(root)
    meta = _meta(root)
    publisher = _name(article.get("publisher")) or _first(meta, ("og:site_name", "application-name", "dc.publisher"))
    own = _canonical(root, meta, article, address)
    return Metadata(
        published=_published(root, meta, article, own or address),
        publisher=publisher,
        title=_without(publisher, _title(root, meta, article)),
        address=own,
        authors=_authors(root, meta, article),
        updated=_first_day([article.get("dateModified"), *(meta.get(name) for name in _UPDATED)]),
        section=_words(_one(article.get("articleSection"))) or _first(meta, ("article:section", "section")),
    )


def said_body(root: Any) -> str:
    """The text of the article as the page's JSON-LD gives it, where it does."""
    body = _article(root).get("articleBody")
    return plain(html.unescape(body)) if isinstance(body, str) else ""


def json_ld(root: Any) -> Iterator[dict[str, Any]]:
    """Every object in the JSON-LD of a page, outer ones first."""
    stack: list[Any] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", script.text or "")
            try:
                stack.append(json.loads(text, strict=False))
            except (ValueError, RecursionError):
                continue
    seen = 0
    while stack and seen < _MAX_NODES:
        node = stack.pop(0)
        seen += 1
        if isinstance(node, list):
            stack[:0] = node[:500]
        elif isinstance(node, dict):
            yield node
            stack.extend(value for value in node.values() if isinstance(value, (dict, list)))


def types_of(node: dict[str, Any]) -> list[str]:
    said = node.get("@type")
    return [t for t in (said if isinstance(said, list) else [said]) if isinstance(t, str)]


def _article(root: Any) -> dict[str, Any]:
    """The article that a page's JSON-LD describes. Of several, the one with the page's headline: others are teasers."""
    nodes = list(json_ld(root))
    found = [n for n in nodes if any(_ARTICLE.fullmatch(t.rpartition("/")[2]) for t in types_of(n))]
    heading = clean(" ".join("".join(h.itertext()) for h in list(root.iter("h1"))[:1])) or ""
    same = [node for node in found if heading and clean(node.get("headline")) == heading]
    pages = [n for n in nodes if "WebPage" in types_of(n) and n.get("datePublished")]
    return next(iter(same or found or pages), {})


def _meta(root: Any) -> dict[str, str]:
    """<meta> and what microdata says, by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        value = clean(element.get("content"))
        if name and value:
            found.setdefault(name.strip().lower(), value)
    return found


def _published(root: Any, meta: dict[str, str], article: dict[str, Any], address: str | None) -> dt.date | None:
    said = [article.get("datePublished"), article.get("dateCreated"), *(meta.get(name) for name in _PUBLISHED)]
    return _first_day(said) or _marked_day(root) or _path_day(address) or _seen_day(root)


def _first_day(values: list[Any]) -> dt.date | None:
    """The first that is a day, and none ahead."""
    for value in values:
        written = clean(_one(value))
        day = past_day(parse_day(written) or _day_in(written)) if written else None
        if day:
            return day
    return None


def _day_in(written: str) -> dt.date | None:
    if re.fullmatch(r"\d{8}(?:T?\d{4,6}Z?)?", written):
        return parse_day(f"{written[:4]}-{written[4:6]}-{written[6:8]}")
    return written_day(written)


def _marked_day(root: Any) -> dt.date | None:
    """The first <time> or element with a machine's date, that is not of another article or of an update."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        machine = element.get("datetime") if element.tag == "time" else None
        if "datepublished" in (element.get("itemprop") or "").lower():
            machine = element.get("content") or element.get("datetime") or "".join(element.itertext())
        day = _first_day([machine]) if machine and not _of_other(element) else None
        if day:
            return day
    return None


def _seen_day(root: Any) -> dt.date | None:
    """The first date that a reader sees near the headline, in a block that says that it is one."""
    for element in root.iter("time", "span", "div", "p", "li", "small", "em", "b", "strong", "td", "header", "section"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if (element.tag == "time" or _DATED.search(names)) and not _of_other(element):
            text = " ".join("".join(element.itertext()).split())
            day = written_day(text) if 0 < len(text) <= 200 else None
            if day:
                return day
    return None


def _of_other(element: Any) -> bool:
    """Whether an element, or what it stands in, tells of an update, a teaser or the clock."""
    for depth, node in enumerate([element, *element.iterancestors()]):
        names = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}"
        if node.tag in ("nav", "footer", "aside") or _NOT_THIS.search(names) or (depth and node.tag == "a"):
            return True
        if depth > 6 or node.tag in ("article", "main", "body"):
            return False
    return False


def _path_day(address: str | None) -> dt.date | None:
    match = _PATH_DAY.search(split_address(address or "").path + "/")
    try:
        return past_day(dt.date(*map(int, match.groups()))) if match else None
    except ValueError:
        return None


def _title(root: Any, meta: dict[str, str], article: dict[str, Any]) -> str | None:
    headings = [clean("".join(h.itertext())) for h in root.iter("h1")]
    said = _words(article.get("headline")) or _first(meta, ("og:title", "twitter:title", "dc.title"))
    if said and headings and (shown := next((h for h in headings if h and (h in said or said in h)), None)):
        return shown
    if said:
        return said
    titles = [clean("".join(t.itertext())) for t in root.iter("title")]
    return next(filter(None, headings), None) or next(filter(None, titles), None)


def _without(outlet: str | None, title: str | None) -> str | None:
    """A title without the name of the outlet behind it."""
    if outlet and title and title.endswith(outlet):
        head = title[: -len(outlet)].rstrip()
        if head.endswith(("|", " -", "–", "—")):
            return head[:-1].rstrip() or title
    return title


def _authors(root: Any, meta: dict[str, str], article: dict[str, Any]) -> tuple[str, ...]:
    said = article.get("author")
    named = [_name(one) for one in (said if isinstance(said, list) else [said])]
    if not any(named):
        named = [_first(meta, _AUTHOR)]
    if not any(named):
        marked = root.xpath("//*[@rel='author' or @itemprop='author' or contains(@class, 'byline__name')]")
        named = [clean("".join(element.itertext())) for element in marked[:5]]
    kept = (name for name in named if name and len(name) < 100 and not name.startswith(("http:", "https:")))
    return tuple(dict.fromkeys(kept))


def _canonical(root: Any, meta: dict[str, str], article: dict[str, Any], address: str | None) -> str | None:
    links = [link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    entity = article.get("mainEntityOfPage")
    entity = entity.get("@id") if isinstance(entity, dict) else entity
    for said in (*links, meta.get("og:url"), article.get("url"), entity):
        found = clean(said)
        if found:
            try:
                whole = urljoin(address or "", found)
                parts = urlsplit(whole)
            except ValueError:
                continue
            if parts.scheme in ("http", "https") and parts.hostname:
                return whole
    return None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _words(value.get("name") if isinstance(value, dict) else value)


def _words(value: Any) -> str | None:
    """What people read: some outlets write &quot; in their JSON-LD."""
    return clean(html.unescape(value)) if isinstance(value, str) else clean(value)


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)
