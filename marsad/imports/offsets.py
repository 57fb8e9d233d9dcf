"""Offsets that count UTF-16 units, as JavaScript and Java do, as offsets in code points."""

from bisect import bisect_right


class Utf16:
    """The text's own count, beside that of UTF-16."""

    def __init__(self, text: str) -> None:
        self._beyond: list[int] = []  # UTF-16 offsets behind each character that takes two units
        at = 0
        for character in text:
            at += 1 + (character > "\uffff")
            if character > "\uffff":
                self._beyond.append(at)

    def point(self, offset: int) -> int:
        return offset - bisect_right(self._beyond, offset)
