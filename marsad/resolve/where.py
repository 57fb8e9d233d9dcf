"""What the expressions for places mean: names by the register, "the base" and "there" by what stands before."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import islice, takewhile
from operator import attrgetter

from marsad.languages import load, words
from marsad.model.values import Place
from marsad.reading.page import Mention, Page
from marsad.resolve.groups import joints
from marsad.resolve.land import Land
from marsad.resolve.memory import Memory
from marsad.resolve.sites import LIKE, Sites, new_site
from marsad.resolve.who import speaker_at
from marsad.world.register import Register

_FIRST = attrgetter("first")
_CODE = 2  # letters of a country's code
_LIST = 4  # tokens to the noun that ends a list of names
_NEXT = 2  # tokens from a place to the one that it lies in
_BY = 8  # the same where a direction stands between: ", some 30 km south-west of"
_WITHIN = 12  # tokens from a site without a name to the town where it is
_ONE_PER_TOWN = ("airfield", "embassy", "port")  # "the airport" is that of the town named last
_OWN = ("airfield", "port")  # the same even where the register has none there
_PROVINCE = ("governorate", "province", "region", "oblast", "department", "prefecture", "state")


class Whereabouts:
    """Resolves the place mentions of pages against one register."""

    def __init__(self, register: Register) -> None:
        self._land = Land(register)
        self._sites = Sites(register)
        self._register = register
        self._provinces: dict[tuple[str, str], Place] | None = None  # once asked for

    def resolve(self, page: Page) -> list[Mention]:
        """The page's place mentions, each with a place where one can be told; actors pass unchanged."""
        memory, told = Memory(page), _Told(page)
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
                mention = self._resolved(page, mention, memory, told)
                memory.passes(mention)
                told.passes(mention)
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

    def _resolved(self, page: Page, mention: Mention, memory: Memory, told: "_Told") -> Mention:
        country = memory.scene.country
        embassy = self._embassy(page, mention, country) if mention.head == "embassy" else None
        if embassy:
            return mention._replace(place=embassy)
        match mention.sub:
            case "site_of" if mention.place:
                place = memory.site_at(mention) or self._sites.near(mention.place, mention.head)
                return mention._replace(place=place or new_site(mention.place, mention.head))
            case "direction":
                return mention._replace(place=self._land.part(mention.country or country, mention.head))
            case "border":
                return mention._replace(place=self._border(page, mention, country, memory.actor))
            case "home":
                owner = _speaker_of(page, mention) or memory.actor or country
                return mention._replace(place=self._land.country(owner))
            case "town" if mention.place:
                province = self._province(page, mention, mention.place)
                return mention._replace(place=province, sub="region") if province else mention
            case _ if mention.place is not None:
                return mention
            case "anaphor":
                return mention._replace(place=self._antecedent(mention, memory, told))
            case "there":
                found = memory.last.get("any")
                return mention._replace(place=found.place if found else self._land.country(country))
            case "unknown":
                return mention._replace(place=self._unknown(page, mention, memory))
            case "generic" if mention.head == "region" and (bounded := self._bounded(page, mention)):
                border = mention._replace(past=bounded.past, sub="border", keys=bounded.keys, head="border")
                place = self._border(page, border, country, memory.actor)
                known = place is not None and place.lat is not None  # else whose neighbour is meant is not told
                return border._replace(place=place) if known else mention._replace(place=self._land.country(country))
            case "generic" if mention.head == "countries":
                return mention  # which they are is told elsewhere, if at all
            case "generic":
                return mention._replace(place=self._land.country(country))
        return mention

    def _embassy(self, page: Page, mention: Mention, country: str | None) -> Place | None:
        """A state's embassy where the country that is spoken of hosts one: "the US embassy compound in Baghdad"."""
        if mention.sub in ("anaphor", "generic"):
            return self._sites.embassy(country, mention.country)
        if mention.sub != "site_of" or mention.place is None:
            return None
        owners = (m.country for m in page.mentions if m.head == "embassy" and m.first < mention.first < m.past)
        return self._sites.embassy(mention.place.country, next(owners, None))

    def _province(self, page: Page, mention: Mention, town: Place) -> Place | None:
        """The province that bears a town's name, where the words mean it: "Idlib region", "southern Idlib"."""
        nouns, parts, plurals = _province_words(page.language)
        words = page.tokens.words
        if not nouns:
            return None
        within = words[mention.first] in nouns or words[mention.past - 1] in nouns
        within = within or _shares(page, mention, plurals)
        plain = not any(match.hit("town") for match in page.matches[mention.first])  # "the northern city of Gao"
        within = within or (plain and bool(mention.first) and words[mention.first - 1] in parts)
        if within and town != self._land.capital(town.country):
            if self._provinces is None:
                self._provinces = _provinces(self._register)
            return self._provinces.get((town.country or "", town.name.casefold()))
        return None

    @staticmethod
    def _bounded(page: Page, mention: Mention) -> Mention | None:
        """The state whose borders a noun without an article means: "حدود العراق"."""
        hits = (hit for match in page.matches[mention.first] for hit in match.hits)
        borders, sides = (words(page.language, "_script", name) for name in ("border_nouns", "sides_of_borders"))
        if not any(hit.layer == "region" and hit.lemma in borders for hit in hits):
            return None
        if mention.first and page.tokens.words[mention.first - 1] in sides:
            return None  # "within the borders of Syria" is in Syria
        after = takewhile(lambda m: m.first == mention.past, _mentions_from(page, mention.past))
        return next((m for m in after if m.sub == "state" and m.keys), None)

    def _border(self, page: Page, mention: Mention, scene: str | None, actor: str | None) -> Place | None:
        """The border of two countries, the second perhaps the one spoken of; other regions carry a name only."""
        countries = list(dict.fromkeys(c for c in (*mention.keys, mention.country, scene, actor) if c))
        if mention.head == "border" and len(countries) > 1:
            one, *others = countries
            both = others[0] if len(mention.keys) > 1 else ""
            # of two countries that may touch: "the border with Syria", said by Washington, is none of the United States
            named = sorted(page.countries, key=lambda c: -page.countries[c]) if len(mention.keys) < 2 else []
            other = next((c for c in (*others, *named) if c != one and self._land.touch(one, c)), "")
            other = other or next((c for c in others if not self._land.is_far(one, c)), both)
            if other:
                return self._land.border(one, other, scene)
        text = page.tokens.span(mention.first, mention.past).text(page.tokens.text)
        return Place(text, countries[0] if countries else None, None, None, "region")

    def _unknown(self, page: Page, mention: Mention, memory: Memory) -> Place:
        """A place by its name alone, put where the town named last is."""
        around = _around(page, mention)
        near = around or memory.last.get("town") or memory.last.get("region")
        point: tuple[float | None, float | None] = (None, None)
        country = around.place.country if around and around.place else memory.scene.country
        if near and near.place and near.place.country == country:
            point = (near.place.lat, near.place.lon)
        text = mention.name or page.tokens.span(mention.first, mention.past).text(page.tokens.text)
        level = "site" if mention.head in LIKE else "region" if mention.head == "region" else "town"
        return Place(text, country, *point, level)

    def _antecedent(self, mention: Mention, memory: Memory, told: "_Told") -> Place | None:
        head, last = mention.head, memory.last
        country = memory.scene.country
        if head in LIKE:
            return self._site_beside(mention, memory) or self._site_before(mention, memory, told)
        if head == "country":
            named = last.get("country")
            if named and named.place and country == memory.actor != named.place.country:
                return named.place  # "the US pulls soldiers from Germany, … in the European nation"
            return self._land.country(country)
        if head == "capital":
            return self._land.capital(mention.country or country)
        other = "town" if head == "region" else "region"
        found = last.get(f"{head} {country}") or last.get(head)
        if found is None and head == "town":
            found = last.get("seat")  # "troops entered Mogadishu; the city …"
        found = found or last.get(other)
        return found.place if found else None

    @staticmethod
    def _site_beside(mention: Mention, memory: Memory) -> Place | None:
        """The site of this or a like kind that the same sentence names last, wherever it lies."""
        sites = [memory.last[f"site {kind}"] for kind in sorted(LIKE[mention.head]) if f"site {kind}" in memory.last]
        same = [m for m in sites if memory.are_beside(m, mention)]
        alike = [m for m in same if m.head == mention.head] or same
        return max(alike, key=lambda m: m.first).place if alike else None

    def _site_before(self, mention: Mention, memory: Memory, told: "_Told") -> Place | None:
        """The site of this kind told of last; else the one of the town named last; else one of a like kind."""
        head, last, country = mention.head, memory.last, memory.scene.country
        exact = last.get(f"site {head} {country}") or last.get(f"site {head}")
        town = told.towns.get(head)
        if town and town.place and (exact is None or town.first > exact.first):
            return self._sites.near(town.place, head) or new_site(town.place, head)
        if exact:
            return exact.place
        town = last.get("town") or last.get("seat")
        near = self._sites.near(town.place, head) if town and town.place else None
        if near is None and head == "embassy":
            capital = self._land.capital(country)
            near = self._sites.near(capital, head) if capital else None
        if near is not None and head in _ONE_PER_TOWN:
            return near
        alike = [last[key] for h in sorted(LIKE[head]) for key in (f"site {h} {country}", f"site {h}") if key in last]
        any_site = None if head == "embassy" else last.get(f"site  {country}") or last.get("site ")
        like = alike[0] if alike else any_site
        if like is None and near is None and town and town.place and head in _OWN:
            return new_site(town.place, head)
        return like.place if like else near


