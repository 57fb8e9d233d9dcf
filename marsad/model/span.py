"""A half-open range of characters of a report's text, in Unicode code points."""

from typing import NamedTuple


class Span(NamedTuple):
    start: int
    end: int

    def text(self, source: str) -> str:
        return source[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return max(self.start, other.start) < min(self.end, other.end)

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end
