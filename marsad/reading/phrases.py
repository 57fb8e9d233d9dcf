"""Find many phrases at once: a table from a first word to the phrases that begin with it."""

from typing import NamedTuple

from marsad.reading.clitics import Clitics


class Hit(NamedTuple):
    """What a phrase stands for where it was found."""

    layer: str  # "name", or a lexical layer such as "trigger", "force", "cue"
    label: str  # within the layer: a sense, a class, a key
    form: str  # base, s, ed, participle, ing, noun, nouns, definite, perfect, imperfect, word
    lemma: str  # as listed in the language file
    kind: str = ""  # of a trigger: the kind of claim
    rule: str = ""  # of a trigger: its phrase name
    extra: object = None  # a register entry


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


class Phrases:
    """A phrase table of one language. Lookups are remembered per distinct word."""

    def __init__(self, clitics: Clitics) -> None:
        self._clitics = clitics
        self._phrases: dict[str, dict[tuple[str, ...], list[Hit]]] = {}
        self._seen: dict[str, tuple[tuple[str, str, tuple[tuple[tuple[str, ...], tuple[Hit, ...]], ...]], ...]] = {}
        self._simple = len(clitics.cut("xx")) == 1 and not clitics._article

    def add(self, words: tuple[str, ...], hit: Hit) -> None:
        hits = self._phrases.setdefault(words[0], {}).setdefault(words[1:], [])
        if not any(h[:3] == hit[:3] and h[4:] == hit[4:] for h in hits):
            hits.append(hit)

    def _candidates(
        self, word: str
    ) -> tuple[tuple[str, str, tuple[tuple[tuple[str, ...], tuple[Hit, ...]], ...]], ...]:
        """The phrases that may begin with a written word, by the way it is cut, the longest first."""
        out = []
        for before, base, after in self._clitics.cut(word):
            phrases = self._phrases.get(base)
            if phrases:
                fitting = [
                    (rest, tuple(hits)) for rest, hits in phrases.items() if not (after and rest)
                ]
                if fitting:
                    fitting.sort(key=lambda p: -len(p[0]))
                    out.append((before, after, tuple(fitting)))
        return tuple(out)

    def find(self, words: list[str]) -> list[Match]:
        """Every longest phrase at each place, left to right; a place may have several cuts of one length."""
        seen, candidates = self._seen, self._candidates
        out: list[Match] = []
        count = len(words)
        for i, word in enumerate(words):
            cuts = seen.get(word)
            if cuts is None:
                cuts = seen[word] = candidates(word)
            if not cuts:
                continue
            best = 0
            found: list[Match] = []
            for before, after, phrases in cuts:
                for rest, hits in phrases:
                    length = len(rest)
                    if length < best:
                        break
                    if length and (i + length >= count or tuple(words[i + 1 : i + 1 + length]) != rest):
                        if not (length == 1 and self._enclitic(words, i + 1, rest[0])):
                            continue
                    if length > best:
                        best, found = length, []
                    found.append(Match(i, i + 1 + length, before, after, hits))
                    break
            out += found
        return out

    def _enclitic(self, words: list[str], i: int, wanted: str) -> bool:
        """Whether the second word of a phrase stands with an attached pronoun."""
        if self._simple or i >= len(words) or not words[i].startswith(wanted[:-1]):
            return False
        return any(not form.before and form.base == wanted for form in self._clitics.cut(words[i]))
