"""Figures of all shapes: 17, 5,200, و17, 17th, 1950s, 1440ه."""

import re
from collections.abc import Mapping
from typing import Any

from marsad.reading.grammar.rules import JOINED, LED

_FIGURE = re.compile(r"([^\W\d_]*)(\d+(?:[.,٫٬،]\d+)*)([^\W\d_]*)")
_POINTS = str.maketrans("٬٫،", ",.,")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_EXACT = 15  # digits
SHAPES = ("d12", "d31", "hijri_figure", "year_figure", "figure", "grouped", "decimal", "dotted")


class Figures:
    """The symbols of one grammar's figures, by their shapes and by what is written onto them."""

    def __init__(self, data: list[Any], shapes: dict[str, str], suffixes: dict[str, str]) -> None:
        self._shapes, self._suffixes = shapes, suffixes
        self._article: Mapping[str, str] | None = next((part["article"] for part in data if "article" in part), None)
        self._attached = {p for part in data for ps in part.get("attached", {}).values() for p in ps}
        self._conjunctions = {p for part in data for p in part.get("attached", {}).get("and", ())}

    def read(self, word: str) -> tuple[str, Any] | None:
        """The symbol and value of a token with digits: 17, 5,200, و17, 17th, 1950s, 1440ه."""
        match = _FIGURE.fullmatch(word)
        if not match:
            return None
        head, digits, tail = match.groups()
        bits = 0
        if self._article:
            head = head.removesuffix(self._article["full"])
        if head:
            if head not in self._attached and not any(
                head == c + p for c in self._conjunctions for p in self._attached
            ):
                return None
            joined = head[0] in self._conjunctions
            bits = (JOINED if joined else 0) | (LED if len(head) > joined else 0)
        shape, value = _shape(digits.translate(_POINTS))
        if tail:
            if tail not in self._suffixes or shape in ("grouped", "decimal", "dotted"):
                return None
            shape = self._suffixes[tail]
        return chr(ord(self._shapes[shape]) | bits), value


def _shape(digits: str) -> tuple[str, Any]:
    """The shape and value of a figure; one too long to count anything is 0, as fractions hold 15 digits exactly."""
    short = len(digits.replace(",", "").replace(".", "")) <= _EXACT
    if digits.isdigit():
        value = int(digits) if short else 0
        if len(digits) <= 2 and 1 <= value <= 12:
            return "d12", value
        if len(digits) == 2 and 13 <= value <= 31:
            return "d31", value
        if len(digits) == 4 and 1300 <= value <= 1500:
            return "hijri_figure", value
        if len(digits) == 4 and 1900 <= value <= 2100:
            return "year_figure", value
        return "figure", value
    if _GROUPED.fullmatch(digits):
        return "grouped", int(digits.replace(",", "").replace(".", "")) if short else 0
    if digits.count(".") + digits.count(",") == 1:
        return "decimal", float(digits.replace(",", ".")) if short else 0.0
    return "dotted", digits
