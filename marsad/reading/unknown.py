"""Actors and sites that nothing knows, taken as they stand, and short forms that a page defines itself."""

from collections.abc import Iterator

from marsad.languages import load
from marsad.reading.names import Named
from marsad.reading.nouns import Noun, ends_phrase
from marsad.reading.page import Mention, Page
from marsad.text.normalise import fold

_OTHERWISE = frozenset(("function", "cue", "name", "speech"))
_HYPHENS = frozenset("-‐‑")
_CLAIMED = 4  # tokens between nobody and the claim that he did not make
_LONGEST_SITE = 3  # words behind the noun of a site that are its name
_LONGEST_SHORT = 12  # characters of a short form in brackets


class UnknownFinder:
    """Finds names that neither register nor gazetteer knows, in one language."""

    def __init__(self, language: str) -> None:
        script = load(language, "_script")
        self._common = frozenset(script["not_towns"])
        self._cased: bool = script["cased"]
        self._organisations = frozenset(script["organisation_nouns"])
        self._sites = frozenset(script["named_sites"])
        self._locatives = frozenset(script["sure_locatives"])
        self._ways = frozenset(script.get("moving_locatives", ()))
        self._joining = frozenset(script["joining"])
        self._articles = frozenset(script["name_articles"])
        self._lands = frozenset(script.get("named_lands", ()))
        self._lands_of = self._lands | frozenset(script.get("lands_of", ()))
        self._of = frozenset(script["genitives"])
        self._unidentified = frozenset(script["unidentified"])
        self._unclaiming = frozenset(tuple(map(fold, phrase.split())) for phrase in script.get("unclaiming", ()))
        self._feminine: str = script.get("feminine_ending", " ")
        self._plain = frozenset(map(fold, script.get("plain_adjectives", ())))

    def actors(self, page: Page, taken: set[int]) -> Iterator[Mention]:
        """Those of whom a report says that nobody knows them: "gunmen", "unidentified drones", "مجهولون"."""
        words = page.tokens.words
        for i in [i for i, word in enumerate(words) if word in self._unidentified]:
            phrased = i > 0 and any(m.past > i and m.hit("function") for m in page.matches[i - 1])  # "من جهة أخرى"
            opens = any(m.past > i + 1 and m.hit("government") for m in page.matches[i])  # "Foreign Minister"
            if i not in taken and not phrased and not opens:
                yield Mention(i, i + 1, "actor", "bare", ("UNKNOWN",), head=words[i])
        openings = {phrase[0] for phrase in self._unclaiming}
        for i in [i for i, word in enumerate(words) if word in openings]:
            past = next((i + n for n in (2, 3) if tuple(words[i : i + n]) in self._unclaiming), 0)
            if past and self._claims(page, i, past):
                taken.update(range(i, past))
                yield Mention(i, past, "actor", "bare", ("UNKNOWN",), head=words[past - 1])

    @staticmethod
    def _claims(page: Page, first: int, past: int) -> bool:
        """Whether a word for who is to blame stands close by: "no group has | claimed it"."""
        near = page.matches[max(0, first - _CLAIMED) : past + _CLAIMED]
        return any(h.layer == "trigger" and h.label == "blame" for listed in near for m in listed for h in m.hits)

    def places(self, page: Page, names: dict[int, Named], nouns: dict[int, Noun], taken: set[int]) -> Iterator[Mention]:
        """Places by their capitals: "the outpost at Tajalei", "withdrew from Magwi, Palutaka and Tibika"."""
        if not self._cased:
            return
        words = page.tokens.words
        busy = {*names, *nouns, *taken}
        known = {first: name.past for first, name in names.items() if name.of("place", "town")}
        for i in [i for i, word in enumerate(words[:-1]) if self._leads(page, i, word)]:
            listed = [(i + 1, known.get(i + 1) or self._name_end(page, i + 1, busy))]
            commas = []
            fronted = page.tokens.sentences[page.tokens.sentence_of(i)][0] == i  # "In Gao, Smith said"
            while listed[-1][1] + 1 < len(words) and listed[-1][1] > listed[-1][0]:
                at = listed[-1][1]
                following = at + 1 + (words[at] == "," and words[at + 1] in self._joining)
                past = known.get(following) or self._name_end(page, following, busy)
                if past == following or not (words[at] in self._joining or (words[at] == "," and not fronted)):
                    break
                commas.append(words[at] == "," and following == at + 1)
                listed.append((following, past))
            while commas and commas[-1]:  # a list ends with "and"
                commas.pop()
                listed.pop()
            for first, past in listed:
                if first not in known and past > first:
                    name = _text(page, first, past)
                    yield Mention(first, past, "place", "unknown", (), None, "", "", "town", None, False, None, name)

    def _leads(self, page: Page, i: int, word: str) -> bool:
        """Whether a word makes a place of what nothing knows behind it: "in", "from" behind "withdrew"."""
        if word in self._locatives:
            return True
        moves = page.matches[i - 1] if i and word in self._ways else ()
        return any(hit.layer == "trigger" and hit.kind == "move" for match in moves for hit in match.hits)

    def _name_end(self, page: Page, first: int, busy: set[int]) -> int:
        """Where a name in capitals ends that begins at a token; at the token itself if none does."""
        past = first
        while past < len(page.tokens) and past - first < 3 and self._part_of_name(page, past):
            if past in busy or (page.times and past in self._dated(page)):
                return first
            past += 1
        named = any(self._capital_word(page, j) for j in range(first, past))  # "an" alone is no "an-Nasiriya"
        return past if named and past not in busy and self._stands_alone(page, past) else first

    def _stands_alone(self, page: Page, past: int) -> bool:
        """Whether a name ends its phrase: "in Tajalei on Monday", not "in European history"."""
        return past >= len(page.tokens) or ends_phrase(page, past) or past in self._dated(page)

    @staticmethod
    def _dated(page: Page) -> set[int]:
        return {j for time in page.times for j in range(time.first, time.past)}

    def _part_of_name(self, page: Page, j: int) -> bool:
        return self._capital_word(page, j) or page.tokens.words[j] in self._articles

    def organisation(self, page: Page, noun: Noun) -> tuple[int, int, str] | None:
        """An organisation by its capitals: "the Falcon Brigade"."""
        capital = self._cased and page.tokens.surface(noun.past - 1)[0].isupper()
        if not capital or noun.hit.lemma not in self._organisations:
            return None
        first = self._reach_back(page, noun.first, 3)
        numbered = first > 0 and page.tokens.words[first - 1][0].isdigit()  # "4 Light Brigade" is some army's
        return (first, noun.past, _text(page, first, noun.past)) if first < noun.first and not numbered else None

    def site(self, page: Page, noun: Noun) -> tuple[int, int, str] | None:
        """A site by its capitals or its place in the phrase: "Camp Redoubt", "قاعدة كذا"."""
        words, i, past = page.tokens.words, noun.first, noun.past
        if self._cased:
            if page.tokens.surface(i)[0].isupper() and past < len(words) and self._capital_word(page, past):
                end = past + 1
                while end < min(len(words), past + _LONGEST_SITE) and self._goes_on(page, end):
                    end += 1
                return i, end, _text(page, i, end)
            if noun.hit.lemma in self._lands_of:
                return self._land_of(page, noun) or (self._land(page, noun) if noun.hit.lemma in self._lands else None)
            first = self._reach_back(page, i, 2)
            named = first < i and noun.hit.label in self._sites
            return (first, past, _text(page, first, past)) if named else None
        if (
            noun.hit.form != "noun"
            or noun.match.after
            or past >= len(words)
            or page.matches[past]
            or not words[past].isalpha()
        ):
            return None
        if past - i > 1 or self._is_adjective(page, past):
            return None
        plausible = words[past].startswith("ال") or len(words[past]) > 3
        name = _text(page, i, past + 1)[len(noun.match.before) :]  # "for" of لمعسكر is no part of a camp's name
        return (i, past + 1, name) if plausible else None

    def _goes_on(self, page: Page, j: int) -> bool:
        """Whether a site's name goes on with a capital right behind its first word: "Camp Kara | Soar"."""
        near = page.tokens.starts[j] - page.tokens.ends[j - 1] == 1
        known = page.tokens.words[j] in self._common or j in self._dated(page)
        return near and not known and self._capital_word(page, j)

    def _land_of(self, page: Page, noun: Noun) -> tuple[int, int, str] | None:
        """A town or district by the capitals behind "of": "the village of Kafr Amim"."""
        words, first, past = page.tokens.words, noun.first, noun.past
        if past < len(words) and words[past] in self._of and noun.hit.form != "nouns":
            end = past + 1
            while end < len(words) and end - past < 4 and self._part_of_name(page, end):
                end += 1
            if any(self._capital_word(page, j) for j in range(past + 1, end)):
                return first, end, _text(page, past + 1, end)
        return None

    def _land(self, page: Page, noun: Noun) -> tuple[int, int, str] | None:
        """The same by the capitals before its noun: "the al-Jubah district"."""
        first, past = noun.first, noun.past
        start = first
        while start > 0 and first - start < 3 and self._part_of_name(page, start - 1):
            start -= 1
        opening = start == page.tokens.sentences[page.tokens.sentence_of(first)][0] and first - start == 1
        named = not opening and any(self._capital_word(page, j) for j in range(start, first))
        return (start, past, _text(page, start, first)) if named else None

    def _is_adjective(self, page: Page, word: int) -> bool:
        """Whether an indefinite word ends as adjectives do or is one: "a new base", قاعدة جديدة, قواعد أخرى."""
        if page.tokens.words[word] in self._plain:
            return True
        return page.tokens.surface(word).endswith(self._feminine) and not page.tokens.words[word].startswith("ال")

    def _reach_back(self, page: Page, i: int, most: int) -> int:
        first = i
        while first > 0 and i - first < most and self._capital_word(page, first - 1):
            first -= 1
        return first

    @staticmethod
    def _capital_word(page: Page, j: int) -> bool:
        surface = page.tokens.surface(j)
        if not surface[0].isupper() or not surface[0].isalpha() or (len(surface) < 3 and not _hyphened(page, j)):
            return False
        if page.tokens.is_titled(page.tokens.sentence_of(j)):
            return False
        return not any(hit.layer in _OTHERWISE for match in page.matches[j] for hit in match.hits)


