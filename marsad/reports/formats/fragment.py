"""Pieces of HTML inside other things, as the entries of a feed and the text of a mail: paragraphs to lines."""

import re

_TAG = re.compile(r"<[a-zA-Z/!]")
_BLOCKS = (
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main"
)
_BREAKS = frozenset(f"{_BLOCKS} nav ol p pre section table td th tr ul".split())
_SILENT = frozenset("script style noscript template iframe object embed head".split())
_BLANKS = re.compile(r"[ \t\xa0\r\f\v]+")
_LINES = re.compile(r" ?\n[ \n]*")


def plain(markup: str) -> str:
    """The text of a fragment, a line for each block. What has no mark in it is text already."""
    if not _TAG.search(markup) and "&" not in markup:
        return markup.strip()
    from lxml import html

    try:
        root = html.fragment_fromstring(markup.replace("\x00", ""), create_parent="div")
    except Exception:  # lxml raises many things on broken markup; the text between the marks is better than none
        return _tidy(re.sub(r"<[^>]{0,1000}>", "\n", markup))
    return _tidy("".join(_walk(root)))


def _walk(root: object) -> list[str]:
    """Texts in document order, line ends at blocks; without recursion, since a hostile tree is deep."""
    parts: list[str] = []
    stack: list[object] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        tag = node.tag if isinstance(node.tag, str) else ""  # type: ignore[attr-defined]
        edge = "\n" if tag in _BREAKS else ""
        tail = node.tail or "" if node is not root else ""  # type: ignore[attr-defined]
        if not tag or tag in _SILENT:  # a comment, a script
            parts.append(tail)
            continue
        parts.append(edge + _space(node.text))  # type: ignore[attr-defined]
        stack.append(edge + _space(tail))
        stack.extend(reversed(list(node)))  # type: ignore[call-overload]
    return parts


def _space(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _tidy(text: str) -> str:
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()
