"""Frames of passives and participles: "was quoted as saying …", "…, adding that …"."""

from marsad.reading import wording as w
from marsad.reading.line import Frame, Line, Saying
from marsad.reading.subject_first.complements import content_end


def in_passive(line: Line, saying: Saying) -> Frame | None:
    """ "was quoted (by AP) as saying", "it was announced by X that", "…, was announced by X"."""
    i, j = saying.first, saying.past
    if saying.hit.lemma in line.w.lemmas["quoting"]:
        following = next((s for s in line.sayings if j <= s.first < j + 10 and s.hit.form == "ing"), None)
        if following:
            start = following.past + (1 if line.that_after(following.past, following.past + 1) is not None else 0)
            left = line.clause_start(i)
            return Frame(start, line.past, left, i, i, "<speaker> was quoted as saying …")
        return None
    if j < line.past and line.bits(j) & w.AGENT and line.voices.has(j + 1, line.clause_end(j)):
        that = line.that_after(j, j + 15)
        if that is not None:
            return Frame(that + 1, line.past, j + 1, that, i, "it was said by <speaker> that …", False)
        first, past = line.segment(i)
        return Frame(first, past, j + 1, line.clause_end(j), i, "…, was said by <speaker>", False)
    return None


def participle(line: Line, saying: Saying) -> Frame | None:
    """ "…, adding that …", "X quoted Y as saying …"."""
    i, j = saying.first, saying.past
    quoting = next(
        (s for s in line.sayings if s.hit.lemma in line.w.lemmas["quoting"] and s.past < i and i - s.past < 20), None
    )
    if i > line.first and line.bits(i - 1) & w.QUOTING_AS and quoting:
        start = j + (1 if line.that_after(j, j + 1) is not None else 0)
        return Frame(start, line.past, quoting.past, i - 1, i, "quoting <speaker> as saying …", False)
    if quoting and line.bits(i) & w.CUE and line.voices.has(quoting.past, i) and line.clause_end(quoting.past) >= i:
        start = j + (1 if line.that_after(j, j + 1) is not None else 0)
        return Frame(start, line.past, quoting.past, i, i, "quoting <speaker> as saying …", False)
    before = line.bits(i - 1) if i > line.first else w.BREAK
    if not line.bits(i) & w.CUE or (not before & w.BREAK and before & (w.LOCATIVE | w.AUXILIARY)):
        return None
    that = line.that_after(j, j + 3)
    start = j if that is None else that + 1
    past = content_end(line, start)
    earlier = [s for s in line.sayings if s.first < i and s.hit.label == "verb"]
    if earlier and earlier[-1].hit.lemma in line.w.lemmas["issuing"]:
        teller = earlier[-1].first
        return Frame(start, past, line.clause_start(teller), teller, i, "<speaker> …, adding that …")
    if earlier:
        return Frame(start, past, i, i, i, "…, adding that …")
    return Frame(start, past, *_subject_of_sentence(line, i), i, "<speaker> …, adding that …")


def _subject_of_sentence(line: Line, i: int) -> tuple[int, int]:
    first = line.first
    k = first
    while k < i and not line.is_finite(k):
        k += 1
    return first, k
