"""The words inside a written word: what remains when attached particles and pronouns are taken off."""

from functools import lru_cache
from typing import NamedTuple

from marsad.languages import load
from marsad.text.normalise import fold


class Form(NamedTuple):
    """One way to cut a word: proclitics ("ول"), base in folded spelling, enclitic pronoun ("ها")."""

    before: str
    base: str
    after: str


class Clitics:
    """Cuts words of one language. `cut` is cached per word, so its cost is paid once per distinct word."""

    def __init__(self, language: str) -> None:
        data = load(language, "_clitics")
        self._before = tuple(sorted((fold(p) if p else "" for p in data["proclitics"]), key=len))
        self._after = tuple(data["enclitics"])
        self._article: str = data.get("article", "")
        self._contracted: dict[str, str] = data.get("contracted", {})
        self._opened: dict[str, str] = data.get("opened", {})
        self.cut = lru_cache(maxsize=1 << 14)(self._cut)

    def _cut(self, word: str) -> tuple[Form, ...]:
        """Every way to cut a folded word, the uncut one first; bases have at least two letters."""
        heads = [(p, word[len(p) :]) for p in self._before if word.startswith(p)]
        heads += [(p, self._article + word[len(c) :]) for c, p in self._contracted.items() if word.startswith(c)]
        forms: dict[Form, None] = {}
        for before, rest in heads:
            for after in self._after:
                if after and not rest.endswith(after):
                    continue
                base = rest[: len(rest) - len(after)]
                if len(base) < 2:
                    continue
                forms[Form(before, base, after)] = None
                if after and base[-1] in self._opened:
                    forms[Form(before, base[:-1] + self._opened[base[-1]], after)] = None
        return tuple(forms) or (Form("", word, ""),)


@lru_cache(maxsize=8)
def clitics(language: str) -> Clitics:
    """Those of a language, one for all who cut its words: what one has cut is cut for the others."""
    return Clitics(language)
