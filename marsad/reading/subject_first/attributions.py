"""Frames of a speaker behind or within what is said: "…, said X", "…, X said, …"."""

from marsad.reading import wording as w
from marsad.reading.line import Frame, Line, Saying
from marsad.reading.subject_first.complements import content_end

_INVERTED = 16  # tokens of a speaker after his verb
_CLAUSE = 2  # tokens that can be what is said, rather than a name in apposition


def inverted(line: Line, saying: Saying) -> Frame | None:
    """ "…, said X" and "…, said X, …"."""
    i, j = saying.first, saying.past
    end = _speaker_end(line, saying)
    if end is None:
        return None
    if not line.bits(i - 1) & w.QUOTE and line.quotes.closing(i) is None and i - line.first < _CLAUSE:
        return None
    right = _with_apposition(line, end)
    quote = line.quotes.closing(i) or line.quotes.closing(i - 1)
    first = quote_start(line, i, quote)
    goes_on = right == end and right < line.past and line.words[right] == ","
    past = line.past if goes_on and right + 1 < line.past and _goes_on(line, right + 1, first, i) else i
    return Frame(first, past, j, right, i, "…, said <speaker>", False)


def _speaker_end(line: Line, saying: Saying) -> int | None:
    """Where a speaker ends who stands right behind his verb, None where none does."""
    i, j = saying.first, saying.past
    if i == line.first:
        # "Says X: …" of headlines has its own rule; a sentence does not begin with an inverted verb otherwise
        return None
    if not line.bits(i - 1) & w.BREAK and line.words[i - 1] not in ".!?":
        return None
    end = line.clause_end(j)
    end = next((k for k in range(j, end) if line.bits(k) & (w.RELATIVE | w.CLAUSE)), end)
    present = j < line.past and line.words[j].endswith(line.w.present_endings)
    if present and not line.page.tokens.surface(j)[0].isupper():
        return None  # "X, which …, denies keeping"
    if end == j or end - j > _INVERTED or line.bits(j) & (w.FINITE | w.LOCATIVE | w.ADDRESSEE | w.QUOTE):
        return None
    if line.that_after(j, end) is not None or line.has_finite(j + 1, end) or not line.voices.has(j, end):
        return None
    return end


def _with_apposition(line: Line, end: int) -> int:
    """Past the apposition that follows a speaker: ", the coalition's director of sustainment", ", Daniel Marsh"."""
    if end >= line.past or line.words[end] != ",":
        return end
    after = line.clause_end(end + 1)
    if after - end < 2 or line.has_finite(end + 1, after) or line.bits(end + 1) & (w.RELATIVE | w.QUOTE):
        return end
    bearer = any(line.bits(k) & (w.BEARER | w.TITLE | w.INSTITUTE) for k in range(end + 1, after))
    named = line.bits(end - 1) & w.BEARER and line.voices.name_end(end + 1, after) == after  # "its spokesman, X Y"
    return after if bearer or named or line.bits(end + 1) & w.BELONGING else end


def behind(line: Line, saying: Saying, left: int, subject: int) -> Frame | None:
    """ "…, X said" at the end of what is said, or within it."""
    i, end = saying.first, line.clause_end(saying.past)
    while left - 1 > line.first and line.bits(left - 1) & w.JOINT:
        left -= 1  # ", as X said", "so he says"
    quote = line.quotes.closing(left) or line.quotes.closing(left - 1)
    if not _may_end_there(line, left, quote):
        return None
    first = quote_start(line, left, quote)
    if left - first <= 1:
        return None
    fronted = line.bits(first) & w.INTRODUCTION and not line.has_finite(first, left) and not quote
    if (fronted and end >= line.past - 1 and left - first < 5) or _has_own_object(line, saying):
        return None
    past = left
    pronoun = any(line.bits(k) & w.PRONOUN for k in range(max(left, subject - 2), subject))
    if end < line.past - 1 and line.words[end] == "," and _goes_on(line, end + 1, first, left, pronoun):
        past = line.segment(i)[1]
    if end < line.past and line.words[end] == ":":
        begin = first if line.has_finite(first, left) else end + 1
        return Frame(begin, content_end(line, end + 1), left, subject, i, "<speaker> said: …")
    return Frame(first, past, left, subject, i, "…, <speaker> said")


def _may_end_there(line: Line, left: int, quote: tuple[int, int] | None) -> bool:
    """Whether what is said may end before a speaker: at a comma or the end of a quotation."""
    boundary = left - 1
    if left <= line.first and not (quote and quote[1] >= boundary):
        return False
    if not quote and not (boundary >= line.first and line.is_break(boundary)):
        return False
    return boundary < line.first or line.words[boundary] not in (";", "؛", ":")


def _has_own_object(line: Line, saying: Saying) -> bool:
    """Whether a verb of saying says a thing of the speaker's own: "he added his name"."""
    j = saying.past
    if saying.hit.lemma in line.w.lemmas["telling"] or j >= line.past:
        return False
    return bool(line.bits(j) & w.POSSESSIVE) and j not in line.voices.dated


def quote_start(line: Line, i: int, quote: tuple[int, int] | None) -> int:
    """Where the words before an attribution begin: with their quotation, or with the clause after a semicolon."""
    if quote and quote[0] < line.first:
        return quote[0]
    return line.segment(i - 1)[0]


def _goes_on(line: Line, rest: int, first: int, i: int, pronoun: bool = False) -> bool:
    """Whether what follows an attribution within a sentence still is what was said; a pronoun has no apposition."""
    bits = line.bits(rest)
    if bits & w.QUOTE:
        return True
    if bits & (w.RELATIVE | w.SUBORDINATE) or any(_speaks(line, s) for s in line.sayings if s.first >= rest):
        return False
    if line.bits(first) & w.INTRODUCTION and "," not in line.words[first : i - 1] and line.has_finite(rest, line.past):
        return True  # "when it is over, the officials added, the base will be closed"
    aside = bits & w.ASIDE and not (pronoun and bits & (w.DETERMINER | w.LOCATIVE | w.ADVERB))
    if not line.has_finite(first, i):
        return not aside or line.has_finite(rest, line.past)
    return not aside


def _speaks(line: Line, saying: Saying) -> bool:
    """Whether a word of saying is a verb with a subject of its own: no infinitive, passive or second verb."""
    before = line.bits(saying.first - 1)
    return saying.hit.label == "verb" and not before & (w.BARE_VERB | w.BEING | w.JOINT)


def second_half(line: Line, frame: Frame) -> Frame | None:
    """A quotation that opens again after its attribution: "…," said X, "…"."""
    if frame.past > frame.verb:
        return None
    opened = line.quote_after(frame.right, line.past)
    if opened and (opened[0] - frame.right < 3 or line.words[opened[0] - 1] in ",:."):
        return Frame(opened[0], opened[1], frame.left, frame.right, frame.verb, "…, said <speaker>, …", False)
    return None
