"""What Marsad itself says in an answer, in the language of its reader: a YAML file each in this folder."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from marsad.compiled import compiled, fingerprint

LANGUAGES = ("en", "ar")


class Phrases:
    """The phrases of one language, in groups; a word without a phrase stands as it is."""

    def __init__(self, language: str, groups: dict[str, Any]) -> None:
        self.language = language
        self._groups = groups
        self.arrow: str = groups["arrow"]
        self.comma: str = groups["comma"]
        self.semicolon: str = groups["semicolon"]
        self._oblique: dict[str, str] = dict(groups["oblique"])

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(name for name, group in self._groups.items() if isinstance(group, dict))

    def words(self, group: str) -> tuple[str, ...]:
        """The keys of a group."""
        return tuple(self._groups[group])

    def word(self, group: str, key: str | None) -> str:
        return str(self._groups[group].get(key, key or ""))

    def phase(self, phase: str | None, activity: str | None) -> str:
        """A phase, in the gender of the activity that it is of."""
        agreeing = "phase_feminine" if activity in self._groups.get("feminine", ()) else "phase"
        return self.word(agreeing, phase)

    def disputed(self, over: Iterable[str]) -> str:
        """What is in dispute, before what each side says of it: «خلاف في العدد: »."""
        return self.say("disputed", over=self.comma.join(self.word("at_odds", each) for each in over))

    def oblique(self, name: str) -> str:
        """A name as it stands behind a preposition: «الحوثيون», but «من جانب الحوثيين»."""
        return " ".join(self._oblique.get(word, word) for word in name.split(" ")) if self._oblique else name

    def say(self, key: str, **values: object) -> str:
        return str(self._groups["say"][key]).format(**values)

    def fill(self, group: str, key: str, *values: object) -> str:
        return str(self._groups[group][key]).format(*values)


@lru_cache
def phrases(language: str = "en") -> Phrases:
    path = Path(__file__).with_name(f"{language}.yaml")
    made_from = fingerprint([path, Path(__file__)])
    return Phrases(language, compiled(f"interface-{language}", made_from, lambda: _parsed(path)))


def _parsed(path: Path) -> dict[str, Any]:
    import yaml

    groups: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return groups
