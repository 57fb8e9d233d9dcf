"""What the weights look at, in words: each function in here makes the features of one aspect of a candidate.

Features are strings. Those about order and particles carry the language, those about meaning do not, so that what
one language teaches about meaning serves the other. An aspect depends on few things, and the same few come again
and again: so the model sums the weights of an aspect once and remembers the sum (see `model.py`).
"""

from collections.abc import Iterator, Sequence
from typing import Any

Aspect = tuple[Any, ...]  # a function of a module in here, and what it is called with


class Features:
    """The features of one candidate: aspects that come again and again, and single features, which seldom do."""

    __slots__ = ("aspects", "single")

    def __init__(self, aspects: list[Aspect], single: Sequence[str] = ()) -> None:
        self.aspects, self.single = aspects, single

    def __iter__(self) -> Iterator[str]:
        for make, *given in self.aspects:
            yield from make(*given)
        yield from self.single