def _hyphened(page: Page, j: int) -> bool:
    """Whether a hyphen joins a word to the one beside it: "Ri-Kwangba"."""
    text, start, end = page.tokens.text, page.tokens.starts[j], page.tokens.ends[j]
    return text[end : end + 1] in _HYPHENS or (start > 0 and text[start - 1] in _HYPHENS)


def _text(page: Page, first: int, past: int) -> str:
    return page.tokens.span(first, past).text(page.tokens.text)


def defined(page: Page, mentions: list[Mention], cased: bool) -> Iterator[Mention]:
    """Mentions by a short form that the page puts in brackets behind the full name: "Resolute Support (RS)"."""
    words = page.tokens.words
    ends = {m.past: m for m in mentions if m.layer == "actor" and m.keys and m.sub in ("organisation", "force")}
    full: dict[str, Mention] = {}
    for i in [i for i, word in enumerate(words[:-2]) if word == "(" and words[i + 2] == ")"]:
        if i in ends and _is_short_form(page, i + 1, cased):
            full[words[i + 1]] = ends[i]
    if not full:
        return
    busy = {j for m in mentions if m.layer == "actor" and m.sub != "bare" for j in range(m.first, m.past)}
    for i, word in enumerate(words):
        meant = full.get(word)
        if meant and i not in busy:
            yield meant._replace(first=i, past=i + 1, sub="organisation", before="", after="")


def _is_short_form(page: Page, i: int, cased: bool) -> bool:
    surface = page.tokens.surface(i)
    plausible = surface[0].isalpha() and 1 < len(surface) <= _LONGEST_SHORT
    return plausible and (surface.isupper() or (not cased and not page.matches[i]))
