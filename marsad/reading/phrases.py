"""Find many phrases at once: a table from a first word to the phrases that begin with it."""

import marshal
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from marsad.reading.clitics import Clitics
from marsad.text.recent import Recent
from marsad.world.register import Entry

HEARD = frozenset(("trigger", "speech", "phase", "cue", "reason"))  # layers heard beside a longer phrase


class Hit(NamedTuple):
    """What a phrase stands for where it was found."""

    layer: str  # "name", or a lexical layer such as "trigger", "force", "cue"
    label: str  # within the layer: a sense, a class, a key
    form: str  # base, s, ed, participle, ing, noun, nouns, definite, perfect, imperfect, word
    lemma: str  # as listed in the language file
    kind: str = ""  # of a trigger: the kind of claim
    rule: str = ""  # of a trigger: its phrase name
    extra: Entry | None = None  # what a name stands for


class Match(NamedTuple):
    """Phrases found at one place, all over the same tokens [first, past)."""

    first: int
    past: int
    before: str  # attached particles
    after: str  # attached pronoun
    hits: tuple[Hit, ...]

    def hit(self, layer: str) -> Hit | None:
        """The first hit of a layer."""
        for hit in self.hits:
            if hit.layer == layer:
                return hit
        return None


class _Cut(NamedTuple):
    """One way to cut a word, and the phrases that it may begin: the word alone, and longer ones by second word."""

    before: str
    after: str
    alone: tuple[Hit, ...]
    longer: dict[str, list[tuple[int, tuple[str, ...], tuple[Hit, ...]]]]  # place in the list, the rest, its hits


class _Word(NamedTuple):
    """What may begin with a written word: what it stands for by itself, and which words may go on from it."""

    alone: tuple[tuple[str, str, tuple[Hit, ...]], ...]
    seconds: frozenset[str]
    cuts: tuple[_Cut, ...]


_NOTHING = _Word((), frozenset(), ())  # most words begin no phrase: one for all of them
Listed = dict[tuple[str, ...], tuple[Hit, ...]]  # the words behind a first word → what they stand for with it
Packed = dict[str, bytes]  # first word → its phrases, packed


def pack(phrases: Iterable[tuple[tuple[str, ...], Hit]], numbers: Mapping[Entry | None, int]) -> Packed:
    """Phrases and what they stand for, by first word; a hit's `extra` is kept as its number."""
    table: dict[str, dict[tuple[str, ...], list[Hit]]] = {}
    for words, hit in phrases:
        _add(table.setdefault(words[0], {}).setdefault(words[1:], []), hit)
    return {first: _packed(listed, numbers) for first, listed in table.items()}


def _packed(listed: dict[tuple[str, ...], list[Hit]], numbers: Mapping[Entry | None, int]) -> bytes:
    def plain(hit: Hit) -> tuple[object, ...]:
        return (*map(sys.intern, hit[:-1]), numbers.get(hit.extra, -1))

    return marshal.dumps([(tuple(map(sys.intern, rest)), list(map(plain, hits))) for rest, hits in listed.items()])


def _add(hits: list[Hit], hit: Hit) -> None:
    if not any(h[:3] == hit[:3] and h[4:] == hit[4:] for h in hits):
        hits.append(hit)


