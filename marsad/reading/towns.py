"""Towns of the gazetteer on a page. Most words are a town somewhere, so a town must be likely to be meant here."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from marsad.languages import load
from marsad.reading.lexicon import Lexicon
from marsad.reading.page import Page
from marsad.text.recent import Recent
from marsad.world.gazetteer import Gazetteer, Town
from marsad.world.register import Entry, town_place
from marsad.world.sounds import sound_of

_LONGEST = 3  # words of a town's name that are looked up
_LARGE = 60_000  # believed without a word that announces a place, where the report is about its country
_FAMOUS = 200_000  # believed where the report is about other countries
_KNOWN = 50_000  # believed behind an attached particle
_HAMLET = 1000  # not believed even before its country
_GROUND = 0.15  # share of the report in a country that makes it "about" the country
_SHORT = 3  # letters of a name that is too short to be heard in another script
_FOREIGN = 2  # vowels that are written in a foreign name at least, as they are in few other words
_SORTS = ("site", "town", "region", "country")  # layers of nouns for places
_TAKING = frozenset(("control", "move", "attack", "handover"))  # verbs whose object may be a town: "took Zepa"
_NOMINAL = frozenset(("noun", "nouns", "definite", "word"))
_NEAR_DEGREES = 3.0  # "in the neighbourhood of a place already named"


class FoundTown(NamedTuple):
    past: int
    before: str
    entry: Entry


class Start(NamedTuple):
    """One way to read a word as the first of a town's name."""

    before: str
    base: str
    alone: tuple[Town, ...]  # towns of this name
    second: frozenset[str] | None  # the words that follow it in longer names, None where these are many


def _entry(town: Town) -> Entry:
    return Entry("town", str(town.geonameid), town.name, "town", (town.country,), town_place(town))


