"""What the program itself says to whoever asks, for readers of another language than English.

A file of sentences, `sentences_ar.yaml`, has each with what changes in it in braces, which may be such a sentence in
turn. A sentence that is not in the file is shown as it is.
"""

import re
from functools import lru_cache
from importlib import resources

import yaml

_SLOT = re.compile(r"\\{(\w+)\\}")
_QUOTES = ("'", '"')
_ISOLATED = "\u2068"


def told(sentence: str, language: str) -> str:
    """The sentence in this language, or as it is where nobody has put it into that."""
    return _found(sentence, language) or sentence


def _found(sentence: str, language: str) -> str | None:
    for pattern, said in _sentences(language):
        if found := pattern.fullmatch(sentence):
            return said.format(**{name: _value(value, language) for name, value in found.groupdict().items()})
    return None


def _value(value: str, language: str) -> str:
    """Isolated, as it may be of another direction than the line that it stands in; without the quotes round it."""
    if (found := _found(value, language)) is not None:
        return found
    value = " ".join(value.split())
    if value[:1] in _QUOTES and value[-1:] == value[:1]:
        value = value[1:-1].replace(f"{value[0]}, {value[0]}", ", ")
    return value if value.startswith(_ISOLATED) else f"\u2068{value}\u2069"


@lru_cache
def _sentences(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    path = resources.files(__package__) / f"sentences_{language}.yaml"
    if not path.is_file():
        return ()
    listed = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return tuple((_pattern(one["en"]), one[language]) for one in listed)


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_SLOT.sub(r"(?P<\1>.*)", re.escape(sentence)), re.DOTALL)
