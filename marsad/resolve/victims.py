"""Whom a sentence names as killed or wounded: "five soldiers were killed", "مقتل خمسة جنود"; they did not attack."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from marsad.languages import load
from marsad.reading.page import NumberMention, Page
from marsad.resolve.groups import Group
from marsad.resolve.layers import Found

_REACH = 4  # tokens between a word of dying and whom it tells of
_PASSIVE = 3  # tokens between an auxiliary and its participle
_NOMINAL = ("noun", "definite", "word")


class _Words(NamedTuple):
    behind: bool  # whether a verb's subject stands behind it
    being: frozenset[str]
    genitives: frozenset[str]
    suffering: frozenset[str]  # verbs whose subject is the victim
    deaths: frozenset[str]  # nouns with the victim behind them


def victims(page: Page, found: Sequence[Found], actors: list[Group], numbers: list[NumberMention]) -> frozenset[int]:
    """The first tokens of the actors of a sentence who are killed or wounded; `found` are its triggers."""
    told = [f for f in found if f.hit.label == "casualties"]
    if not told or not actors:
        return frozenset()
    listed = _listed(page.language)
    groups = (_victim(page, f, actors, numbers, listed) for f in told)
    return frozenset(group.first for group in groups if group)


def _victim(page: Page, f: Found, actors: list[Group], numbers: list[NumberMention], listed: _Words) -> Group | None:
    hit, words = f.hit, page.tokens.words
    if hit.lemma in listed.deaths and hit.form in _NOMINAL:
        behind = words[f.past] if f.past < len(words) else ""
        linked = listed.behind or hit.lemma.endswith(tuple(listed.genitives)) or behind in listed.genitives
        return _right(f, actors) if linked else None
    if listed.behind:
        counted = any(n.first == f.past for n in numbers)
        return _right(f, actors) if hit.form == "perfect" and (counted or hit.lemma in listed.suffering) else None
    passive = hit.form in ("ed", "participle") and not listed.being.isdisjoint(
        words[max(0, f.first - _PASSIVE) : f.first]
    )
    return _left(f, actors) if passive or (hit.lemma in listed.suffering and hit.form not in _NOMINAL) else None


def _right(f: Found, actors: list[Group]) -> Group | None:
    return next((g for g in actors if 0 <= g.first - f.past < _REACH), None)


def _left(f: Found, actors: list[Group]) -> Group | None:
    return next((g for g in reversed(actors) if 0 <= f.first - g.past < _REACH), None)


@lru_cache(maxsize=8)
def _listed(language: str) -> _Words:
    script = load(language, "_script")
    lists = (frozenset(script[name]) for name in ("being", "genitives", "suffering_verbs", "death_nouns"))
    return _Words(script["speaker_after_verb"], *lists)