class Phrases:
    """A phrase table of one language. Lookups are remembered per distinct word.

    `parts` are packed phrases with what their hits' numbers stand for; what an earlier part lists comes first. A
    word's phrases are unpacked when the word is first met.
    """

    def __init__(self, clitics: Clitics, parts: Sequence[tuple[Packed, Sequence[object]]]) -> None:
        self._clitics, self._parts = clitics, parts
        self._begun: dict[str, Listed] = {}
        self._seen: Recent[str, _Word] = Recent()
        self._spelled: Recent[str, tuple[str, ...]] = Recent()
        # by the identity of a word's hits, which `_begun` keeps: others remember the hits they get here by theirs
        self._kept: dict[tuple[int, frozenset[tuple[str, str]]], tuple[Hit, ...]] = {}
        self._simple = len(clitics.cut("xx")) == 1 and not clitics._article

    def _beginning(self, word: str) -> Listed:
        """The phrases that begin with a word."""
        found = self._begun.get(word)
        if found is None:
            listed: dict[tuple[str, ...], list[Hit]] = {}
            for packed, extras in self._parts:
                if word in packed:
                    for rest, hits in marshal.loads(packed[word]):
                        known = listed.setdefault(rest, [])
                        for *plain, number in hits:
                            _add(known, Hit._make((*plain, extras[number] if number >= 0 else None)))
            found = {rest: tuple(hits) for rest, hits in listed.items()}
            if found:
                found = self._begun.setdefault(word, found)  # of two threads the first one's, which others hold
        return found

    def _cuts(self, word: str) -> Iterator[_Cut]:
        for before, base, after in self._clitics.cut(word):
            phrases = self._beginning(base)
            longer: dict[str, list[tuple[int, tuple[str, ...], tuple[Hit, ...]]]] = {}
            for place, (rest, hits) in enumerate(phrases.items()):
                if rest and not after:
                    longer.setdefault(rest[0], []).append((place, rest, hits))
            for listed in longer.values():
                listed.sort(key=lambda entry: -len(entry[1]))
            yield _Cut(before, after, phrases.get((), ()), longer)

    def _learn(self, word: str) -> _Word:
        """The phrases that may begin with a written word, remembered."""
        return self._seen.keep(word, self._seen.older(word) or self._looked_up(word))

    def _looked_up(self, word: str) -> _Word:
        cuts = tuple(cut for cut in self._cuts(word) if cut.alone or cut.longer)
        if not cuts:
            return _NOTHING
        alone = tuple((cut.before, cut.after, cut.alone) for cut in cuts if cut.alone)
        return _Word(alone, frozenset(second for cut in cuts for second in cut.longer), cuts)

    def _spellings(self, word: str) -> tuple[str, ...]:
        """What a written word may stand for as the second of a phrase: itself, or without an attached pronoun."""
        found = self._spelled.get(word)
        if found is None:
            found = self._spelled.keep(word, self._spelled.older(word) or self._spelt(word))
        return found

    def _spelt(self, word: str) -> tuple[str, ...]:
        forms = () if self._simple else self._clitics.cut(word)
        return tuple(dict.fromkeys([word, *(form.base for form in forms if not form.before)]))

    def find(self, words: list[str]) -> list[Match]:
        """Every longest phrase at each place, left to right; a place may have several cuts of one length."""
        seen, learn, new = self._seen, self._learn, tuple.__new__
        out: list[Match] = []
        last = len(words) - 1
        for i, word in enumerate(words):
            alone, seconds, cuts = seen.get(word) or learn(word)
            if seconds and i < last:
                following = words[i + 1]
                if self._simple:
                    found = self._longest(words, i, cuts, (following,)) if following in seconds else None
                else:
                    spelled = self._spellings(following)
                    found = None if seconds.isdisjoint(spelled) else self._longest(words, i, cuts, spelled)
                if found:
                    out += found
                    out += self._beside(i, alone, found)
                    continue
            for before, after, hits in alone:
                out.append(new(Match, (i, i + 1, before, after, hits)))
        return out

    def _beside(
        self, i: int, alone: tuple[tuple[str, str, tuple[Hit, ...]], ...], longer: list[Match]
    ) -> Iterator[Match]:
        """What a word says by itself beside the longer phrase that it begins, where the two say different things.

        "Deal with" gives a reason, "deal" tells of an agreement; but a word within a name is a part of the name alone.
        """
        said = frozenset((hit.layer, hit.kind) for match in longer for hit in match.hits)
        if any(layer == "name" for layer, _ in said):
            return
        for before, after, hits in alone:
            kept = self._kept.get((id(hits), said))
            if kept is None:
                kept = tuple(hit for hit in hits if hit.layer in HEARD and (hit.layer, hit.kind) not in said)
                self._kept[id(hits), said] = kept
            if kept:
                yield Match(i, i + 1, before, after, kept)

    def _longest(self, words: list[str], i: int, cuts: tuple[_Cut, ...], spelled: tuple[str, ...]) -> list[Match]:
        """The longest phrases of several words at a place, one for each cut that begins one of that length."""
        best = 1
        found: list[Match] = []
        for before, after, _, longer in cuts:
            width, hits = self._continued(words, i + 1, longer, spelled)
            if width > best:
                best, found = width, []
            if hits and width == best:
                found.append(Match(i, i + width, before, after, hits))
        return found

    def _continued(
        self,
        words: list[str],
        at: int,
        longer: dict[str, list[tuple[int, tuple[str, ...], tuple[Hit, ...]]]],
        spelled: tuple[str, ...],
    ) -> tuple[int, tuple[Hit, ...]]:
        """How many words the longest of these phrases has that goes on at a token, and its hits."""
        for _, rest, hits in longer.get(words[at], ()):
            if len(rest) > 1 and tuple(words[at : at + len(rest)]) == rest:
                return 1 + len(rest), hits
        for word in spelled:  # as it is written first: الجفرة is not الجفر with a pronoun
            for _, rest, hits in longer.get(word, ()):
                if len(rest) == 1:
                    return 2, hits
        return 0, ()
