"""Places beside a trigger."""

from collections.abc import Callable
from typing import Any

from marsad.resolve.features.beside import between, governed


def governed_place(lang: str, side: str, form: str, prep: str, party: bool) -> list[str]:
    """`party` tells whether the same name stands for an actor, too."""
    return [*governed(lang, side, form, prep), f"also-actor={party}:{prep}"]


def place_between(
    side: str, same: bool, crossing: int, voice: bool, many: bool, lang: str, level: str, left: bool
) -> list[str]:
    return [*between(side, same, crossing, voice, many), f"level+side={lang}:{level}:{'l' if left else 'r'}"]


def place(sub: str, level: str, head: str, finer: bool, sense: str) -> list[str]:
    """A place group; `finer` tells whether the sentence names something within it."""
    return [
        f"sub={sub}",
        f"level={level}",
        f"level+sense={level}:{sense}",
        f"sub+sense={sub}:{sense}",
        f"head={head}",
        f"finer={finer}:{level}",
    ]


def chain(role: str, beside: str, level: str, sense: str) -> list[str]:
    """Whether a place leads others or hangs on one, which is coarser or finer than it."""
    return [f"chain={role}:{beside}", f"chain+level={role}:{beside}:{level}", f"chain+sense={role}:{beside}:{sense}"]


def home(sense: str, actor: str, partner: str) -> list[str]:
    """Whether a place lies in an actor's or a partner's own country."""
    return [f"home={actor}:{sense}", f"home+partner={partner}:{sense}", f"home+both={actor}:{partner}:{sense}"]


def place_carried(level: str, sense: str, others: bool) -> list[str]:
    return ["carried", f"carried+level={level}:{sense}", f"carried+any={others}"]


def place_farther(level: str, sense: str, ago: int) -> list[str]:
    """A place of an earlier sentence that is not the finest there, or that the report begins with."""
    return ["farther", f"farther+level={level}:{sense}", f"farther+ago={min(ago, 4)}"]


def land(sub: str, sense: str) -> list[str]:
    """A country that a word implies: "Iraqi", "Seoul"."""
    return [f"land={sub}", f"land+sense={sub}:{sense}"]


def of_land(make: Callable[..., list[str]], *given: Any) -> list[str]:
    """An aspect of places, told apart for countries that words imply."""
    return [f"land:{feature}" for feature in make(*given)]
