"""Where the speaker of a verb stands: behind it, before it, or as the subject of an earlier verb."""

from marsad.reading import wording as w
from marsad.reading.line import Line, Saying

_DATELINE = 4  # tokens
_FRONTED = 8  # tokens of an adverbial before the verb
_REACH = 16  # tokens of a speaker before his verb


def region(line: Line, saying: Saying, stop: int) -> tuple[int, int]:
    """The tokens that name the speaker: after the verb, else before it within the sentence."""
    i, j = saying.first, saying.past
    before = fronted(line, saying) or _second_subject(line, saying)
    if before:
        return before
    if line.voices.has(j, stop) and not _addressed(line, j) and not bare_plural(line, saying):
        return j, _first_of_two(line, saying, stop)
    if line.bits(i - 1) & w.RELATIVE and i - 1 > line.first:
        return line.clause_start(i - 2 if line.is_break(i - 2) else i - 1), i - 1
    if saying.before and not topical(line, saying) and i - line.first > _FRONTED // 2:
        return _acting(line, i)
    if (saying.before and not topical(line, saying)) or i == line.first:
        return i, i
    left = line.first
    quote = line.quotes.closing(i)
    if quote:
        left = max(left, quote[1])
    # an earlier verb of saying owns what stands before it
    for other in line.sayings:
        if other.first < i and other.hit.label == "verb" and other.past <= i:
            left = max(left, line.clause_start(i))
    if line.voices.has(left, i):
        return left, i
    return i, i


def bare_plural(line: Line, saying: Saying) -> bool:
    """Whether a verb's ending tells that no subject follows: "وأعلنوا حالة الطوارئ"."""
    return not saying.after and line.words[saying.first].endswith(line.w.subject_before)


def topical(line: Line, saying: Saying) -> bool:
    """ "أما الوزارة فنفت": the subject stands before its verb, set off."""
    return saying.before.endswith(line.w.resuming) and bool(line.bits(line.first) & w.TOPIC)


def fronted(line: Line, saying: Saying) -> tuple[int, int] | None:
    """A subject before its verb: "وكان الجيش قد أعلن", "كينيا نفت"; what stands behind the verb is its object."""
    i = saying.first
    if saying.before and not topical(line, saying):
        return None
    left = line.clause_start(i)
    # a bare noun phrase opens the clause, perhaps behind a conjunction
    while left < i and (left in line.thats or line.bits(left) & (w.CLAUSE | w.TOPIC)):
        left += 1
    if left < i and line.bits(left) & w.PAST_MARKER:
        left += 1
    elif left < i and line.bits(left) & (w.INTRODUCTION | w.LOCATIVE | w.STOP | w.WHAT | w.AS | w.RELATIVE):
        return None
    right = i
    while right > left and line.bits(right - 1) & w.AUXILIARY:
        right -= 1
    if "/" in line.words[left:i]:
        return None  # a dateline: "بغداد / أعلن"
    if not left < right <= left + _REACH or line.has_finite(left, right) or not line.voices.has(left, right):
        return None
    return (left, right) if line.voices.begins(left, right) else None


def _second_subject(line: Line, saying: Saying) -> tuple[int, int] | None:
    """A subject joined to what stands before, right before its verb: "موسكو تنسحب وأوكرانيا تؤكد أن"."""
    i = saying.first
    if saying.before:
        return None
    for k in range(i - 1, max(line.first, i - _DATELINE) - 1, -1):
        actor = line.voices.actor(k)
        if actor and actor.keys and actor.past == i:
            return (k, i) if actor.before == line.w.conjunction and line.has_finite(line.first, k) else None
    return None


def _first_of_two(line: Line, saying: Saying, stop: int) -> int:
    """Where a speaker ends who does something to somebody: "اتهمت إسرائيل | حزب الله بـ"."""
    if saying.hit.lemma not in line.w.lemmas["transitive"]:
        return stop
    for k in range(saying.past, stop):
        actor = line.voices.actor(k)
        if actor and actor.keys and actor.sub != "nationality":
            return actor.past
    return stop


def _acting(line: Line, i: int) -> tuple[int, int]:
    """Who did what the sentence tells before a second verb without a subject: "دخلت القوات المدينة وقالت إنها"."""
    earlier = [s for s in line.sayings if s.first < i and s.hit.label in ("verb", "noun", "according")]
    if not earlier:
        return line.first, min(line.clause_end(line.first), i)
    first = earlier[0]
    end = min(line.clause_end(first.past), i)
    # "ورحب الرئيس بالقرار، وجدد": what says nothing by itself has its speaker all the same
    silent = first.hit.lemma in line.w.lemmas["clausal"] and line.that_after(first.past, i) is None
    alone = silent and len(earlier) == 1 and first.first <= line.first + 1
    return (first.past, end) if alone and line.voices.has(first.past, end) else (i, i)


def _addressed(line: Line, j: int) -> bool:
    """Whether a verb is followed by those to whom it is said: "قال لوكالتنا", "أكد لـ«المدار»"."""
    if j >= line.past or not line.words[j].startswith(line.w.to):
        return False
    actor = line.voices.actor(j)
    if actor and actor.keys:
        return actor.before == line.w.to
    if line.voices.is_surname(j):
        return False  # "قال لامب إن"
    if j + 1 in line.thats and not line.w.definite(line.words[j]):
        return True
    return len(line.words[j]) < 4 or bool(line.bits(j) & (w.ADDRESSEE | w.PRESS | w.QUESTION))


def main_subject(line: Line, i: int) -> tuple[int, int]:
    """The speaker of the sentence's main verb: the last one, if a verb of saying stands before; else the subject."""
    if any(s.first < i and s.hit.label in ("verb", "noun", "according") for s in line.sayings):
        return i, i
    return line.first, min(i, line.first + 16)
