"""A place as the contract gives it: a name, a country (ISO 3166-1 alpha-2), a point (WGS 84 degrees), a level."""

import re
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple

from marsad.errors import ContractError
from marsad.model.values.words import check_words, shown

LEVELS = ("site", "town", "region", "country")
_COUNTRY = re.compile("[A-Z]{2}")
_MOST = {"lat": 90, "lon": 180}
_ACROSS_KM = 12_742  # the Earth


class Place(NamedTuple):
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    level: str

    def to_json(self) -> dict[str, Any]:
        out: dict[str, Any] = {"name": self.name, "country": self.country}
        if self.lat is not None:
            out |= {"lat": self.lat, "lon": self.lon}
        return out | {"level": self.level}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Place":
        try:
            told = value["name"], value.get("country"), value.get("lat"), value.get("lon"), value.get("level", "town")
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            raise ContractError(f'{shown(value)} is no place; give it as {{"name": …, "level": …}}') from error
        return cls(*told)

    def check(self) -> None:
        """Raise ContractError where this is nowhere on Earth."""
        check_words(self.name, "name of a place")
        if self.level not in LEVELS:
            raise ContractError(f"{shown(self.level)} is no level of a place; use one of {', '.join(LEVELS)}")
        if self.country is not None and not (isinstance(self.country, str) and _COUNTRY.fullmatch(self.country)):
            raise ContractError(f"{shown(self.country)} is no country; give its code in two capitals, as IQ")
        if (self.lat is None) != (self.lon is None):
            raise ContractError(f"the place {shown(self.name)} has half a point; give lat and lon, or neither")
        for name, degrees in (("lat", self.lat), ("lon", self.lon)):
            most = _MOST[name]
            if degrees is not None and (type(degrees) not in (int, float) or not -most <= degrees <= most):
                raise ContractError(f"{shown(degrees)} is no {name}; it lies between -{most} and {most} degrees")

    def __str__(self) -> str:
        return self.name


def kilometres(lat_1: float, lon_1: float, lat_2: float, lon_2: float) -> float:
    """Between two points in degrees, along the great circle, by the haversine formula.

    >>> round(kilometres(33.32, 44.42, 36.34, 43.13)), round(kilometres(0, 0, 0, 180))
    (356, 20015)
    """
    one, other = radians(lat_1), radians(lat_2)
    half = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * sin(radians(lon_2 - lon_1) / 2) ** 2
    return _ACROSS_KM * asin(min(1.0, sqrt(half)))
