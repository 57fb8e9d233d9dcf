"""Countries, their capitals, parts and borders, reckoned from the places that the register knows in them."""

from functools import lru_cache
from heapq import nlargest, nsmallest
from math import ceil, cos, radians
from statistics import fmean, median
from typing import NamedTuple

from marsad.model.values import Place
from marsad.world.register import Register

_PARTS = {"n": "Northern", "s": "Southern", "e": "Eastern", "w": "Western", "c": "Central"}
_CORNERS = {"ne": "Northeastern", "nw": "Northwestern", "se": "Southeastern", "sw": "Southwestern"}
_PART = 3  # one place in so many lies in a part of a country
_EDGE = 1.0  # degrees
_REMOTE = 15.0  # degrees between the nearest known places of two countries that do not touch
_NEXT = 2.5  # degrees between the nearest known places of two countries that touch
_PAIRS = 6  # a border's middle is the mean of so many closest pairs of places


class _Survey(NamedTuple):
    """What the register knows in each country."""

    capitals: dict[str, Place]
    points: dict[str, set[tuple[float, float]]]


def _survey_of(register: Register) -> _Survey:
    found = _Survey({}, {})
    capitals: dict[str, str] = {}
    for name in register.names:
        entry = name.entry
        if entry.type == "capital" and name.language == "en":
            capitals.setdefault(name.text, entry.key)
        elif entry.type == "place" and entry.place:
            place = entry.place
            if place.country and place.lat is not None and place.lon is not None:
                found.points.setdefault(place.country, set()).add((place.lat, place.lon))
            if place.level == "town" and capitals.get(place.name) == place.country:
                found.capitals.setdefault(place.country or "", place)
    return found


class Land:
    """Places that follow from a country."""

    def __init__(self, register: Register) -> None:
        self._countries: dict[str, Place] = {}
        for entry in register.entries:
            if entry.type == "state":
                self._countries.setdefault(entry.key, Place(entry.name, entry.key, None, None, "country"))
        self._register = register
        self._surveyed: _Survey | None = None  # once asked for: a short report asks no more than the country's name
        self.part = lru_cache(maxsize=1024)(self._part)
        self.border = lru_cache(maxsize=1024)(self._border)
        self.is_far = lru_cache(maxsize=1024)(self._is_far)
        self.touch = lru_cache(maxsize=1024)(self._touch)

    def country(self, code: str | None) -> Place | None:
        return self._countries.get(code or "")

    def capital(self, code: str | None) -> Place | None:
        return self._survey().capitals.get(code or "")

    def _survey(self) -> "_Survey":
        if self._surveyed is None:
            self._surveyed = _survey_of(self._register)
        return self._surveyed

    def _points(self, code: str) -> set[tuple[float, float]]:
        """The places that are known in a country."""
        return self._survey().points.get(code, set())

    def _part(self, code: str | None, direction: str) -> Place | None:
        """A part of a country by its direction from the middle ("n", "ne", "c")."""
        land = self.country(code)
        if land is None or code is None:
            return None
        if not direction:
            return land
        key = "".join(sorted(set(direction), key="nsewc".index))
        word = _CORNERS.get(key) or _PARTS.get(key[0], "")
        points = self._points(code)
        if not points:
            return Place(f"{word} {land.name}", code, None, None, "region")
        lat, lon = _middle(sorted(points), ("n" in key) - ("s" in key), ("e" in key) - ("w" in key))
        return Place(f"{word} {land.name}", code, round(lat, 2), round(lon, 2), "region")

    def _is_far(self, one: str, other: str) -> bool:
        """Whether two countries cannot touch: no place of one is near a place of the other."""
        ours, theirs = self._points(one), self._points(other)
        return bool(ours and theirs) and all(
            abs(x[0] - y[0]) > _REMOTE or abs(x[1] - y[1]) > _REMOTE for x in ours for y in theirs
        )

    def _touch(self, one: str, other: str) -> bool:
        """Whether two countries touch, as far as places known on both sides tell."""
        ours, theirs = self._points(one), self._points(other)
        return any(abs(x[0] - y[0]) < _NEXT and abs(x[1] - y[1]) < _NEXT for x in ours for y in theirs)

    def _border(self, one: str, other: str, side: str | None) -> Place | None:
        """Where two countries meet: the middle of the closest pairs of places on both sides."""
        a, b = self.country(one), self.country(other)
        if a is None or b is None:
            return a or b
        ours, theirs = self._points(one), self._points(other)
        near = nsmallest(
            _PAIRS,
            (
                ((x[0] - y[0]) ** 2 + (x[1] - y[1]) ** 2, (x[0] + y[0]) / 2, (x[1] + y[1]) / 2)
                for x in _facing(ours, theirs) or ours
                for y in _facing(theirs, ours) or theirs
            ),
        )
        name, country = f"{a.name}-{b.name} border", side if side in (one, other) else one
        if not near:
            return Place(name, country, None, None, "region")
        lat, lon = (sum(pair[k] for pair in near) / len(near) for k in (1, 2))
        return Place(name, country, round(lat, 2), round(lon, 2), "region")


def _facing(points: set[tuple[float, float]], others: set[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points that lie in, or near, the box around others: only these can be next to them."""
    if not others:
        return []
    south, north = min(p[0] for p in others) - _EDGE, max(p[0] for p in others) + _EDGE
    west, east = min(p[1] for p in others) - _EDGE, max(p[1] for p in others) + _EDGE
    return [p for p in points if south < p[0] < north and west < p[1] < east]


def _middle(points: list[tuple[float, float]], north: int, east: int) -> tuple[float, float]:
    """The middle of the third of some places that lies farthest in a direction, or of those nearest to their centre.

    The places are those that the register knows, which are where reports come from.
    """
    if north or east:
        lat, lon = (median(p[k] for p in points) for k in (0, 1))
    else:
        lat, lon = (_between(sorted(p[k] for p in points)) for k in (0, 1))
    narrow = cos(radians(lat))

    def outward(p: tuple[float, float]) -> float:
        up, right = p[0] - lat, (p[1] - lon) * narrow
        return north * up + east * right if north or east else -(up**2) - right**2

    third = nlargest(ceil(len(points) / _PART), points, key=outward)
    return fmean(p[0] for p in third), fmean(p[1] for p in third)


def _between(values: list[float]) -> float:
    """The middle between the ends of sorted values without the outermost."""
    outermost = len(values) // 20
    return (values[outermost] + values[-1 - outermost]) / 2
