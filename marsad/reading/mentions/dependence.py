"""Names that only say on whom others depend, who leads them, or where they have their seat."""

from marsad.languages import load
from marsad.reading.mentions.nominals import REACH, Nominals
from marsad.reading.names import Named
from marsad.reading.phrases import Match
from marsad.reading.quotes import MARKS

_HYPHENS = "-‑–"


class Dependence:
    """Tells a language's names of backers, leaders and seats from names of those who act."""

    def __init__(self, language: str) -> None:
        script = load(language, "_script")
        self._head_first: bool = script["head_first"]
        self._definite = frozenset(script["definite"])
        self._particles: tuple[str, ...] = tuple(script["place_particles"])
        self._dependence = frozenset(script["dependence"])
        self._compounds = frozenset(script.get("compounds", ()))
        self._siding = frozenset(script.get("siding", ()))
        self._leading = frozenset(script.get("leading", ()))
        self._agents = frozenset(script.get("agents", ()))
        self._seated = frozenset(script.get("seated", ()))

    def only_supports(self, on: Nominals, name: Named) -> bool:
        """Whether a name only says on whom others depend: "Iran-backed", "pro-Iranian", "المدعومة من إيران"."""
        before, tokens = name.first - 1, on.page.tokens
        if before >= 0 and on.words[before] in self._siding and tokens.ends[before] + 1 == tokens.starts[name.first]:
            return tokens.text[tokens.ends[before]] in _HYPHENS
        return self._depended_on(on, name) if self._head_first else self._backs(on, name)

    def _depended_on(self, on: Nominals, name: Named) -> bool:
        """Whether a word of dependence stands before a name: "المدعومة من إيران"."""
        before = name.first - 1
        if name.before and name.before[-1] in self._particles:
            return before >= 0 and on.words[before] in self._dependence
        near = range(max(0, before - 1), before + 1)
        return any(on.words[j] in self._dependence for j in near)

    def _backs(self, on: Nominals, name: Named) -> bool:
        """Whether a word of dependence stands behind a name: "Iran-backed militias", "US led coalition"."""
        words, tokens, after = on.words, on.page.tokens, name.past
        after += after + 1 < len(words) and words[after] == "-"
        if after >= len(words):
            return False
        if tokens.text[tokens.ends[name.past - 1]] in _HYPHENS:
            return words[after] in self._dependence or words[after] in self._compounds
        behind = on.page.matches[after + 1] if after + 1 < len(words) else ()
        listed = words[after] in self._dependence and any(map(_names_force, behind))
        if not listed or words[after + 1] in self._definite:
            return False  # "France led the mission"
        return after + 1 >= len(words) or words[after + 1] not in self._agents

    def is_seat(self, on: Nominals, name: Named) -> bool:
        """Whether a name only tells where a body has its seat: "the UK-based Syrian Observatory"."""
        words = on.words
        after = name.past + (name.past + 1 < len(words) and words[name.past] == "-")
        if after >= len(words) or words[after] not in self._seated:
            return False
        return any(
            j in on.names and on.names[j].of("actor", "outlet")
            for j in range(after + 1, min(len(words), after + REACH))
        )

    def leads(self, on: Nominals, name: Named, dependent: bool) -> bool:
        """Whether somebody is named only as who leads a body named before: "the Coalition led by the United States"."""
        words = on.words
        last = name.first - 1 - (name.first > 0 and words[name.first - 1] in self._definite)
        leading = dependent if self._head_first else last > 0 and " ".join(words[last - 1 : last + 1]) in self._leading
        if not leading:
            return False
        return any(
            j in on.ends and on.ends[j].of("actor") and MARKS.isdisjoint(words[j : name.first])
            for j in range(max(0, name.first - REACH), name.first)
        )


def _names_force(match: Match) -> bool:
    return any(match.hit(layer) for layer in ("force", "government", "name"))
