"""The sites of the register: bases, airfields, embassies, each with the town that it belongs to or lies near."""

import math
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from marsad.model.values import Place
from marsad.world.register import Register

REACH_KM = 30.0
LIKE = {  # kind of site → the kinds that a word for it may mean
    "base": {"base", "camp", "airfield", "outpost", "port", "area"},
    "camp": {"camp", "base", "prison"},
    "airfield": {"airfield", "base"},
    "crossing": {"crossing"},
    "embassy": {"embassy"},
    "outpost": {"outpost", "base"},
    "port": {"port"},
    "dam": {"dam"},
    "prison": {"prison", "camp"},
}
_OWN_KM = 1.0  # as near as that is a town's own site, wherever it lies
_WORD = {"airfield": "airport", "base": "base", "crossing": "crossing", "embassy": "embassy"}
_MANY = "outpost"  # of which a town may have several


class Site(NamedTuple):
    place: Place
    kind: str
    near: str


class Sites:
    """The sites of one register, by country."""

    def __init__(self, register: Register) -> None:
        seen: dict[Place, Site] = {}
        for entry in register.entries:
            if entry.type == "place" and entry.place and entry.place.level == "site" and entry.place.lat is not None:
                seen.setdefault(entry.place, Site(entry.place, entry.kind, (entry.near or "").casefold()))
        self._sites: dict[str, list[Site]] = {}
        for site in seen.values():
            self._sites.setdefault(site.place.country or "", []).append(site)
        self._register = register
        self._embassies: dict[tuple[str, str], Place] | None = None  # once asked for: few reports tell of any
        self.near = lru_cache(maxsize=4096)(self._near)

    def embassy(self, host: str | None, owner: str | None) -> Place | None:
        """The embassy of a state in the country that hosts it."""
        if self._embassies is None:
            self._embassies = self._made_embassies()
        return self._embassies.get((host or "", owner or ""))

    def _made_embassies(self) -> dict[tuple[str, str], Place]:
        """(host, owner) → the embassy."""
        out: dict[tuple[str, str], Place] = {}
        for site in chain.from_iterable(self._sites.values()):
            if site.kind == "embassy":
                owner = self._register.find_actor(site.place.name.split(f" {site.kind}")[0]) or ""
                out.setdefault((site.place.country or "", owner), site.place)
        return out

    def _near(self, place: Place, head: str) -> Place | None:
        """The register's site of a like kind that belongs to a town or lies within reach of it; of outposts, of which
        a town may have many, only one that has its name.
        """
        kinds = LIKE.get(head, {head})
        name = place.name.casefold()
        best, best_score = None, REACH_KM
        for site in self._sites.get(place.country or "", ()):
            if site.kind not in kinds or (head == _MANY and not site.place.name.casefold().startswith(name)):
                continue
            score = apart(site.place, place)
            if self._bears(site, name):
                score = min(score, _OWN_KM)
            score += 0.0 if site.kind == head else 8.0
            if score < best_score:
                best, best_score = site.place, score
        return best

    @staticmethod
    def _bears(site: Site, town: str) -> bool:
        """Whether a site is its town's by its name or by what the register says: "Baghdad International Airport"."""
        if site.place.name.casefold().startswith(f"{town} "):
            return True
        return bool(site.near) and site.near in (town, town.removeprefix("al ").removeprefix("al-"))


def new_site(town: Place, head: str) -> Place:
    """A site that the register does not have, put where its town is."""
    return Place(f"{town.name} {_WORD.get(head, head)}", town.country, town.lat, town.lon, "site")


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance by the haversine formula, on a sphere of radius 6,371 km."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 6371 * 2 * math.asin(min(1.0, math.sqrt(h)))


def apart(a: Place | None, b: Place | None) -> float:
    """The kilometres between two places; without end where one is no point."""
    if a is None or b is None or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    return distance_km(a.lat, a.lon, b.lat, b.lon)
