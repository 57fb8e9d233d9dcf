"""What the expressions for places mean: names by the register, "the base" and "there" by what stands before."""

import math
from functools import cache, lru_cache
from typing import NamedTuple

from marsad.languages import load
from marsad.model.values import Place
from marsad.reading.page import Mention, Page
from marsad.resolve.land import Land
from marsad.resolve.scene import Scene
from marsad.resolve.who import speaker_at
from marsad.world.register import Register

_CODE = 2  # letters of a country's code
_SITE_REACH_KM = 30.0
_NEXT = 2  # tokens from a place to the one that it lies in
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
_OWN_KM = 1.0  # as near as that is a town's own site, wherever it lies
_ONE_PER_TOWN = ("airfield", "embassy", "port")  # "the airport" is that of the town named last
_PROVINCE = ("governorate", "province", "region", "oblast", "department", "prefecture", "state")
_WORD = {"airfield": "airport", "base": "base", "crossing": "crossing", "embassy": "embassy"}


class Site(NamedTuple):
    place: Place
    kind: str
    near: str


class Memory:
    """What a page has named so far, for what refers back to it."""

    def __init__(self, page: Page) -> None:
        self.scene = Scene(page)
        self.last: dict[str, Mention] = {}  # level, "site base", "any" → the latest mention
        self._sentence = -1
        self._first: str | None = None  # the state whose people or forces a sentence names first
        self._led: str | None = None  # the same of the sentence before
        self._capital = -1  # the token of the latest capital that may stand for its government
        self._border = -1  # where the latest border mentioned ends
        self._page = page

    def passes(self, mention: Mention) -> None:
        number = self._page.tokens.sentence_of(mention.first)
        if number != self._sentence:
            self._sentence, self._led, self._first = number, self._first or self._led, None
        if mention.layer == "actor" and self._first is None and mention.keys and len(mention.keys[0]) == 2:
            self._first = mention.keys[0]
        if mention.layer == "actor" and mention.sub == "capital":
            self._capital = mention.first
        self.scene.passes(mention)
        place = mention.place
        if mention.layer != "place" or place is None or mention.sub == "generic" or self._is_government(mention):
            return
        if mention.first < self._border:
            return  # the countries of a border are none that one is in
        if mention.sub == "border":
            self._border = mention.past
        for key in (place.level, f"{place.level} {place.country}", "any"):
            if key != "any" or mention.sub != "border":
                self.last[key] = mention
        if place.level == "site":
            for kind in (mention.head, ""):
                self.last[f"site {kind}"] = self.last[f"site {kind} {place.country}"] = mention

    def are_beside(self, mention: Mention, other: Mention) -> bool:
        """Whether two mentions stand in one sentence."""
        sentence_of = self._page.tokens.sentence_of
        return sentence_of(mention.first) == sentence_of(other.first)

    def _is_government(self, mention: Mention) -> bool:
        """Whether a capital stands for its government, which "the city" does not refer to: "Kyiv can retake it"."""
        if mention.first != self._capital:
            return False
        words, i = self._page.tokens.words, mention.first
        return not mention.before and (i == 0 or words[i - 1] not in _locatives(self._page.language))

    def site_at(self, mention: Mention) -> Place | None:
        """The site of a like kind that the page has named at this town: "the base in Qamishli" behind one's name."""
        named = [m for h in sorted(_LIKE.get(mention.head, ())) if (m := self.last.get(f"site {h}"))]
        near = [m for m in named if _apart(m.place, mention.place) < _SITE_REACH_KM]
        return max(near, key=lambda m: m.first).place if near else None

    @property
    def actor(self) -> str | None:
        """The state whose people are spoken of."""
        return self._first or self._led


