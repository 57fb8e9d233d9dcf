"""In which country a town lies by what stands behind it: "Paris, Texas", "Lebanon, Pa.", "Hyderabad, Pakistan"."""

from typing import NamedTuple

from marsad.languages import load
from marsad.reading.geography import homes_of
from marsad.reading.page import Page
from marsad.reading.phrases import Match
from marsad.text.normalise import fold
from marsad.world.gazetteer import Gazetteer
from marsad.world.register import Entry, town_place

_NAMING = ("place", "town", "state", "capital")  # types of entries that a homonym elsewhere may be meant instead of
_POSTAL = 2  # letters of a state's code in addresses
_SETTLED = 1000  # people of a town that is meant rather than a hamlet of its name

Spotted = dict[int, tuple[Match, list[Entry]]]  # by the token where the name begins


class Apposition(NamedTuple):
    """A country told behind a town, and whether it is told by a part of it that can be no member of a list."""

    country: str
    sure: bool


class Appositions:
    """Reads what stands behind the towns of one language's texts."""

    def __init__(self, language: str, gazetteer: Gazetteer) -> None:
        script = load(language, "_script")
        self._cased: bool = script["cased"]
        self._marks = frozenset(script["apposing_marks"])
        self._joining = frozenset(script["joining"])
        self._gazetteer = gazetteer
        parts: dict[str, dict[str, list[str]]] = script["parts_of_states"]
        self._parts = {tuple(fold(name).split()): c for c, lists in parts.items() for name in lists["names"]}
        self._short = {fold(name): c for c, lists in parts.items() for name in lists["short"]}

    def behind(self, page: Page, past: int, spotted: Spotted) -> Apposition | None:
        """The country that is told behind a name that ends at a token."""
        words, at = page.tokens.words, past + 1
        if at >= len(words) or words[past] not in self._marks:
            return None
        named, entries = spotted.get(at, (None, ()))
        homes = {home for entry in entries if _is_land(entry) for home in homes_of(entry)}
        listed = named is not None and self._lists_on(page, named.past, spotted)
        part = self._part(page, at)
        if part and not (homes - {part} and listed):
            return Apposition(part, True)
        return Apposition(homes.pop(), False) if len(homes) == 1 and not listed else None

    def meant(self, page: Page, match: Match, entries: list[Entry], spotted: Spotted) -> list[Entry]:
        """The entries of a name that agree with the country told behind it, or a town of its name there."""
        if not any(entry.type in _NAMING and _is_town(entry) for entry in entries):
            return entries
        told = self.behind(page, match.past, spotted)
        if told is None:
            return entries
        others = [entry for entry in entries if entry.type not in _NAMING]
        there = [entry for entry in entries if entry.type in _NAMING and told.country in homes_of(entry)]
        if there:
            return others + there
        if not told.sure and any(entry.type == "state" for entry in entries):
            return entries  # "in Jordan, Iraq"
        name = " ".join(page.tokens.words[match.first : match.past])[len(match.before) :]
        towns = [town for town in self._gazetteer.find(name) if town.country == told.country]
        if not towns or (not told.sure and towns[0].population < _SETTLED):
            return entries
        town = next((town for town in towns if fold(town.name) == name), towns[0])
        if told.sure:
            self._silence(match.past + 1, told.country, spotted)
        return [*others, Entry("town", str(town.geonameid), town.name, "town", (town.country,), town_place(town))]

    @staticmethod
    def _silence(at: int, country: str, spotted: Spotted) -> None:
        """Drop what a part of a state would name elsewhere: "Athens, | Georgia" is no Georgia of its own."""
        if at in spotted:
            named, entries = spotted[at]
            spotted[at] = named, [entry for entry in entries if country in homes_of(entry)]

    def _part(self, page: Page, at: int) -> str | None:
        """The country of a listed part that begins at a token: "Texas", "N.C.", "Pa.", "VA"."""
        words, surface = page.tokens.words, page.tokens.surface(at)
        if self._cased and not surface[0].isupper():
            return None
        for length in (3, 2, 1):
            found = self._parts.get(tuple(words[at : at + length]))
            if found:
                return found
        dotted = surface.endswith(".") or words[at + 1 : at + 2] == ["."]
        postal = len(surface) == _POSTAL and surface.isupper()
        return self._short.get(words[at]) if dotted or postal else None

    def _lists_on(self, page: Page, past: int, spotted: Spotted) -> bool:
        """Whether another member of a list follows: "in Tripoli, Lebanon and Syria"."""
        words = page.tokens.words
        if past >= len(words):
            return False
        following = spotted.get(past + 1, (None, ()))[1] if words[past] in self._marks else ()
        return words[past] in self._joining or any(entry.type in _NAMING for entry in following)


def _is_land(entry: Entry) -> bool:
    """Whether an entry is a country or a part of one, which a town may lie in."""
    return entry.type == "state" or bool(entry.type == "place" and entry.place and entry.place.level == "region")


def _is_town(entry: Entry) -> bool:
    return entry.type in ("state", "capital") or bool(entry.place and entry.place.level == "town")
