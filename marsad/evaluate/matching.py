"""The best one-to-one pairing of two lists: the assignment problem, solved by shortest augmenting paths.

Written out rather than taken from SciPy, which would be by far the heaviest dependency, for matrices of ten by ten.
"""

import math
from typing import NamedTuple

Matrix = list[list[float]]


class Pair(NamedTuple):
    row: int
    column: int
    weight: float


def best_pairs(weights: Matrix) -> list[Pair]:
    """The pairs of rows and columns with the greatest sum of weights; pairs of weight zero are left out."""
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        turned = best_pairs([list(column) for column in zip(*weights, strict=True)])
        return [Pair(column, row, weight) for row, column, weight in turned]
    columns = _Assignment([[-w for w in row] for row in weights]).solve()
    pairs = (Pair(row, column, weights[row][column]) for column, row in enumerate(columns) if row >= 0)
    return [pair for pair in pairs if pair.weight > 0]


class _Assignment:
    """A cost matrix with no more rows than columns, prices on both sides, and who owns which column so far.

    Kept true throughout: cost - row price - column price is never below zero, and zero for every owned column.
    """

    def __init__(self, costs: Matrix) -> None:
        self.costs = costs
        self.row_price = [0.0] * len(costs)
        self.column_price = [0.0] * len(costs[0])
        self.owner = [-1] * len(costs[0])

    def solve(self) -> list[int]:
        """The row that owns each column, -1 where none does."""
        for row in range(len(self.costs)):
            self._place(row)
        return self.owner

    def _place(self, row: int) -> None:
        """Find the cheapest chain of swaps that ends at a free column, re-pricing on the way, and make the swaps."""
        width = len(self.owner)
        least, before = [math.inf] * width, [-1] * width
        tree: list[int] = []  # columns reached, in order
        current, column = row, -1
        while current >= 0:
            for j in range(width):
                slack = self._slack(current, j)
                if j not in tree and slack < least[j]:
                    least[j], before[j] = slack, column
            column = min((j for j in range(width) if j not in tree), key=least.__getitem__)
            self._reprice(row, tree, least, least[column])
            tree.append(column)
            current = self.owner[column]
        self._swap(row, column, before)

    def _slack(self, row: int, column: int) -> float:
        return self.costs[row][column] - self.row_price[row] - self.column_price[column]

    def _reprice(self, row: int, tree: list[int], least: list[float], step: float) -> None:
        self.row_price[row] += step
        for j in tree:
            self.row_price[self.owner[j]] += step
            self.column_price[j] -= step
        for j in set(range(len(least))) - set(tree):
            least[j] -= step

    def _swap(self, row: int, column: int, before: list[int]) -> None:
        """Walk back from the free column: each column passes to the owner of the one before it."""
        while before[column] >= 0:
            self.owner[column] = self.owner[before[column]]
            column = before[column]
        self.owner[column] = row
