"""Distances in tokens, the coarser the farther."""

from bisect import bisect_left

_NEAR = (0, 1, 2, 3, 5, 8, 12, 20)

_BUCKETS = tuple(bisect_left(_NEAR, distance) for distance in range(_NEAR[-1] + 2))


def bucket(distance: int) -> int:
    """A distance in tokens, the coarser the farther."""
    return _BUCKETS[min(max(distance, 0), _NEAR[-1] + 1)]
