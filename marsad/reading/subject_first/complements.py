"""Where the words said begin behind a verb of saying, and where they end."""

from marsad.reading import wording as w
from marsad.reading.line import Line, Saying

_FAR = 30  # tokens from a verb to the words said
_NEAR = 14  # tokens from a verb to a colon
_SHORT = 4  # tokens between a verb and a quotation that are no part of what is said
_SETTING_OFF = (",", "-", "–", "—")


def complement(line: Line, saying: Saying) -> int | None:
    """Where the words said begin after a verb, or None where none follow."""
    j, lemmas = saying.past, line.w.lemmas
    lemma, end = saying.hit.lemma, line.clause_end(j)
    that = line.that_after(j, min(line.past, j + _FAR))
    if that is not None and _introduces(line, saying, end, that):
        return that + 1
    if j < line.past and lemma in lemmas["speaking"] and line.words[j] in line.w.topical:
        return j + 1  # "spoke of 5,000"
    if end < line.past and line.words[end] == ":" and end - j < _NEAR:
        return _behind_colon(line, saying, end)
    opened = line.quote_after(j, min(line.past, j + _FAR))
    if opened and _behind_comma(line, saying, end, opened[0]):
        return opened[0]
    start = _skip_addressee(line, saying)
    if opened and opened[0] <= end:
        return _to_quote(line, saying, start, opened[0])
    if not _may_follow(line, saying, start, end):
        return None
    if _is_said(line, saying, start, end):
        return start
    named = _thing_said(line, saying, start, end) if lemma in lemmas["naming"] else None
    return _behind_insertion(line, saying, end) if named is None else named


def _behind_colon(line: Line, saying: Saying, colon: int) -> int | None:
    """Where the words said begin that a colon follows: behind it, or before: "says it met the deadline: …"."""
    if _set_off(line, saying):
        return None
    begun = _skip_addressee(line, saying)
    clause = line.has_finite(begun + 1, colon) and not line.bits(begun) & w.LOCATIVE
    threat = bool(line.bits(begun) & w.BARE_VERB) and saying.hit.lemma in line.w.lemmas["naming"]
    return begun if clause or threat else colon + 1


def _to_quote(line: Line, saying: Saying, start: int, quote: int) -> int:
    """Where the words said begin that a quotation in the same clause is part of."""
    lemma, lemmas = saying.hit.lemma, line.w.lemmas
    if lemma in lemmas["clausal"] and lemma not in lemmas["said"]:
        return quote
    return start if line.has_finite(start, quote) or quote - start >= _SHORT else quote


def _may_follow(line: Line, saying: Saying, start: int, end: int) -> bool:
    """Whether what follows a verb without "that", colon or quotation may be what is said."""
    lemma, lemmas = saying.hit.lemma, line.w.lemmas
    if lemma in lemmas["clausal"] and lemma not in lemmas["naming"]:
        return False
    if lemma in lemmas["rating"] and not any(line.words[k] in line.w.rated for k in range(start, end)):
        return False
    if start >= line.past or line.bits(start) & w.RELATIVE:
        return False
    return not (_set_off(line, saying) and _adverbial(line, start))  # "…, X said at a ceremony in which …"


def _is_said(line: Line, saying: Saying, start: int, end: int) -> bool:
    """Whether a clause that needs no "that" begins: "said the troops left", "says 38"."""
    if line.has_finite(start + 1, end) or line.bits(start) & w.PRONOUN:
        return True
    if start >= end:
        return False
    if line.bits(start) & (w.BARE_VERB | w.NEGATION):
        return True
    if _goes_past_apposition(line, start, end) and not _set_off(line, saying):
        return True
    if saying.hit.form == "s" and line.words[line.past - 1] != "." and _is_to_be(line, start, end):
        return True
    return line.words[start][0].isdigit() and saying.hit.lemma in line.w.lemmas["said"]


def _is_to_be(line: Line, start: int, end: int) -> bool:
    """Whether a headline tells who is to do what: "says | US troops to leave by June"."""
    bits = [line.bits(k) for k in range(start, end)]
    at = next((k for k, found in enumerate(bits) if found & w.BARE_VERB), 0)
    return at > 0 and not any(found & (w.LOCATIVE | w.STOP) & ~w.BARE_VERB for found in bits[:at])


def _thing_said(line: Line, saying: Saying, start: int, end: int) -> int | None:
    """Where a thing begins that is said: "announced the withdrawal"."""
    if _has_object(line, start, end):
        return start
    for k in range(start + 2, end if saying.hit.lemma in line.w.lemmas["negatable"] else start):
        # "denied in an electronic message any transfer": past the way it was said
        if line.bits(k) & w.DETERMINER and not line.bits(k - 1) & (w.LOCATIVE | w.DETERMINER | w.JOINT):
            return k
    return None


def _behind_insertion(line: Line, saying: Saying, end: int) -> int | None:
    """Where the words said begin behind an insertion: "said on Tuesday, after talks in Paris, | the base would …"."""
    if end >= line.past or line.words[end] != "," or _follows_clause(line, saying):
        return None
    after = line.clause_end(end + 1)
    if after >= line.past or line.words[after] != "," or not line.bits(end + 1) & w.INTRODUCTION:
        return None
    inner = line.clause_end(after + 1)
    return after + 1 if line.has_finite(after + 2, inner) and not line.bits(after + 1) & w.ASIDE else None


