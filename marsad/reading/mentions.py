"""Find the expressions that stand for actors and places.

A name alone is not yet a mention of an actor: "Iraqi" in "Iraqi forces" is, in "the Iraqi border" it only
qualifies a place. So names are joined with the nouns they hang on, in the order the language writes them
(`head_first` in `_script.yaml`: Arabic "القوات العراقية", English "Iraqi forces").
"""

from collections.abc import Iterator

from marsad.languages import load
from marsad.model.values import Place
from marsad.reading.lexicon import Lexicon
from marsad.reading.names import Named, NameFinder
from marsad.reading.nouns import ACTORS, PLACES, Kinds, Noun, ends_phrase, find_nouns
from marsad.reading.page import Mention, Page
from marsad.reading.phrases import Hit, Match
from marsad.reading.quotes import MARKS
from marsad.reading.unknown import UnknownFinder, defined
from marsad.world.register import Entry, Register, key_of

STATES = ("state", "nationality", "people", "capital")
_REACH = 4  # how many words may stand between a name and its noun
_PEOPLE = ("nationality", "people", "actor")  # names that share a noun: "American and British troops"


class MentionFinder:
    """Finds mentions on a page whose phrase matches and numbers are there already."""

    def __init__(self, lexicon: Lexicon, register: Register) -> None:
        self._names = NameFinder(lexicon, register)
        self._grammar = Grammar(lexicon.language)
        self._unknown = UnknownFinder(lexicon.language)
        self._countries = {
            name.entry.key: Place(name.entry.name, name.entry.key, None, None, "country")
            for name in register.names
            if name.entry.type == "state"
        }

    def find(self, page: Page) -> list[Mention]:
        """All mentions in text order; a state's name gives an actor and a place over the same words."""
        joining = Joining(page, self._names.find(page), self._grammar, self._unknown, self._countries)
        out = list(joining.mentions())
        out += defined(page, out, self._grammar.cased)
        out.sort(key=lambda m: (m.first, m.layer, -m.past))
        return out


class Grammar:
    """What the engine must know of a language's ways to join names and nouns."""

    def __init__(self, language: str) -> None:
        script = load(language, "_script")
        self.kinds = Kinds()
        self.small: dict[int, tuple[str, tuple[Hit, ...]]] = {}
        self.head_first: bool = script["head_first"]
        self.cased: bool = script["cased"]
        self.definite = frozenset(script["definite"])
        self.possessives = frozenset(script["possessives"])
        self.locatives = frozenset(script["locatives"])
        self.particles: tuple[str, ...] = tuple(script["place_particles"])
        self.genitives = frozenset(script["genitives"])
        self.owners: tuple[str, ...] = tuple(script["genitive_owners"])
        self.belonging = frozenset(script["belonging"])
        self.joining = frozenset(script["joining"])
        self.dependence = frozenset(script["dependence"])
        self.compounds = frozenset(script.get("compounds", ()))
        self.siding = frozenset(script.get("siding", ()))
        self.outlaws = frozenset(script["outlaw_nouns"])
        self.leading = frozenset(script.get("leading", ()))
        self.agents = frozenset(script.get("agents", ()))
        self.seated = frozenset(script.get("seated", ()))
        self.territory = frozenset(script["territory"])
        self.home = frozenset(script["home"])
        function = load(language, "_function")
        self.demonstratives = frozenset(function["pronouns"]) & frozenset(function["articles"])
        self.attached_and: str = script["attached_and"]
        self.belonging_particle: str = script["belonging_particle"]
        self.possessive_marks = frozenset(script["possessive_marks"])
        self.capitals = frozenset(script["capital_nouns"])
        self.adjectival = frozenset(script["adjectival_nouns"])
        self.borders = frozenset(script["border_nouns"])
        self.plurals = frozenset(script["plurals"])
        self.outlawing = frozenset(script.get("outlaw_adjectives", ()))
        self.outlaw: str = next(iter(script["outlaw_nouns"]), "")
        self.ranks = frozenset(script.get("ranks", ()))
        self.rank_followers = frozenset(script.get("rank_followers", ()))
        self.country_nouns = frozenset(script.get("country_nouns", ()))
        self.alone: dict[str, str] = script.get("lone_directions", {})
        self.unreferring = frozenset(script.get("unreferring", ()))
        self.verbal = frozenset(script.get("verbal_particles", ()))
        self.duals = frozenset(script.get("indefinite_duals", ()))
        self.article: str = load(language, "_clitics").get("article", "")
        self.adverbial: tuple[str, ...] = tuple(script.get("homonymous_endings", ()))
        self.contracted: tuple[str, ...] = tuple(load(language, "_clitics").get("contracted", ()))
        self.owned: tuple[str, ...] = tuple(script.get("owned_endings", ()))
        self.feminine: str = script.get("feminine_ending", " ")
        self.border_links = frozenset(script["border_links"])
        self.directions: dict[str, str] = {
            word: direction for direction, words in script["directions"].items() for word in words
        }

    def small_word(self, hits: tuple[Hit, ...]) -> str:
        """ "there", or a pronoun that stands by itself, as listed; "" for other hits. Remembered by identity."""
        known = self.small.get(id(hits))
        if known is None:
            labels = {hit.label: hit.lemma for hit in hits if hit.layer == "function"}
            pronoun = labels.get("pronouns", "") if "possessive" not in labels else ""
            known = self.small[id(hits)] = ("there" if "there" in labels else pronoun, hits)
        return known[0]


