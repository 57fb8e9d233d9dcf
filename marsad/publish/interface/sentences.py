"""What the program itself says to whoever asks, for readers of another language than English.

A catalogue has each sentence with what changes in it in braces, which may be such a sentence in turn. A sentence that
nobody has put into a language is not in it.
"""

import re
from functools import cached_property, lru_cache
from pathlib import Path

import yaml

_SLOT = re.compile(r"\\{(\w+)\\}")
_QUOTES = ("'", '"')
_ISOLATED = "\u2068"


class Sentences:
    """The catalogue of one language, a YAML list of {en: sentence, LANGUAGE: the same in it}."""

    def __init__(self, path: Path, language: str) -> None:
        self._path = path
        self._language = language

    def said(self, sentence: str) -> str | None:
        """The sentence in this language; None where the catalogue lacks it."""
        for pattern, said in self._patterns:
            if found := pattern.fullmatch(sentence):
                return said.format(**{name: self._value(value) for name, value in found.groupdict().items()})
        return None

    def _value(self, value: str) -> str:
        """Isolated, as it may be of another direction than the line that it stands in; without the quotes round it."""
        if (said := self.said(value)) is not None:
            return said
        value = " ".join(value.split())
        if value[:1] in _QUOTES and value[-1:] == value[:1]:
            value = value[1:-1].replace(f"{value[0]}, {value[0]}", ", ")
        return value if value.startswith(_ISOLATED) else f"\u2068{value}\u2069"

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        if not self._path.is_file():
            return ()
        listed = yaml.load(self._path.read_text("utf-8"), yaml.CSafeLoader)
        return tuple((_pattern(one["en"]), one[self._language]) for one in listed)


def told(sentence: str, language: str) -> str:
    """What a command says, in this language, or as it is where nobody has put it into that."""
    return _of_commands(language).said(sentence) or sentence


@lru_cache
def _of_commands(language: str) -> Sentences:
    return Sentences(Path(__file__).parent / f"sentences_{language}.yaml", language)


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_SLOT.sub(r"(?P<\1>.*)", re.escape(sentence)), re.DOTALL)
