"""Refusals for readers of another language than English, in which the program words them: `refusals_ar.yaml`."""

from functools import lru_cache
from pathlib import Path

from marsad.publish.interface.sentences import Sentences


def in_language(sentence: str, language: str) -> str | None:
    """The sentence in this language; None where nobody has put it into that."""
    return _sentences(language).said(sentence)


@lru_cache
def _sentences(language: str) -> Sentences:
    return Sentences(Path(__file__).parent / f"refusals_{language}.yaml", language)
