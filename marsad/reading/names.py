"""Find names on a page and tell whom or what each names, by the report's own geography."""

from typing import NamedTuple

from marsad.languages import load
from marsad.reading.appositions import Appositions, Spotted
from marsad.reading.geography import Geography, homes_of, last_abroad
from marsad.reading.lexicon import Lexicon
from marsad.reading.page import Page
from marsad.reading.phrases import Match
from marsad.reading.spotting import Spotter
from marsad.reading.towns import TownFinder
from marsad.world.register import Entry, Register

_EVIDENCE = 0.03  # share of the report's geography that makes a short name believable
_AT_HAND = 0.3  # the same as a part of the share of the country that most is about
_AT_HOME = 0.25  # share of the report's geography that makes even "the group" a name
_EVERYWHERE = 6  # countries from which on a body is at home in none
_AFTER = 3  # years for which a short name may still be meant of a body that is no more
_REMEMBERED = 400  # tokens in which a noun is remembered that is written like a name
_AROUND = 48  # tokens of a sentence in which places tell whose army or rebels are meant
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


def _is_of_its_time(entry: Entry, page: Page, geography: Geography) -> bool:
    """Whether a short name may be meant of an actor in the year of a report: "the coalition" of 2020 is not of 2005.

    It may of one that the page names in full: what is told of an earlier time.
    """
    if not (entry.short and entry.years and page.published) or geography.distance_to(entry.key, 0) is not None:
        return True
    return entry.years[0] <= page.published.year <= entry.years[1] + _AFTER


def _is_nearest(entry: Entry, token: int, first: int, near: bool, geography: Geography) -> bool:
    """Whether a page that says "the army" has named an actor nearer than any state whose army that may be.

    Of the states that have the name too the army counts, of all others every name; but what an earlier sentence says of
    these does not, where there is a place near that is at home.
    """
    rivals = [d for home in entry.of if (d := geography.distance_to(home, token)) is not None]
    abroad = last_abroad(geography.states, entry.home, token)
    if abroad is not None and (abroad >= first or not near):
        rivals.append(token - abroad)
    named = geography.distance_to(entry.key, token)
    return named is not None and named < min(rivals, default=named + 1)


def tells_of_move(page: Page, i: int) -> bool:
    """Whether a token is a verb that tells of somebody's move: who does so before it or behind it is no base."""
    hits = (hit for match in (page.matches[i] if i < len(page.matches) else ()) for hit in match.hits)
    return any(hit.layer == "trigger" and hit.kind == "move" and hit.form == "perfect" for hit in hits)


def _is_over(entry: Entry, page: Page) -> bool:
    """Whether an actor was no more in the year of a report."""
    return bool(entry.years and page.published and entry.years[1] < page.published.year)


