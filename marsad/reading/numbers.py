"""How many: figures and number words, and the words around them that make them a range."""

from functools import cache
from typing import Any, NamedTuple

from marsad.languages import load
from marsad.reading.grammar import Grammar, Match, Part, Producer
from marsad.text.normalise import fold
from marsad.text.tokens import Tokens

_HYPHENS = frozenset("-‐‑")
_NOTHING = (None, None, False)  # what a rule gives that keeps a figure from being read as a number
EXACT = "<number>"  # the rule of a number without a qualifier
_COUNTED = 3  # words that tell what is counted, between a number and its qualifier
ONE = "<one person>"  # the rule by which a person who is not counted is one
_PARTING = frozenset(",;.")
_YOUNGEST, _OLDEST = 12, 99  # years of those whose age a report gives
_ALIKE = 4  # times the lower end of a range that the higher may be where both are told in thousands
_POINTS = frozenset(",.،")
_SIGNS = frozenset("/+")
_ITEM_ENDS = frozenset({". ", ") "})
_LABELS = 2  # digits: "Tower 22" is a name, "Turkey 780" is not
_SCALES = (1_000_000_000, 1_000_000, 1000)


class Number(NamedTuple):
    """A number of something in tokens [first, past), its qualifier included; an open bound is None."""

    first: int
    past: int
    min: int | None
    max: int | None
    rule: str
    exact: bool


class NumberFinder:
    """Finds the numbers of one language's texts."""

    def __init__(self, language: str) -> None:
        self._grammar = _grammar(language)
        self._cased: bool = load(language, "_script")["cased"]
        listed = load(language, "number")["words"]
        self._more, self._fewer = ([fold(p).split() for p in listed[name]] for name in ("or_more", "or_fewer"))

    def find(self, tokens: Tokens) -> list[Number]:
        """The numbers of a text in order, none overlapping; measures, labels and ordinals are none."""
        out: list[Number] = []
        for first, past, value, rule in self._grammar.find(tokens, tokens):
            low, high, exact = value
            counted = rule == ONE and out and out[-1].past == first  # "thirty soldier", as Arabic counts them
            if value == _NOTHING or counted or _part_of_a_name(tokens, first, past):
                continue
            if _is_time(tokens, past) or (self._cased and _is_age(tokens, first, past)):
                continue
            if rule == EXACT and self._follows(tokens, past, self._more):
                high, rule, exact = None, "at least <number>", False
            elif rule == EXACT and self._follows(tokens, past, self._fewer):
                low, rule, exact = None, "up to <number>", False
            out.append(Number(first, past, low, high, rule, exact))
        return out

    @staticmethod
    def _follows(tokens: Tokens, past: int, phrases: list[list[str]]) -> bool:
        """Whether a phrase stands behind what a number counts: "ten | soldiers at least"."""
        words = tokens.words
        for at in range(past + 1, past + _COUNTED + 1):
            if at >= len(words) or not words[at - 1].isalpha():
                return False
            ends = [at + len(phrase) for phrase in phrases if words[at : at + len(phrase)] == phrase]
            if ends:
                return not "".join(words[ends[0] : ends[0] + 1])[:1].isdigit()
        return False


@cache
def _grammar(language: str) -> Grammar:
    return Grammar(language, ("number",), PRODUCERS)


def _part_of_a_name(tokens: Tokens, first: int, past: int) -> bool:
    """K-1, "Tower 22,", 5+5, "7. Strength": a figure that names something rather than counts."""
    text, start, end = tokens.text, tokens.starts[first], tokens.ends[past - 1]
    opens = tokens.sentences[tokens.sentence_of(first)][0] == first
    if opens and end - start <= _LABELS and text[start].isdigit() and text[end : end + 2] in _ITEM_ENDS:
        return True  # "7. Strength": the number of an item
    if start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalpha():
        return True
    if text[start - 1 : start] in _SIGNS or (text[end : end + 1] in _SIGNS and text[end + 1 : end + 2].isdigit()):
        return True
    if past - first > 1 or not first or not text[start].isdigit() or len(tokens.words[first]) > _LABELS:
        return False
    before = first - 1
    if not text[tokens.starts[before]].isupper() or tokens.ends[before] + 1 != start:
        return False
    return not text[end : end + 2].strip(" -‐‑")[:1].islower()


