"""Counted nouns: "three reports", "ثلاثة تقارير". The forms are data (`en.yaml`, `ar.yaml`); the rules are here.

Arabic counts in six ways. One and two are the noun itself; 3 to 10 take the plural and are of the other gender; 11 to
99 take the accusative singular; round hundreds and thousands the genitive singular. The last two digits decide.
"""

from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

NOMINATIVE, ACCUSATIVE, GENITIVE = "nominative", "accusative", "genitive"
_DUAL, _IN_WORDS = 2, 10  # Arabic has a form for two things, and writes up to ten in words


@lru_cache
def forms(language: str) -> dict[str, Any]:
    """What a language's file says."""
    text = (resources.files(__package__) / f"{language}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return loaded


def counted(n: int, noun: str, language: str, case: str = NOMINATIVE) -> str:
    """A number with what it counts, in the case that the sentence asks for."""
    known = forms(language)
    return (_arabic if language == "ar" else _english)(n, known["nouns"][noun], known, case)


def spanned(low: int, high: int, noun: str, language: str) -> tuple[str, str]:
    """Two numbers, the second with what they count, both in words or both in figures, after "between"."""
    known = forms(language)
    counts = known["nouns"][noun]
    if language == "en":
        words = known["words"]
        if high in words:
            return words[low], f"{words[high]} {counts['other']}"
        return figure(low), f"{figure(high)} {counts['other']}"
    if high <= _IN_WORDS:  # one and two are the noun itself: «ما بين شخص واحد وثلاثة أشخاص»
        first = counted(low, noun, language, GENITIVE)
        return first if low <= _DUAL else known["words"][counts["gender"]][low], counted(high, noun, language, GENITIVE)
    last = high % 100
    form = "few" if 3 <= last <= _IN_WORDS else "accusative" if last > _IN_WORDS else "one"
    return figure(low), f"{figure(high)} {counts[form]}"


def figure(n: int) -> str:
    return f"{n:,}"


def _english(n: int, noun: dict[str, str], known: dict[str, Any], case: str) -> str:
    if n == 0:
        return str(known["none"]).format(**noun)
    return f"{known['words'].get(n) or figure(n)} {noun['one' if n == 1 else 'other']}"


def _arabic(n: int, noun: dict[str, Any], known: dict[str, Any], case: str) -> str:
    if n == 0:
        return str(known["none"]).format(**noun)
    if n == 1:
        pattern = known["one_accusative" if case == ACCUSATIVE else "one"]
        return str(pattern[noun["gender"]]).format(**noun)
    if n == 2:
        return str(noun["two"][0 if case == NOMINATIVE else 1])
    last = n % 100
    if 3 <= last <= 10:
        return f"{known['words'][noun['gender']].get(n) or figure(n)} {noun['few']}"
    return f"{figure(n)} {noun['accusative' if last >= 11 else 'one']}"
