"""The forms in which a listed word shows in a text, by the tables of a language's `_inflection.yaml`."""

import re
from collections.abc import Iterator
from typing import Any

from marsad.languages import load


class Inflector:
    """Yields (form name, written form) of verbs and nouns of one language."""

    def __init__(self, language: str) -> None:
        self._tables: dict[str, Any] = load(language, "_inflection")
        self.verb = self._rooted if "perfect" in self._tables["verb"] else self._suffixed

    def _ending(self, table: dict[str, Any], word: str) -> tuple[str, Any]:
        """The stem and the table's value for the longest ending that a word has."""
        for ending in sorted(table["endings"], key=len, reverse=True):
            match = re.search(f"(?:{ending})$", word)
            if match:
                return word, table["endings"][ending]
        return word, table["default"]

    def _suffix(self, table: dict[str, Any], word: str) -> str:
        """A word with its suffix; a leading hyphen replaces the word's last letter."""
        stem, suffix = self._ending(table, word)
        return stem[:-1] + suffix[1:] if suffix.startswith("-") else stem + suffix

    def _suffixed(self, entry: str) -> Iterator[tuple[str, str]]:
        """English-like: `leave/left/left`; only the first word of a phrase is inflected."""
        base, *irregular = entry.split("/")
        head, _, tail = base.partition(" ")
        tail = f" {tail}" if tail else ""
        tables = self._tables["verb"]
        past = irregular[0] if irregular else None
        participle = irregular[-1] if irregular else None
        yield "base", base
        yield "s", self._suffix(tables["s"], head) + tail
        yield "ing", self._ing(tables["ing"], head, irregular) + tail
        if past is None:
            for form in self._doubled(self._suffix(tables["ed"], head), head, "ed"):
                yield "ed", form + tail
            return
        yield ("ed" if past == participle else "past"), past if " " in past or not tail else past + tail
        if participle and participle != past:
            yield "participle", participle if " " in participle or not tail else participle + tail

    def _ing(self, table: dict[str, Any], head: str, irregular: list[str]) -> str:
        """The -ing form, its last consonant doubled where the past form or a short vowel says so."""
        plain = self._suffix(table, head)
        return self._doubled(plain, head, "ing")[-1]

    def _doubled(self, plain: str, head: str, suffix: str) -> list[str]:
        if re.fullmatch(r"[a-z]*[^aeiou]?[aeiou][bdgklmnprt]", head) and not re.search(r"[aeiou]{2}.$", head):
            one_syllable = len(re.findall(r"[aeiou]+", head)) == 1
            doubled = head + head[-1] + suffix
            return [doubled] if one_syllable else [doubled, plain]
        return [plain]

    def _rooted(self, entry: str) -> Iterator[tuple[str, str]]:
        """Arabic-like: `انسحب/ينسحب`, perfect and imperfect; phrases inflect their first word."""
        tables = self._tables["verb"]
        perfect, imperfect = entry.split("/")
        for form, base in (("perfect", perfect), ("imperfect", imperfect)):
            head, _, tail = base.partition(" ")
            tail = f" {tail}" if tail else ""
            for stem in [head] if form == "perfect" else [p + head[1:] for p in tables["persons"]]:
                for written in self._endings(tables[form], stem):
                    yield form, written + tail

    def _endings(self, table: dict[str, Any], stem: str) -> list[str]:
        for ending, suffixes in table["endings"].items():
            if stem.endswith(ending):
                return [stem[: -len(ending)] + s for s in suffixes]
        return [stem + s for s in table["default"]]

    def noun(self, entry: str) -> Iterator[tuple[str, str]]:
        """Singular, plural and, where the language writes it attached, the form with the article."""
        base, *irregular = entry.split("/")
        article = self._tables["noun"].get("article")
        yield "noun", base
        if article is None:
            yield "nouns", irregular[0] if irregular else self._suffix(self._tables["noun"]["plural"], base)
            return
        yield from self._with_article(base, article)

    def _with_article(self, base: str, article: str) -> Iterator[tuple[str, str]]:
        words = base.split()
        if len(words) == 1 and base.endswith("ة"):
            yield "noun", base[:-1] + "ات"
            yield "noun", base[:-1] + "تان"
            yield "noun", base[:-1] + "تين"
            yield "definite", article + base[:-1] + "ات"
            yield "definite", article + base[:-1] + "تان"
            yield "definite", article + base[:-1] + "تين"
        elif len(words) == 1 and base[-1] not in "اءىينت" and not base.startswith(article):
            for ending in ("ا", "ان", "ين"):
                yield "noun", base + ending
            for ending in ("ان", "ين"):
                yield "definite", article + base + ending
        if not words[0].startswith(article):
            if len(words) == 1:
                yield "definite", article + base
            elif len(words) == 2 and not words[1].startswith(article):
                yield "definite", f"{article}{words[0]} {article}{words[1]}"
