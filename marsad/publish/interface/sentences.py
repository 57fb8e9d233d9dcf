"""What the program itself says to whoever asks, for readers of another language than English.

A catalogue has each sentence with what changes in it in braces, which may be such a sentence in turn. A sentence that
nobody has put into a language is not in it.
"""

import re
from functools import cached_property, lru_cache
from pathlib import Path

import yaml

_LONGEST = 1_000  # characters of a sentence that is looked for; what is longer is what somebody typed
_SLOT = re.compile(r"{(\w+)}")
_QUOTES = ("'", '"')
_ISOLATED = "\u2068"


class Sentences:
    """The catalogue of one language, a YAML list of {en: sentence, LANGUAGE: the same in it}."""

    def __init__(self, path: Path, language: str) -> None:
        self._path = path
        self._language = language

    def said(self, sentence: str) -> str | None:
        """The sentence in this language; None where the catalogue lacks it."""
        if len(sentence) > _LONGEST:
            return None
        for template, said in self._templates:
            if (found := template.values(sentence)) is not None:
                return said.format(**{name: self._value(value) for name, value in found.items()})
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
    def _templates(self) -> tuple[tuple["_Template", str], ...]:
        if not self._path.is_file():
            return ()
        listed = yaml.load(self._path.read_text("utf-8"), yaml.CSafeLoader)
        return tuple((_Template(one["en"]), one[self._language]) for one in listed)


class _Template:
    """A sentence with slots. Laid on another in time linear in its length: somebody may have typed what is in it."""

    def __init__(self, sentence: str) -> None:
        self._first, *rest = _SLOT.split(sentence)
        self._names, self._between, self._last = rest[::2], rest[1:-1:2], rest[-1] if rest else ""

    def values(self, sentence: str) -> dict[str, str] | None:
        """What stands in each slot, the first as long as can be; None where it is another sentence."""
        if not self._names:
            return {} if sentence == self._first else None
        start, end = len(self._first), len(sentence) - len(self._last)
        if start > end or not (sentence.startswith(self._first) and sentence.endswith(self._last)):
            return None
        found: list[str] = []
        for piece in reversed(self._between):
            at = sentence.rfind(piece, start, end)
            if at < 0:
                return None
            found.append(sentence[at + len(piece) : end])
            end = at
        found.append(sentence[start:end])
        return dict(zip(self._names, reversed(found), strict=True))


def told(sentence: str, language: str) -> str:
    """What a command says, in this language, or as it is where nobody has put it into that."""
    return _of_commands(language).said(sentence) or sentence


@lru_cache
def _of_commands(language: str) -> Sentences:
    return Sentences(Path(__file__).parent / f"sentences_{language}.yaml", language)
