"""What a word that may be a verb of saying is in its sentence: a noun, a passive, a participle, negated."""

from marsad.reading import wording as w
from marsad.reading.line import Line


def before_auxiliaries(line: Line, i: int, negatable: bool) -> int | None:
    """Where a subject ends that stands before a verb: before its auxiliaries and adverbs; None where it is negated."""
    k = i
    while k > line.first:
        bits = line.bits(k - 1)
        if bits & w.NEGATION and not bits & w.AUXILIARY and not negatable:
            return None
        if not bits & (w.AUXILIARY | w.ADVERB | (w.NEGATION if negatable else 0)):
            break
        k -= 1
    if k == i and line.w.cased and k > line.first and line.words[k - 1] in line.w.recipients:
        return None
    return k


def is_noun(line: Line, i: int, j: int) -> bool:
    """Whether a word such as "report" or "claims" is a noun here."""
    before = line.bits(i - 1) if i > line.first else w.DETERMINER
    if before & (w.DETERMINER | w.LOCATIVE | w.POSSESSIVE | w.BELONGING):
        return True
    if j + 1 < line.past and line.bits(j) & w.BARE_VERB and line.bits(j + 1) & w.AUXILIARY:
        return False  # "the insurgents claim to have killed"
    if j + 1 < line.past and line.words[j + 1] in line.w.bounds and line.bits(i - 1) & w.BEARER:
        return False  # "residents count at least"
    if line.that_after(j, j + 2) is not None or (j < line.past and line.bits(j) & (w.QUOTE | w.PRONOUN | w.DETERMINER)):
        return False
    behind = w.LOCATIVE | w.JOINT | w.STOP | w.FINITE | w.BREAK | w.BELONGING
    return j < line.past and bool(line.bits(j) & behind)


def is_passive(line: Line, i: int, form: str) -> bool:
    if form not in ("ed", "participle"):
        return False
    k = i - 1
    while k > line.first and line.bits(k) & w.ADVERB:
        k -= 1
    return k >= line.first and bool(line.bits(k) & w.BEING)


def is_adjective(line: Line, i: int) -> bool:
    """Whether a participle tells of what kind something is: "100 suspected militants", "the announced withdrawal"."""
    before = i - 1
    if before < line.first or before in line.voices.dated:  # "Saree on 17 November 2021 | denied that"
        return False
    return bool(line.bits(before) & w.ARTICLE) or line.words[before].isdigit()


def quotes_another(line: Line, j: int) -> bool:
    """Whether somebody quoted says what follows: "the paper cited | an officer saying that"."""
    end = line.clause_end(j)
    return any(j < s.first < end and s.hit.form == "ing" and line.voices.has(j, s.first) for s in line.sayings)


def is_issued(line: Line, i: int, j: int) -> bool:
    """Whether a participle only tells how a document came out: "in a post published on Twitter"."""
    if i <= line.first or j >= line.past or not line.bits(i - 1) & w.DOCUMENT:
        return False
    return bool(line.bits(j) & (w.LOCATIVE | w.AGENT)) or j in line.voices.dated
