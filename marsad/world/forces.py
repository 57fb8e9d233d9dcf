"""Whose forces a name means: "French forces", القوات الفرنسية."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from typing import Any

import yaml

from marsad.text.normalise import fold
from marsad.text.tokens import tokenise


def find_forces(text: str, find_actor: Callable[[str], str | None]) -> str | None:
    """The key of the actor whose forces a text names, if it has a word for forces; None where nothing knows him."""
    data = _data()
    words = tokenise(text).words
    rest = [word for word in words if word not in data["words"]]
    if not rest or len(rest) == len(words):
        return None
    return next((key for name in (" ".join(rest), " ".join(map(_bare, rest))) if (key := find_actor(name))), None)


def _bare(word: str) -> str:
    """An adjective without its article and ending."""
    return next(_endings(word.removeprefix(_data()["article"])), word)


def _endings(word: str) -> Iterator[str]:
    data = _data()
    yield from (word.removesuffix(ending) + data["bare"] for ending in data["endings"] if word.endswith(ending))
    yield word


@cache
def _data() -> dict[str, Any]:
    """The words as they are matched."""
    raw = yaml.load((resources.files("marsad.world") / "forces.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return {
        "words": frozenset(fold(word) for word in (*raw["en"], *raw["ar"])),
        "article": fold(raw["article"]),
        "endings": [fold(ending) for ending in raw["endings"]],
        "bare": fold(raw["bare"]),
    }
