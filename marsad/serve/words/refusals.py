"""Refusals for readers of another language than English, in which the program words them: `refusals_ar.yaml`."""

from functools import lru_cache
from pathlib import Path

from marsad.publish.interface.sentences import Sentences, told


def in_language(sentence: str, language: str) -> str | None:
    """The sentence in this language; None where nobody has put it into that.

    What is asked wrongly is refused by the pages in the words of the commands, whose catalogue has them.
    """
    if (said := _sentences(language).said(sentence)) is not None:
        return said
    of_commands = told(sentence, language)
    return of_commands if of_commands != sentence else None


@lru_cache
def _sentences(language: str) -> Sentences:
    return Sentences(Path(__file__).parent / f"refusals_{language}.yaml", language)