def _is_time(tokens: Tokens, past: int) -> bool:
    """ "Approximately 12:30": hours before minutes; "at 0430" the same, as nothing else begins with a nought."""
    text, end = tokens.text, tokens.ends[past - 1]
    word, start = tokens.words[past - 1], tokens.starts[past - 1]
    if len(word) > _LABELS and word[0] == "0" and word.isdigit() and text[start - 1 : start] not in _POINTS:
        return True
    return text[end - 1].isdigit() and text[end : end + 1] == ":" and text[end + 1 : end + 2].isdigit()


def _is_age(tokens: Tokens, first: int, past: int) -> bool:
    """ "Sergeant John Smith, 27, was killed": between commas behind a name of two words or more."""
    words = tokens.words
    if past - first > 1 or first < 3 or past >= len(words) or words[first - 1] != "," or words[past] not in _PARTING:
        return False
    named = all(tokens.surface(i)[0].isupper() for i in (first - 2, first - 3))
    return named and words[first].isdigit() and _YOUNGEST <= int(words[first]) <= _OLDEST


def compose(values: list[Any], joined: list[bool], loose: bool) -> Part | None:
    """Add up number words from the left as far as they make one number.

    A value is a number, or "x1000" for a word that multiplies what stands before it; "_x1000" must have something
    before it, "=2000" is one word for thousands, which closes a group as "thousand" does, and "+11" contains its "and".
    `joined` tells before which words an "and" stands or is attached; in a loose language it may be missing (two hundred
    fifty).
    """
    total = 0.0  # closed by a word for thousand or more
    group = 0.0
    ceiling = float("inf")
    used, closed = 0, 0  # items that make a number; those of them up to the last thousand
    pending = False
    for position, value in enumerate(values):
        if value is None or value is True:  # an "and" of its own
            pending = True
            continue
        linked = pending or joined[position]
        pending = False
        if isinstance(value, str) and value[0] == "+":
            linked, value = True, int(value)
        dual = isinstance(value, str) and value[0] == "="
        if dual:
            value = int(value[1:])
        if isinstance(value, str):
            factor = float(value.lstrip("_x"))
            if value[0] == "_" and (not used or linked):
                break
            if factor >= 1000:
                if factor >= ceiling:  # "five thousand and eight thousand" are two numbers
                    group, used = 0.0, closed
                    break
                if linked and group:  # "six hundred and a thousand" are two as well
                    break
                total += (group or 1) * factor
                group, ceiling, closed = 0.0, factor, position + 1
            elif group == 0 and (not used or linked or loose):
                group = factor
            elif not linked and 0 < group < 100:
                group *= factor
            else:
                break
        elif used and not (linked and group < 1000 if dual else _fits(total, group, value, linked, loose)):
            break
        elif dual:
            if value / 2 >= ceiling:
                break
            total, group, ceiling, closed = total + group + value, 0.0, value / 2, position + 1
        else:
            group += value
        used = position + 1
    number = total + group
    if not used or number != int(number):
        return None
    return Part(int(number), used)


def _fits(total: float, group: float, value: float, linked: bool, loose: bool) -> bool:
    """Whether an addend has its place free: hundreds, then tens, then units; in Arabic units before tens."""
    rest = group % 100
    if value >= 1000:
        return False
    if group == 0:
        return total > 0 and (linked or loose) and value < 1000
    if value >= 100:
        return False
    if rest == 0:
        return group >= 100 and (linked or loose)
    if 1 <= rest <= 9 and not loose:
        return (value == 10 and not linked) or (20 <= value <= 90 and value % 10 == 0 and linked)
    return loose and not linked and rest >= 20 and rest % 10 == 0 and 1 <= value <= 9


def _numeral(_: Any, match: Match) -> Any:
    part = compose(match.items, match.joined, bool(match.given.get("loose")))
    return part if part and part.value >= match.given.get("least", 0) else None


