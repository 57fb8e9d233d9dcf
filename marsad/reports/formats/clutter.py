"""What on a page is not its article, taken out before the article is looked for: menus, captions, "read also".

Extractors judge a block by its markup and density; a link to another article between two paragraphs looks to them like
a sentence. Such blocks are known by how they begin, and by the names that outlets give them (clutter.yaml).
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from marsad.text.normalise import fold

_SILENT = ("script", "style", "noscript", "template", "iframe", "button", "svg", "figcaption", "audio", "video",
           "object", "select", "dialog", "menu")  # fmt: skip
_FRAMES = ("nav", "footer", "aside", "form")  # some pages stand in one as a whole
_BLOCKS = ("p", "div", "section", "ul", "ol", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "strong", "b", "a",
           "span", "table", "em", "header")  # fmt: skip
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "strong", "b", "p", "span")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_PARTS = re.compile(r"[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])")
_LONGEST_LEAD = 6  # words of a lead
_LONGEST_BLOCK = 60  # words of a block that begins with a lead; longer ones are a paragraph that happens to
_MOST = 0.5  # share of a page's words outside links; what holds more is no clutter, whatever its name
_ROLES = ("navigation", "complementary", "banner", "contentinfo", "dialog", "search")
_PARAGRAPH = 25  # words outside links that make a paragraph of prose
_KEEP = ("html", "body", "article", "main", "h1")


def take_out(root: Any) -> None:
    """Remove from a page, in place, what is not its article."""
    for tag in _SILENT:
        for element in list(root.iter(tag)):
            _drop(element)
    total, prose = max(1, _count(root)), max(1, _prose(root))
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element.tag not in _KEEP and _attached(element, root):
            if _is_clutter(element):
                if _prose(element) < _MOST * prose and not _is_frame(element):
                    _drop(element)
                else:
                    _make_plain(element)
            elif element.tag in _BLOCKS and _leads_away(element):
                _drop_with_list(element, total)


def _is_clutter(element: Any) -> bool:
    """Whether the kind or the names of an element say that it is no part of the article."""
    if element.tag in _FRAMES or element.get("role") in _ROLES:
        return True
    return element.get("role") not in ("main", "article") and not _rules().all_names.isdisjoint(_names(element))


def _is_frame(element: Any) -> bool:
    """Whether it is the article that stands in an element of such a name."""
    if element.tag in _FRAMES or element.get("role") in _ROLES:
        return False
    return _rules().names.isdisjoint(_names(element)) and _holds_paragraph(element)


def _names(element: Any) -> set[str]:
    said = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-component') or ''}"
    return {part for token in said.split() for part in (token.lower(), *map(str.lower, _PARTS.split(token)))}


def _make_plain(element: Any) -> None:
    """The extractor has rules of its own for such names."""
    element.attrib.clear()
    element.tag = "div" if element.tag in _FRAMES else element.tag


def _holds_paragraph(element: Any) -> bool:
    """Whether a block of prose stands in an element: a <p>, or the text of a <div> itself."""
    return any(
        (_prose(block) if block.tag == "p" else _own_words(block)) >= _PARAGRAPH for block in element.iter("p", "div")
    )


def _own_words(element: Any) -> int:
    return sum(len(_WORD.findall(text or "")) for text in (element.text, *(child.tail for child in element)))


def _leads_away(element: Any) -> bool:
    """Whether a block is a short one that begins as one that leads to other articles does."""
    words = _count(element, _LONGEST_BLOCK)
    if not words or words > _LONGEST_BLOCK:
        return False
    leads, first = _rules().leads, _first_words(element)
    lead = next((n for n in range(len(first), 0, -1) if first[:n] in leads), 0)
    if not lead:
        return False
    linked = sum(map(_count, element.iter("a")))
    return words == lead or linked >= 0.5 * (words - lead) or _colon(element)


def _colon(element: Any) -> bool:
    """'Read also: …', whatever follows."""
    text = "".join(element.itertext())[:60]
    return ":" in text and len(_WORD.findall(text.split(":")[0])) <= _LONGEST_LEAD


def _drop_with_list(element: Any, total: int) -> None:
    """A heading goes with the list or the cards that it heads."""
    following = element.getnext()
    if element.tag in _HEADINGS and following is not None and following.tag in ("ul", "ol", "div", "section", "a"):
        words = _count(following)
        linked = sum(map(_count, following.iter("a")))
        if words < 0.3 * total and linked >= 0.6 * words:
            _drop(following)
    _drop(element)


def _count(element: Any, most: int = 1_000_000) -> int:
    """The words of an element; above `most`, some number above it."""
    count = 0
    for text in element.itertext():
        count += len(_WORD.findall(text))
        if count > most:
            break
    return count


def _prose(element: Any) -> int:
    """The words of an element that are no links: those of an article, on a page full of menus and cards."""
    return _count(element) - sum(map(_count, element.iter("a")))


def _first_words(element: Any) -> tuple[str, ...]:
    """As many as a lead may have, folded."""
    found: list[str] = []
    for text in element.itertext():
        found += _WORD.findall(text)
        if len(found) >= _LONGEST_LEAD:
            break
    return tuple(fold(word.replace("’", "'")) for word in found[:_LONGEST_LEAD])


def _attached(element: Any, root: Any) -> bool:
    """Whether an element still stands on the page: what it stood in may have been taken out."""
    while (parent := element.getparent()) is not None:
        element = parent
    return element is root


def _drop(element: Any) -> None:
    """Remove an element, but not the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


class _Rules(NamedTuple):
    names: frozenset[str]  # of clutter
    all_names: frozenset[str]  # with those that frames of an article may have too
    leads: frozenset[tuple[str, ...]]


@cache
def listed() -> dict[str, Any]:
    """What clutter.yaml says, by its headings."""
    loaded: dict[str, Any] = yaml.load(
        (resources.files("marsad.reports") / "clutter.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return loaded


@cache
def _rules() -> _Rules:
    leads = (lead for language in listed()["leads"].values() for lead in language)
    names, frames = (frozenset(map(str, listed()[key])) for key in ("names", "frames"))
    return _Rules(names, names | frames, frozenset(tuple(_folded(lead)) for lead in leads))


def _folded(text: str) -> Iterator[str]:
    return (fold(word.replace("’", "'")) for word in _WORD.findall(text))
