"""Find names on a page and tell whom or what each names, by the report's own geography."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from marsad.languages import load
from marsad.reading.lexicon import Lexicon
from marsad.reading.page import Page
from marsad.reading.phrases import Hit, Match
from marsad.reading.quotes import MARKS
from marsad.reading.towns import TownFinder
from marsad.world.register import Entry, Register

_WEIGHT = {"place": 1.0, "town": 1.0, "state": 0.6, "capital": 0.4, "nationality": 0.25, "people": 0.25, "actor": 0.3}
# what says where the report is, not whom it is about
_GROUND = {"place": 1.0, "town": 1.0, "state": 0.4, "capital": 0.2, "nationality": 0.05, "people": 0.05}
_OPENING = MARKS - {"»", "”"}
_SHORT = 7  # letters of a word below which an attached "like" is not believed
_EVIDENCE = 0.03  # share of the report's geography that makes a short name believable
_AT_HAND = 0.3  # the same as a part of the share of the country that most is about
_AT_HOME = 0.25  # share of the report's geography that makes even "the group" a name
_EVERYWHERE = 6  # countries from which on a body is at home in none
_AFTER = 3  # years for which a short name may still be meant of a body that is no more
_CODE = 2  # letters of a country's code
_SMALL_KINDS = ("mission", "coalition", "alliance", "armed-group", "mapped")
_OUTDONE = 0.2  # a meaning with less than this part of the best one's evidence is dropped


class Named(NamedTuple):
    """A name on a page and what it may name: at most one entry of each type."""

    first: int
    past: int
    before: str
    entries: tuple[Entry, ...]

    def of(self, *types: str) -> Entry | None:
        """The entry of the first of these types that there is."""
        for type_ in types:
            for entry in self.entries:
                if entry.type == type_:
                    return entry
        return None


class Geography:
    """What the names of one page that have one meaning only say about where and about whom the report is."""

    def __init__(self) -> None:
        self.named: dict[str, int] = {}  # country → how often it is named in any way
        self.weights: dict[str, float] = {}
        self._weight = 0.0
        self._grounds: dict[str, float] = {}
        self._ground = 0.0
        self.points: list[tuple[float, float]] = []
        self._actors: dict[str, list[int]] = {}  # key → tokens where the actor stands under a full name
        self._groups: list[tuple[int, str]] = []  # the same in text order, of those that are no state

    def add(self, first: int, entries: list[Entry]) -> None:
        homes = {home for entry in entries for home in homes_of(entry)}
        for home in homes:
            self.named[home] = self.named.get(home, 0) + 1
        if len(homes) == 1:
            home = homes.pop()
            weight = max(_WEIGHT.get(entry.type, 0.0) for entry in entries)
            self.weights[home] = self.weights.get(home, 0.0) + weight
            self._weight += weight
            ground = max(_GROUND.get(entry.type, 0.0) for entry in entries)
            self._grounds[home] = self._grounds.get(home, 0.0) + ground
            self._ground += ground
        keys = {entry.key for entry in entries if entry.type == "actor"}
        if len(keys) == 1 and not any(entry.short for entry in entries if entry.type == "actor"):
            key = keys.pop()
            self._actors.setdefault(key, []).append(first)
            if len(key) > _CODE:
                self._groups.append((first, key))
        for entry in entries:
            place = entry.place
            if len(entries) < 3 and place and place.lat is not None and place.lon is not None:
                self.points.append((place.lat, place.lon))

    def share(self, country: str) -> float:
        """How much of the report is about a country, 0 to 1."""
        weight = self.weights.get(country)
        return weight / self._weight if weight else 0.0

    @property
    def most(self) -> float:
        """The share of the country that most is about."""
        return max(self.weights.values(), default=0.0) / (self._weight or 1.0)

    def ground(self, country: str) -> float:
        """How much of what the report tells lies in a country, 0 to 1."""
        ground = self._grounds.get(country)
        return ground / self._ground if ground and self._ground else 0.0

    def evidence(self, entry: Entry) -> float:
        return max((self.share(home) for home in homes_of(entry) or entry.home), default=0.0)

    def at_home(self, entry: Entry) -> tuple[float, int]:
        """How much of the report is about an actor's countries; of two alike, the one whose first country it is."""
        evidence = self.evidence(entry)
        homes = homes_of(entry) or entry.home
        return evidence, -next((i for i, home in enumerate(homes) if self.share(home) == evidence), 0)

    def distance_to(self, key: str, token: int) -> int | None:
        """How many tokens ago an actor stood under a full name; what comes later counts as far; None if never."""
        places = self._actors.get(key)
        if not places:
            return None
        i = bisect_left(places, token)
        return token - places[i - 1] if i else 100_000 + places[0] - token

    def last_group(self, token: int) -> str | None:
        """The actor other than a state that was named in full last."""
        i = bisect_left(self._groups, (token, ""))
        return self._groups[i - 1][1] if i else None


