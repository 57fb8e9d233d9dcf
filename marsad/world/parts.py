"""Which actors are parts of which: contingents of a coalition, groups under one roof."""

from functools import lru_cache
from importlib import resources

import yaml


@lru_cache(maxsize=1)
def wholes() -> dict[str, frozenset[str]]:
    """Key of an actor → the wholes that it is a part of, those of the wholes included."""
    text = (resources.files("marsad.world") / "parts.yaml").read_text("utf-8")
    of: dict[str, set[str]] = {}
    for raw in yaml.load(text, yaml.CSafeLoader):
        for part in raw["parts"]:
            of.setdefault(part, set()).add(raw["whole"])
    return {part: frozenset(_closed(part, of)) for part in of}


def _closed(part: str, of: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = list(of.get(part, ()))
    while ahead:
        whole = ahead.pop()
        if whole not in found:
            found.add(whole)
            ahead += of.get(whole, ())
    return found


def part_of(part: str, whole: str) -> bool:
    """Whether what the whole does may be what this part does."""
    return whole in wholes().get(part, ())
