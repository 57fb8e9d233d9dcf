"""What the pages say, in the language of their reader: a folder for each language, in it a YAML file for each area.

`say("review.title")` is the entry `title` of `review.yaml`. An entry is a sentence, or the plural forms of one (`one`,
`two`, `few`, `many`, `other`), chosen by the value `n`.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("en", "ar")
DIRECTION = {"en": "ltr", "ar": "rtl"}
FORMS = ("zero", "one", "two", "few", "many", "other")


class Speech:
    """The words of one language."""

    def __init__(self, language: str, entries: dict[str, str | dict[str, str]]) -> None:
        self.language = language
        self.direction = DIRECTION[language]
        self.entries = entries

    def __call__(self, key: str, **values: Any) -> str:
        entry = self.entries[key]
        if isinstance(entry, dict):
            n = values.get("n", 0)
            entry = entry.get(plural(self.language, n), entry["other"])
        return entry.format(**values) if values else entry

    def knows(self, key: str) -> bool:
        return key in self.entries

    def area(self, name: str) -> dict[str, str | dict[str, str]]:
        """All entries of an area without its name, for a script that speaks."""
        return {key.removeprefix(f"{name}."): text for key, text in self.entries.items() if key.startswith(f"{name}.")}


def plural(language: str, n: int) -> str:
    """The plural form of a whole number, as the CLDR has it for the two languages."""
    if language == "en":
        return "one" if n == 1 else "other"
    if n in (0, 1, 2):
        return FORMS[n]
    return "few" if 3 <= n % 100 <= 10 else "many" if 11 <= n % 100 <= 99 else "other"


@lru_cache
def speech(language: str) -> Speech:
    entries: dict[str, str | dict[str, str]] = {}
    for path in sorted((Path(__file__).parent / language).glob("*.yaml")):
        entries |= _flat(path.stem, yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) or {})
    return Speech(language, entries)


def _flat(name: str, value: Any) -> dict[str, str | dict[str, str]]:
    if not isinstance(value, dict):
        return {name: str(value)}
    if "other" in value and set(value) <= set(FORMS):
        return {name: {form: str(text) for form, text in value.items()}}
    return {key: text for part, inner in value.items() for key, text in _flat(f"{name}.{part}", inner).items()}
