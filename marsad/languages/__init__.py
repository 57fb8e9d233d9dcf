"""Language knowledge as data: a folder per language, a YAML file per subject. Nothing here computes."""

from functools import cache
from pathlib import Path
from typing import Any

from marsad.compiled import compiled, fingerprint
from marsad.errors import RegisterError

LANGUAGES = ("ar", "en")
_HERE = Path(__file__).parent


def files(language: str) -> list[Path]:
    """The files of one language."""
    return sorted((_HERE / language).glob("*.yaml"))


@cache
def load(language: str, subject: str) -> Any:
    """The content of one language file, such as `load("ar", "when")`; raises RegisterError where it is malformed."""
    return _loaded(language)[subject]


@cache
def words(language: str, subject: str, name: str) -> frozenset[str]:
    """A list of words in a language file, such as `words("ar", "_script", "whens")`."""
    return frozenset(load(language, subject)[name])


@cache
def _loaded(language: str) -> dict[str, Any]:
    listed = files(language)
    made_from = fingerprint([*listed, Path(__file__)])
    return compiled(f"language-{language}", made_from, lambda: {path.stem: _parsed(path) for path in listed})


def _parsed(path: Path) -> Any:
    import yaml

    try:
        return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise RegisterError(f"{path}: not valid YAML: {error}") from error
