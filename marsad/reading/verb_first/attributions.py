"""Frames of a speaker behind what is said: "…، قال X", "…، كما قال X"."""

from marsad.reading import wording as w
from marsad.reading.line import Frame, Line, Saying

_DATELINE = 4  # tokens
_FRONTED = 8  # tokens of an adverbial before the verb
_NEAR = 14  # tokens of a speaker behind what he says


def behind(line: Line, saying: Saying, that: int | None, end: int) -> Frame | None:
    """ "…، قال X" and "…، كما قال X": what is said stands before."""
    i, j = saying.first, saying.past
    if that is not None and (that < end or i - line.first <= _DATELINE):
        return None
    as_phrase = i - 1 > line.first and bool(line.bits(i - 1) & w.WHAT and line.bits(i - 2) & w.AS_PREPOSITION)
    as_word = not as_phrase and i > line.first and bool(line.bits(i - 1) & w.AS)
    marked = bool(as_word or as_phrase)
    start = i - (2 if as_phrase else 1 if as_word else 0)
    if start <= line.first or saying.before:
        return None
    before = line.bits(start - 1)
    quote = line.quotes.closing(start) or line.quotes.closing(start - 1)
    if not marked and not before & w.BREAK and not quote:
        return _verb_last(line, saying, end)
    if end < line.past and line.words[end] == ":":
        return None
    opened = line.quote_after(j, line.past)
    if opened and opened[0] - end < 2 and not quote:
        return None
    if not marked and not quote and _names_follow(line, j, end) is False:
        return None
    if line.words[start - 1] in (":", "؛", ";", "(") and not marked:
        return None
    right = min(end, j + _NEAR)
    bare = right == j or not line.voices.has(j, right)
    if bare and not quote and not (marked or right == j):
        return None
    first = quote[0] if quote and quote[0] < line.first else line.segment(start - 1)[0]
    if start - first < 2 or all(k in line.voices.dated or line.is_break(k) for k in range(first, start)):
        return None  # "في نهاية العام، أعلن": nothing is said yet
    fronted = line.bits(first) & w.INTRODUCTION and not line.has_finite(first, start)
    if fronted and not marked and not quote and start - first < _FRONTED:
        return None  # "وفي بيان، قال": nothing is said yet
    past = start
    goes_on = quote is None and end + 1 < line.past and line.words[end] in ",،" and not line.bits(end + 1) & w.ASIDE
    if goes_on or marked:
        past = line.segment(i)[1]
    return Frame(first, past, j, right, i, "…, says <speaker>")


def _names_follow(line: Line, j: int, end: int) -> bool:
    """Whether nothing but a speaker follows a verb before the next punctuation."""
    if end == j:
        return True
    if end - j > _NEAR:
        return False
    return line.voices.has(j, min(end, j + 4))


def _verb_last(line: Line, saying: Saying, end: int) -> Frame | None:
    """ "…، المتحدثة قالت السبت": word order of translations, the verb behind its subject at the very end."""
    i, j = saying.first, saying.past
    left = line.clause_start(i)
    if line.that_after(left, i) is not None or saying.hit.lemma in line.w.lemmas["quoting"]:
        return None
    if left <= line.first or i - left > 14 or not line.voices.has(left, i):
        return None
    if line.words[left - 1] not in (",", "،", "»", "”", '"'):
        return None
    passing = w.CALENDAR | w.STOP | w.LOCATIVE
    tail = [k for k in range(j, end) if k not in line.voices.dated and not line.bits(k) & passing]
    if len(tail) > 3 or line.that_after(j, line.past) is not None or (end < line.past and line.words[end] == ":"):
        return None
    if any(line.bits(k) & w.AUXILIARY for k in range(left, i)) or line.bits(left) & (w.RELATIVE | w.CLAUSE):
        return None
    opened = line.quote_after(j, line.past)
    if opened and opened[0] - j < 6:
        return None
    first = line.segment(left - 1)[0]
    quote = line.quotes.closing(left) or line.quotes.closing(left - 1)
    if quote and quote[0] < first:
        first = quote[0]
    if left - first < 4:
        return None
    return Frame(first, left, left, i, i, "…, <speaker> said", False)
