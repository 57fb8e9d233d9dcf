"""Which departures are of a whole force, by the words of the passages that tell of them ("the last soldiers left").

The words are data of each language (`_whole.yaml`).
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from marsad.languages import LANGUAGES, load
from marsad.ledger import Entry, View
from marsad.text.tokens import tokenise

_GAP = 5  # words that "…" stands for, at most


def whole_departures(view: View, entries: Iterable[Entry]) -> frozenset[str]:
    """The ids of the claims by which a force left altogether, as far as their words say so.

    A site needs no words: whoever "left the base" without a number left it altogether.
    """
    moves = [entry for entry in entries if _may_be_whole(entry)]
    texts = view.texts({entry.report_id for entry in moves}) if moves else {}
    return frozenset(entry.id for entry in moves if _says_so(entry, texts.get(entry.report_id, "")))


def _may_be_whole(entry: Entry) -> bool:
    claim = entry.claim
    return claim.kind == "move" and claim.status == "happened" and any(p.level != "site" for p in claim.origin)


def _says_so(entry: Entry, text: str) -> bool:
    passages = (span.text(text) for span in entry.claim.evidence)
    return any(says_all(passage, entry.language, counted=entry.claim.number is not None) for passage in passages)


def says_all(passage: str, language: str, counted: bool = False) -> bool:
    """Whether a passage says that all left; one that counts who left must say that these were the last, or all.

    >>> says_all("The last French soldiers left Mali", "en"), says_all("200 soldiers left Mali last week", "en")
    (True, False)
    """
    if language not in LANGUAGES:
        return False
    every, completed, unless = _patterns(language)
    words = " ".join(tokenise(passage).words)
    found = every.search(words) or (not counted and completed.search(words))
    return bool(found) and not unless.search(words)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Phrases that say all, those that say it where nobody is counted, and those that take it back."""
    data = load(language, "_whole")
    every, completed, unless = (_any_of(data[name], data) for name in ("all", "completed", "unless"))
    return every, completed, unless


def _any_of(phrases: Iterable[str], data: dict[str, Any]) -> re.Pattern[str]:
    before = "|".join(data.get("before", ()))
    joined = "|".join(_pattern(phrase, data) for phrase in phrases)
    return re.compile(rf"(?<!\S)(?:{before})?(?:{joined})(?!\S)")


def _pattern(phrase: str, data: dict[str, Any]) -> str:
    gap = rf"(?:(?!(?:{_either(data['breaks'])})\s)\S+ ){{0,{_GAP}}}"
    return "".join(gap if step == "…" else f"(?:{_step(step, data)}) " for step in phrase.split()).removesuffix(" ")


def _step(step: str, data: dict[str, Any]) -> str:
    return _either(data["words"][step[1:]] if step.startswith("&") else step.split("|"))


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(" ".join(tokenise(word).words)) for word in words)