class NameFinder:
    """Finds the names of the register and of the gazetteer on pages of one language."""

    def __init__(self, lexicon: Lexicon, register: Register) -> None:
        script = load(lexicon.language, "_script")
        self._cased: bool = script["cased"]
        self._head_first: bool = script["head_first"]
        self._marks = frozenset(script["possessive_marks"])
        self._doubtful = frozenset(script["doubtful_names"])
        self._article: str = load(lexicon.language, "_clitics").get("article", "")
        self._swallowed = self._article[:1]
        self._anaphoric = frozenset(script["anaphoric_names"])
        self._genitives = frozenset(script["genitives"])
        self._belonging = frozenset(script["belonging"])
        self._vague = frozenset(script["vague_prepositions"])
        self._attached_and: str = script["attached_and"]
        self._homonymous: tuple[str, ...] = tuple(script.get("homonymous_endings", ()))
        self._adverbial: tuple[str, ...] = tuple(script["adverbial_endings"])
        self._openers = frozenset(script["name_openers"])
        self._given = frozenset(script["given_names"])
        self._spotter = Spotter(lexicon)
        self._towns = TownFinder(lexicon, register.gazetteer)
        self._appositions = Appositions(lexicon.language, register.gazetteer)

    def find(self, page: Page) -> dict[int, Named]:
        """The names by their first token."""
        by_token = {match.first: (match, entries) for match, entries in self._spotter.spotted(page)}
        spotted = [(m, self._appositions.meant(page, m, entries, by_token)) for m, entries in by_token.values()]
        geography = Geography()
        for match, entries in spotted:
            if not self._is_doubtful(page, match):
                geography.add(match.first, entries)
        page.countries = geography.named
        out: dict[int, Named] = {}
        dated = {i for time in page.times for i in range(time.first, time.past)}
        for match, entries in spotted:
            named = self._named(page, match, entries, geography, dated)
            if named is None and match.past - match.first > 1:
                self._spotter.heard_alone(page, match.first)
                shorter = (self._named(page, *name, geography, dated) for name in self._spotter.within(page, match))
                named = next(filter(None, shorter), None)  # "UN troops" of no mission are the UN's
            if named:
                out[named.first] = named
        self._add_towns(page, out, geography, by_token)
        return out

    def _named(
        self, page: Page, match: Match, entries: list[Entry], geography: Geography, dated: set[int]
    ) -> Named | None:
        """What a name found on a page is taken to mean where it stands; None where it names nothing."""
        if match.first in dated and match.past - 1 in dated:  # آب is August, not Ibb
            entries = [entry for entry in entries if entry.type not in ("place", "town")]
        if page.tokens.surface(match.past - 1).endswith(self._adverbial):  # مرتزقا سوريًا is none of Syria
            entries = [entry for entry in entries if entry.type not in ("state", "place", "town")]
        if match.first and page.tokens.words[match.first - 1] in self._openers:  # عبد الجليل is not from Galilee
            entries = [entry for entry in entries if entry.type not in ("state", "place", "town", "capital")]
        if self._homonymous:
            entries = self._state_or_people(page, match, entries)
        chosen = self._chosen(page, match, entries, geography)
        return Named(match.first, match.past, match.before, chosen) if chosen else None

    def _state_or_people(self, page: Page, match: Match, entries: list[Entry]) -> list[Entry]:
        """One of the two that are written alike: تركيا is a state, but "Turkish" behind a noun with the same ending.

        So is السعودية behind a noun that has the article as well: القوات السعودية.
        """
        types = {entry.type for entry in entries}
        if "state" not in types or "nationality" not in types or match.past - match.first > 1:
            return entries
        before = page.tokens.surface(match.first - 1) if match.first and not match.before else ""
        noun = any(m.hit("force") or m.hit("people") for m in page.matches[match.first - 1]) if before else False
        defined = before.startswith(self._article) and page.tokens.words[match.first].startswith(self._article)
        agrees = (noun and before.endswith(self._homonymous)) or (bool(self._article) and defined)
        dropped = ("state", "place") if agrees else ("nationality", "people")
        return [entry for entry in entries if entry.type not in dropped]

    def _echoes(self, page: Page, match: Match, entry: Entry, geography: Geography) -> bool:
        """Whether a page that says "the army" or "the rebels" of an actor has named it in full, and means it here."""
        token = match.first
        named = geography.distance_to(entry.key, token)
        if named is None or self._is_of_another(page, match, entry):
            return False
        first, past = page.tokens.sentences[page.tokens.sentence_of(token)]
        near = geography.lies_in(max(first, token - _AROUND), min(past, token + _AROUND))
        if near and near.isdisjoint(entry.home):
            return False  # "The rebels took Gao" are none of Libya
        if entry.of:
            return _is_nearest(entry, token, first, bool(near), geography)
        abroad = last_abroad(geography.states, entry.home, token)
        if abroad is not None and abroad >= first and self._is_led(page, abroad):
            return False  # "In Syria, the rebels"
        there = None if near else last_abroad(geography.sites, entry.home, token)
        return there is None or token - there > named

    def _is_of_another(self, page: Page, match: Match, entry: Entry) -> bool:
        """Whether whose army it is stands behind a name: "the Libyan army of the GNA"."""
        words, i = page.tokens.words, match.past
        owning = self._belonging if self._head_first else self._genitives
        while i < len(words) and words[i] in owning:
            i += 1
        if i >= len(words) or (i == match.past and not self._head_first):
            return False
        names = {hit.extra for m in page.matches[i] for hit in m.hits if hit.layer == "name" and hit.extra}
        others = {e for e in names if e.type in ("state", "nationality", "people", "actor")}
        return bool(others) and all(e.key != entry.key and (i > match.past or e.key not in entry.home) for e in others)

    def _is_led(self, page: Page, i: int) -> bool:
        """Whether a name is a place by the preposition before it or attached to it."""
        if any(match.before and match.before != self._attached_and for match in page.matches[i]):
            return True
        before = [hit for match in (page.matches[i - 1] if i else ()) for hit in match.hits]
        return any(hit.label == "prepositions" and hit.lemma not in self._vague for hit in before)

    @staticmethod
    def _follows_preposition(page: Page, match: Match) -> bool:
        before = page.matches[match.first - 1] if match.first else ()
        return any(hit.label == "prepositions" for other in before for hit in other.hits)

    def _is_doubtful(self, page: Page, match: Match) -> bool:
        word = " ".join(page.tokens.words[match.first : match.past])[len(match.before) :]
        # an article loses its first letter behind "for": للقاعدة is ل with القاعدة
        return word in self._doubtful or (bool(match.before) and self._swallowed + word in self._doubtful)

    @staticmethod
    def _is_said_by(page: Page, i: int) -> bool:
        """Whether a token says that who stands behind it speaks: قالت, but not إن."""
        return any(hit.layer == "speech" and hit.label != "that" for match in page.matches[i] for hit in match.hits)

    def _noun_before(self, page: Page, match: Match) -> int | None:
        """How many tokens ago a noun that is written like a name stood for a site: قاعدة before القاعدة."""
        nouns = {hit.label for m in page.matches[match.first] for hit in m.hits if hit.layer == "site"}
        first = match.first
        if not nouns or (first and self._is_said_by(page, first - 1)) or tells_of_move(page, match.past):
            return None
        for j in range(first - 1, max(-1, first - _REMEMBERED), -1):
            for m in page.matches[j]:
                plain = m.past - j > 1 or page.tokens.words[j][len(m.before) :] not in self._doubtful
                if plain and any(hit.layer == "site" and hit.label in nouns for hit in m.hits):
                    return first - j
        return None

    def _chosen(self, page: Page, match: Match, entries: list[Entry], geography: Geography) -> tuple[Entry, ...]:
        """The likeliest entry of each type; none where nothing else speaks for a doubtful or a short name."""
        actors = [entry for entry in entries if entry.type == "actor" and _is_of_its_time(entry, page, geography)]
        actors = [entry for entry in actors if not entry.echo or self._echoes(page, match, entry, geography)]
        doubtful = self._is_doubtful(page, match)
        actors = [entry for entry in actors if not (entry.short and self._is_anothers(page, match, entry))]
        if actors and self._refers_elsewhere(page, match, actors, geography):
            actors = []
        if doubtful:
            near = self._noun_before(page, match)
            ago = {entry.key: geography.distance_to(entry.key, match.first) for entry in actors}
            actors = [e for e in actors if (d := ago[e.key]) is not None and (near is None or d < near)]
        actor = self._actor(page, match.first, actors, geography) if actors else None
        rest = [entry for entry in entries if entry.type != "actor" and not self._is_namesake(page, match, entry)]
        if doubtful:
            led = self._follows_preposition(page, match)
            rest = [e for e in rest if geography.evidence(e) > _EVIDENCE or (led and e.type == "state")]
        if len(rest) > 1:
            best = max(geography.evidence(entry) for entry in rest)
            seats = {entry.key for entry in rest if entry.type == "capital"}  # of two homonyms, the capital
            ranked = sorted(rest, key=lambda e: (-geography.evidence(e), seats.isdisjoint(homes_of(e))))
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
            first, past = page.tokens.sentences[page.tokens.sentence_of(match.first)]
            given = page.tokens.words[match.first] in self._given and match.past < past
            if given and self._is_plain_name(page, match.past) and not page.tokens.surface(match.past).isupper():
                return True  # "Chad Smith"
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

    def _is_anothers(self, page: Page, match: Match, entry: Entry) -> bool:
        """Whether a people that an actor is not of stands beside its short name: "Libyan | rebels" are no Houthis."""
        if not entry.home or entry.echo:
            return False
        first, past = match.first, match.past
        if self._head_first:
            beside = [m for m in page.matches[past] if m.first == past] if past < len(page.matches) else []
        else:
            owned = first > 0 and page.tokens.surface(first - 1) in self._marks
            ends = first - owned  # "Libya's | rebels"
            beside = [m for j in range(max(0, ends - 2), ends) for m in page.matches[j] if m.past == ends]
        kinds = ("nationality", "people", "state")
        of = {h.extra.key for m in beside for h in m.hits if h.layer == "name" and h.label in kinds and h.extra}
        return bool(of) and of.isdisjoint(entry.home)

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
        if not named and geography.has_mission(match.first) and all(entry.kind == "mission" for entry in actors):
            return True  # "the mission" is the one that the report has named
        at_home = any(len(entry.home) < _EVERYWHERE and geography.evidence(entry) > _AT_HOME for entry in actors)
        return not named and not at_home and geography.last_group(match.first) is not None

    @staticmethod
    def _actor(page: Page, first: int, entries: list[Entry], geography: Geography) -> Entry | None:
        """Whom an actor's name means: the one named in full last, else the one at home where and when the report is."""
        sure = [entry for entry in entries if not entry.short]
        if len(sure) == 1:
            return sure[0]
        named = [(d, e) for e in entries if (d := geography.distance_to(e.key, first)) is not None]
        if named:
            return min(named, key=lambda pair: pair[0])[1]
        best = max(entries, key=lambda entry: (geography.at_home(entry), not _is_over(entry, page)))
        evidence = geography.evidence(best)
        if best.short and best.kind == "mapped":  # "the army" is the army of the country that most is about
            return best if evidence and evidence >= geography.most else None
        return best if evidence > max(_EVIDENCE, _AT_HAND * geography.most) or not best.short else None

    def _add_towns(self, page: Page, names: dict[int, Named], geography: Geography, spotted: Spotted) -> None:
        """Add the towns of the gazetteer that stand between the names found so far."""
        words, starts = page.tokens.words, self._towns.starts
        ends = {name.past for name in names.values() if name.of("place", "state")}
        taken = {j for name in names.values() for j in range(name.first, name.past)}
        taken.update(i for time in page.times for i in range(time.first, time.past))
        busy = 0

        def told(past: int) -> str | None:
            apposition = self._appositions.behind(page, past, spotted)
            return apposition.country if apposition else None

        grounds = [] if self._cased else geography.grounds
        for i, word in enumerate(words):
            spelled, heard = starts.get(word, True), bool(grounds) and not page.matches[i]
            if i < busy or i in taken or not (spelled or heard):
                continue
            listed = self._towns.goes_on(page, i, ends)
            found = None
            if spelled:
                found = self._towns.find(page, i, listed, geography.ground, geography.points, told)
            if found is None and heard:
                found = self._towns.heard(page, i, listed, grounds, geography.ground)
            if found and taken.isdisjoint(range(i, found.past)):
                names[i] = Named(i, found.past, found.before, (found.entry,))
                busy = found.past
                ends.add(busy)
