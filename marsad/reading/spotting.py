"""Spot the names of the register on a page, each with all that it may name."""

from collections.abc import Iterator

from marsad.languages import load
from marsad.reading.lexicon import Lexicon
from marsad.reading.page import Page
from marsad.reading.phrases import Hit, Match
from marsad.reading.quotes import MARKS
from marsad.world.register import Entry

_OPENING = MARKS - {"»", "”"}
_SHORT = 7  # letters of a word below which an attached "like" is not believed
_SMALL_KINDS = ("mission", "coalition", "alliance", "armed-group", "mapped")


class Spotter:
    """Spots names on pages of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        script = load(lexicon.language, "_script")
        self._cased: bool = script["cased"]
        self._articles = frozenset(script["listed_articles"])
        self._definite = frozenset(script["definite"])
        self._spoken = frozenset(script.get("spoken_acronyms", ()))
        self._comparing = frozenset(script["comparing_particles"])
        self._attached_and: str = script["attached_and"]
        self._directions = frozenset(word for words in script["directions"].values() for word in words)
        self._led = frozenset(particle + word for word in self._directions for particle in script["name_particles"])
        self._several: dict[str, str] = script.get("several", {})
        self._phrases, self._cut = lexicon.phrases, lexicon.clitics.cut
        # by identity; the hits are kept so that none is taken for another
        self._named: dict[int, tuple[list[tuple[Hit, Entry]], tuple[Hit, ...]]] = {}

    def spotted(self, page: Page) -> Iterator[tuple[Match, list[Entry]]]:
        """The names on a page that may stand where they stand, with all that each may name."""
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
                if self._cased:
                    names = self._as_written(page, match, names)
                entries = [entry for _, entry in names]
                if entries and (self._hides_longer(page, match) or self._halves_direction(page, match)):
                    self.heard_alone(page, i)
                    break
                if entries:
                    yield match, entries
                    busy = match.past
                    break

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
        if i + 3 > len(words) or words[i + 1] not in _OPENING:
            return
        past = next((k for k in range(i + 3, min(len(words), i + 7)) if words[k] in MARKS), 0)
        found = self._phrases.find([words[i], *words[i + 2 : past]]) if past else []
        for match in found:
            entries = [entry for _, entry in self._names_among(match.hits)]
            if entries and match.first == 0 and match.past == past - i - 1 and not match.after:
                yield match._replace(first=i, past=past + 1), entries
                return

    def heard_alone(self, page: Page, i: int) -> None:
        """What a word says by itself, where the name that it begins is not meant here."""
        word = page.tokens.words[i]
        page.matches[i] += [match._replace(first=i, past=i + 1) for match in self._phrases.find([word])]

    def within(self, page: Page, match: Match) -> Iterator[tuple[Match, list[Entry]]]:
        """The names within a longer one: those that begin as it does, the longest first, then those behind its start.

        "UN" of "UN troops", "الاتحاد الأفريقي" of "قوات الاتحاد الأفريقي".
        """
        first, past = match.first, match.past
        words = page.tokens.words
        begun = (m for end in range(past - 1, first, -1) for m in self._phrases.find(words[first:end]) if m.first == 0)
        behind = (m._replace(first=m.first + 1, past=m.past + 1) for m in self._phrases.find(words[first + 1 : past]))
        for found in (*begun, *behind):
            shorter = found._replace(first=first + found.first, past=first + found.past)
            if not found.after and not (found.before and self._compares(page, shorter)):
                names = self._names_among(found.hits)
                entries = [entry for _, entry in (self._as_written(page, shorter, names) if self._cased else names)]
                if entries:
                    yield shorter, entries

    def _compares(self, page: Page, match: Match) -> bool:
        """Whether a short word with an attached "like" is rather a word of its own: كبير is not "like Bir"."""
        word = page.tokens.words[match.first]
        return match.before[-1:] in self._comparing and match.past - match.first == 1 and len(word) < _SHORT

    def _hides_longer(self, page: Page, match: Match) -> bool:
        """Whether a longer name begins at the second word: "the Gulf" in "the Gulf of Aden"."""
        inside = page.matches[match.first + 1] if match.past - match.first > 1 else ()
        return any(other.past > match.past and self._names_among(other.hits) for other in inside)

    def _halves_direction(self, page: Page, match: Match) -> bool:
        """Whether a name begins with the second of two directions: "Western Niger" in "شمال غربي النيجر"."""
        words, i = page.tokens.words, match.first
        if match.past - i < 2 or i == 0 or words[i - 1] not in self._led or words[i] not in self._directions:
            return False
        return any(hit.label == "state" for other in page.matches[i + 1] for hit in other.hits)

    def _names_among(self, hits: tuple[Hit, ...]) -> list[tuple[Hit, Entry]]:
        """The hits that are names; remembered, as the phrase table gives the same hits for the same words."""
        found = self._named.get(id(hits))
        if found is None:
            named = [(hit, hit.extra) for hit in hits if hit.layer == "name" and isinstance(hit.extra, Entry)]
            found = self._named[id(hits)] = (named, hits)
        return found[0]

    def _as_written(self, page: Page, match: Match, names: list[tuple[Hit, Entry]]) -> list[tuple[Hit, Entry]]:
        """The names that may stand here as their letters are; an acronym is itself: SANA is no Sana."""
        fitting = [(hit, entry) for hit, entry in names if self._fits(page, match, hit)]
        surface = page.tokens.surface(match.first)
        if match.past - match.first == 1 and len(fitting) > 1 and surface.isupper():
            return [(hit, entry) for hit, entry in fitting if hit.lemma == surface] or fitting
        return fitting

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
            return surface.isupper() or (surface[0].isupper() and hit.lemma in self._spoken)
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


def _any_capital(page: Page, match: Match) -> bool:
    """Whether a word of a name other than its article has a capital."""
    return any(
        page.tokens.surface(j)[0].isupper() for j in range(match.first, match.past) if page.tokens.words[j] != "the"
    )
