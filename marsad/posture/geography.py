"""How far apart places are, which lie inside which, and which are one and the same."""

from collections.abc import Iterator
from math import asin, cos, floor, radians, sin, sqrt

from marsad.ledger.names import folded
from marsad.model.values import Place

# What a question about such a place takes in: a camp and the town of its name, not the capital beside them.
REACH_KM = {"site": 15.0, "town": 15.0, "region": 150.0}
_ONE_PLACE_KM = 3.0  # two records of one base differ by less than this
_ONE_TOWN_KM = 1.0  # so do two of one town, whatever they call it; neighbouring villages lie further apart
BESIDE_KM = 20.0  # a base and the town that it lies by
_GRID = 0.25  # degrees: more than that
_SHORT = 2  # letters: articles ("al", "ej") are in the names of many places


def distance_km(one: Place, other: Place) -> float | None:
    """Great-circle distance; None where either has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat_1, lon_1, lat_2, lon_2 = map(radians, (one.lat, one.lon, other.lat, other.lon))
    half = sin((lat_2 - lat_1) / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin((lon_2 - lon_1) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(half)))


def covers(asked: Place, place: Place) -> bool:
    """Whether a question about `asked` takes in `place`."""
    if asked.level == "country":
        return place.country == asked.country
    if place.level == "country":
        return False
    if folded(asked.name) == folded(place.name) and _one_country(asked, place):
        return True
    if asked.level == "region" and not _one_country(asked, place):
        return False  # 150 km around a province reach over borders; a few around a crossing should
    apart = distance_km(asked, place)
    return apart is not None and apart <= REACH_KM[asked.level]


def same_place(one: Place, other: Place) -> bool:
    """Whether two records mean one place: a base and the town beside it are two."""
    if one.level != other.level or not _one_country(one, other):
        return False
    if one.level == "country":
        return one.country == other.country if one.country else folded(one.name) == folded(other.name)
    if folded(one.name) == folded(other.name):
        return True
    apart = distance_km(one, other)
    if apart is None or apart > _ONE_PLACE_KM:
        return False
    doubtful = one.level == "site" or (one.level == "town" and apart > _ONE_TOWN_KM)
    return not (doubtful and two_names(one, other))


def two_names(one: Place, other: Place) -> bool:
    """Whether names tell two places apart, as two sites of one town: no word is in both. One in another script tells
    nothing."""
    names = [folded(place.name.partition(",")[0]) for place in (one, other)]  # "Republican Palace, Khartoum"
    return all(name.isascii() for name in names) and _words(names[0]).isdisjoint(_words(names[1]))


def base_and_town(one: Place, other: Place) -> bool:
    """Whether one is a town and the other a site that bears its name: "Faya-Largeau base" and "Faya-Largeau"."""
    if {one.level, other.level} != {"site", "town"} or not _one_country(one, other):
        return False
    names = [_words(folded(place.name.replace(",", " "))) for place in (one, other)]
    apart = distance_km(one, other)
    return names[0] == names[1] or (apart is not None and apart <= BESIDE_KM and not names[0].isdisjoint(names[1]))


def square(lat: float, lon: float) -> tuple[int, int]:
    """Where to look for what is near: in the same square or in the next."""
    return floor(lat / _GRID), floor(lon / _GRID)


def squares_around(lat: float, lon: float) -> Iterator[tuple[int, int]]:
    y, x = square(lat, lon)
    yield from ((y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dy or dx)


def _words(name: str) -> set[str]:
    words = set(name.split())
    return {word for word in words if len(word) > _SHORT} or words  # "K-1" has none that is longer


def _one_country(one: Place, other: Place) -> bool:
    return one.country is None or other.country is None or one.country == other.country


class Cells:
    """Gives every record of one place the same record: the first that was seen."""

    def __init__(self) -> None:
        self._known: dict[Place, Place] = {}
        self._cells: dict[str, list[Place]] = {}  # by level

    def of(self, place: Place) -> Place:
        if place not in self._known:
            cells = self._cells.setdefault(place.level, [])
            found = next((cell for cell in cells if same_place(cell, place)), None)
            if found is None:
                cells.append(found := place)
            self._known[place] = found
        return self._known[place]
