"""Nouns of forces that are written like adjectives: "المتحدث العسكري", "وجودها العسكري"."""

from marsad.languages import load
from marsad.reading.mentions.nominals import Nominals
from marsad.reading.nouns import Noun


class Adjectives:
    """Tells a language's nouns from adjectives written alike."""

    def __init__(self, language: str) -> None:
        script, clitics = load(language, "_script"), load(language, "_clitics")
        self._listed = frozenset(script["adjectival_nouns"])
        self._adverbial: tuple[str, ...] = tuple(script.get("homonymous_endings", ()))
        self._owned: tuple[str, ...] = tuple(script.get("owned_endings", ()))
        self._attached_and: str = script["attached_and"]
        self._article: str = clitics.get("article", "")
        self._contracted: tuple[str, ...] = tuple(clitics.get("contracted", ()))

    def qualifies(self, on: Nominals, noun: Noun) -> bool:
        """Whether a noun only qualifies the one before it."""
        if noun.hit.lemma not in self._listed or noun.first == 0:
            return False
        if noun.match.before:
            return self._is_second(on, noun)
        if on.page.tokens.surface(noun.first).endswith(self._adverbial) and not _is_counted(on, noun.first):
            return True  # "سترد عسكريا"
        before = on.page.matches[noun.first - 1]
        if any(hit.form == noun.hit.form for match in before for hit in match.hits if match.past == noun.first):
            return True
        return noun.hit.form == "definite" and self._is_defined(on, noun.first - 1)

    def _is_second(self, on: Nominals, noun: Noun) -> bool:
        """Whether a noun is joined to an adjective before it: "الاقتصادي والعسكري"."""
        joined = noun.match.before == self._attached_and and noun.hit.form == "definite"
        singular = on.words[noun.first].endswith(noun.hit.lemma)
        return joined and singular and on.words[noun.first - 1].startswith(self._article)

    def _is_defined(self, on: Nominals, i: int) -> bool:
        """Whether a word that need not be known has the article or an attached pronoun."""
        word, article = on.words[i], self._article
        if on.page.tokens.surface(i).endswith(self._owned):
            return True
        contracted = word.startswith(self._contracted)
        return bool(article) and (contracted or article in (word[: len(article)], word[1 : 1 + len(article)]))


def _is_counted(on: Nominals, i: int) -> bool:
    """Whether a number stands right before a word."""
    return any(number.past == i for number in on.page.numbers) or on.words[i - 1][0].isdigit()
