"""Words without their endings, so that what was learned of one form of a word serves its others.

The Snowball stemmers (PyStemmer; see docs/decisions/stems.md). A language without one keeps its words.
"""

import threading
from collections.abc import Callable, Sequence

import Stemmer

from marsad.languages import load

_SHORTEST = 4  # letters that are left of a word without the conjunction before it
_Stems = Callable[[Sequence[str]], list[str]]


_local = threading.local()  # a stemmer of each language for every thread, as they are not to be shared


def stems(language: str, words: Sequence[str]) -> list[str]:
    """The stems of some words."""
    known: tuple[_Stems, str] | None = getattr(_local, language, None)
    if known is None:
        known = _made(language)
        setattr(_local, language, known)
    stem, loose = known
    if loose:
        words = [word[1:] if len(word) > _SHORTEST and word[0] in loose else word for word in words]
    try:
        return stem(words)
    except UnicodeEncodeError:  # half a character: no word
        return [stem([word])[0] if word.isprintable() else word for word in words]


def _made(language: str) -> tuple[_Stems, str]:
    script = load(language, "_script")
    name = script.get("stemmer")
    return (Stemmer.Stemmer(name).stemWords if name else list), script["attached_conjunctions"]
