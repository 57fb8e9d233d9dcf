"""Places: by name, by the noun of a site beside a name, and by a noun alone."""

from collections.abc import Iterator

from marsad.languages import load
from marsad.model.values import Place
from marsad.reading.mentions.borders import Borders
from marsad.reading.mentions.countries import Countries
from marsad.reading.mentions.nominals import Nominals, as_site, plain, together
from marsad.reading.names import Named, tells_of_move
from marsad.reading.nouns import Noun
from marsad.reading.page import Mention
from marsad.reading.unknown import UnknownFinder
from marsad.world.register import Entry

_COUNTRIES = "countries"  # what several of them, or of their capitals, are: none of them can be told
_SPOTS = ("site", "town", "region")


class Sites:
    """Finds the places that names and nouns of one language stand for."""

    def __init__(self, language: str, countries: Countries, borders: Borders, unknown: UnknownFinder) -> None:
        script = load(language, "_script")
        self._countries, self._borders, self._unknown = countries, borders, unknown
        self._definite = frozenset(script["definite"])
        self._locatives = frozenset(script["locatives"])
        self._particles: tuple[str, ...] = tuple(script["place_particles"])
        self._joining = frozenset(script["joining"])
        self._attached_and: str = script["attached_and"]
        self._capitals = frozenset(script["capital_nouns"])
        self._plurals = frozenset(script["plurals"])
        self._plural_places = frozenset(script["plural_places"])
        self._duals = frozenset(script.get("indefinite_duals", ()))
        self._unreferring = frozenset(script.get("unreferring", ()))

    def of_name(self, on: Nominals, name: Named, entry: Entry, noun: Noun | None) -> Iterator[Mention]:
        """A place by name; with a site noun beside it ("Kabul airport", "the base at al-Qaim") the site there."""
        place = entry.place
        assert place
        site = noun if noun and noun.layer in _SPOTS else None
        if site is None and place.level == "town":
            site = self._before(on, name)
            listed = None if site else self._listed(on, name)
            if listed:
                on.heads[name.first] = listed
                head, lemma = listed.hit.label, listed.hit.lemma
                yield plain(name, "place", "site_of", (), place, head, place.country, lemma)
                return
        yield self._beside(on, name, entry, place, site)

    @staticmethod
    def _beside(on: Nominals, name: Named, entry: Entry, place: Place, site: Noun | None) -> Mention:
        """A place by name, or the site whose noun stands beside it."""
        first, past, before, sub, head, lemma = name.first, name.past, name.before, place.level, entry.kind, ""
        if site:
            on.heads[name.first] = site
            on.take(site)
            first, past, before = together(name, site)
            if site.layer == "site" and place.level in ("town", "region"):
                sub, head, lemma = "site_of", site.hit.label, site.hit.lemma
        geonameid = int(entry.key) if entry.type == "town" else None
        return Mention(first, past, "place", sub, (), place, before, "", head, place.country, True, geonameid, lemma)

    def _before(self, on: Nominals, name: Named) -> Noun | None:
        """A site noun linked to the place by a locative: "the base at X", "قاعدة في X"."""
        j = name.first - 1
        attached = bool(name.before) and name.before[-1] in self._particles
        if not attached:
            if j < 0 or on.words[j] not in self._locatives:
                return None
            j -= 1
        for start in range(j, max(-1, j - 4), -1):
            noun = on.nouns.get(start)
            if noun:
                site = as_site(noun)
                between = range(noun.past, j + 1)
                # "القاعدة انسحبت من المحفد" is no base at al-Mahfad
                unnamed = all(
                    on.words[k][0].isalpha() and k not in on.names and not tells_of_move(on.page, k) for k in between
                )
                return site if site and noun.past <= j + 1 and unnamed and not self._are_several(on, noun) else None
        return None

    def _listed(self, on: Nominals, name: Named) -> Noun | None:
        """The site noun of the place before it in a list: "the bases of Qayyarah and K-1", "قاعدتي المخا والخوخة"."""
        i = name.first
        if name.before and name.before == self._attached_and:
            previous = on.ends.get(i)
        elif i and on.words[i - 1] in self._joining:
            previous = on.ends.get(i - 1)
        else:
            return None
        site = on.heads.get(previous.first) if previous else None
        return site if site and site.layer == "site" and site.first < i else None

    def qualified(self, on: Nominals, name: Named, noun: Noun, key: str) -> Mention:
        """A place noun with a nationality: "Chadian soil" is Chad, "the American base" some base."""
        country = key if key in self._countries.states else None
        first, past, before = together(name, noun)
        if country and self._countries.is_territory(noun):
            whole = self._countries.states[country]
            return Mention(first, past, "place", "country", (), whole, before, "", "country", country)
        if country and noun.layer != "site" and self._are_several(on, noun) and not self._borders.are(noun):
            whole = self._countries.states[country]
            return Mention(first, past, "place", "generic", (), whole, before, "", self._head(on, noun), country)
        if country and noun.layer == "region":
            return self._borders.region(on, first, past, noun, before, country)
        sub = "anaphor" if self._is_definite(on, first, noun) else "generic"
        return Mention(first, past, "place", sub, (), None, before, "", self._head(on, noun), country)

    def is_border(self, noun: Noun) -> bool:
        """Whether a noun is a border's, which is of two countries."""
        return self._borders.are(noun)

    def of_noun(self, on: Nominals, noun: Noun) -> Mention:
        """A place by its noun alone: "the base", "two bases", "Camp Redoubt", "their soil"."""
        i, past, match = noun.first, noun.past, noun.match
        found = self._unknown.site(on.page, noun) if noun.layer in _SPOTS else None
        if found:
            first, end, name = found
            head = noun.hit.label if noun.layer == "site" else noun.layer
            return Mention(first, end, "place", "unknown", (), None, match.before, "", head, None, False, None, name)
        if self._borders.are(noun):
            border = self._borders.region(on, i, past, noun, match.before, None)
            if border.keys:
                return border
        head = self._head(on, noun)
        home = head != _COUNTRIES and self._countries.is_home(on, noun)
        sub = "home" if home else "anaphor" if self._refers(on, noun) else "generic"
        return Mention(i, past, "place", sub, (), None, match.before, match.after, head)

    def _head(self, on: Nominals, noun: Noun) -> str:
        """What a place is by its noun."""
        capital = noun.hit.lemma in self._capitals
        if (capital or noun.layer == "country") and self._are_several(on, noun):
            return _COUNTRIES
        if capital:
            return "capital"
        return noun.hit.label if noun.layer == "site" else noun.layer

    def _refers(self, on: Nominals, noun: Noun) -> bool:
        """Whether a noun means a place that was told of before: "the base", not "a base" or "the bases"."""
        if self._are_several(on, noun) or noun.hit.lemma in self._unreferring:
            return False
        return bool(noun.match.after) or self._is_definite(on, noun.first, noun)

    def _is_definite(self, on: Nominals, first: int, noun: Noun) -> bool:
        if noun.hit.form == "definite":
            return True
        return any(on.words[j] in self._definite for j in range(max(0, first - 2), first))

    def _are_several(self, on: Nominals, noun: Noun) -> bool:
        """Whether a noun stands for more places than one, so that no one place is meant."""
        word = on.words[noun.first].removeprefix(noun.match.before)
        if noun.layer != "site":
            told = noun.hit.lemma, word, word.removesuffix(noun.match.after)
            return noun.hit.form == "nouns" or not self._plural_places.isdisjoint(told)
        return noun.hit.form == "nouns" or noun.hit.lemma in self._plurals or word in self._duals