def _behind_comma(line: Line, saying: Saying, end: int, quote: int) -> bool:
    """Whether a quotation follows a comma behind a verb of saying: "said in a statement, “The base …”"."""
    if end + 1 != quote or line.words[end] != "," or _set_off(line, saying):
        return False
    return not line.has_finite(saying.past, end) and line.that_after(saying.past, end) is None


def _goes_past_apposition(line: Line, start: int, end: int) -> bool:
    """Whether the verb of what is said follows an apposition: "said the two – both Iraqi – were hurt"."""
    if end >= line.past or line.words[end] not in _SETTING_OFF:
        return False
    if not line.bits(start) & w.DETERMINER and not line.words[start][0].isdigit() and not line.voices.actor(start):
        return False
    after = line.clause_end(end + 1)
    closed = after < line.past and line.words[after] == line.words[end]
    return closed and line.is_finite(after + 1) if after + 1 < line.past else False


def _set_off(line: Line, saying: Saying) -> bool:
    """Whether words set off by a comma or marks stand before a speaker and can be what he said."""
    left = line.clause_start(saying.first)
    if left <= line.first or all(line.bits(k) & (w.AUXILIARY | w.ADVERB) for k in range(left, saying.first)):
        return False
    return bool(line.bits(left - 1) & w.QUOTE) or line.has_finite(line.segment(left - 1)[0], left - 1)


def _adverbial(line: Line, start: int) -> bool:
    """Whether words behind a verb of saying tell when, where or how: "at a ceremony", "a week after"."""
    bits = line.bits(start)
    if bits & (w.LOCATIVE | w.STOP):
        return True
    unit = start + 1 if bits & w.DETERMINER or line.words[start][0].isdigit() else start
    behind = unit + 1
    return behind < line.past and bool(line.bits(unit) & w.SPAN) and bool(line.bits(behind) & w.STOP)


def _introduces(line: Line, saying: Saying, end: int, that: int) -> bool:
    """Whether a "that" begins what is said, rather than a clause within or behind it."""
    j = saying.past
    if that > end:
        return line.is_break(that - 1) and not any(j <= s.first < that and s.hit.form == "ing" for s in line.sayings)
    claims = (s for s in line.sayings if s.hit.label == "noun" and s.hit.lemma in line.w.claims)
    if any(s.past == that and s.first not in line.voices.named for s in claims):
        return False  # "rejected Ukraine's claim that": that is the claim's; not "told NBC News that"
    start = _skip_addressee(line, saying)
    if start < that and line.bits(start) & w.DETERMINER and line.has_finite(that, end):
        return that - start < 3
    return not line.has_finite(start, that)


def _follows_clause(line: Line, saying: Saying) -> bool:
    """Whether something before the subject could be what was said, so that nothing need follow."""
    return line.has_finite(line.first, line.clause_start(saying.first))


def _has_object(line: Line, start: int, end: int) -> bool:
    """Whether a noun phrase follows at once, rather than a time or a place."""
    if start >= end or start in line.voices.dated:
        return False
    return not line.bits(start) & (w.LOCATIVE | w.STOP | w.ADVERB | w.JOINT)


def _skip_addressee(line: Line, saying: Saying) -> int:
    """Past those to whom it is said, and when and where: "told reporters in Baghdad on Tuesday | the base".

    Only some verbs take a listener: what "said its troops" begins is said of the troops.
    """
    k = j = saying.past
    telling = saying.hit.lemma in line.w.lemmas["telling"]
    dated = line.voices.dated
    while k < line.past:
        bits = line.bits(k)
        day = bits & w.DAYS_FOLLOW and k + 1 < line.past and k + 1 in dated
        listener = w.ADDRESSEE if telling else 0
        if k in dated or day or (bits & (listener | w.CALENDAR) and not line.is_break(k)):
            k += 1
            continue
        actor = line.voices.actor(k)
        if not telling or not actor or actor.sub != "outlet" or k - j >= 3:
            break
        k = actor.past
    return _past_listener(line, k) if telling and k == j else k


def _past_listener(line: Line, k: int) -> int:
    """Past a listener with a determiner: "told a local reporter | who", "told the daily Sabah | the"."""
    if k >= line.past or not line.bits(k) & w.DETERMINER:
        return k
    for j in range(k + 1, min(k + 4, line.past)):
        bits = line.bits(j)
        if bits & (w.BREAK | w.FINITE | w.LOCATIVE):
            break
        if bits & (w.ADDRESSEE | w.QUESTION):
            return j + 1
    return k


def content_end(line: Line, start: int) -> int:
    """To the end of the sentence, and of a quotation that goes beyond it."""
    past = line.past
    quote = line.quote_after(start, past)
    while quote and quote[1] > past and quote[0] < past:
        return quote[1]
    return past


def object_end(line: Line, start: int) -> int:
    """Where a thing that is said ends: before a colon or semicolon."""
    ends = (k for k in range(start, line.past) if line.words[k] in ":;" and k not in line.voices.tight)
    return next(ends, line.past)
