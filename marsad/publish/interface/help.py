"""What `--help` says, for readers of another language than English: each text, found by the English one."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from marsad.compiled import compiled, fingerprint

_SENTENCE = re.compile(r"(?<=[.؟])\s")


class HelpTexts:
    """The texts of one language; what nobody has put into it is not among them."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self._said = said

    def said(self, text: str) -> str | None:
        """A text in this language, with what stands behind it in brackets: its default and the like."""
        text, *brackets = f"  {text}".split("  [")  # brackets may be all that there is
        said = self._said.get(_plain(text)) if text.strip() else ""
        if said is None:
            return None
        bracketed = (f"[{self._bracket(each.removesuffix(']'))}]" for each in brackets)
        return "  ".join(filter(None, (said, *bracketed)))

    def short(self, text: str) -> str | None:
        """The first sentence of a description, which click may have cut to fit a line: its beginning finds it."""
        if said := self.said(text):
            return said
        begun = text.removesuffix("...").rstrip(" .")
        whole = (said for english, said in self._said.items() if begun and english.startswith(begun))
        return next((_SENTENCE.split(said)[0] for said in whole), None)

    def _bracket(self, bracket: str) -> str:
        parts = (part.split(": ", 1) for part in bracket.split("; "))
        return "؛ ".join(": ".join(self._said.get(word, word) for word in part) for part in parts)


@lru_cache
def help_texts(language: str) -> HelpTexts:
    path = Path(__file__).with_name(f"help_{language}.yaml")
    if not path.is_file():
        return HelpTexts({})
    made_from = fingerprint([path, Path(__file__)])
    return HelpTexts(compiled(f"help-{language}", made_from, lambda: _parsed(path, language)))


def _parsed(path: Path, language: str) -> dict[str, str]:
    import yaml

    listed = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return {_plain(one["en"]): _plain(one[language]) for one in listed}


def _plain(text: str) -> str:
    return " ".join(text.split())
