"""A place as the contract gives it: a name, a country (ISO 3166-1 alpha-2), a point (WGS 84 degrees), a level."""

from typing import Any, NamedTuple

LEVELS = ("site", "town", "region", "country")


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
        return cls(value["name"], value.get("country"), value.get("lat"), value.get("lon"), value.get("level", "town"))

    def __str__(self) -> str:
        return self.name
