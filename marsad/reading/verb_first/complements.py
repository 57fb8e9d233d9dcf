"""Where the words said begin behind a verb of saying: at "that", a colon, a quotation, a noun phrase."""

from marsad.reading import wording as w
from marsad.reading.line import Line, Saying
from marsad.reading.verb_first.subjects import bare_plural, fronted, topical

_FAR = 34  # tokens from a verb to the words said
_PARENTHESIS = 6  # tokens
_OF_SPEAKERS = w.BEARER | w.TITLE | w.ADJECTIVE | w.CALENDAR  # words of a speaker's phrase


def complement(line: Line, saying: Saying, that: int | None, end: int) -> tuple[int, int] | None:
    """(where the words said begin, where the speaker's phrase must have ended)."""
    j = saying.past
    lemma = saying.hit.lemma
    lemmas = line.w.lemmas
    colon = line.colon_after(j, j + 24)
    quote = line.quote_after(j, min(line.past, j + _FAR))
    later = (s for s in line.sayings if s.first >= j)
    passed_on = {s.past for s in line.sayings if s.hit.label == "according"}  # "قال الجيش، بحسب ما أوردت الوكالة، إن"
    speaking = (s for s in later if s.first not in passed_on)
    other = next((s.first for s in speaking if s.hit.label == "verb" or s.hit.lemma in line.w.participles), line.past)
    choices: list[tuple[int, int]] = []
    if that is not None and (that < other + 1 or that - j < 18):
        choices.append((past_that(line, that), that))
    if colon is not None and colon < other:
        choices.append((colon + 1, colon))
    if quote and quote[0] < other:
        choices.append((quote[0], quote[0]))
    if choices:
        best = min(choices, key=lambda c: c[1])
        if lemma not in lemmas["naming"]:
            return best
        scare = quote is not None and best[1] == quote[0]  # marks within the noun phrase that is said
        named = scare and _object(line, j, best[1], topical(line, saying)) is not None
        if (best[1] - j < 8 or best[1] <= end) and not named:
            return best
    if lemma in lemmas["naming"]:
        seen = topical(line, saying) if choices else _before(line, saying)
        start = _object(line, j, line.past, seen)
        if start is not None:
            return start, start
    return min(choices, key=lambda c: c[1]) if choices else None


def past_that(line: Line, that: int) -> int:
    """Past a bare word for "that"; one with a pronoun is part of what is said."""
    return that + 1 if line.words[that] in line.w.plain_that else that


def _before(line: Line, saying: Saying) -> bool:
    """Whether a verb's subject stands before it, so that what follows may be its object."""
    return topical(line, saying) or bare_plural(line, saying) or fronted(line, saying) is not None


def _object(line: Line, j: int, limit: int, seen: bool) -> int | None:
    """Where the noun phrase begins that names what is said: past the speaker, "أعلنت الوزارة | سحب …"."""
    k = j
    voices = line.voices
    while k < limit:
        if line.words[k] == "(" and ")" in line.words[k : min(limit, k + _PARENTHESIS)]:
            k = line.words.index(")", k) + 1  # a name's other name: "قوات المشاة (الصاعقة)"
            continue
        if line.is_break(k):
            # an insertion between speaker and object: "أعلنت الوزارة، اليوم الأحد، تسلم"
            close = line.clause_end(k + 1)
            closed = close < line.past and close - k < 14 and line.words[close] in (",", "،")
            inserted = _is_inserted(line, k + 1)
            if seen and closed and inserted:
                k = close + 1
                continue
            # "أعلنت الوزارة الجمعة، استكمال الانسحاب"
            if seen and not inserted and line.words[k] in (",", "،") and _has_object(line, k + 1):
                return k + 1
            return None
        actor = voices.actor(k)
        bits = line.bits(k)
        trigger = _tells_of_something(line, k)
        before = line.bits(k - 2 if line.bits(k - 1) & w.QUOTE else k - 1)  # في «قسد»
        if actor and actor.keys and (not seen or actor.sub == "person" or before & (w.TITLE | w.LOCATIVE)):
            seen = True
            k = actor.past
            continue
        if trigger and not (actor and actor.keys) and not _is_owner(line, k):
            return k
        if bits & (w.LOCATIVE | w.STOP | w.QUOTE):
            k += 1
            continue
        named = voices.name_end(k, limit) if line.bits(k - 1) & w.TITLE and not bits else k
        if named > k:
            seen = True
            k = named
            continue
        if seen and k not in voices.dated and not bits & _OF_SPEAKERS and not line.w.definite(line.words[k]):
            return k if line.words[k][0].isalnum() else None
        k += 1
        if k - j > 16:
            return None
        if bits & w.BEARER:
            seen = True
    return None


def _is_owner(line: Line, k: int) -> bool:
    """Whether a noun only says whose the bearer before it is: "قائد القوات الجوية"."""
    before, definite = line.words[k - 1], line.w.definite
    if not line.bits(k - 1) & w.BEARER or definite(before):
        return False
    # "قوة | حفظ السلام": a body is hardly ever named by its bare noun
    joined = line.bits(k - 1) & (w.GROUP | w.INSTITUTE) and k + 1 < line.past and definite(line.words[k + 1])
    return definite(line.words[k]) or bool(joined)


def _is_inserted(line: Line, k: int) -> bool:
    """Whether what begins at a token only says when, where or how something was said."""
    if k >= line.past:
        return True
    adverbial = w.LOCATIVE | w.INTRODUCTION | w.CALENDAR | w.STOP | w.RELATIVE
    return k in line.voices.dated or bool(line.bits(k) & adverbial) or line.is_break(k)


def _has_object(line: Line, k: int) -> bool:
    """Whether a noun that tells of something stands at a token or behind it: "استكمال انسحاب"."""
    return any(_tells_of_something(line, j) for j in range(k, min(line.past, k + 2)))


def _tells_of_something(line: Line, k: int) -> bool:
    """Whether a token is a noun of something that happens: "انسحاب"."""
    return any(
        h.layer in ("trigger", "phase") and h.form in ("noun", "definite", "word")
        for m in line.page.matches[k]
        for h in m.hits
    )
