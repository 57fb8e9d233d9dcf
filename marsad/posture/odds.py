"""What the claims of one event can be at odds over: for each matter what a claim says of it, and when two differ.

Of one event, every claim that says something has a say; none needs to be near another in time, for that the rule of
events has seen to (`joining`).
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Any, NamedTuple

from marsad.ledger import Entry
from marsad.model.values import Count, Place
from marsad.posture.joining import NOBODY
from marsad.posture.joining.who import strangers
from marsad.posture.ranges import overlap, share, toll
from marsad.posture.telling import Telling, Window, gap
from marsad.world.parts import part_of

_ONCE = ("handover", "move", "attack", "agreement")  # what happens on a day; states last
_UNNAMED = NOBODY | {"IRAN-BACKED-MILITIA"}  # the contract's keys for an attacker of whom no name is told
_NIGHT = 1  # days between the first and the last day of "in the night of"


class Matter(NamedTuple):
    """Over what; what a telling says of it (None: nothing); whether two of these cannot both hold.

    Of what has a side, two sides that one report tells apart are not at odds.
    """

    over: str
    says: Callable[[Telling], Any]
    differ: Callable[[Any, Any], bool]
    side: Callable[[Any], tuple[str, ...]] | None = None


class _Number(NamedTuple):
    """A number, of whom and where, and what it comes to for this happening alone if it spans several."""

    said: Count
    of: tuple[object, ...]
    share: Count | None


_Casualties = tuple[Count | None, Count | None]  # killed, wounded


class _Toll(NamedTuple):
    """A toll, where, and what it comes to for this place alone if it is of several."""

    said: _Casualties
    of: frozenset[Place]
    share: _Casualties
    whom: tuple[str, ...]


def _number(telling: Telling) -> _Number | None:
    claim = telling.claim
    if claim.number is None:
        return None
    # Whoever leaves one base for two places is counted where he leaves.
    places = claim.origin or claim.destination or claim.place
    part = claim.number if max(len(claim.actor), len(places)) < 2 else share(telling.entry)
    return _Number(claim.number, (claim.actor, places), part)


def _numbers_differ(one: _Number, other: _Number) -> bool:
    if one.of == other.of:
        return _disjoint(one.said, other.said)
    return one.share is not None and other.share is not None and _disjoint(one.share, other.share)


def _disjoint(one: Count, other: Count) -> bool:
    return not overlap(one, other)


def _toll(telling: Telling) -> _Toll | None:
    claim = telling.claim
    if not (claim.killed or claim.wounded):
        return None
    return _Toll((claim.killed, claim.wounded), frozenset(claim.place), toll(telling.entry), claim.partner)


def _tolls_differ(one: _Toll, other: _Toll) -> bool:
    pairs = zip(one.said, other.said, strict=True) if one.of == other.of else zip(one.share, other.share, strict=True)
    return any(a is not None and b is not None and _disjoint(a, b) for a, b in pairs)


def _date(telling: Telling) -> Window | None:
    return telling.window if telling.dated and telling.claim.kind in _ONCE else None


def _dates_differ(one: Window, other: Window) -> bool:
    """Two days; or two nights, which may share one of their days."""
    nights = all((last - first).days == _NIGHT for first, last in (one, other))
    return gap(one, other) > 0 or (nights and one != other)


def _receiver(telling: Telling) -> tuple[str, ...] | None:
    return telling.claim.partner or None if telling.claim.kind == "handover" else None


def _attacker(telling: Telling) -> tuple[str, ...] | None:
    claim = telling.claim
    return claim.actor if claim.kind == "attack" and set(claim.actor) - _UNNAMED else None


def others(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two lists of actors have nothing in common, not even as part and whole."""
    a, b = set(one), set(other)
    return a.isdisjoint(b) and not any(part_of(x, y) or part_of(y, x) for x in a for y in b)


def told_apart(entries: Iterable[Entry]) -> set[frozenset[tuple[str, ...]]]:
    """The pairs of sides that have losses of their own, as one report tells of both: they add up, undisputed."""
    sides: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        if entry.claim.killed or entry.claim.wounded:
            sides.setdefault(entry.report_id, set()).add(entry.claim.partner)
    return {frozenset(pair) for told in sides.values() for pair in combinations(told, 2) if strangers(*pair)}


MATTERS = [
    Matter("number", _number, _numbers_differ),
    Matter("toll", _toll, _tolls_differ, side=lambda toll: toll.whom),
    Matter("date", _date, _dates_differ),
    Matter("holder", _receiver, others),
    Matter("attacker", _attacker, others),
]


def at_odds(told: Iterable[Telling]) -> Iterator[tuple[Matter, list[Telling]]]:
    """The matters over which tellings of one event are at odds, each with those that are."""
    known = list(told)
    if len(known) < 2:
        return
    for matter in MATTERS:
        by_value: dict[Any, list[Telling]] = {}
        for telling in known:
            if (value := matter.says(telling)) is not None:
                by_value.setdefault(value, []).append(telling)
        pairs = [pair for pair in combinations(by_value, 2) if matter.differ(*pair)]
        if matter.side and pairs:
            apart = told_apart(t.entry for t in known)
            pairs = [pair for pair in pairs if frozenset(map(matter.side, pair)) not in apart]
        odd = {v for pair in pairs for v in pair}
        if odd:
            yield matter, [t for value, tellings in by_value.items() if value in odd for t in tellings]
