"""Interviews without labels: who speaks is told by dashes, asterisks and question marks at lines alone."""

from collections.abc import Iterator
from typing import NamedTuple

from marsad.reading.page import Page
from marsad.reading.wording import Wording

_DASHES = frozenset("-–—")
_MARKS = _DASHES | frozenset("*•●")
_ASKING = frozenset("?؟")
_OPENING = 60  # tokens in which an interview says that it is one
_PAIRS = 2  # questions with their answers that make an interview


class _Row(NamedTuple):
    """A line of a page, tokens [first, past) of its sentences from a number on."""

    number: int
    first: int
    past: int
    mark: str
    asks: bool
    apart: bool  # behind an empty line


class Interview:
    """The turns of one page, if its layout makes an interview of it."""

    def __init__(self, page: Page, wording: Wording) -> None:
        self._page, self._w = page, wording

    def turns(self) -> dict[int, tuple[int, int, bool]]:
        """Number of a turn's first sentence → its first token, past its last one, whether it answers."""
        tokens = self._page.tokens
        asked = sum(word in _ASKING for word in tokens.words)
        if asked < _PAIRS:
            return {}
        rows = list(self._rows())
        pairs = [k for k in range(len(rows) - 1) if _is_marked(rows[k], rows[k + 1])]
        if len(pairs) < _PAIRS and self._is_called():
            pairs = [k for k in range(len(rows) - 1) if _is_plain(rows[k], rows[k + 1])]
        if len(pairs) < _PAIRS:
            return {}
        out: dict[int, tuple[int, int, bool]] = {}
        for k, following in zip(pairs, [*pairs[1:], len(rows)], strict=True):
            last = k + 1
            while last + 1 < following and (following < len(rows) or not rows[last + 1].apart):
                last += 1
            question, answer = rows[k], rows[k + 1]
            out[question.number] = (question.first, question.past, False)
            out[answer.number] = (answer.first, rows[last].past, True)
        return out

    def _is_called(self) -> bool:
        """Whether the opening calls a report an interview."""
        return any(self._w.base(word) in self._w.interviews for word in self._page.tokens.words[:_OPENING])

    def _rows(self) -> Iterator[_Row]:
        tokens = self._page.tokens
        starts = [k for k, (first, _) in enumerate(tokens.sentences) if not first or "\n" in _gap(self._page, first)]
        for k, following in zip(starts, [*starts[1:], len(tokens.sentences)], strict=True):
            first, past = tokens.sentences[k][0], tokens.sentences[following - 1][1]
            mark = tokens.words[first] if tokens.words[first] in _MARKS else ""
            asks = tokens.words[past - 1] in _ASKING
            yield _Row(k, first + bool(mark), past, mark, asks, first == 0 or "\n\n" in _gap(self._page, first))


def _gap(page: Page, first: int) -> str:
    """What stands between a token and the one before it."""
    return page.tokens.text[page.tokens.ends[first - 1] : page.tokens.starts[first]]


def _is_marked(question: _Row, answer: _Row) -> bool:
    """ "* How many?", "– Three." """
    if question.mark not in _MARKS or answer.mark not in _DASHES or answer.asks:
        return False
    return question.asks or question.mark not in _DASHES


def _is_plain(question: _Row, answer: _Row) -> bool:
    """A question of a line, and its answer on the next."""
    return question.asks and not (question.mark or answer.mark or answer.asks) and question.apart and not answer.apart
