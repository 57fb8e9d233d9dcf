"""What the expressions for places mean: names by the register, "the base" and "there" by what stands before."""

import math
from functools import lru_cache
from typing import NamedTuple

from marsad.model.values import Place
from marsad.reading.page import Mention, Page
from marsad.world.register import Register

_SITE_REACH_KM = 30.0
_LIKE = {
    "base": {"base", "camp", "airfield", "outpost", "port", "area"},
    "camp": {"camp", "base", "airfield", "prison"},
    "airfield": {"airfield", "base"},
    "crossing": {"crossing"},
    "embassy": {"embassy"},
    "outpost": {"outpost", "base"},
    "port": {"port"},
    "dam": {"dam"},
    "prison": {"prison", "camp"},
}
_WORD = {"airfield": "airport", "base": "base", "crossing": "crossing", "embassy": "embassy"}


class Site(NamedTuple):
    place: Place
    kind: str
    near: str


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance by the haversine formula, on a sphere of radius 6,371 km."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 6371 * 2 * math.asin(min(1.0, math.sqrt(h)))


class Whereabouts:
    """Resolves the place mentions of pages against one register."""

    def __init__(self, register: Register) -> None:
        seen: dict[Place, Site] = {}
        for name in register.names:
            entry = name.entry
            if entry.type == "place" and entry.place and entry.place.level == "site" and entry.place.lat is not None:
                seen.setdefault(entry.place, Site(entry.place, entry.kind, (entry.near or "").casefold()))
        self._sites: dict[str, list[Site]] = {}
        for site in seen.values():
            self._sites.setdefault(site.place.country or "", []).append(site)
        self.site_near = lru_cache(maxsize=4096)(self._site_near)

    def resolve(self, page: Page) -> list[Mention]:
        """The page's place mentions, each with a place where one can be told; actors pass unchanged."""
        out: list[Mention] = []
        last: dict[str, Mention] = {}
        home = self._home(page)
        for mention in page.mentions:
            if mention.layer != "place":
                out.append(mention)
                continue
            resolved = self._resolved(page, mention, last, home)
            out.append(resolved)
            place = resolved.place
            if place and mention.sub not in ("generic",):
                last[place.level] = resolved
                last["any"] = resolved
                if place.level == "site":
                    last[f"site {resolved.head}"] = resolved
                    if mention.sub == "site_of" and mention.place:
                        last["town"] = mention
        return out

    @staticmethod
    def _home(page: Page) -> Place | None:
        """The country that the report speaks of most, as a place."""
        counts: dict[Place, int] = {}
        for mention in page.mentions:
            if mention.layer == "place" and mention.sub == "country" and mention.place:
                counts[mention.place] = counts.get(mention.place, 0) + 1
        best = max(counts, key=lambda p: page.countries.get(p.country or "", 0) + counts[p], default=None)
        return best

    def _resolved(self, page: Page, mention: Mention, last: dict[str, Mention], home: Place | None) -> Mention:
        if mention.sub == "site_of" and mention.place:
            place = self.site_near(mention.place, mention.head)
            return mention._replace(place=place or self._new_site(mention.place, mention.head))
        if mention.place is not None:
            return mention
        if mention.sub == "anaphor":
            return mention._replace(place=self._antecedent(mention, last, home))
        if mention.sub == "there":
            found = last.get("any")
            return mention._replace(place=found.place if found else None)
        if mention.sub == "unknown":
            near = last.get("town") or last.get("region")
            country = near.place.country if near and near.place else home.country if home else None
            point = (near.place.lat, near.place.lon) if near and near.place else (None, None)
            level = "site" if mention.head in _LIKE else "town"
            return mention._replace(place=Place(mention.name or page.tokens.span(mention.first, mention.past).text(page.tokens.text), country, *point, level))
        if mention.sub == "generic":
            return mention._replace(place=home)
        return mention

    @staticmethod
    def _antecedent(mention: Mention, last: dict[str, Mention], home: Place | None) -> Place | None:
        head = mention.head
        if head in _LIKE:
            found = next((last[f"site {h}"] for h in (head, *sorted(_LIKE[head])) if f"site {h}" in last), None)
            found = found or last.get("site")
        elif head == "country":
            found = last.get("country")
            return found.place if found else home
        else:
            found = last.get(head) or last.get("town" if head == "region" else "region")
        return found.place if found else None

    def _site_near(self, place: Place, head: str) -> Place | None:
        """The register's site of a like kind that belongs to a town or lies within reach of it."""
        kinds = _LIKE.get(head, {head})
        name = place.name.casefold()
        best, best_score = None, _SITE_REACH_KM
        for site in self._sites.get(place.country or "", ()):
            if site.kind not in kinds:
                continue
            score = self._distance(site, place)
            if site.near and site.near in (name, name.removeprefix("al ").removeprefix("al-")):
                score = min(score, 5.0)
            score += 0.0 if site.kind == head else 8.0
            if score < best_score:
                best, best_score = site.place, score
        return best

    @staticmethod
    def _distance(site: Site, place: Place) -> float:
        if place.lat is None or place.lon is None or site.place.lat is None or site.place.lon is None:
            return math.inf
        return distance_km(site.place.lat, site.place.lon, place.lat, place.lon)

    @staticmethod
    def _new_site(town: Place, head: str) -> Place:
        return Place(f"{town.name} {_WORD.get(head, head)}", town.country, town.lat, town.lon, "site")