def _is_of_its_time(entry: Entry, page: Page) -> bool:
    """Whether a short name may be meant of an actor in the year of a report: "the coalition" of 2020 is not of 2005."""
    if not (entry.short and entry.years and page.published):
        return True
    return entry.years[0] <= page.published.year <= entry.years[1] + _AFTER


def homes_of(entry: Entry) -> tuple[str, ...]:
    """The countries that a name puts a report into."""
    if entry.type in ("state", "nationality", "people", "capital"):
        return (entry.key,)
    if entry.type in ("place", "town"):
        return (entry.place.country,) if entry.place and entry.place.country else ()
    return entry.home if entry.type == "actor" and not entry.short and len(entry.home) < 4 else ()


def _any_capital(page: Page, match: Match) -> bool:
    """Whether a word of a name other than its article has a capital."""
    return any(
        page.tokens.surface(j)[0].isupper() for j in range(match.first, match.past) if page.tokens.words[j] != "the"
    )


class NameFinder:
    """Finds the names of the register and of the gazetteer on pages of one language."""

    def __init__(self, lexicon: Lexicon, register: Register) -> None:
        script = load(lexicon.language, "_script")
        self._cased: bool = script["cased"]
        self._doubtful = frozenset(script["doubtful_names"])
        self._swallowed: str = load(lexicon.language, "_clitics").get("article", "")[:1]
        self._articles = frozenset(script["listed_articles"])
        self._definite = frozenset(script["definite"])
        self._comparing = frozenset(script["comparing_particles"])
        self._anaphoric = frozenset(script["anaphoric_names"])
        self._genitives = frozenset(script["genitives"])
        self._attached_and: str = script["attached_and"]
        self._homonymous: tuple[str, ...] = tuple(script.get("homonymous_endings", ()))
        self._adverbial: tuple[str, ...] = tuple(script["adverbial_endings"])
        self._several: dict[str, str] = script.get("several", {})
        self._phrases, self._cut = lexicon.phrases, lexicon.clitics.cut
        # by identity; the hits are kept so that none is taken for another
        self._named: dict[int, tuple[list[tuple[Hit, Entry]], tuple[Hit, ...]]] = {}
        self._towns = TownFinder(lexicon, register.gazetteer)

    def find(self, page: Page) -> dict[int, Named]:
        """The names by their first token."""
        spotted = list(self._spotted(page))
        geography = Geography()
        for match, entries in spotted:
            if not self._is_doubtful(page, match):
                geography.add(match.first, entries)
        page.countries = geography.named
        out: dict[int, Named] = {}
        dated = {i for time in page.times for i in range(time.first, time.past)}
        for match, entries in spotted:
            if match.first in dated and match.past - 1 in dated:  # آب is August, not Ibb
                entries = [entry for entry in entries if entry.type not in ("place", "town")]
            if page.tokens.surface(match.past - 1).endswith(self._adverbial):  # مرتزقا سوريًا is none of Syria
                entries = [entry for entry in entries if entry.type not in ("state", "place", "town")]
            if self._homonymous:
                entries = self._state_or_people(page, match, entries)
            chosen = self._chosen(page, match, entries, geography)
            if chosen:
                out[match.first] = Named(match.first, match.past, match.before, chosen)
            elif match.past - match.first > 1:
                self._heard_alone(page, match.first)
        self._add_towns(page, out, geography)
        return out

    def _state_or_people(self, page: Page, match: Match, entries: list[Entry]) -> list[Entry]:
        """One of the two that are written alike: تركيا is a state, but "Turkish" behind a noun with the same ending."""
        types = {entry.type for entry in entries}
        if "state" not in types or "nationality" not in types or match.past - match.first > 1:
            return entries
        before = page.tokens.surface(match.first - 1) if match.first and not match.before else ""
        noun = any(m.hit("force") or m.hit("people") for m in page.matches[match.first - 1]) if before else False
        dropped = ("state", "place") if noun and before.endswith(self._homonymous) else ("nationality", "people")
        return [entry for entry in entries if entry.type not in dropped]

    def _heard_alone(self, page: Page, i: int) -> None:
        """What a word says by itself, where the name that it begins is not meant here."""
        word = page.tokens.words[i]
        page.matches[i] += [match._replace(first=i, past=i + 1) for match in self._phrases.find([word])]

    def _each_of_several(self, page: Page, i: int) -> Iterator[tuple[Match, list[Entry]]]:
        """The sites behind a dual or plural, each by its full name: "حقلي العمر وكونيكو"."""
        words = page.tokens.words
        form = next((form for form in self._cut(words[i]) if form.base in self._several and not form.after), None)
        if form is None:
            return
        first, at, before = i, i + 1, form.before
        while at < len(words):
            name = words[at].removeprefix(before) if at > i + 1 else words[at]
            found = self._phrases.find([self._several[form.base], name, *words[at + 1 : at + 3]])
            match = next((m for m in found if m.first == 0 and m.past > 1 and not m.after), None)
            entries = [e for _, e in self._names_among(match.hits) if e.type == "place"] if match else []
            if match is None or not entries:
                return
            past = at + match.past - 1
            yield Match(first, past, before, "", match.hits), entries
            first = at = past
            before = self._attached_and
            if at < len(words) and not words[at].startswith(before):
                return

    def _marked(self, page: Page, i: int) -> Iterator[tuple[Match, list[Entry]]]:
        """A name that begins before quotation marks and ends within them: قاعدة "محمد نجيب"."""
        words = page.tokens.words
        if i + 3 > len(words) or words[i + 1] not in _OPENING or not page.matches[i]:
            return
        past = next((k for k in range(i + 3, min(len(words), i + 7)) if words[k] in MARKS), 0)
        found = self._phrases.find([words[i], *words[i + 2 : past]]) if past else []
        for match in found:
            entries = [entry for _, entry in self._names_among(match.hits)]
            if entries and match.first == 0 and match.past == past - i - 1 and not match.after:
                yield match._replace(first=i, past=past + 1), entries
                return

    def _spotted(self, page: Page) -> Iterator[tuple[Match, list[Entry]]]:
        busy = 0
        for i, matches in enumerate(page.matches):
            if i < busy:
                continue
            if self._several:
                for match, entries in self._each_of_several(page, i):
                    yield match, entries
                    busy = match.past
                for match, entries in self._marked(page, i):
                    yield match, entries
                    busy = match.past
            if i < busy or not matches:
                continue
            for match in matches:
                if match.after or (match.before and self._compares(page, match)):
                    continue
                names = self._names_among(match.hits)
                entries = [entry for hit, entry in names if not self._cased or self._fits(page, match, hit)]
                if entries and self._hides_longer(page, match):
                    self._heard_alone(page, i)
                    break
                if entries:
                    yield match, entries
                    busy = match.past
                    break

    def _compares(self, page: Page, match: Match) -> bool:
        """Whether a short word with an attached "like" is rather a word of its own: كبير is not "like Bir"."""
        word = page.tokens.words[match.first]
        return match.before[-1:] in self._comparing and match.past - match.first == 1 and len(word) < _SHORT

    def _hides_longer(self, page: Page, match: Match) -> bool:
        """Whether a longer name begins at the second word: "the Gulf" in "the Gulf of Aden"."""
        inside = page.matches[match.first + 1] if match.past - match.first > 1 else ()
        return any(other.past > match.past and self._names_among(other.hits) for other in inside)

    def _names_among(self, hits: tuple[Hit, ...]) -> list[tuple[Hit, Entry]]:
        """The hits that are names; remembered, as the phrase table gives the same hits for the same words."""
        found = self._named.get(id(hits))
        if found is None:
            named = [(hit, hit.extra) for hit in hits if hit.layer == "name" and isinstance(hit.extra, Entry)]
            found = self._named[id(hits)] = (named, hits)
        return found[0]

    def _fits(self, page: Page, match: Match, hit: Hit) -> bool:
        """Whether a name may stand here in a script with capitals: with one; an acronym in capitals.

        One that is listed with its article ("the alliance") needs it, a capital, or a noun ("alliance forces").
        """
        surface = page.tokens.surface(match.first)
        if surface.isupper() and not hit.lemma.isupper() and self._is_bracketed(page, match):
            return False  # "the Afghan National Army (ANA)" is no town of Ana
        if hit.lemma.partition(" ")[0] in self._articles:
            words, past = page.tokens.words, match.past
            if hit.lemma.split()[-1][0].isupper() and not self._may_be_small(hit) and not _any_capital(page, match):
                return False  # "the west bank of the river"
            defined = any(words[j] in self._definite for j in (match.first, match.first - 1) if j >= 0)
            noun = past < len(words) and any(m.hit("force") or m.hit("government") for m in page.matches[past])
            return defined or noun or surface[0].isupper()
        if hit.lemma.isupper() and len(hit.lemma) < 5 and match.past - match.first == 1:
            return surface.isupper()
        if not hit.lemma[0].isupper() or match.past - match.first > 2:
            return True
        return any(page.tokens.surface(j)[0].isupper() for j in range(match.first, match.past))

    @staticmethod
    def _may_be_small(hit: Hit) -> bool:
        """Whether a name is also written without capitals: "the mission", "the group"."""
        return isinstance(hit.extra, Entry) and hit.extra.kind in _SMALL_KINDS

    @staticmethod
    def _is_bracketed(page: Page, match: Match) -> bool:
        """Whether one word stands alone in round brackets."""
        words, first, past = page.tokens.words, match.first, match.past
        return past - first == 1 and first > 0 and past < len(words) and words[first - 1] == "(" and words[past] == ")"

    @staticmethod
    def _follows_preposition(page: Page, match: Match) -> bool:
        before = page.matches[match.first - 1] if match.first else ()
        return any(hit.label == "prepositions" for other in before for hit in other.hits)

    def _is_doubtful(self, page: Page, match: Match) -> bool:
        word = " ".join(page.tokens.words[match.first : match.past])[len(match.before) :]
        # an article loses its first letter behind "for": للقاعدة is ل with القاعدة
        return word in self._doubtful or (bool(match.before) and self._swallowed + word in self._doubtful)

    def _chosen(self, page: Page, match: Match, entries: list[Entry], geography: Geography) -> tuple[Entry, ...]:
        """The likeliest entry of each type; none where nothing else speaks for a doubtful or a short name."""
        actors = [entry for entry in entries if entry.type == "actor" and _is_of_its_time(entry, page)]
        doubtful = self._is_doubtful(page, match)
        if actors and self._refers_elsewhere(page, match, actors, geography):
            actors = []
        if doubtful:
            actors = [entry for entry in actors if geography.distance_to(entry.key, match.first) is not None]
        actor = self._actor(match.first, actors, geography) if actors else None
        rest = [entry for entry in entries if entry.type != "actor" and not self._is_namesake(page, match, entry)]
        if doubtful:
            led = self._follows_preposition(page, match)
            rest = [e for e in rest if geography.evidence(e) > _EVIDENCE or (led and e.type == "state")]
        if len(rest) > 1:
            best = max(geography.evidence(entry) for entry in rest)
            ranked = sorted(rest, key=lambda entry: -geography.evidence(entry))
            rest = [e for e in ranked if not homes_of(e) or geography.evidence(e) >= _OUTDONE * best]
        chosen: dict[str, Entry] = {}
        for entry in rest if actor is None else [actor, *rest]:
            chosen.setdefault(entry.type, entry)
        return tuple(chosen.values())

    def _is_namesake(self, page: Page, match: Match, entry: Entry) -> bool:
        """Whether a surname of somebody known stands beside another name: "Fadhel Abbas", "Abbas Karimi"."""
        if not self._cased or match.past - match.first > 1:
            return False
        if entry.type in ("place", "state"):  # "Emmanuel Salamat" is no region of Chad, "Mary Jordan" no kingdom
            first = page.tokens.sentences[page.tokens.sentence_of(match.first)][0]
            return match.first - 1 > first and self._is_plain_name(page, match.first - 1)
        if entry.type != "person":
            return False
        initials = {word[0].casefold() for word in entry.name.split()}
        before, after = match.first - 1, match.past
        if before >= 0 and self._is_plain_name(page, before):
            return page.tokens.words[before][0] not in initials
        return after < len(page.tokens) and self._is_plain_name(page, after)

    @staticmethod
    def _is_plain_name(page: Page, i: int) -> bool:
        """Whether a word is in capitals and nothing knows it, within a sentence that is not all in capitals."""
        surface = page.tokens.surface(i)
        titled = page.tokens.is_titled(page.tokens.sentence_of(i))
        return surface[0].isupper() and surface[0].isalpha() and len(surface) > 2 and not page.matches[i] and not titled

    def _refers_elsewhere(self, page: Page, match: Match, actors: list[Entry], geography: Geography) -> bool:
        """Whether a short name is no more than a noun ("the group") and stands in a report about other groups."""
        word = page.tokens.words[match.past - 1]
        if match.past - match.first == 1:
            word = word[len(match.before) :]
        if word not in self._anaphoric or not all(entry.short for entry in actors):
            return False
        if match.past < len(page.tokens.words) and page.tokens.words[match.past] in self._genitives:
            return True  # "the movement of troops"
        named = any(geography.distance_to(entry.key, match.first) is not None for entry in actors)
        at_home = any(len(entry.home) < _EVERYWHERE and geography.evidence(entry) > _AT_HOME for entry in actors)
        return not named and not at_home and geography.last_group(match.first) is not None

    @staticmethod
    def _actor(first: int, entries: list[Entry], geography: Geography) -> Entry | None:
        """Whom an actor's name means: the one named in full last, else the one at home where the report is."""
        sure = [entry for entry in entries if not entry.short]
        if len(sure) == 1:
            return sure[0]
        named = [(d, e) for e in entries if (d := geography.distance_to(e.key, first)) is not None]
        if named:
            return min(named, key=lambda pair: pair[0])[1]
        best = max(entries, key=geography.at_home)
        evidence = geography.evidence(best)
        if best.short and best.kind == "mapped":  # "the army" is the army of the country that most is about
            return best if evidence and evidence >= geography.most else None
        return best if evidence > max(_EVIDENCE, _AT_HAND * geography.most) or not best.short else None

    def _add_towns(self, page: Page, names: dict[int, Named], geography: Geography) -> None:
        """Add the towns of the gazetteer that stand between the names found so far."""
        words, starts = page.tokens.words, self._towns.starts
        ends = {name.past for name in names.values() if name.of("place", "state")}
        taken = {j for name in names.values() for j in range(name.first, name.past)}
        taken.update(i for time in page.times for i in range(time.first, time.past))
        busy = 0
        for i in [i for i, word in enumerate(words) if starts.get(word, True) and i not in taken]:
            if i < busy:
                continue
            found = self._towns.find(page, i, i in ends, geography.ground, geography.points)
            if found and taken.isdisjoint(range(i, found.past)):
                names[i] = Named(i, found.past, found.before, (found.entry,))
                busy = found.past
                ends.add(busy)
