"""Find the expressions that stand for actors and places.

A name alone is not yet a mention of an actor: "Iraqi" in "Iraqi forces" is, in "the Iraqi border" it only
qualifies a place. So names are joined with the nouns they hang on, in the order the language writes them
(`head_first` in `_script.yaml`: Arabic "القوات العراقية", English "Iraqi forces").
"""

from collections.abc import Iterator

from marsad.languages import load
from marsad.model.values import Place
from marsad.reading.lexicon import Lexicon
from marsad.reading.page import Mention, Page
from marsad.reading.phrases import Hit, Match
from marsad.world.gazetteer import Town
from marsad.world.register import Entry, Register, key_of

ACTORS = ("force", "government")
STATES = ("state", "nationality", "people", "capital")
_REACH = 4  # how many words may stand between a name and its noun
_LARGE = 60_000  # a town of this size is believed without the report's geography


class MentionFinder:
    """Finds mentions on a page whose phrase matches and numbers are there already."""

    def __init__(self, lexicon: Lexicon, register: Register) -> None:
        self._lexicon = lexicon
        self._gazetteer = register.gazetteer
        self._script = load(lexicon.language, "_script")
        self._head_first: bool = self._script["head_first"]
        self._cased: bool = self._script["cased"]
        self._common = frozenset(self._script["not_towns"])
        self._org_nouns = frozenset(self._script["organisation_nouns"])
        self._towns: dict[str, tuple[Town, ...]] = {}

    def find(self, page: Page) -> list[Mention]:
        """All mentions in text order; a state's name gives an actor and a place over the same words."""
        names = self._names(page)
        out = list(self._joined(page, names))
        out.sort(key=lambda m: (m.first, m.layer, -m.past))
        return out

    # names -------------------------------------------------------------

    def _names(self, page: Page) -> dict[int, tuple[int, Match, list[Entry]]]:
        """First token → (past, match, entries) of the names of the register and of gazetteer towns."""
        tokens, out, busy = page.tokens, {}, 0
        counts: dict[str, int] = {}
        for i, matches in enumerate(page.matches):
            if i < busy or not matches:
                continue
            for match in matches:
                entries = [h.extra for h in match.hits if h.layer == "name" and self._fits(page, match, h)]
                if entries:
                    out[i] = (match.past, match, entries)
                    busy = match.past
                    for code in {c for e in entries for c in self._homes(e)}:
                        counts[code] = counts.get(code, 0) + 1
                    break
        page.countries = counts
        top = {c for c in counts}
        i, n = 0, len(tokens.words)
        while i < n:
            if i in out:
                i = out[i][0]
                continue
            found = self._town(page, i, top)
            if found:
                past, match, town = found
                place = Place(town.name, town.country, round(town.lat, 3), round(town.lon, 3), "town")
                entry = Entry("town", str(town.geonameid), town.name, "town", (town.country,), place)
                if all(j not in out for j in range(i, past)):
                    out[i] = (past, match, [entry])
                    i = past
                    continue
            i += 1
        return out

    @staticmethod
    def _homes(entry: Entry) -> tuple[str, ...]:
        if entry.type in ("state", "nationality", "people", "capital"):
            return (entry.key,)
        if entry.type == "place" and entry.place and entry.place.country:
            return (entry.place.country,)
        return entry.home if entry.type == "actor" and not entry.short and len(entry.home) < 4 else ()

    def _fits(self, page: Page, match: Match, hit: Hit) -> bool:
        """Whether a name may stand here: in a cased script a name begins with a capital, an acronym is in capitals."""
        if match.after or not self._cased:
            return not match.after
        surface = page.tokens.surface(match.first)
        if hit.lemma.isupper() and len(hit.lemma) < 5 and match.past - match.first == 1:
            return surface.isupper()
        if not hit.lemma[0].isupper() or match.past - match.first > 2:
            return True
        return any(page.tokens.surface(j)[0].isupper() for j in range(match.first, match.past))

    def _town(self, page: Page, i: int, countries: set[str]) -> tuple[int, Match, Town] | None:
        """The longest gazetteer name that begins at a token, if the report makes it likely to be meant."""
        tokens, words = page.tokens, page.tokens.words
        if self._cased and not tokens.surface(i)[0].isupper():
            article = words[i] in self._script["name_articles"] and i + 1 < len(words)
            if not article or not tokens.surface(i + 1)[0].isupper():
                return None
        forms = self._lexicon.clitics.cut(words[i]) if not self._cased else ()
        starts = [("", words[i])] if self._cased else [(f.before, f.base) for f in forms if not f.after]
        for length in (3, 2, 1):
            if i + length > len(words) or any(not words[j][0].isalnum() for j in range(i, i + length)):
                continue
            tail = words[i + 1 : i + length]
            for before, base in starts:
                name = " ".join([base, *tail])
                if length == 1 and (name in self._common or len(name) < 4):
                    continue
                towns = self._towns.get(name)
                if towns is None:
                    towns = self._towns[name] = tuple(self._gazetteer.find(name)[:40])
                if not towns:
                    continue
                town = self._likely(page, i, length, before, towns, countries)
                if town:
                    return i + length, Match(i, i + length, before, "", ()), town
        return None

    def _likely(
        self, page: Page, i: int, length: int, before: str, towns: tuple[Town, ...], countries: set[str]
    ) -> Town | None:
        near = [t for t in towns if t.country in countries]
        cue = self._place_cue(page, i, before)
        plain = length == 1 and bool(page.matches[i]) and any(m.past - m.first == 1 and not m.before for m in page.matches[i])
        if plain and not (cue and near):
            return None
        if near and (cue or self._cased or near[0].population > _LARGE or length > 1):
            ranked = sorted(near, key=lambda t: (-page.countries.get(t.country, 0) * 0.5 - (t.population ** 0.25) * 0.2))
            return ranked[0]
        if towns[0].population > _LARGE * 3 and (cue or self._cased):
            return towns[0]
        return None

    def _place_cue(self, page: Page, i: int, before: str) -> bool:
        """Whether a preposition or a place noun stands before, or a particle that makes a place is attached."""
        if before and before[-1] in self._script["place_particles"]:
            return True
        for j in range(max(0, i - 2), i):
            for match in page.matches[j]:
                if match.past == i and any(
                    h.layer in ("site", "town", "region") or (h.layer == "function" and h.label == "prepositions")
                    for h in match.hits
                ):
                    return True
        return False

    # joining names with nouns --------------------------------------------

    def _joined(self, page: Page, names: dict[int, tuple[int, Match, list[Entry]]]) -> Iterator[Mention]:
        heads = _heads(page, names)
        taken: set[int] = set()  # tokens of nouns that are part of a mention
        for i, (past, match, entries) in sorted(names.items()):
            yield from self._of_name(page, i, past, match, entries, heads, names, taken)
        for i, (past, match, layer, hit) in sorted(heads.items()):
            if i in taken or i in names:
                continue
            yield from self._of_head(page, i, past, match, layer, hit)
        yield from self._pronouns(page, names)

    def _of_name(
        self,
        page: Page,
        i: int,
        past: int,
        match: Match,
        entries: list[Entry],
        heads: dict[int, tuple[int, Match, str, Hit]],
        names: dict[int, tuple[int, Match, list[Entry]]],
        taken: set[int],
    ) -> Iterator[Mention]:
        types = {e.type: e for e in entries}
        head = self._head_of(page, i, past, heads, names)
        place_entry = types.get("place") or types.get("town")
        first, end = i, past
        before = match.before
        if head:
            start, stop, layer, hit, head_match = head
            first, end = min(i, start), max(past, stop)
            before = head_match.before if start < i else match.before
        actor = next((e for e in entries if e.type in (*STATES, "actor", "person", "outlet")), None)
        if actor and self._prefers_place(types, head) and actor.type not in ("state", "capital"):
            actor = None
        if actor:
            sub = {"actor": "organisation"}.get(actor.type, actor.type)
            key = actor.key
            after = ""
            if head and layer in ACTORS and actor.type not in ("person", "outlet"):
                sub = layer
                taken.update(range(start, stop))
                after = head_match.after
                yield Mention(first, end, "actor", sub, (key,), None, before, after, hit.lemma, actor.key, name=actor.name)
            elif head and layer in ("site", "town", "region", "country") and actor.type in ("nationality", "actor"):
                taken.update(range(start, stop))
                yield from self._qualified_place(page, first, end, layer, hit, before, actor)
                yield Mention(i, past, "actor", "nationality", (key,), None, match.before, "", hit.lemma, key, name=actor.name)
            else:
                head_lemma = hit.lemma if head else ""
                yield Mention(i, past, "actor", sub, (key,), None, match.before, "", head_lemma, key, name=actor.name)
        if "state" in types and not (head and layer in ACTORS and actor and actor.type != "state"):
            state = types["state"]
            yield Mention(i, past, "place", "country", (), Place(state.name, state.key, None, None, "country"), match.before, country=state.key)
        if place_entry and place_entry.place:
            yield from self._of_place(page, i, past, match, place_entry, head, heads, taken)
        elif "capital" in types and not place_entry:
            town = self._capital(page, i, past, types["capital"], match)
            if town:
                yield Mention(i, past, "place", "town", (), town, match.before, country=types["capital"].key)

    @staticmethod
    def _prefers_place(types: dict[str, Entry], head: object) -> bool:
        return "place" in types and "actor" not in types and head is None

    def _capital(self, page: Page, i: int, past: int, entry: Entry, match: Match) -> Place | None:
        name = " ".join([page.tokens.words[i][len(match.before) :], *page.tokens.words[i + 1 : past]])
        for town in self._gazetteer.find(name):
            if town.country == entry.key:
                return Place(town.name, town.country, round(town.lat, 3), round(town.lon, 3), "town")
        return None

    def _of_place(
        self,
        page: Page,
        i: int,
        past: int,
        match: Match,
        entry: Entry,
        head: tuple[int, int, str, Hit, Match] | None,
        heads: dict[int, tuple[int, Match, str, Hit]],
        taken: set[int],
    ) -> Iterator[Mention]:
        """A place by name; with a site noun beside it ("Kabul airport", "the base at al-Qaim") the site there."""
        place = entry.place
        assert place is not None
        geonameid = int(entry.key) if entry.type == "town" else None
        site = head if head and head[2] in ("site", "town", "region") else None
        if site is None and place.level == "town":
            site = self._site_before(page, i, match, heads)
        if site and site[2] == "site" and place.level in ("town", "region"):
            start, stop, _, hit, head_match = site
            taken.update(range(start, stop))
            first, end = min(i, start), max(past, stop)
            yield Mention(first, end, "place", "site_of", (), place, (head_match if start < i else match).before, "", hit.label, place.country, True, geonameid, hit.lemma)
            return
        if site:
            taken.update(range(site[0], site[1]))
        yield Mention(i if not site else min(i, site[0]), past, "place", place.level, (), place, match.before if not site or site[0] > i else site[4].before, "", entry.kind, place.country, True, geonameid)

    def _site_before(
        self, page: Page, i: int, match: Match, heads: dict[int, tuple[int, Match, str, Hit]]
    ) -> tuple[int, int, str, Hit, Match] | None:
        """A site noun linked to the place by a locative: "the base at X", "قاعدة في X"."""
        j = i - 1
        attached = bool(match.before) and match.before[-1] in self._script["place_particles"]
        if not attached:
            if j < 0 or page.tokens.words[j] not in self._script["locatives"]:
                return None
            j -= 1
        for start in range(j, max(-1, j - 4), -1):
            found = heads.get(start)
            if found:
                past, head_match, layer, hit = found
                if layer == "site" and past <= j + 1 and all(page.tokens.words[k][0].isalpha() for k in range(past, j + 1)):
                    return start, past, layer, hit, head_match
                return None
        return None

    def _head_of(
        self,
        page: Page,
        i: int,
        past: int,
        heads: dict[int, tuple[int, Match, str, Hit]],
        names: dict[int, tuple[int, Match, list[Entry]]],
    ) -> tuple[int, int, str, Hit, Match] | None:
        """The noun that a name qualifies: (first, past, layer, hit, match)."""
        if self._head_first:
            if names[i][1].before and not heads.get(i):
                return None
            for start in range(i - 1, max(-1, i - 1 - _REACH), -1):
                if start in names or _stops(page, start):
                    if start in names:
                        return None
                    break
                found = heads.get(start)
                if found:
                    # the outermost noun of a chain decides: "المتحدث باسم وزارة الدفاع"
                    outer = heads.get(start - 1) if start else None
                    if outer and outer[0] == start and outer[2] in ACTORS and found[2] in ACTORS and not found[1].before and not outer[1].after:
                        return start - 1, found[0], outer[2], outer[3], outer[1]
                    if found[1].after:
                        return None
                    return start, found[0], found[2], found[3], found[1]
            return None
        j = past
        words = page.tokens.words
        if j < len(words) and words[j] in ("'s", "’s"):
            j += 1
        best = None
        for start in range(j, min(len(words), j + _REACH)):
            if start in names:
                break
            found = heads.get(start)
            if found:
                best = (start, found[0], found[2], found[3], found[1])
                following = heads.get(found[0])
                while following and found[0] not in names and following[2] in (*ACTORS, "site"):
                    best = (start, following[0], following[2], following[3], following[1])
                    found = following
                    following = heads.get(found[0])
                break
            if _stops(page, start):
                break
        return best

    def _qualified_place(
        self, page: Page, first: int, past: int, layer: str, hit: Hit, before: str, actor: Entry
    ) -> Iterator[Mention]:
        country = actor.key if len(actor.key) == 2 else None
        sub = "anaphor" if self._definite(page, first, hit) else "generic"
        yield Mention(first, past, "place", sub, (), None, before, "", hit.label, country)

    def _definite(self, page: Page, first: int, hit: Hit) -> bool:
        if hit.form == "definite":
            return True
        return first > 0 and page.tokens.words[first - 1] in self._script["definite"]

    def _of_head(self, page: Page, i: int, past: int, match: Match, layer: str, hit: Hit) -> Iterator[Mention]:
        definite = match.after or self._definite(page, i, hit)
        if layer in ACTORS:
            name = self._organisation(page, i, past, hit) if layer == "force" else None
            if name:
                yield Mention(name[0], name[1], "actor", "organisation", (key_of(name[2]),), None, match.before, "", hit.lemma, known=False, name=name[2])
            elif match.after:
                yield Mention(i, past, "actor", "possessive", (), None, match.before, match.after, hit.lemma)
            elif layer == "force":
                own = i > 0 and page.tokens.words[i - 1] in self._script["possessives"]
                sub = "possessive" if own else "bare"
                yield Mention(i, past, "actor", sub, (), None, match.before, "", hit.lemma)
            else:
                yield Mention(i, past, "actor", "office", (), None, match.before, "", hit.lemma)
        elif layer in ("site", "town", "region", "country"):
            unknown = self._unknown_site(page, i, past, hit) if layer in ("site", "town") else None
            if unknown:
                yield Mention(unknown[0], unknown[1], "place", "unknown", (), None, match.before, "", hit.label, None, False, None, unknown[2])
            else:
                sub = "anaphor" if definite else "generic"
                yield Mention(i, past, "place", sub, (), None, match.before, match.after, hit.label if layer == "site" else layer)

    def _organisation(self, page: Page, i: int, past: int, hit: Hit) -> tuple[int, int, str] | None:
        """An organisation that nothing knows, by its capitals: "the Falcon Brigade"."""
        if not self._cased or hit.lemma not in self._org_nouns or not page.tokens.surface(past - 1)[0].isupper():
            return None
        first = i
        while first > 0 and i - first < 3 and self._capital_word(page, first - 1):
            first -= 1
        if first == i:
            return None
        return first, past, page.tokens.span(first, past).text(page.tokens.text)

    def _unknown_site(self, page: Page, i: int, past: int, hit: Hit) -> tuple[int, int, str] | None:
        """A site that nothing knows, by its capitals or its place in the phrase: "Camp Redoubt", "قاعدة كذا"."""
        words = page.tokens.words
        if self._cased:
            if page.tokens.surface(i)[0].isupper() and past < len(words) and self._capital_word(page, past):
                return i, past + 1, page.tokens.span(i, past + 1).text(page.tokens.text)
            first = i
            while first > 0 and i - first < 2 and self._capital_word(page, first - 1):
                first -= 1
            if first < i and hit.label in self._script["named_sites"]:
                return first, past, page.tokens.span(first, past).text(page.tokens.text)
            return None
        if hit.form != "noun" or past >= len(words) or page.matches[past] or not words[past].isalpha():
            return None
        quoted = words[past].startswith("ال") or len(words[past]) > 3
        return (i, past + 1, page.tokens.span(i, past + 1).text(page.tokens.text)) if quoted else None

    def _capital_word(self, page: Page, j: int) -> bool:
        surface = page.tokens.surface(j)
        if not surface[0].isupper() or not surface[0].isalpha() or len(surface) < 3:
            return False
        return not any(h.layer in ("function", "cue", "name", "speech") for m in page.matches[j] for h in m.hits)

    def _pronouns(self, page: Page, names: dict[int, tuple[int, Match, list[Entry]]]) -> Iterator[Mention]:
        for i, matches in enumerate(page.matches):
            for match in matches:
                hit = match.hit("function")
                if hit and hit.label == "pronouns" and i not in names:
                    if not any(h.label == "possessive" for h in match.hits):
                        yield Mention(i, match.past, "actor", "pronoun", head=hit.lemma, before=match.before)
                    break
                if any(h.layer == "function" and h.label == "there" for h in match.hits):
                    yield Mention(i, match.past, "place", "there", head="there", before=match.before)
                    break


def _heads(page: Page, names: dict[int, tuple[int, Match, list[Entry]]]) -> dict[int, tuple[int, Match, str, Hit]]:
    """First token → (past, match, layer, hit) of the nouns a name may qualify."""
    covered = {j for i, (past, _, _) in names.items() for j in range(i, past)}
    out: dict[int, tuple[int, Match, str, Hit]] = {}
    busy = 0
    for i, matches in enumerate(page.matches):
        if i in covered or i < busy:
            continue
        for match in matches:
            for layer in ("force", "government", "site", "town", "region", "country", "people"):
                hit = match.hit(layer)
                if hit:
                    out[i] = (match.past, match, layer, hit)
                    busy = match.past
                    break
            if i in out:
                break
    return out


def _stops(page: Page, i: int) -> bool:
    """Whether a token ends a noun phrase: punctuation, a function word, a number."""
    word = page.tokens.words[i]
    if not word[0].isalpha():
        return True
    for match in page.matches[i]:
        for hit in match.hits:
            if hit.layer in ("function", "connector", "speech") or hit.form in ("perfect", "imperfect", "past", "ed", "s"):
                return hit.layer != "speech" or hit.label in ("verb", "that", "according")
    return False