class Whereabouts:
    """Resolves the place mentions of pages against one register."""

    def __init__(self, register: Register) -> None:
        self._land = Land(register)
        seen: dict[Place, Site] = {}
        for name in register.names:
            entry = name.entry
            if entry.type == "place" and entry.place and entry.place.level == "site" and entry.place.lat is not None:
                seen.setdefault(entry.place, Site(entry.place, entry.kind, (entry.near or "").casefold()))
        self._sites: dict[str, list[Site]] = {}
        self._embassies: dict[tuple[str, str], Place] = {}  # (host, owner) → the embassy
        for site in seen.values():
            self._sites.setdefault(site.place.country or "", []).append(site)
            if site.kind == "embassy":
                owner = register.find_actor(site.place.name.split(f" {site.kind}")[0]) or ""
                self._embassies.setdefault((site.place.country or "", owner), site.place)
        self._provinces = _provinces(register)
        self.site_near = lru_cache(maxsize=4096)(self._site_near)

    def resolve(self, page: Page) -> list[Mention]:
        """The page's place mentions, each with a place where one can be told; actors pass unchanged."""
        memory = Memory(page)
        out: list[Mention] = []
        sentence = -1
        for mention in page.mentions:
            number = page.tokens.sentence_of(mention.first)
            if number != sentence:
                out += self._scene(page, sentence, memory, -1)
                sentence = number
                out += self._scene(page, sentence, memory, 0)
            if mention.layer == "place":
                town = mention if mention.sub == "site_of" and mention.place else None
                mention = self._resolved(page, mention, memory)
                memory.passes(mention)
                if town:
                    memory.last["town"] = town
            else:
                memory.passes(mention)
            out.append(mention)
        return out + self._scene(page, sentence, memory, -1)

    def _scene(self, page: Page, sentence: int, memory: Memory, at: int) -> list[Mention]:
        """The country spoken of as a sentence begins (at its first token) and as it ends (at its last)."""
        place = self._land.country(memory.scene.country)
        if sentence < 0 or place is None:
            return []
        first, past = page.tokens.sentences[sentence]
        token = first if at == 0 else past - 1
        return [Mention(token, token + 1, "land", "scene", (place.country or "",), place)]

    def _resolved(self, page: Page, mention: Mention, memory: Memory) -> Mention:
        country = memory.scene.country
        embassy = self._embassy(page, mention, country) if mention.head == "embassy" else None
        if embassy:
            return mention._replace(place=embassy)
        match mention.sub:
            case "site_of" if mention.place:
                place = memory.site_at(mention) or self.site_near(mention.place, mention.head)
                return mention._replace(place=place or self._new_site(mention.place, mention.head))
            case "direction":
                return mention._replace(place=self._land.part(mention.country or country, mention.head))
            case "border":
                return mention._replace(place=self._border(page, mention, country))
            case "home":
                owner = _speaker_of(page, mention) or memory.actor or country
                return mention._replace(place=self._land.country(owner))
            case "town" if mention.place:
                province = self._province(page, mention, mention.place)
                return mention._replace(place=province, sub="region") if province else mention
            case _ if mention.place is not None:
                return mention
            case "anaphor":
                return mention._replace(place=self._antecedent(mention, memory))
            case "there":
                found = memory.last.get("any")
                return mention._replace(place=found.place if found else self._land.country(country))
            case "unknown":
                return mention._replace(place=self._unknown(page, mention, memory))
            case "generic":
                return mention._replace(place=self._land.country(country))
        return mention

    def _embassy(self, page: Page, mention: Mention, country: str | None) -> Place | None:
        """A state's embassy where the country that is spoken of hosts one: "the US embassy compound in Baghdad"."""
        if mention.sub in ("anaphor", "generic"):
            return self._embassies.get((country or "", mention.country or ""))
        if mention.sub != "site_of" or mention.place is None:
            return None
        owners = (m.country for m in page.mentions if m.head == "embassy" and m.first < mention.first < m.past)
        return self._embassies.get((mention.place.country or "", next(owners, None) or ""))

    def _province(self, page: Page, mention: Mention, town: Place) -> Place | None:
        """The province that bears a town's name, where the words mean it: "Idlib region", "southern Idlib"."""
        nouns, parts = _province_words(page.language)
        words = page.tokens.words
        if not nouns or town == self._land.capital(town.country):
            return None
        within = words[mention.first] in nouns or words[mention.past - 1] in nouns
        plain = not any(match.hit("town") for match in page.matches[mention.first])  # "the northern city of Gao"
        if within or (plain and mention.first and words[mention.first - 1] in parts):
            return self._provinces.get((town.country or "", town.name.casefold()))
        return None

    def _border(self, page: Page, mention: Mention, scene: str | None) -> Place | None:
        """The border of two countries, the second perhaps the one spoken of; other regions carry a name only."""
        countries = [c for c in (*mention.keys, mention.country, scene) if c]
        pair = list(dict.fromkeys(countries))[:2]
        if mention.head == "border" and len(pair) == 2:
            return self._land.border(pair[0], pair[1], scene)
        text = page.tokens.span(mention.first, mention.past).text(page.tokens.text)
        return Place(text, pair[0] if pair else None, None, None, "region")

    def _unknown(self, page: Page, mention: Mention, memory: Memory) -> Place:
        """A place by its name alone, put where the town named last is."""
        around = _around(page, mention)
        near = around or memory.last.get("town") or memory.last.get("region")
        point: tuple[float | None, float | None] = (None, None)
        country = around.place.country if around and around.place else memory.scene.country
        if near and near.place and near.place.country == country:
            point = (near.place.lat, near.place.lon)
        text = mention.name or page.tokens.span(mention.first, mention.past).text(page.tokens.text)
        level = "site" if mention.head in _LIKE else "region" if mention.head == "region" else "town"
        return Place(text, country, *point, level)

    def _antecedent(self, mention: Mention, memory: Memory) -> Place | None:
        head, last = mention.head, memory.last
        country = memory.scene.country
        if head in _LIKE:
            return self._site_beside(mention, memory) or self._site_before(head, last, country)
        if head == "country":
            named = last.get("country")
            if named and named.place and country == memory.actor != named.place.country:
                return named.place  # "the US pulls soldiers from Germany, … in the European nation"
            return self._land.country(country)
        if head == "capital":
            return self._land.capital(mention.country or country)
        other = "town" if head == "region" else "region"
        found = last.get(f"{head} {country}") or last.get(head) or last.get(other)
        return found.place if found else None

    @staticmethod
    def _site_beside(mention: Mention, memory: Memory) -> Place | None:
        """The site of this or a like kind that the same sentence names last, wherever it lies."""
        sites = [memory.last[f"site {kind}"] for kind in sorted(_LIKE[mention.head]) if f"site {kind}" in memory.last]
        same = [m for m in sites if memory.are_beside(m, mention)]
        alike = [m for m in same if m.head == mention.head] or same
        return max(alike, key=lambda m: m.first).place if alike else None

    def _site_before(self, head: str, last: dict[str, Mention], country: str | None) -> Place | None:
        """The site of this kind named last; else the one of the town named last; else one of a like kind."""
        exact = last.get(f"site {head} {country}") or last.get(f"site {head}")
        if exact:
            return exact.place
        town = last.get("town")
        near = self.site_near(town.place, head) if town and town.place else None
        if near is None and head == "embassy":
            capital = self._land.capital(country)
            near = self.site_near(capital, head) if capital else None
        if near is not None and head in _ONE_PER_TOWN:
            return near
        alike = [last[key] for h in sorted(_LIKE[head]) for key in (f"site {h} {country}", f"site {h}") if key in last]
        any_site = None if head == "embassy" else last.get(f"site  {country}") or last.get("site ")
        like = alike[0] if alike else any_site
        return like.place if like else near

    def _site_near(self, place: Place, head: str) -> Place | None:
        """The register's site of a like kind that belongs to a town or lies within reach of it."""
        kinds = _LIKE.get(head, {head})
        name = place.name.casefold()
        best, best_score = None, _SITE_REACH_KM
        for site in self._sites.get(place.country or "", ()):
            if site.kind not in kinds:
                continue
            score = _distance(site, place)
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

    @staticmethod
    def _new_site(town: Place, head: str) -> Place:
        return Place(f"{town.name} {_WORD.get(head, head)}", town.country, town.lat, town.lon, "site")


