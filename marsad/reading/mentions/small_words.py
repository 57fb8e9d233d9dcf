"""Pronouns, "there" and "home"."""

from collections.abc import Iterator

from marsad.languages import load
from marsad.reading.mentions.nominals import Nominals
from marsad.reading.page import Mention
from marsad.reading.phrases import Hit, Match


class SmallWords:
    """Finds a language's pronouns and adverbs of place."""

    def __init__(self, language: str) -> None:
        script, function = load(language, "_script"), load(language, "_function")
        self._home = frozenset(script["home"])
        self._demonstratives = frozenset(function["pronouns"]) & frozenset(function["articles"])
        self._verbal = frozenset(script.get("verbal_particles", ()))
        self._feminine: str = script.get("feminine_ending", " ")
        self._article: str = load(language, "_clitics").get("article", "")
        self._known: dict[int, tuple[str, tuple[Hit, ...]]] = {}

    def find(self, on: Nominals) -> Iterator[Mention]:
        """The small words of a page that stand for an actor or a place."""
        for i in [i for i, word in enumerate(on.words) if word in self._home]:
            if i not in on.names and i not in on.nouns and not _houses(on, i):
                yield Mention(i, i + 1, "place", "home", head="country")
        for i, matches in enumerate(on.page.matches):
            for match in matches:
                label = self._label(match.hits)
                if not label or (label == "there" and on.page.tokens.surface(i).endswith(self._feminine)):
                    continue  # آلية is no إليه
                mention = self._mention(on, i, match, label)
                if mention:
                    yield mention
                break

    def _mention(self, on: Nominals, i: int, match: Match, label: str) -> Mention | None:
        if label == "there":
            return Mention(i, match.past, "place", "there", head="there", before=match.before)
        if label in self._demonstratives and self._determines(on, match.past):
            return None  # "these forces", "هذه الخطوة"
        if i in on.names or match.before[-1:] in self._verbal:
            return None
        return Mention(i, match.past, "actor", "pronoun", head=label, before=match.before)

    def _label(self, hits: tuple[Hit, ...]) -> str:
        """ "there", or a pronoun that stands by itself, as listed; "" for other hits. Remembered by identity."""
        known = self._known.get(id(hits))
        if known is None:
            labels = {hit.label: hit.lemma for hit in hits if hit.layer == "function"}
            pronoun = labels.get("pronouns", "") if "possessive" not in labels else ""
            known = self._known[id(hits)] = ("there" if "there" in labels else pronoun, hits)
        return known[0]

    def _determines(self, on: Nominals, i: int) -> bool:
        """Whether the word that a demonstrative stands before is its noun."""
        if i in on.nouns:
            return True
        return bool(self._article) and i < len(on.words) and on.words[i].startswith(self._article)


def _houses(on: Nominals, i: int) -> bool:
    """Whether a word begins a phrase that says who is kept somewhere: "the base is home to 2,000 soldiers"."""
    longer = (match.hit("trigger") for match in on.page.matches[i] if match.past > i + 1)
    return any(hit is not None and hit.kind == "presence" for hit in longer)
