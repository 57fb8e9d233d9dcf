"""Language knowledge as data: a folder per language, a YAML file per subject. Nothing here computes."""

from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from marsad.errors import RegisterError

LANGUAGES = ("ar", "en")


@lru_cache(maxsize=None)
def load(language: str, subject: str) -> Any:
    """The content of one language file, such as `load("ar", "when")`; raises RegisterError where it is malformed."""
    path = resources.files(__name__) / language / f"{subject}.yaml"
    try:
        return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise RegisterError(f"{path}: not valid YAML: {error}") from error
