"""Features as numbers: what hundreds of thousands of examples say in words again and again is kept once.

Numbers take a hundredth of the memory of the words, and processes that are forked share them: nothing counts who
refers to an array's cells.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from training.examples import Examples, Ranking

Row = Any  # an array of the numbers of features, each once, ascending


class Codes:
    """The numbers of features, given as they are met."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def row(self, features: Iterable[str]) -> Row:
        numbers, names = self._numbers, self.names
        found = set()
        for feature in features:
            number = numbers.get(feature)
            if number is None:
                number = numbers[feature] = len(names)
                names.append(feature)
            found.add(number)
        return np.array(sorted(found), np.int32)

    def coded(self, examples: Examples) -> Examples:
        """Examples with their features by number."""
        return {
            question: [
                e._replace(candidates=[self.row(features) for features in e.candidates])
                if isinstance(e, Ranking)
                else e._replace(features=self.row(e.features))
                for e in listed
            ]
            for question, listed in examples.items()
        }
