"""Reckoning with ranges; an open bound is None, and an unknown number is None altogether."""

from collections.abc import Iterable

from marsad.ledger import Entry
from marsad.model.values import Count

_CLOSE = 1.01  # "100,000" and "more than 100,000" do not contradict each other


def overlap(one: Count, other: Count) -> bool:
    """Whether both can hold, as far as round numbers go."""
    return not _above(one, other) and not _above(other, one)


def _above(one: Count, other: Count) -> bool:
    return one.min is not None and other.max is not None and one.min > other.max * _CLOSE


def together(counts: Iterable[Count]) -> Count | None:
    """What all allow, where they can all hold; else the range that spans them. None where there are none."""
    known = list(counts)
    if not known:
        return None
    low = max((c.min for c in known if c.min is not None), default=None)
    high = min((c.max for c in known if c.max is not None), default=None)
    if low is None or high is None or low <= high:
        return Count(low, high)
    lows, highs = [c.min for c in known if c.min is not None], [c.max for c in known if c.max is not None]
    return Count(
        min(lows) if len(lows) == len(known) else None,
        max(highs) if len(highs) == len(known) else None,
    )


def plus(present: Count | None, arrived: Count | None) -> Count | None:
    """After an arrival; of an unknown force we know at least who came."""
    if arrived is None:
        return None if present is None else Count(present.min, None)
    if present is None:
        return Count(arrived.min, None)
    return Count((present.min or 0) + (arrived.min or 0), _sum(present.max, arrived.max))


def minus(present: Count | None, gone: Count | None) -> Count | None:
    """After a departure of part of a force: nobody can leave who was not there."""
    if present is None:
        return None
    if gone is None:
        return Count(None, present.max)
    low = None if present.min is None or gone.max is None else max(0, present.min - gone.max)
    high = None if present.max is None else max(0, present.max - (gone.min or 0))
    return Count(low, high)


def whole(present: Count | None, gone: Count | None) -> bool:
    """Whether those who are gone are surely all who were there."""
    return None not in (present, gone) and _at_least(gone, present)


def _at_least(gone: Count | None, present: Count | None) -> bool:
    assert gone
    assert present
    return gone.min is not None and present.max is not None and gone.min >= present.max


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def share(entry: Entry) -> Count | None:
    """An entry's number for one actor at one place: of a number that several share, each has at most all."""
    claim = entry.claim
    several = max(len(claim.actor), len(claim.place), len(claim.origin), len(claim.destination)) > 1
    return at_most(claim.number) if several else claim.number


def toll(entry: Entry) -> tuple[Count | None, Count | None]:
    """Those killed and wounded at one place: of "31 killed in raids on Sanaa and Saada" each has at most all."""
    claim = entry.claim
    both = (claim.killed, claim.wounded)
    return (at_most(both[0]), at_most(both[1])) if len(claim.place) > 1 else both


def at_most(count: Count | None) -> Count | None:
    """A part of those counted; of nobody nobody is a part."""
    if count is None or count.max is None:
        return None
    return Count(0 if count.max == 0 else None, count.max)
