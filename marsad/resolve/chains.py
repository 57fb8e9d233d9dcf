"""How the places of a sentence hang together, and which of them only say where a report comes from.

"Qayyarah air base, south of Mosul", "بلدة دير حافر بريف حلب الشرقي": one place leads, those behind it only help to
find it. "BAGHDAD (Agency) – …" names the place of the writer.
"""

from collections.abc import Callable

from marsad.resolve.groups import Group
from marsad.text.tokens import Tokens

_GAP = 6  # tokens between two places of a chain
_HEAD = 12  # tokens in which a dateline ends
_DASHES = frozenset("-–—ـ|/")
_BEFORE_COLON = (")", "num")  # "BAGHDAD (Agency): …", "BAGHDAD, March 5: …"
_ENDS = frozenset((".", ";", "؛", ":", "!", "?", "؟"))
LEVELS = ("site", "town", "region", "country")
_PARTS = ("t:", "speech:")  # how words are named that open a statement of their own
LEAD, LINK, ALONE = "lead", "link", "alone"


def roles(groups: list[Group], named: Callable[[int], str], joining: frozenset[str]) -> list[tuple[str, str]]:
    """For each place whether it leads a chain, hangs on the place before it or stands alone, and how fine that one is.

    `named` tells a token as features name it; `joining` are the words for "and", which begin a new chain.
    """
    out = [(ALONE, "")] * len(groups)
    for k in range(1, len(groups)):
        before, group = groups[k - 1], groups[k]
        if _chained(before, group, named, joining):
            out[k] = (LINK, _compared(group, before))
            if out[k - 1][0] == ALONE:
                out[k - 1] = (LEAD, _compared(before, group))
    return out


def _chained(before: Group, group: Group, named: Callable[[int], str], joining: frozenset[str]) -> bool:
    gap = group.first - before.past
    if not 0 <= gap <= _GAP or group.before[:1] in joining:
        return False
    words = [named(i) for i in range(before.past, group.first)]
    return not any(word in _ENDS or word in joining or word.startswith(_PARTS) for word in words)


def _compared(group: Group, other: Group) -> str:
    """How fine a place is beside another."""
    if not group.places or not other.places:
        return "unknown"
    a, b = group.places[0], other.places[0]
    if a.country != b.country:
        return "abroad"
    fine, than = LEVELS.index(a.level), LEVELS.index(b.level)
    return "finer" if fine < than else "coarser" if fine > than else "same"


def dateline(groups: list[Group], tokens: Tokens, first: int, past: int, named: Callable[[int], str]) -> int:
    """The token behind the dateline that a sentence begins with: "BAGHDAD (Agency) –"; the first one without any."""
    opening = next((g for g in groups if g.places and g.first - first <= 1), None)
    if opening is None:
        return first
    words = tokens.words
    for i in range(opening.past, min(past - 2, first + _HEAD)):
        word = named(i)
        within = words[i] == "/" and tokens.ends[i] == tokens.starts[i + 1]  # "Erbil/Ankara", "نيسان/أبريل"
        colon = word == ":" and (i == opening.past or named(i - 1) in _BEFORE_COLON)
        if colon or (words[i] in _DASHES and not within):
            return i + 1
        if word.startswith(_PARTS) or word in _ENDS:
            break
    return first
