"""Places in groups whose happenings have to be looked at together: a base and the town that it lies by.

What is told of one group says nothing of what is told of another, so that a change of one leaves the others as they
were. A group may grow while further places are seen; that makes no difference to what follows from its claims.
"""

import math
import threading
from collections.abc import Hashable

from marsad.ledger.names import folded
from marsad.model.values import Place
from marsad.posture.geography import distance_km, same_place
from marsad.posture.joining.where import REACH_KM

_GRID = 0.25  # degrees; more than the reach


class Neighbours:
    """Which group a place belongs to."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._number: dict[Place, int] = {}
        self._parent: list[int] = []
        self._at: dict[Hashable, list[Place]] = {}
        self.grown = 0  # how often two groups became one

    def group(self, place: Place) -> int:
        number = self._number.get(place)
        if number is None:
            with self._lock:
                number = self._number.get(place)
                if number is None:
                    number = self._add(place)
        return self._root(number)

    def _add(self, place: Place) -> int:
        number = len(self._parent)
        self._parent.append(number)
        near = {other for spot in _around(place) for other in self._at.get(spot, ())}
        for other in near:
            if self._root(self._number[other]) != self._root(number) and _together(place, other):
                self.grown += 1
                self._parent[self._root(self._number[other])] = self._root(number)
        for spot in _spots(place):
            self._at.setdefault(spot, []).append(place)
        self._number[place] = number
        return number

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            number = self._parent[number]
        return number


def _together(one: Place, other: Place) -> bool:
    if same_place(one, other):
        return True
    if one.level not in ("site", "town") or other.level not in ("site", "town"):
        return False
    if folded(one.name) == folded(other.name):
        return True
    apart = distance_km(one, other)
    return one.level != other.level and apart is not None and apart <= REACH_KM


def _spots(place: Place) -> list[Hashable]:
    if place.level == "country":
        return [("country", place.country or folded(place.name))]
    named: list[Hashable] = [("named", folded(place.name))]
    return named if place.lat is None or place.lon is None else [*named, _square(place.lat, place.lon)]


def _around(place: Place) -> list[Hashable]:
    if place.level == "country" or place.lat is None or place.lon is None:
        return _spots(place)
    y, x = _square(place.lat, place.lon)
    return [("named", folded(place.name)), *((y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1))]


def _square(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _GRID), math.floor(lon / _GRID)