class Joining:
    """Joins one page's names with its nouns."""

    def __init__(
        self,
        page: Page,
        names: dict[int, Named],
        grammar: Grammar,
        unknown: UnknownFinder,
        countries: dict[str, Place],
    ) -> None:
        self.page, self.names, self.grammar, self.unknown, self.countries = page, names, grammar, unknown, countries
        self.words = page.tokens.words
        self.nouns = find_nouns(page, names, grammar.kinds)
        self.ends = {name.past: name for name in names.values()}
        self.heads: dict[int, Noun] = {}  # noun of a name, by the name's first token
        self.taken: set[int] = set()  # tokens of nouns that are part of a mention

    def mentions(self) -> Iterator[Mention]:
        directed = dict(self._directions())
        for i in sorted(self.names):
            name = self.names[i]
            yield from self._of_name(name, directed.get(i))
        for mention in self.unknown.actors(self.page, self.taken):
            self.taken.add(mention.first)
            yield mention
        yield from self._parts()
        for i, noun in self.nouns.items():
            if i not in self.taken:
                yield from self._of_noun(noun)
        yield from self._small_words()
        yield from self.unknown.places(self.page, self.names, self.nouns, self.taken)

    # names ---------------------------------------------------------------

    def _of_name(self, name: Named, direction: Mention | None) -> Iterator[Mention]:
        noun, shared = self._noun_of(name)
        if noun:
            self.heads[name.first] = noun
        yield from self._actor(name, noun, shared)
        dependent = self._dependent(name)
        if not dependent:
            yield from self._land(name)
        if direction:
            yield direction
            return
        yield from self._seat(name)
        state = None if dependent else name.of("state")
        place = name.of("place", "town")
        if state and not (noun and noun.layer in ACTORS and not shared):
            yield self._plain(name, "place", "country", place=self.countries[state.key], country=state.key)
        if place and place.place:
            yield from self._place(name, place.place, place.kind, place.type, place.key, noun)

    def _seat(self, name: Named) -> Iterator[Mention]:
        """The country that ends a body's name: "بعثة الاتحاد الأفريقي في الصومال"."""
        last = name.past - 1
        if name.past - name.first < 3 or self.words[last - 1] not in self.grammar.locatives or not name.of("actor"):
            return
        for match in self.page.matches[last]:
            state = next((hit.extra for hit in match.hits if hit.layer == "name" and hit.label == "state"), None)
            if (
                isinstance(state, Entry)
                and match.past == name.past
                and not match.before
                and state.key in self.countries
            ):
                country = self.countries[state.key]
                yield Mention(last, name.past, "place", "country", (), country, country=state.key)
                return

    @staticmethod
    def _plain(
        name: Named,
        layer: str,
        sub: str,
        keys: tuple[str, ...] = (),
        place: Place | None = None,
        head: str = "",
        country: str | None = None,
        text: str = "",
    ) -> Mention:
        return Mention(name.first, name.past, layer, sub, keys, place, name.before, "", head, country, name=text)

    def _actor(self, name: Named, noun: Noun | None, shared: bool) -> Iterator[Mention]:
        actor = name.of("actor", "people", "nationality", "state", "capital", "person", "outlet")
        if actor is None:
            return
        if noun is None and actor.type == "nationality":
            actor = name.of("state") or actor  # "the US said", not "the US army"
        if name.of("place") and actor.type not in ("actor", "state", "capital") and noun is None:
            return
        keys, country = (actor.key,), actor.key
        sub = "organisation" if actor.type == "actor" else actor.type
        lemma = noun.hit.lemma if noun else ""
        dependent = self._dependent(name)
        if self._leads(name, dependent) or self._is_seat(name):
            return
        if dependent:
            yield self._plain(name, "actor", "nationality", keys, head=lemma, country=country, text=actor.name)
        elif noun and noun.layer == "force" and actor.type == "person" and self._owns(name):
            self.taken.update(range(noun.first, noun.past))
            head = noun.hit.lemma
            yield Mention(name.first, noun.past, "actor", "force", keys, None, name.before, "", head, name=actor.name)
        elif noun and noun.layer in ACTORS and actor.type not in ("person", "outlet"):
            self.taken.update(range(noun.first, noun.past))
            if shared:
                yield self._plain(name, "actor", noun.layer, keys, None, lemma, country, actor.name)
                return
            site = _as_site(noun)
            if site and name.of("nationality", "people", "state"):
                yield self._qualified(name, site, actor.key)
            first, past = min(name.first, noun.first), max(name.past, noun.past)
            before = noun.match.before if noun.first < name.first else name.before
            if actor.type in ("nationality", "people") and lemma in self.grammar.outlaws:
                yield Mention(first, past, "actor", "bare", (), None, before, noun.match.after, lemma, country)
                return  # "Iraqi militants" are not Iraq's
            yield Mention(
                first, past, "actor", noun.layer, keys, None, before, noun.match.after, lemma, country, name=actor.name
            )
        elif noun and noun.layer in PLACES and actor.type in _PEOPLE and not name.of("place", "town"):
            self.taken.update(range(noun.first, noun.past))
            if not self._is_named(noun):
                yield self._qualified(name, noun, actor.key)
            yield self._plain(name, "actor", "nationality", keys, head=lemma, country=country, text=actor.name)
        else:
            yield self._plain(name, "actor", sub, keys, head=lemma, country=country, text=actor.name)

    def _is_named(self, noun: Noun) -> bool:
        """Whether the name of a place follows its noun: "the Ukrainian port city of | Odesa"."""
        past = noun.past
        name = (
            self.names.get(past + 1) if past < len(self.words) and self.words[past] in self.grammar.genitives else None
        )
        return bool(name and self.grammar.cased and name.of("place", "town"))

    def _owns(self, name: Named) -> bool:
        """Whether a possessive mark stands behind a name: "Haftar's fighters"."""
        tokens = self.page.tokens
        return name.past < len(tokens) and tokens.surface(name.past) in self.grammar.possessive_marks

    def _dependent(self, name: Named) -> bool:
        """Whether a name only says on whom others depend: "Iran-backed", "pro-Iranian", "المدعومة من إيران"."""
        after, before = name.past, name.first - 1
        tokens = self.page.tokens
        if (
            before >= 0
            and self.words[before] in self.grammar.siding
            and tokens.ends[before] + 1 == tokens.starts[name.first]
        ):
            return tokens.text[tokens.ends[before]] in "-‑–"
        if self.grammar.head_first:
            if name.before and name.before[-1] in self.grammar.particles:
                return before >= 0 and self.words[before] in self.grammar.dependence
            near = range(max(0, before - 1), before + 1)
            return any(self.words[j] in self.grammar.dependence for j in near)
        after += after + 1 < len(self.words) and self.words[after] == "-"
        if after >= len(self.words):
            return False
        if tokens.text[tokens.ends[name.past - 1]] in "-‑–":
            return self.words[after] in self.grammar.dependence or self.words[after] in self.grammar.compounds
        behind = self.page.matches[after + 1] if after + 1 < len(self.words) else ()
        listed = self.words[after] in self.grammar.dependence and any(map(_names_force, behind))
        if not listed or self.words[after + 1] in self.grammar.definite:
            return False  # "France led the mission"
        return after + 1 >= len(self.words) or self.words[after + 1] not in self.grammar.agents

    def _is_seat(self, name: Named) -> bool:
        """Whether a name only tells where a body has its seat: "the UK-based Syrian Observatory"."""
        after = name.past + (name.past + 1 < len(self.words) and self.words[name.past] == "-")
        if after >= len(self.words) or self.words[after] not in self.grammar.seated:
            return False
        return any(
            j in self.names and self.names[j].of("actor", "outlet")
            for j in range(after + 1, min(len(self.words), after + _REACH))
        )

    def _leads(self, name: Named, dependent: bool) -> bool:
        """Whether somebody is named only as who leads a body named before: "the Coalition led by the United States"."""
        words = self.words
        last = name.first - 1 - (name.first > 0 and words[name.first - 1] in self.grammar.definite)
        leading = (
            dependent
            if self.grammar.head_first
            else last > 0 and " ".join(words[last - 1 : last + 1]) in self.grammar.leading
        )
        if not leading:
            return False
        return any(
            j in self.ends and self.ends[j].of("actor") and MARKS.isdisjoint(words[j : name.first])
            for j in range(max(0, name.first - _REACH), name.first)
        )

    def _land(self, name: Named) -> Iterator[Mention]:
        """The country that a nationality, a capital or a state's organ is of: a place only by implication."""
        entry = name.of("nationality", "people", "capital", "state")
        if entry and entry.key in self.countries:
            yield self._plain(name, "land", entry.type, place=self.countries[entry.key], country=entry.key)

    def _qualified(self, name: Named, noun: Noun, key: str) -> Mention:
        """A place noun with a nationality: "Chadian soil" is Chad, "the American base" some base."""
        country = key if key in self.countries else None
        first, past = min(name.first, noun.first), max(name.past, noun.past)
        before = noun.match.before if noun.first < name.first else name.before
        if country and noun.hit.lemma in self.grammar.territory:
            return Mention(first, past, "place", "country", (), self.countries[country], before, "", "country", country)
        head = noun.hit.label if noun.layer == "site" else noun.layer
        if noun.hit.lemma in self.grammar.capitals:
            head = "capital"
        if country and noun.layer == "region":
            return self._region(first, past, noun, before, country)
        sub = "anaphor" if self._definite(first, noun) else "generic"
        return Mention(first, past, "place", sub, (), None, before, "", head, country)

    def _region(self, first: int, past: int, noun: Noun, before: str, country: str | None) -> Mention:
        """A region by its noun and country; a border by both countries, where the second is named: in `keys`."""
        if noun.hit.lemma not in self.grammar.borders:
            return Mention(first, past, "place", "border", (), None, before, "", "region", country)
        others: list[str] = []
        for j in range(first, min(len(self.words), past + 4)):
            name = self.names.get(j)
            state = name.of("state", "nationality") if name else None
            linked = j < past or (name and name.before) or self.words[j - 1] in self.grammar.border_links
            if name and state and linked:
                others.append(state.key)
                past = max(past, name.past)
            elif j >= past and not (name or self.words[j] in self.grammar.border_links):
                break
        return Mention(first, past, "place", "border", tuple(others), None, before, "", "border", country)

    # the noun of a name ----------------------------------------------------

    def _noun_of(self, name: Named) -> tuple[Noun | None, bool]:
        """The noun that a name hangs on, and whether another name stands between them and shares it."""
        return self._noun_before(name) if self.grammar.head_first else self._noun_behind(name)

    def _noun_before(self, name: Named) -> tuple[Noun | None, bool]:
        i = name.first
        previous = self.ends.get(i)
        joined = bool(name.before) and name.before == self.grammar.attached_and
        if joined or (previous and not name.before):
            if previous and previous.first in self.heads and name.of(*_PEOPLE):
                return self.heads[previous.first], True
            if name.before:
                return None, False
        if name.before:
            belongs = (
                name.before == self.grammar.belonging_particle and i and self.words[i - 1] in self.grammar.belonging
            )
            if not belongs:
                return None, False
        i -= self._is_quoted(name)
        for start in range(i - 1, max(-1, i - 1 - _REACH), -1):
            if (start in self.ends and start != i - 1) or start in self.names or start + 1 in self.ends:
                return None, False
            noun = self.nouns.get(start)
            if noun:
                return (self._outermost(noun) if self._may_own(name, noun) else None), False
            if ends_phrase(self.page, start):
                break
        return self._noun_of_genitive(name), False

    def _may_own(self, name: Named, noun: Noun) -> bool:
        """Whether a noun may be a state's: an adjective may stand far behind, a state's name only next to its noun."""
        if not name.of("state") or name.of("nationality", "people", "actor"):
            return True
        return noun.past >= name.first - 1 and noun.hit.form != "definite"

    def _is_quoted(self, name: Named) -> bool:
        """Whether a name stands alone in quotation marks or brackets, right behind a noun: قاعدة "القيارة"."""
        i, past = name.first - 1, name.past
        if i <= 0 or past >= len(self.words):
            return False
        opened, closed = self.words[i], self.words[past]
        return (opened in MARKS and closed in MARKS) or (opened == "(" and closed == ")" and bool(name.of("place")))

    def _outermost(self, noun: Noun) -> Noun | None:
        """The outermost noun of a chain decides: "المتحدث باسم وزارة الدفاع"."""
        outer = self.nouns.get(noun.first - 1)
        chained = outer and outer.past == noun.first and outer.layer in ACTORS and noun.layer in ACTORS
        if outer and chained and not noun.match.before and not outer.match.after:
            return Noun(outer.first, noun.past, outer.layer, outer.hit, outer.match)
        return None if noun.match.after else noun

    def _noun_behind(self, name: Named) -> tuple[Noun | None, bool]:
        j, shared = name.past, False
        if j < len(self.words) and self.words[j] in self.grammar.possessive_marks:
            j += 1
        steps = 0
        while j < len(self.words) and steps < _REACH:
            follower = self.names.get(j)
            if follower is None and self.words[j] in self.grammar.joining and j + 1 in self.names:
                follower = self.names[j + 1]
            if follower:
                if not (name.of(*_PEOPLE) and follower.of(*_PEOPLE)):
                    return None, False
                shared, j, steps = True, follower.past, 0
                continue
            noun = self.nouns.get(j)
            if noun:
                noun = self._last(noun)
                return noun, shared
            if ends_phrase(self.page, j) or self.words[j] in self.grammar.dependence:
                break
            j, steps = j + 1, steps + 1
        return self._noun_of_genitive(name), False

    def _noun_of_genitive(self, name: Named) -> Noun | None:
        """The noun before "of" and a name: "jihadists of JNIM", "عناصر من حزب الله"."""
        j = name.first - 1
        while j > 0 and self.words[j] in self.grammar.genitives:
            j -= 1
        between = self.words[j + 1 : name.first]
        if j < 0 or name.before or all(word in self.grammar.definite for word in between):
            return None
        if self.page.tokens.sentence_of(j) != self.page.tokens.sentence_of(name.first):
            return None
        noun = next((n for k in range(j, max(-1, j - 3), -1) if (n := self.nouns.get(k)) and n.past == j + 1), None)
        if noun is None or noun.match.after:
            return None
        if noun.layer in ("town", "region") and name.of("place", "town"):
            return noun if self.grammar.cased else None
        return noun if noun.layer in ACTORS and name.of(*self.grammar.owners) else None

    def _last(self, noun: Noun) -> Noun:
        """The last noun of a compound: "army base", "defence ministry spokesman"."""
        following = self.nouns.get(noun.past)
        while following and following.layer in (*ACTORS, "site"):
            noun = Noun(noun.first, following.past, following.layer, following.hit, following.match)
            following = self.nouns.get(noun.past)
        return noun

    # places ------------------------------------------------------------------

    def _place(
        self, name: Named, place: Place, kind: str, type_: str, key: str, noun: Noun | None
    ) -> Iterator[Mention]:
        """A place by name; with a site noun beside it ("Kabul airport", "the base at al-Qaim") the site there."""
        geonameid = int(key) if type_ == "town" else None
        site = noun if noun and noun.layer in ("site", "town", "region") else None
        if site is None and place.level == "town":
            site = self._site_before(name)
        if site is None and place.level == "town":
            site = self._listed_site(name)
            if site:
                self.heads[name.first] = site
                yield self._plain(name, "place", "site_of", (), place, site.hit.label, place.country, site.hit.lemma)
                return
        if site is None:
            yield Mention(
                name.first,
                name.past,
                "place",
                place.level,
                (),
                place,
                name.before,
                "",
                kind,
                place.country,
                True,
                geonameid,
            )
            return
        self.heads[name.first] = site
        self.taken.update(range(site.first, site.past))
        first, past = min(name.first, site.first), max(name.past, site.past)
        before = site.match.before if site.first < name.first else name.before
        if site.layer == "site" and place.level in ("town", "region"):
            yield Mention(
                first,
                past,
                "place",
                "site_of",
                (),
                place,
                before,
                "",
                site.hit.label,
                place.country,
                True,
                geonameid,
                site.hit.lemma,
            )
            return
        yield Mention(first, past, "place", place.level, (), place, before, "", kind, place.country, True, geonameid)

    def _site_before(self, name: Named) -> Noun | None:
        """A site noun linked to the place by a locative: "the base at X", "قاعدة في X"."""
        j = name.first - 1
        attached = bool(name.before) and name.before[-1] in self.grammar.particles
        if not attached:
            if j < 0 or self.words[j] not in self.grammar.locatives:
                return None
            j -= 1
        for start in range(j, max(-1, j - 4), -1):
            noun = self.nouns.get(start)
            if noun:
                site = _as_site(noun)
                between = range(noun.past, j + 1)
                plain = all(self.words[k][0].isalpha() and k not in self.names for k in between)
                return site if site and noun.past <= j + 1 and plain and not self._are_several(noun) else None
        return None

    def _listed_site(self, name: Named) -> Noun | None:
        """The site noun of the place before it in a list: "the bases of Qayyarah and K-1", "قاعدتي المخا والخوخة"."""
        i = name.first
        if name.before and name.before == self.grammar.attached_and:
            previous = self.ends.get(i)
        elif i and self.words[i - 1] in self.grammar.joining:
            previous = self.ends.get(i - 1)
        else:
            return None
        site = self.heads.get(previous.first) if previous else None
        return site if site and site.layer == "site" and site.first < i else None

    def _directions(self) -> Iterator[tuple[int, Mention]]:
        """Parts of countries: "northern Iraq", "شمال شرق سوريا", "the Syrian north"."""
        directions = self.grammar.directions
        for i in [i for i, word in enumerate(self.words) if word in directions]:
            if i in self.names or (i and self.words[i - 1] in directions):
                continue
            direction = directions[self.words[i]]
            past = i + 1
            second = directions.get(self.words[past]) if past < len(self.words) else None
            if second:
                direction, past = direction + second, past + 1
            while past < len(self.words) and self.words[past] in self.grammar.genitives:
                past += 1
            name = self.names.get(past)
            state = name.of("state", "nationality") if name and not name.before else None
            if name and state and (state.type == "state" or self.grammar.head_first):
                before = ""
                mention = Mention(
                    i, name.past, "place", "direction", (), self.countries[state.key], before, "", direction, state.key
                )
                yield past, mention

    def _parts(self) -> Iterator[Mention]:
        """Parts of the country that is spoken of: "شمال البلاد", "في الجنوب"."""
        words, directions = self.words, self.grammar.directions
        for i in [i for i, word in enumerate(words[:-1]) if word in directions or word in self.grammar.alone]:
            if i in self.names or (i and words[i - 1] in directions):
                continue
            past = i + 1 + (words[i + 1] in directions)
            direction = "".join(directions.get(word, "") for word in words[i:past])
            if past < len(words) and words[past] in self.grammar.country_nouns and past in self.nouns:
                self.taken.add(past)
                yield Mention(i, past + 1, "place", "direction", (), None, "", "", direction)
            elif past == i + 1 and words[i] in self.grammar.alone and self._stands_alone(i):
                yield Mention(i, past, "place", "direction", (), None, "", "", self.grammar.alone[words[i]])

    def _stands_alone(self, i: int) -> bool:
        """Whether a direction with a preposition before has no noun or adjective behind: "في الجنوب"."""
        led = i > 0 and any(h.label == "prepositions" for m in self.page.matches[i - 1] for h in m.hits)
        following = self.words[i + 1]
        return led and not following.startswith(self.grammar.article) and i + 1 not in self.names

    # nouns without a name ------------------------------------------------------

    def _definite(self, first: int, noun: Noun) -> bool:
        if noun.hit.form == "definite":
            return True
        return any(self.words[j] in self.grammar.definite for j in range(max(0, first - 2), first))

    def _are_several(self, noun: Noun) -> bool:
        """Whether a noun stands for more sites than one, so that no one site is meant."""
        if noun.layer != "site":
            return False
        word = self.words[noun.first].removeprefix(noun.match.before)
        return noun.hit.form == "nouns" or noun.hit.lemma in self.grammar.plurals or word in self.grammar.duals

    def _is_adjective(self, noun: Noun) -> bool:
        """Whether a noun only qualifies the one before it: "المتحدث العسكري", "وجودها العسكري"."""
        if noun.hit.lemma not in self.grammar.adjectival or noun.first == 0:
            return False
        if noun.match.before:
            return self._is_second_adjective(noun)
        if self.page.tokens.surface(noun.first).endswith(self.grammar.adverbial) and not self._is_counted(noun.first):
            return True  # "سترد عسكريا"
        before = self.page.matches[noun.first - 1]
        if any(hit.form == noun.hit.form for match in before for hit in match.hits if match.past == noun.first):
            return True
        return noun.hit.form == "definite" and self._is_defined(noun.first - 1)

    def _is_second_adjective(self, noun: Noun) -> bool:
        """Whether a noun is joined to an adjective before it: "الاقتصادي والعسكري"."""
        joined = noun.match.before == self.grammar.attached_and and noun.hit.form == "definite"
        singular = self.words[noun.first].endswith(noun.hit.lemma)
        return joined and singular and self.words[noun.first - 1].startswith(self.grammar.article)

    def _is_counted(self, i: int) -> bool:
        """Whether a number stands right before a word."""
        return any(number.past == i for number in self.page.numbers) or self.words[i - 1][0].isdigit()

    def _is_defined(self, i: int) -> bool:
        """Whether a word that need not be known has the article or an attached pronoun."""
        word, article = self.words[i], self.grammar.article
        if self.page.tokens.surface(i).endswith(self.grammar.owned):
            return True
        contracted = word.startswith(self.grammar.contracted)
        return bool(article) and (contracted or article in (word[: len(article)], word[1 : 1 + len(article)]))

    def _of_noun(self, noun: Noun) -> Iterator[Mention]:
        if self._is_adjective(noun):
            return
        site = _as_site(noun)
        if noun.layer in ACTORS:
            yield self._unnamed_actor(noun)
            if site:
                yield self._unnamed_place(site)
        elif noun.layer in PLACES:
            yield self._unnamed_place(noun)

    def _unnamed_actor(self, noun: Noun) -> Mention:
        i, past, match, lemma = noun.first, noun.past, noun.match, noun.hit.lemma
        found = self.unknown.organisation(self.page, noun) if noun.layer == "force" else None
        state = self._state_before(found[0]) if found else None
        if found and state:
            self.heads[state.first] = noun
            key = state.entries[0].key
            return Mention(found[0], past, "actor", "force", (key,), None, match.before, "", lemma, key)
        if found:
            first, end, name = found
            return Mention(
                first,
                end,
                "actor",
                "organisation",
                (key_of(name),),
                None,
                match.before,
                "",
                lemma,
                known=False,
                name=name,
            )
        if match.after:
            return Mention(i, past, "actor", "possessive", (), None, match.before, match.after, lemma)
        if noun.layer == "force" and self._is_rank(noun):
            return Mention(i, past, "actor", "office", (), None, match.before, "", lemma)
        if noun.layer == "force":
            if past < len(self.words) and self.words[past] in self.grammar.outlawing:
                return Mention(i, past + 1, "actor", "bare", (), None, match.before, "", self.grammar.outlaw)
            own = i > 0 and self.words[i - 1] in self.grammar.possessives
            return Mention(i, past, "actor", "possessive" if own else "bare", (), None, match.before, "", lemma)
        return Mention(i, past, "actor", "office", (), None, match.before, "", lemma)

    def _state_before(self, i: int) -> Named | None:
        """The state whose force a name in capitals is: "Afghan | National Security and Defense Force"."""
        tokens = self.page.tokens
        for j in range(i, max(tokens.sentences[tokens.sentence_of(i)][0], i - _REACH - 1), -1):
            named = self.ends.get(j)
            if named:
                state = named.of("nationality", "state", "people")
                return named._replace(entries=(state,)) if state else None
            surface = tokens.surface(j - 1)
            if not surface[0].isupper() and not surface[0].isdigit() and self.words[j - 1] not in self.grammar.joining:
                break
        return None

    def _is_rank(self, noun: Noun) -> bool:
        """Whether a noun of forces is somebody's rank: before his name, or before a part of the rank."""
        grammar, past = self.grammar, noun.past
        if noun.hit.lemma not in grammar.ranks or noun.hit.form != "definite" or past >= len(self.words):
            return False
        if self.words[past] in grammar.rank_followers:
            return True
        name = self.names.get(past)
        unknown = not self.page.matches[past] and self.words[past].isalpha()
        return bool(name and name.of("person")) or (unknown and not self.words[past].startswith(grammar.article))

    def _unnamed_place(self, noun: Noun) -> Mention:
        i, past, match, hit = noun.first, noun.past, noun.match, noun.hit
        head = hit.label if noun.layer == "site" else noun.layer
        found = self.unknown.site(self.page, noun) if noun.layer in ("site", "town", "region") else None
        if found:
            first, end, name = found
            return Mention(first, end, "place", "unknown", (), None, match.before, "", head, None, False, None, name)
        if noun.layer == "region" and hit.lemma in self.grammar.borders:
            border = self._region(i, past, noun, match.before, None)
            if border.keys:
                return border
        if hit.lemma in self.grammar.capitals:
            head = "capital"
        own = noun.layer == "country" or hit.lemma in self.grammar.territory
        if own and (match.after or self._owned(i) or self.words[i] in self.grammar.home):
            return Mention(i, past, "place", "home", (), None, match.before, match.after, head)
        sub = (
            "anaphor"
            if not self._are_several(noun)
            and hit.lemma not in self.grammar.unreferring
            and (match.after or self._definite(i, noun))
            else "generic"
        )
        return Mention(i, past, "place", sub, (), None, match.before, match.after, head)

    def _determines(self, i: int) -> bool:
        """Whether the word that a demonstrative stands before is its noun."""
        article = self.grammar.article
        return i in self.nouns or (bool(article) and i < len(self.words) and self.words[i].startswith(article))

    def _owned(self, i: int) -> bool:
        return any(self.words[j] in self.grammar.possessives for j in range(max(0, i - 2), i))

    def _small_words(self) -> Iterator[Mention]:
        """Pronouns, "there" and "home"."""
        for i in [i for i, word in enumerate(self.words) if word in self.grammar.home]:
            if i not in self.names and i not in self.nouns:
                yield Mention(i, i + 1, "place", "home", head="country")
        small_word = self.grammar.small_word
        for i, matches in enumerate(self.page.matches):
            for match in matches:
                label = small_word(match.hits)
                if label == "there":
                    if self.page.tokens.surface(i).endswith(self.grammar.feminine):
                        continue  # آلية is no إليه
                    yield Mention(i, match.past, "place", "there", head="there", before=match.before)
                elif label in self.grammar.demonstratives and self._determines(match.past):
                    break  # "these forces", "هذه الخطوة"
                elif label and i not in self.names and match.before[-1:] not in self.grammar.verbal:
                    yield Mention(i, match.past, "actor", "pronoun", head=label, before=match.before)
                if label:
                    break


def _names_force(match: Match) -> bool:
    return any(match.hit(layer) for layer in ("force", "government", "name"))


def _as_site(noun: Noun) -> Noun | None:
    """A noun as a site's, where it can be one: an embassy is both a party and a building."""
    hit = noun.match.hit("site")
    if noun.layer == "site":
        return noun
    return Noun(noun.first, noun.past, "site", hit, noun.match) if hit and noun.layer == "government" else None
