"""A language's words, from its YAML files, as one phrase table; names of the register go into the same table."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from marsad.compiled import compiled, fingerprint
from marsad.languages import files, load
from marsad.model import kinds
from marsad.reading import clitics, inflect, phrases
from marsad.reading.inflect import Inflector
from marsad.reading.phrases import Hit, Packed, Phrases, pack
from marsad.text import normalise, tokens
from marsad.text.tokens import tokenise
from marsad.world import register as world
from marsad.world.register import Entry, Name, Register

_SPELLINGS = 64  # ways to write one name
_CODE = (clitics, inflect, phrases, normalise, tokens, world)  # besides this module, what a phrase table depends on


def words_of(text: str) -> tuple[str, ...]:
    return tuple(tokenise(text).words)


def _files(language: str) -> list[Path]:
    """Everything that a language's table of phrases is made from."""
    code = [Path(__file__), *(Path(str(module.__file__)) for module in _CODE)]
    return [*files(language), *sorted(Path(str(kinds.__file__)).parent.glob("*.yaml")), *code]


class Lexicon:
    """The words and names of one language, ready to be found in a text."""

    def __init__(self, language: str, register: Register) -> None:
        self.language = language
        self.clitics = clitics.clitics(language)
        made_from = fingerprint(_files(language), world.stamp())  # entries are numbered as this register has them
        words, names = compiled(f"lexicon-{language}", made_from, lambda: _packed(language))
        parts: list[tuple[Packed, list[Entry]]] = [(words, []), (names, world.shipped_entries())]
        if register.own:
            own = list(dict.fromkeys(name.entry for name in register.own))
            parts.insert(1, (_Listing(language).names(register.own, own), own))
        self.phrases = Phrases(self.clitics, parts)
        self.abbreviations = frozenset(load(language, "_function")["abbreviations"])


def _packed(language: str) -> tuple[Packed, Packed]:
    """The words of a language, and the names that Marsad ships as that language writes them."""
    listing = _Listing(language)
    return listing.words(), listing.names(world.shipped_names(), world.shipped_entries())


class _Listing:
    """Lists the phrases of a language with what they stand for."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._inflector = Inflector(language)
        self._adjective: list[str] = load(language, "_inflection").get("adjective", [""])
        spellings: list[list[str]] = load(language, "_script")["spellings"]
        self._spellings = [sorted((" ".join(words_of(s)) for s in group), key=len, reverse=True) for group in spellings]
        self._article: str = load(language, "_clitics").get("article", "")
        self._kinsman: str = load(language, "_clitics").get("kinsman", "\0")  # a first part that is often joined

    def words(self) -> Packed:
        return pack(self._entries(), {})

    def names(self, names: Sequence[Name], entries: Sequence[Entry]) -> Packed:
        """The phrases of names; their hits carry the numbers of the entries."""
        numbers: dict[Entry | None, int] = {entry: number for number, entry in enumerate(entries)}
        return pack(self._named(names), numbers)

    def _entries(self) -> Iterator[tuple[tuple[str, ...], Hit]]:
        for kind in kinds.KINDS:
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
        for label, groups in load(self.language, "_idioms").items():
            spread = "objects" in groups
            yield from self._forms("verb of idiom" if spread else "idiom", label, groups)
            yield from self._forms("object of idiom", label, {"nouns": groups.get("objects", ())})
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

    def _named(self, names: Sequence[Name]) -> Iterator[tuple[tuple[str, ...], Hit]]:
        for name in names:
            if name.language != self.language and not (self.language == "ar" and name.text.isascii()):
                continue
            hit = Hit("name", name.entry.type, "word", name.text, extra=name.entry)
            for written in self._written(name.text, name.entry.type):
                words = words_of(written)
                if words and len("".join(words)) > 1:
                    yield words, hit
                if name.entry.type == "person" and len(words) > 1 and name.language == self.language:
                    yield from ((spelled, hit) for spelled in self._spelled(words) if spelled != words)

    def _spelled(self, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """A person's name as others transliterate it: "Muhammad" for "Mohammed"."""
        forms = [f" {' '.join(words)} "]
        for group in self._spellings:
            found = next((member for member in group if f" {member} " in forms[0]), None)
            if found:
                forms = [form.replace(f" {found} ", f" {other} ") for form in forms for other in group]
        return (tuple(form.split()) for form in forms[:_SPELLINGS])

    def _written(self, text: str, type_: str) -> Iterator[str]:
        article = self._article
        yield text
        if type_ == "place" and self._kinsman in text:
            yield text.replace(self._kinsman, self._kinsman.rstrip())  # أبوغريب
        if text.startswith("the "):
            yield text[4:]
        if not article or text.isascii():
            return
        if type_ == "nationality" and " " not in text:
            for ending in self._adjective:
                yield text + ending
                yield article + text + ending
        elif type_ == "nationality" and text.count(" ") == 1:
            first, second = text.split()  # الكورية الجنوبية
            for ending in self._adjective:
                yield f"{first}{ending} {second}{ending}"
                yield f"{article}{first}{ending} {article}{second}{ending}"
        elif type_ == "people" and not text.startswith(article):
            yield article + text
