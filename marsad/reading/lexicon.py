"""A language's words, from its YAML files, as one phrase table; names of the register go into the same table."""

from collections.abc import Iterator
from typing import Any

from marsad.languages import load
from marsad.model.kinds import KINDS
from marsad.reading.clitics import Clitics
from marsad.reading.inflect import Inflector
from marsad.reading.phrases import Hit, Phrases
from marsad.text.tokens import tokenise
from marsad.world.register import Register


def words_of(text: str) -> tuple[str, ...]:
    return tuple(tokenise(text).words)


class Lexicon:
    """The words and names of one language, ready to be found in a text."""

    def __init__(self, language: str, register: Register) -> None:
        self.language = language
        self.clitics = Clitics(language)
        self.phrases = Phrases(self.clitics)
        self._inflector = Inflector(language)
        for words, hit in self._entries():
            self.phrases.add(words, hit)
        self._add_names(register)
        self.abbreviations = frozenset(load(language, "_function")["abbreviations"])

    def _entries(self) -> Iterator[tuple[tuple[str, ...], Hit]]:
        for kind in KINDS:
            yield from self._activities() if kind == "activity" else self._triggers(kind)
        for label, groups in load(self.language, "_phase").items():
            yield from self._forms("phase", label, groups)
        for label, nouns in load(self.language, "_nouns").items():
            if isinstance(nouns, dict):
                for kind, members in nouns.items():
                    yield from self._forms(label, kind, {"nouns": members})
            else:
                yield from self._forms(label, label, {"nouns": nouns})
        for label, nouns in load(self.language, "_means").items():
            yield from self._forms("means", label, {"nouns": nouns})
        yield from self._reasons()
        for label, listed in load(self.language, "_status").items():
            yield from self._forms("cue", label, {"words": listed})
        speech = load(self.language, "_speech")
        yield from self._forms("speech", "verb", {"verbs": speech["verbs"]})
        yield from self._forms("speech", "noun", {"nouns": speech["nouns"]})
        for label in ("according", "that"):
            yield from self._forms("speech", label, {"words": speech[label]})
        yield from self._forms("anonymous", "anonymous", {"nouns": speech["anonymous"]})
        for label, listed in load(self.language, "_function").items():
            if label != "abbreviations":
                yield from self._forms("function", label, {"words": listed})

    def _triggers(self, kind: str) -> Iterator[tuple[tuple[str, ...], Hit]]:
        for rule in load(self.language, kind)["rules"]:
            yield from self._forms("trigger", rule["sense"], rule, kind, f"{kind}: {rule['rule']}")

    def _activities(self) -> Iterator[tuple[tuple[str, ...], Hit]]:
        for label, groups in load(self.language, "activity")["activities"].items():
            yield from self._forms("trigger", label, groups, "activity", f"activity: {label} changes or keeps its pace")

    def _reasons(self) -> Iterator[tuple[tuple[str, ...], Hit]]:
        reasons = load(self.language, "_reason")
        yield from self._forms("connector", "connector", {"words": reasons["connectors"]})
        yield from self._forms("connector", "denied", {"words": reasons["denied"]})
        for code, listed in reasons["codes"].items():
            yield from self._forms("reason", code, {"words": listed})

    def _forms(
        self, layer: str, label: str, groups: dict[str, Any], kind: str = "", rule: str = ""
    ) -> Iterator[tuple[tuple[str, ...], Hit]]:
        for entry in groups.get("verbs", ()):
            lemma = str(entry).split("/")[0]
            for form, written in self._inflector.verb(str(entry)):
                yield words_of(written), Hit(layer, label, form, lemma, kind, rule)
        for entry in groups.get("nouns", ()):
            lemma = str(entry).split("/")[0]
            for form, written in self._inflector.noun(str(entry)):
                yield words_of(written), Hit(layer, label, form, lemma, kind, rule)
        for entry in groups.get("words", ()):
            yield words_of(str(entry)), Hit(layer, label, "word", str(entry), kind, rule)

    def _add_names(self, register: Register) -> None:
        adjective: list[str] = load(self.language, "_inflection").get("adjective", [""])
        article = load(self.language, "_clitics").get("article", "")
        for name in register.names:
            if name.language != self.language and not (self.language == "ar" and name.text.isascii()):
                continue
            hit = Hit("name", name.entry.type, "word", name.text, extra=name.entry)
            for written in self._written(name.text, name.entry.type, adjective, article):
                words = words_of(written)
                if words and len("".join(words)) > 1:
                    self.phrases.add(words, hit)

    def _written(self, text: str, type_: str, adjective: list[str], article: str) -> Iterator[str]:
        yield text
        if text.startswith("the "):
            yield text[4:]
        if not article or text.isascii():
            return
        if type_ == "nationality" and " " not in text:
            for ending in adjective:
                yield text + ending
                yield article + text + ending
        elif type_ == "people" and not text.startswith(article):
            yield article + text