def _alone(_: Any, match: Match) -> Any:
    return next(iter(match.slots.values()))


def _dual(_: Any, match: Match) -> Any:
    """A noun in the dual says two, and may say so twice."""
    return (2, 2, True) if match.slots.get("amount", 2) == 2 else None


def _alike(_: Any, match: Match) -> Any:
    """What a word or a phrase says by itself: "no casualties" is none, "a soldier" one."""
    n = next(value for value in match.slots.values() if value is not True)
    return (n, n, True) if match.slots.get("amount", n) == n else None


def _amounts(match: Match) -> list[int]:
    return [v for name, v in match.slots.items() if name.startswith("amount")]


def _nothing(tokens: Tokens, match: Match) -> Any:
    """What is no number; where it needs a capital, as "Division 98" does, only with one."""
    named = not match.given.get("capital") or tokens.surface(match.first)[0].isupper()
    return _NOTHING if named else None


def _exactly(_: Any, match: Match) -> Any:
    (n,) = _amounts(match)
    return n, n, True


def _about(_: Any, match: Match) -> Any:
    (n,) = _amounts(match)
    return n, n, False


def _above(_: Any, match: Match) -> Any:
    (n,) = _amounts(match)
    return n + 1, None, False


def _from(_: Any, match: Match) -> Any:
    (n,) = _amounts(match)
    return n, None, False


def _to(_: Any, match: Match) -> Any:
    (n,) = _amounts(match)
    return None, n, False


def _below(_: Any, match: Match) -> Any:
    (n,) = _amounts(match)
    return (None, n - 1, False) if n else None


def _bounds(tokens: Tokens, match: Match) -> tuple[int, int]:
    """Both ends of a range; a word for thousands behind the second counts for the first too ("40 to 50 thousand")."""
    low, high = _amounts(match)
    scale = next((scale for scale in _SCALES if high >= scale and high % scale == 0), 1)
    written = tokens.words[match.past - 1][-1].isdigit()  # "3-4,000" means thousands, "between 5 and 1,000" does not
    if low < high // scale and not (written and high // scale > _ALIKE * low):
        low *= scale
    return low, high


def _between(tokens: Tokens, match: Match) -> Any:
    low, high = _bounds(tokens, match)
    if match.first and tokens.words[match.first - 1] == match.given.get("unless_after"):
        return None
    return (low, high, False) if low < high else None


def _span(tokens: Tokens, match: Match) -> Any:
    """ "From A to B" is a range only where the two are of a kind; "from 500 to 4,000" tells two levels."""
    low, high = _bounds(tokens, match)
    return (low, high, False) if low < high <= 2 * low else None


def _part(_: Any, match: Match) -> Any:
    """ "90 out of 120": the first, if it can be a part of the second."""
    part, whole = _amounts(match)
    return (part, part, True) if part <= whole else None


def _majority(_: Any, match: Match) -> Any:
    (n,) = _amounts(match)
    return n // 2 + 1, n, False


def _share(_: Any, match: Match) -> Any:
    (n,) = _amounts(match)
    part, whole = match.given["of"]
    return round(n * part / whole), round(n * part / whole), False


def _range(match: Match) -> tuple[int, int]:
    low, high = str(match.slots["vague"]).split("-")
    return int(low), int(high)


def _vaguely(_: Any, match: Match) -> Any:
    low, high = _range(match)
    return low, high, False


def _vaguely_from(_: Any, match: Match) -> Any:
    return _range(match)[0], None, False


PRODUCERS: dict[str, Producer] = {
    "numeral": _numeral,
    "numeral_alone": _alone,
    "dual": _dual,
    "alike": _alike,
    "nothing": _nothing,
    "exactly": _exactly,
    "about": _about,
    "above": _above,
    "from": _from,
    "to": _to,
    "below": _below,
    "between": _between,
    "span": _span,
    "part": _part,
    "majority": _majority,
    "share": _share,
    "vaguely": _vaguely,
    "vaguely_from": _vaguely_from,
}
