"""Quotations: what stands between quotation marks, over sentences and paragraphs."""

from bisect import bisect_right
from collections.abc import Iterator

from marsad.text.tokens import Tokens

_OPEN = {"«": "»", "“": "”", "„": "”"}
_PLAIN = '"'
MARKS = frozenset((_PLAIN, *_OPEN, *_OPEN.values()))
_LONGEST = 400  # tokens; a mark left open closes here at the latest
_SHORT = 3  # fewer words in marks are a name or a scare quote


class Quotes:
    """The quotations of a page as token ranges [first, past), marks included, in text order."""

    def __init__(self, tokens: Tokens) -> None:
        self.all = _quotations(tokens)
        self._starts = [q[0] for q in self.all]

    def at(self, token: int) -> tuple[int, int] | None:
        """The quotation that holds a token."""
        i = bisect_right(self._starts, token) - 1
        return self.all[i] if i >= 0 and token < self.all[i][1] else None

    def opening(self, first: int, past: int) -> tuple[int, int] | None:
        """The first quotation of some length that begins within a range."""
        return next(iter(self._within(bisect_right(self._starts, first - 1), past)), None)

    def closing(self, past: int, reach: int = 1) -> tuple[int, int] | None:
        """The quotation that ends right before a token, or up to `reach` tokens earlier."""
        i = bisect_right(self._starts, past - 1) - 1
        if i < 0:
            return None
        quote = self.all[i]
        return quote if quote[1] <= past <= quote[1] + reach else None

    def over(self, first: int, past: int) -> list[tuple[int, int]]:
        """Quotations of some length that overlap a range."""
        i = max(0, bisect_right(self._starts, first) - 1)
        return [quote for quote in self._within(i, past) if quote[1] > first]

    def _within(self, i: int, past: int) -> Iterator[tuple[int, int]]:
        """Quotations of some length from the i-th on that begin before a token."""
        while i < len(self.all) and self.all[i][0] < past:
            if self.all[i][1] - self.all[i][0] > _SHORT + 1:
                yield self.all[i]
            i += 1


def _quotations(tokens: Tokens) -> list[tuple[int, int]]:
    words = tokens.words
    out: list[tuple[int, int]] = []
    opened, closer = -1, ""
    marks = {*_OPEN, *_OPEN.values(), _PLAIN}
    positions = [i for i, word in enumerate(words) if word in marks]
    for i in positions:
        word = words[i]
        if opened >= 0 and (i - opened > _LONGEST or _paragraph(tokens, opened, i)):
            opened = -1
        if opened < 0:
            if word in _OPEN or (word == _PLAIN and _opens(tokens, i)):
                opened, closer = i, _OPEN.get(word, _PLAIN)
        elif word == closer or (word == _PLAIN and closer == "”"):
            out.append((opened, i + 1))
            opened = -1
    return out


def _opens(tokens: Tokens, i: int) -> bool:
    """Whether a plain mark opens: it touches the word after it, not the one before."""
    text, start, end = tokens.text, tokens.starts[i], tokens.ends[i]
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(after) and not after.isspace() and (not before or not before.isalnum())


def _paragraph(tokens: Tokens, first: int, past: int) -> bool:
    """Whether an empty line stands between; a quotation that goes on there opens anew."""
    return "\n\n" in tokens.text[tokens.ends[first] : tokens.starts[past]]