def _around(page: Page, mention: Mention) -> Mention | None:
    """The place that a place is said to lie in: "Kafr Amim, Syria", "Kafr Amim in Idlib"."""
    following = (m for m in page.mentions if m.layer == "place" and 0 < m.first - mention.past <= _NEXT)
    return next((m for m in following if m.place and m.place.country), None)


@lru_cache(maxsize=8)
def _locatives(language: str) -> frozenset[str]:
    """The prepositions behind which a name is a place."""
    script = load(language, "_script")
    return frozenset((*script["locatives"], *script["from"], *script["to"], *script["ways"]))


def _speaker_of(page: Page, mention: Mention) -> str | None:
    """The state that speaks where somebody's own country is "ours"."""
    if (mention.after or page.tokens.words[mention.first - 1]) not in _first_person(page.language):
        return None
    speaker = speaker_at(page, mention.first)
    key = speaker.keys[0] if speaker and speaker.keys else ""
    return key if len(key) == _CODE else None


def _provinces(register: Register) -> dict[tuple[str, str], Place]:
    """The provinces by country and plain name: "Idlib" of "Idlib governorate"."""
    out: dict[tuple[str, str], Place] = {}
    for name in register.names:
        place = name.entry.place
        if place and name.entry.type == "place" and name.entry.kind == "province" and name.language == "en":
            words = name.text.casefold().split()
            plain = words[:-1] if words[-1] in _PROVINCE else words
            out.setdefault((place.country or "", " ".join(plain)), place)
    return out


@cache
def _province_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The nouns for a province, and what may stand before its name for a part of it."""
    script = load(language, "_script")
    return frozenset(script.get("province_nouns", ())), frozenset(script.get("province_parts", ()))


@cache
def _first_person(language: str) -> frozenset[str]:
    return frozenset(load(language, "_script")["first_person"])


def _apart(a: Place | None, b: Place | None) -> float:
    """The kilometres between two places; without end where one is no point."""
    if a is None or b is None or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    return distance_km(a.lat, a.lon, b.lat, b.lon)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance by the haversine formula, on a sphere of radius 6,371 km."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 6371 * 2 * math.asin(min(1.0, math.sqrt(h)))


def _distance(site: Site, place: Place) -> float:
    if place.lat is None or place.lon is None or site.place.lat is None or site.place.lon is None:
        return math.inf
    return distance_km(site.place.lat, site.place.lon, place.lat, place.lon)
