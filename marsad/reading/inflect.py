"""The forms in which a listed word shows in a text, by the tables of a language's `_inflection.yaml`."""

import re
from collections.abc import Iterator
from typing import Any

from marsad.languages import load


class Inflector:
    """Yields (form name, written form) of verbs and nouns of one language."""

    def __init__(self, language: str) -> None:
        self._tables: dict[str, Any] = load(language, "_inflection")
        self._rooted = "perfect" in self._tables["verb"]
        self._spellings = [(re.compile(of), to) for of, to in self._tables.get("spellings", ())]
        shapes = self._tables["verb"].get("shapes", ())
        self._shapes = [(name, re.compile(shape), stem, endings) for name, shape, stem, endings in shapes]

    def verb(self, entry: str) -> Iterator[tuple[str, str]]:
        """A verb's forms, each once, named base, s, ed, past, participle and ing, or perfect, imperfect and passive."""
        forms = self._rooted_verb(entry) if self._rooted else self._suffixed_verb(entry)
        yield from dict.fromkeys(self._respelt(forms))

    def noun(self, entry: str) -> Iterator[tuple[str, str]]:
        """A noun's forms, each once: singular, plural and, where it is written attached, those with the article."""
        forms = self._attached_noun(entry) if self._rooted else self._plain_noun(entry)
        yield from dict.fromkeys(self._respelt(forms))

    def _respelt(self, forms: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        for form, written in forms:
            yield form, written
            for pattern, other in self._spellings:
                head, _, tail = written.partition(" ")
                if pattern.fullmatch(head):
                    yield form, pattern.sub(other, head) + (f" {tail}" if tail else "")

    @staticmethod
    def _value(table: dict[str, Any], word: str) -> tuple[str, Any]:
        """A word's ending that a table knows, the longest first, and the value there; else nothing and the default."""
        for ending in sorted(table["endings"], key=len, reverse=True):
            match = re.search(f"(?:{ending})$", word)
            if match:
                return match.group(), table["endings"][ending]
        return "", table["default"]

    # English-like ---------------------------------------------------------------------------------------------------

    def _suffix(self, table: dict[str, Any], word: str) -> str:
        """A word with its suffix, whose leading hyphens replace letters of the word."""
        _, suffix = self._value(table, word)
        bare: str = suffix.lstrip("-")
        return word[: len(word) - (len(suffix) - len(bare))] + bare

    def _suffixed_verb(self, entry: str) -> Iterator[tuple[str, str]]:
        """`leave/left/left`; only the first word of a phrase is inflected."""
        base, *irregular = entry.split("/")
        head, _, rest = base.partition(" ")
        tail = f" {rest}" if rest else ""
        tables = self._tables["verb"]
        yield "base", base
        yield "s", self._suffix(tables["s"], head) + tail
        for form in self._doubled(self._suffix(tables["ing"], head), head, "ing"):
            yield "ing", form + tail
        if not irregular:
            for form in self._doubled(self._suffix(tables["ed"], head), head, "ed"):
                yield "ed", form + tail
            return
        past, participle = irregular[0], irregular[-1]
        yield ("ed" if past == participle else "past"), past if " " in past else past + tail
        if participle != past:
            yield "participle", participle if " " in participle else participle + tail

    def _doubled(self, plain: str, head: str, suffix: str) -> list[str]:
        """The form with a doubled last consonant where a word may double it, and the plain one where it need not."""
        if not re.fullmatch(self._tables["verb"]["doubling"], head):
            return [plain]
        doubled = head + head[-1] + suffix
        return [doubled] if len(re.findall(r"(?<!q)[aeiouy]+|(?<=q)u[aeiou]", head)) == 1 else [doubled, plain]

    def _plain_noun(self, entry: str) -> Iterator[tuple[str, str]]:
        """`man/men`; of "rules of engagement" the first part has a plural, of other phrases the last."""
        base, *irregular = entry.split("/")
        yield "noun", base
        if irregular:
            yield "nouns", irregular[0]
            return
        words = base.split()
        for i in range(1, len(words) - 1):
            if words[i] in self._tables["noun"]["heads"]:
                head = " ".join(words[:i])
                yield "nouns", f"{self._suffix(self._tables['noun']['plural'], head)} {' '.join(words[i:])}"
                return
        yield "nouns", self._suffix(self._tables["noun"]["plural"], base)

    # Arabic-like ----------------------------------------------------------------------------------------------------

    def _rooted_verb(self, entry: str) -> Iterator[tuple[str, str]]:
        """`انسحب/ينسحب/منسحب`: perfect, imperfect, participles and jussives; phrases inflect their first word."""
        tables = self._tables["verb"]
        perfect, imperfect, *more = entry.split("/")
        head, _, rest = perfect.partition(" ")
        tail = f" {rest}" if rest else ""
        for written in self._stems(tables["perfect"], head):
            yield "perfect", written + tail
        head, _, rest = imperfect.partition(" ")
        for stem in (person + head[1:] for person in tables["persons"]):
            for written in self._stems(tables["imperfect"], stem):
                yield "imperfect", written + (f" {rest}" if rest else "")
        for person in tables["singular"]:
            yield "imperfect", person + imperfect[1:]
        for form, written in self._shaped(perfect.split()[0], imperfect.split()[0]):
            yield form, written + tail
        for stem in more:
            if stem[0] == tables["persons"][0]:
                yield from (("imperfect", person + stem[1:]) for person in tables["persons"][:2])
                continue
            for written in self._stems(tables["participle"], stem):
                yield "noun", written
                if written[-1] not in "اويى" or written == stem:
                    yield "definite", self._tables["noun"]["article"] + written

    def _stems(self, table: dict[str, Any], stem: str) -> list[str]:
        ending, suffixes = self._value(table, stem)
        return [stem[: len(stem) - len(ending)] + s for s in suffixes]

    def _shaped(self, perfect: str, imperfect: str) -> Iterator[tuple[str, str]]:
        """Forms that follow from the shape of the whole verb."""
        written = f"{perfect}/{imperfect}"
        for form, shape, stem, endings in self._shapes:
            match = shape.match(written)
            if match:
                yield from ((form, match.expand(stem) + ending) for ending in endings)

    def _attached_noun(self, entry: str) -> Iterator[tuple[str, str]]:
        base, *plurals = entry.split("/")
        tables = self._tables["noun"]
        article = tables["article"]
        words = base.split()
        yield "noun", base
        if len(words) == 1 and not base.startswith(article):
            yield "definite", article + base
            for written in self._stems(tables["bare"], base):
                yield "noun", written
            for written in self._stems(tables["any"], base):
                yield "noun", written
                yield "definite", article + written
        elif len(words) == 2 and not any(word.startswith(article) for word in words):
            yield "definite", f"{article}{words[0]} {article}{words[1]}"
        for plural in plurals:
            ending, (bare, definite) = self._value(tables["plural"], plural)
            stem = plural[: len(plural) - len(ending)]
            yield from (("noun", stem + suffix) for suffix in bare)
            yield from (("definite", article + stem + suffix) for suffix in definite)