class _Told:
    """Where the sites lie that a page tells of without a name: "a base used by Kenyan troops in Kulbiyow"."""

    def __init__(self, page: Page) -> None:
        script = load(page.language, "_script")
        self._inside = frozenset((*script["locatives"], *script["sure_locatives"]))
        self._page = page
        self._site: Mention | None = None  # the latest without a name, while no place has been named behind it
        self.towns: dict[str, Mention] = {}  # kind of site → the town of the latest one

    def passes(self, mention: Mention) -> None:
        """Go on to a place mention: one town behind a site without a name is where that is."""
        if mention.sub == "generic" and mention.head in LIKE:
            self._site = mention
            return
        site, self._site = self._site, None
        if site and mention.place and mention.place.level == "town" and self._is_where(mention, site):
            self.towns[site.head] = mention

    def _is_where(self, town: Mention, site: Mention) -> bool:
        tokens, i = self._page.tokens, town.first
        led = bool(town.before) or tokens.words[i - 1] in self._inside
        return led and i - site.past <= _WITHIN and tokens.sentence_of(site.first) == tokens.sentence_of(i)


def _around(page: Page, mention: Mention) -> Mention | None:
    """The place that a place is said to lie in or by: "Kafr Amim, Syria", "in Idlib", "30 km south of Homs"."""
    following = takewhile(lambda m: m.first - mention.past <= _BY, _mentions_from(page, mention.past + 1))
    found = next((m for m in following if m.layer == "place" and m.place and m.place.country), None)
    if found is None or found.first - mention.past <= _NEXT:
        return found
    between = page.tokens.words[mention.past : found.first]
    return None if "." in between or _directions(page.language).isdisjoint(between) else found


