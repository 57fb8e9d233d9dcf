"""What was made of words, remembered within bounds: most words of a text come again, and many never do."""

from typing import TypeVar

ROOM = 3 << 12  # words; see docs/decisions/memory.md
K = TypeVar("K")
V = TypeVar("V")


class Recent(dict[K, V]):
    """What was made of the words that were met lately: the last `room` distinct ones at least, twice as many at most.

    When there is no more room, what was not met since the last time that this happened is forgotten. Words that come
    again and again stay so, which they would not if all were forgotten at once, and memory is soon what it remains.
    """

    __slots__ = ("_older", "_room")

    def __init__(self, room: int | None = None) -> None:
        self._room = ROOM if room is None else room
        self._older: dict[K, V] = {}

    def older(self, key: K) -> V | None:
        """What was made of a word that was not met lately; whoever uses it keeps it."""
        return self._older.get(key)

    def keep(self, key: K, value: V) -> V:
        if len(self) >= self._room:
            self._older = dict(self)
            self.clear()
        self[key] = value
        return value
