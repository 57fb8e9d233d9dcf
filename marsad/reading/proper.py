"""Proper names that no register has: where one ends that begins at a token.

In a script with capitals these tell; in one without, a name is what nothing else explains.
"""

from collections.abc import Container

from marsad.reading import wording as w
from marsad.reading.cast import Cast
from marsad.reading.page import Page
from marsad.reading.wording import Wording

_NO_NAME = w.QUALIFIER | w.CALENDAR | w.DETERMINER | w.PRONOUN | w.ADVERB | w.NEGATION | w.FINITE
_NO_FIRST_NAME = _NO_NAME | w.TITLE | w.BEARER | w.ADJECTIVE | w.INTRODUCTION
_EXPLAINING = frozenset(
    "function cue speech connector government force anonymous trigger site town region phase reason".split()
)


class ProperNames:
    """The proper names of one page."""

    def __init__(self, page: Page, wording: Wording, cast: Cast, names: Container[str]) -> None:
        self._page, self._w, self._cast = page, wording, cast
        self._names = names  # words of the names that speakers have had so far
        self._first_met: dict[str, int] = {}

    def end(self, k: int, right: int, left: int, led: bool = False) -> int:
        """Past the last word of a proper name that begins at a token; the token itself where none does.

        In a script without capitals something is to lead to a name, if only an office right before it (`led`).
        """
        return self._capitals(k, right) if self._w.cased else self._unexplained(k, right, left, led)

    def _capitals(self, k: int, right: int) -> int:
        """A run of words with capitals: "Daniel Marsh", "Center for Gulf Security", "Kemal al-Sayyid"."""
        tokens, bits_of = self._page.tokens, self._w.bits
        end, j = k, k
        if k in self._cast.within_places or k in self._cast.counted:
            return k  # "the governor of West | Darfur", "Eight European countries"
        while j < right and j not in self._cast.dated:
            bits = bits_of(tokens.words[j])
            actor = self._cast.actors.get(j)
            if actor and actor.keys and actor.sub != "people":
                break
            if j == k and self._is_a_place(j):
                break  # "Basra's governor" is not called Basra
            if self._is_capital(j, end > k):
                names = bits & (w.INSTITUTE | w.PRESS)
                refused = bits & (_NO_NAME if end > k else _NO_FIRST_NAME) or (end == k and _function(self._page, j))
                if refused and (not names or (end == k and bits & w.TITLE)):
                    break
                j += 1
                end = j
            elif bits & w.HONORIFIC and j + 1 < right and self._is_capital(j + 1, False) and self._links(j, end > k):
                j += 1
            else:
                break
        return k if self._is_followed(k, end) else end

    def _is_followed(self, k: int, end: int) -> bool:
        """Whether capitals only tell which officials or people are meant: "Relief workers", "Zairean presidency"."""
        tokens, bits_of = self._page.tokens, self._w.bits
        if not k < end < len(tokens) or tokens.ends[end - 1] + 1 != tokens.starts[end]:
            return False
        body = any(bits_of(tokens.words[j]) & (w.INSTITUTE | w.PRESS | w.GROUP) for j in range(k, end))
        return not body and bool(bits_of(tokens.words[end]) & w.BEARER) and tokens.surface(end)[0].islower()

    def _is_a_place(self, j: int) -> bool:
        """Whether a place's name begins here that no other name goes on from, as in "the Tigris Institute"."""
        place = self._cast.places.get(j)
        if not place or place.layer != "place" or not place.place or not place.known:
            return False
        behind = place.past
        if behind + 1 < len(self._page.tokens) and self._w.bits(self._page.tokens.words[behind]) & w.HONORIFIC:
            behind += 2  # "Nasser al-Yafei"
        return behind >= len(self._page.tokens) or not self._is_capital(behind, True)

    def _is_capital(self, j: int, within: bool) -> bool:
        """Whether a word has a capital; a single letter only within a name ("John F. Kelly")."""
        tokens = self._page.tokens
        surface = tokens.surface(j)
        if not surface[0].isalpha() or not surface[0].isupper() or tokens.is_titled(tokens.sentence_of(j)):
            return False
        return within or len(surface) > 1

    def _owned(self, j: int) -> bool:
        """Whether a word ends as one with a pronoun does: "his men"."""
        return self._page.tokens.surface(j).endswith(self._w.pronouns)

    def _links(self, j: int, within: bool) -> bool:
        """Whether a small word joins names: "of", "bin", and "al" before a hyphen."""
        tokens = self._page.tokens
        return within or (tokens.ends[j] + 1 == tokens.starts[j + 1] and tokens.text[tokens.ends[j]] == "-")

    def is_surname(self, k: int) -> bool:
        """Whether a word that nothing explains stood behind a title or a first name in an earlier sentence."""
        tokens = self._page.tokens
        if not self._first_met:
            for i, word in enumerate(tokens.words):
                self._first_met.setdefault(word, i)
        first = self._first_met[tokens.words[k]]
        if not 0 < first < tokens.sentences[tokens.sentence_of(k)][0] or not self._is_nameable(k):
            return False
        return bool(self._w.bits(tokens.words[first - 1]) & (w.TITLE | w.BEARER)) or self._is_nameable(first - 1)

    def _is_nameable(self, k: int) -> bool:
        """Whether nothing explains a word, so that it may be part of a name."""
        word = self._page.tokens.words[k]
        if len(word) < 3 or not word[0].isalpha() or self._w.bits(word) or _explained(self._page, k):
            return False
        actor = self._cast.actors.get(k)
        return not (actor and actor.keys) and k not in self._cast.places and not self._w.definite(word)

    def _unexplained(self, k: int, right: int, left: int, led: bool) -> int:
        """A run of words that no list and no name of the register explains, after an office or as the whole region."""
        words, bits_of = self._page.tokens.words, self._w.bits
        if not bits_of(words[k]) and self._w.base(words[k]) in self._names:
            return k + 1
        before = bits_of(words[k - 1]) if k else 0
        if before & w.DOCUMENT:
            return k  # "in a joint statement": nobody's title
        titled = k > left and bool(before & (w.TITLE | w.BEARER))
        expected = led and not titled  # behind "the army's spokesman", "Andrih" is no "his Andri"
        led = led or titled
        if not led and k > left:
            return k
        j = k
        while j < right and j - k < 4 and j not in self._cast.dated:
            word = words[j]
            if len(word) < 2 or not word[0].isalpha() or bits_of(word) or _explained(self._page, j):
                break
            if j == k and (self._w.definite(word) or (not expected and self._owned(j))):
                break
            if word.endswith(self._w.owned) or (expected and j > k and self._owned(j)):
                break
            actor, place = self._cast.actors.get(j), self._cast.places.get(j)
            if (actor and actor.keys) or (place and j == k):
                break
            j += 1
        ends = j >= right or j in self._cast.dated or bits_of(words[j]) & (w.BREAK | w.INSIDE)
        if expected and not ends:
            return k  # "the Russian envoy asked why …": a verb or an object that no list has
        tokens = self._page.tokens
        if not led and j < right and tokens.sentences[tokens.sentence_of(k)][0] == k:
            return k  # a sentence that begins with a verb that nothing explains: "ويشهد إقليم دارفور"
        # "قالت وليامز إن": nothing else stands in the region; "ونفى هارفي في بيان": who was named before
        known = j == k + 1 and (ends or bits_of(words[j]) & w.STOP) and self.is_surname(k)
        alone = k == left and len(words[k]) > 3 and (j == right or known)
        return j if j - k >= 2 or (alone and j > k) else k


def _function(page: Page, k: int) -> bool:
    """Whether a token is a function word rather than part of a name."""
    return any(h.layer in ("function", "connector", "cue") for m in page.matches[k] for h in m.hits)


def _explained(page: Page, k: int) -> bool:
    """Whether the lexicon knows a word as it stands; a name is a word that it does not know."""
    return any(h.layer in _EXPLAINING and not m.after for m in page.matches[k] for h in m.hits)