def _mentions_from(page: Page, token: int) -> Iterator[Mention]:
    """The mentions that begin at a token or behind it, in their order."""
    return islice(page.mentions, bisect_left(page.mentions, token, key=_FIRST), None)


def _speaker_of(page: Page, mention: Mention) -> str | None:
    """The state that speaks where somebody's own country is "ours"."""
    if (mention.after or page.tokens.words[mention.first - 1]) not in words(page.language, "_script", "first_person"):
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
def _directions(language: str) -> frozenset[str]:
    return frozenset(word for words in load(language, "_script")["directions"].values() for word in words)


@cache
def _province_words(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The nouns for a province, what may stand before its name for a part of it, and the nouns for several."""
    script = load(language, "_script")
    nouns, parts, plurals = (script.get(f"province_{name}", ()) for name in ("nouns", "parts", "plurals"))
    return frozenset(nouns), frozenset(parts), frozenset(plurals)


def _shares(page: Page, mention: Mention, plurals: frozenset[str]) -> bool:
    """Whether a list of names ends with a noun that is meant of each: "the Donetsk and Luhansk regions"."""
    words, past = page.tokens.words, mention.past
    joining = joints(page.language).joining
    ends = range(past + 1, min(len(words), past + _LIST)) if past < len(words) and words[past] in joining else ()
    behind = next((j for j in ends if words[j] in plurals), past)
    return behind > past and all(page.tokens.surface(j)[0].isupper() for j in range(past + 1, behind))