class TownFinder:
    """Looks up the towns of one language; each distinct word is looked up once."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        script = load(lexicon.language, "_script")
        self._cut = lexicon.clitics.cut
        self._gazetteer = gazetteer
        self._cased: bool = script["cased"]
        self._article: str = load(lexicon.language, "_clitics").get("article", "")
        self._common = frozenset(script["not_towns"])
        self._openers = frozenset(script["name_openers"])
        self._articles = frozenset(script["name_articles"])
        self._particles: tuple[str, ...] = tuple(script["place_particles"])
        self._attached = frozenset(script["name_particles"])
        self._and: str = script["attached_and"]
        self._adverbial: tuple[str, ...] = tuple(script["adverbial_endings"])
        self._inflected: tuple[str, ...] = (*self._adverbial, *script.get("inflected_endings", ()))
        self._vague = frozenset(script["vague_prepositions"])
        self._titles = frozenset(script["titles"])
        self._joining = frozenset(script["joining"])
        self.starts: Recent[str, tuple[Start, ...]] = Recent()  # word → names that may begin with it
        self._longer: Recent[str, tuple[Town, ...]] = Recent()

    def find(
        self,
        page: Page,
        i: int,
        listed: bool,
        ground: Callable[[str], float],
        points: list[tuple[float, float]],
        told: Callable[[int], str | None],
    ) -> FoundTown | None:
        """The longest name of a town that begins at a token, if it is likely to be meant.

        `listed`: whether a list of places goes on here. `ground`: how much of the report is in a country. `told`: the
        country that stands behind a town which ends at a token.
        """
        words = page.tokens.words
        starts = self.starts.get(words[i])
        if starts is None:
            starts = self.starts.older(words[i])
            starts = self.starts.keep(words[i], self._looked_up(words[i]) if starts is None else starts)
        if not starts or not self._written_like_a_name(page, i) or (i and words[i - 1] in self._openers):
            return None
        following = words[i + 1] if i + 1 < len(words) else ""
        longer = any(start.second is None or following in start.second for start in starts)
        longest = _LONGEST if longer else 1
        for length in range(longest, 0, -1):
            if i + length > len(words):
                continue
            for start in starts:
                towns = self._towns(words, i, length, start)
                if length == 1 and start.before and not self._cased:
                    towns = tuple(t for t in towns if self._survives(start, t))
                if not towns or (length == 1 and not start.before and self._is_verb(page, i)):
                    continue
                country = told(i + length)
                there = next((t for t in towns if t.country == country and t.population > _HAMLET), None)
                cue = self._announced(page, i, start.before) or (listed and start.before == self._and != "")
                town = there or self._likely(page, i, length, cue, listed, towns, ground, points)
                if town:
                    return FoundTown(i + length, start.before, _entry(town))
        return None

    def heard(
        self, page: Page, i: int, listed: bool, countries: Sequence[str], ground: Callable[[str], float]
    ) -> FoundTown | None:
        """A town by how its name sounds, where nothing knows a word that stands as a place does: "في ماكييفكا"."""
        word = page.tokens.words[i]
        if word in self._common or word.startswith(self._article):
            return None
        joined = bool(self._and) and listed and word.startswith(self._and)
        if not joined and not self._announced(page, i, ""):
            return None
        before = self._and if joined else ""
        base = word.removeprefix(before)
        if base in self._common:
            return None
        inflected = page.tokens.surface(i).endswith(self._inflected)
        sound = sound_of(base) if len(base) > _SHORT and not inflected else None
        if not sound or len(sound.voiced) < len(sound.consonants) + _FOREIGN:
            return None
        near = (self._gazetteer.sounding(sound, country) for country in countries if ground(country) > _GROUND)
        town = next(filter(None, near), None)
        return FoundTown(i + 1, before, _entry(town)) if town else None

    def _survives(self, start: Start, town: Town) -> bool:
        """Whether the rest of a word may be a town where the first letter is taken for a particle: not in باتريك."""
        led = start.before[-1] in self._particles
        return not led or start.base.startswith(self._article) or town.population > _KNOWN

    def _is_verb(self, page: Page, i: int) -> bool:
        """Whether the language knows a word without capitals as a verb: أشار is no town."""
        return not self._cased and any(
            hit.form in ("perfect", "imperfect") and hit.layer in ("speech", "trigger")
            for match in page.matches[i]
            if match.past == i + 1 and not match.before and not match.after
            for hit in match.hits
        )

    def _looked_up(self, word: str) -> tuple[Start, ...]:
        if not word[0].isalpha() or len(word) < 2:
            return ()
        cuts = [("", word)]
        if not self._cased:
            cuts = [(c.before, c.base) for c in self._cut(word) if not c.after and c.before in self._attached]
        if word in self._common:
            cuts = cuts[:1]
        led = any(before and base in self._common for before, base in cuts)  # لأول is "for the first", not Laval
        out = []
        for before, base in cuts:
            usable = len(base) > 3 and base not in self._common and not (led and not before)
            alone = tuple(self._gazetteer.find(base)[:40]) if usable else ()
            second = self._gazetteer.second_words(base)
            if alone or second is None or second:
                out.append(Start(before, base, alone, second))
        return tuple(out)

    def _towns(self, words: list[str], i: int, length: int, start: Start) -> tuple[Town, ...]:
        if length == 1:
            return start.alone
        if start.second is not None and words[i + 1] not in start.second:
            return ()
        name = " ".join([start.base, *words[i + 1 : i + length]])
        towns = self._longer.get(name)
        if towns is None:
            towns = self._longer.older(name)
            towns = self._longer.keep(name, tuple(self._gazetteer.find(name)[:40]) if towns is None else towns)
        return towns

    def _written_like_a_name(self, page: Page, i: int) -> bool:
        """With a capital, also after an article ("al-Qaim"), where there are capitals; never like an adverb."""
        surface = page.tokens.surface(i)
        if not self._cased:
            return not surface.endswith(self._adverbial)
        if surface[0].isupper():
            return True
        article = page.tokens.words[i] in self._articles and i + 1 < len(page.tokens)
        return article and page.tokens.surface(i + 1)[0].isupper()

    def _likely(
        self,
        page: Page,
        i: int,
        length: int,
        cue: bool,
        listed: bool,
        towns: tuple[Town, ...],
        ground: Callable[[str], float],
        points: list[tuple[float, float]],
    ) -> Town | None:
        if length == 1 and self._otherwise(page, i) and not (cue and any(ground(t.country) for t in towns)):
            return None
        if length == 1 and self._is_place_noun(page, i):
            return None
        if self._cased and not cue and self._in_name(page, i, i + length):
            return None
        best = max(towns, key=lambda town: self._score(town, ground, points))
        if cue:
            return best if ground(best.country) or best.population > _FAMOUS else None
        if length == 1 and not self._cased:
            return best if best.population > _FAMOUS and ground(best.country) > _GROUND else None
        large = _LARGE if ground(best.country) else _FAMOUS
        if best.population > large:
            return best
        followed = self._cased and page.tokens.words[i + length : i + length + 1] == [","]
        expected = followed or (self._cased and (listed or self._is_taken(page, i)))
        return best if expected and ground(best.country) > _GROUND else None

    def goes_on(self, page: Page, i: int, ends: set[int]) -> bool:
        """Whether a list of places goes on at a token: "Zepa | and Gorazde", "Zepa, | Gorazde"."""
        words, j = page.tokens.words, i
        if not self._cased:  # "and" is attached to the name
            return i in ends
        while j > 0 and i - j < 2 and (words[j - 1] == "," or words[j - 1] in self._joining):
            j -= 1
        return j < i and j in ends

    @staticmethod
    def _is_taken(page: Page, i: int) -> bool:
        """Whether a verb stands right before that a place may be the object of: "took Zepa", "entered Bor"."""
        hits = (hit for match in (page.matches[i - 1] if i else ()) if match.past == i for hit in match.hits)
        return any(hit.layer == "trigger" and hit.kind in _TAKING and hit.form not in _NOMINAL for hit in hits)

    @staticmethod
    def _score(town: Town, ground: Callable[[str], float], points: list[tuple[float, float]]) -> float:
        """Size counts, being in a country that the report is about more, being near its places most."""
        near = any(abs(town.lat - a) < _NEAR_DEGREES and abs(town.lon - b) < _NEAR_DEGREES for a, b in points[:60])
        return math.log10(town.population + 10) + 5 * min(0.5, ground(town.country)) + 1.5 * near

    def _announced(self, page: Page, i: int, before: str) -> bool:
        """Whether a preposition or a place noun stands before, or a particle that makes a place is attached."""
        if before and before[-1] in self._particles:
            return True
        for j in range(max(0, i - 2), i):
            for match in page.matches[j]:
                if match.past != i:
                    continue
                for hit in match.hits:
                    if hit.layer in ("site", "town", "region"):
                        return True
                    if hit.layer == "function" and hit.label == "prepositions" and hit.lemma not in self._vague:
                        return True
        return False

    @staticmethod
    def _otherwise(page: Page, i: int) -> bool:
        """Whether the language knows the word as something else."""
        return any(match.past - match.first == 1 and not match.before for match in page.matches[i])

    @staticmethod
    def _is_place_noun(page: Page, i: int) -> bool:
        """Whether a word says what sort of place a name behind it is: بلدة is "the town of", not Baladeh."""
        matches = [m for m in page.matches[i] if m.past == i + 1]
        return any(hit.layer in _SORTS for match in matches for hit in match.hits)

    def _in_name(self, page: Page, i: int, past: int) -> bool:
        """Whether a word with a capital that nothing knows adjoins: a person's or a ship's name, not a town's."""
        tokens = page.tokens
        if i and (tokens.words[i - 1] in self._titles or self._unexplained(page, i - 1)):
            return True
        return past < len(tokens) and self._unexplained(page, past)

    def _unexplained(self, page: Page, j: int) -> bool:
        surface = page.tokens.surface(j)
        return surface[0].isupper() and surface[0].isalpha() and not page.matches[j]
