"""Refusals for readers of another language than English, in which the program words them.

A file of sentences, `refusals_ar.yaml`, has each with what changes in it in braces. A sentence that is not in it is
shown as it is.
"""

import re
from functools import lru_cache
from pathlib import Path

import yaml

_SLOT = re.compile(r"\\{(\w+)\\}")


def in_language(sentence: str, language: str) -> str | None:
    """The sentence in this language; None where nobody has put it into that."""
    for pattern, said in _sentences(language):
        if found := pattern.fullmatch(sentence):
            return said.format(
                **{name: f"\u2068{value.strip(chr(39))}\u2069" for name, value in found.groupdict().items()}
            )
    return None


@lru_cache
def _sentences(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    path = Path(__file__).parent / f"refusals_{language}.yaml"
    if not path.is_file():
        return ()
    listed = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return tuple((_pattern(one["en"]), one[language]) for one in listed)


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_SLOT.sub(r"(?P<\1>.*)", re.escape(sentence)), re.DOTALL)
