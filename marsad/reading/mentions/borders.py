"""Regions and borders by their nouns and the countries beside them."""

from marsad.languages import load
from marsad.reading.mentions.nominals import Nominals
from marsad.reading.nouns import Noun
from marsad.reading.page import Mention

_SIDES = 2


class Borders:
    """Finds which countries a border is between, in one language's texts."""

    def __init__(self, language: str) -> None:
        script = load(language, "_script")
        self._nouns = frozenset(script["border_nouns"])
        self._links = frozenset(script["border_links"])
        self._with = frozenset(script["border_with"])

    def are(self, noun: Noun) -> bool:
        """Whether a noun is a border's."""
        return noun.layer == "region" and noun.hit.lemma in self._nouns

    def region(self, on: Nominals, first: int, past: int, noun: Noun, before: str, country: str | None) -> Mention:
        """A region by its noun and country; a border by both countries, where the second is named: in `keys`."""
        if not self.are(noun):
            return Mention(first, past, "place", "border", (), None, before, "", "region", country)
        others, past = self._neighbours(on, first, past)
        return Mention(first, past, "place", "border", others, None, before, "", "border", country)

    def _neighbours(self, on: Nominals, first: int, past: int) -> tuple[tuple[str, ...], int]:
        """The countries named with a border, and where the last of them ends: "the border between Iraq and Syria"."""
        found: list[str] = []
        most = _SIDES  # "the border with Tunisia and Libya" is of a third country with each
        for j in range(first, min(len(on.words), past + 4)):
            name = on.names.get(j)
            state = name.of("state", "nationality") if name else None
            linked = j < past or (name and name.before) or on.words[j - 1] in self._links
            if name and state and linked:
                of_third = not found and j >= past and on.words[j - 1] in self._with
                if len(found) < most:
                    found.append(state.key)
                most = 1 if of_third else most
                past = max(past, name.past)
            elif j >= past and not (name or on.words[j] in self._links):
                break
        return tuple(found), past
