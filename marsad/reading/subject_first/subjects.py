"""Where the subject of a verb of saying stands: before an apposition, before another verb that shares it."""

from marsad.reading import wording as w
from marsad.reading.line import Line


def subject_of(line: Line, verb: int) -> tuple[int, int, bool]:
    """Where the subject of a verb begins and ends, and whether it is the writer himself."""
    left = line.clause_start(verb)
    if left == verb and left - 1 > line.first and line.words[left - 1] in (",", ")"):
        left = _before_apposition(line, verb)
    elif left < verb:
        if left - 1 > line.first and all(line.bits(k) & w.JOINT for k in range(left, verb)):
            return _before_comma(line, left - 1)
        held, left = left, _after_joint(line, left, verb)
        if left == verb and line.bits(verb - 1) & w.JOINT and not line.bits(verb - 1) & w.CLAUSE:
            return _first_subject(line, held, verb)
        if left == held:
            left = _over_comma(line, left, verb)
    return left, verb, _is_own(line, left, verb)


def _is_own(line: Line, left: int, past: int) -> bool:
    """Whether a subject is the writer himself."""
    return any(line.bits(k) & w.FIRST_PERSON for k in range(max(left, past - 2), past))


def _before_apposition(line: Line, verb: int) -> int:
    """Where a subject begins that an apposition parts from its verb: back over segments without a verb."""
    k = verb - 1
    while k > line.first:
        start = line.clause_start(k)
        if _is_main(line, start, k):
            joined = _after_joint(line, start, k)
            k = joined if joined > start and line.voices.has(joined, k) else k + 1
            break
        k = start
        if k == line.first or line.words[k - 1] not in (",", "(", ")"):
            break
        k -= 1
    left = max(line.first, k)
    while left < verb and line.words[left] in (",", "(", ")"):
        left += 1
    return left


def _over_comma(line: Line, left: int, verb: int) -> int:
    """Where a subject begins that is named before a comma: "The ministry, in a statement | said"."""
    if left - 1 <= line.first or line.words[left - 1] != ",":
        return left
    if line.voices.has(left, verb) or line.bits(left) & w.PRONOUN:
        return left
    start = line.clause_start(left - 1)
    return left if line.has_finite(start, left - 1) else start


def _before_comma(line: Line, comma: int) -> tuple[int, int, bool]:
    """The subject that a verb behind a comma and a conjunction shares: "He told them to go, and said"."""
    k = comma
    while k > line.first:
        start = line.clause_start(k)
        if _is_main(line, start, k) or start <= line.first:
            return _first_subject(line, start, k)
        k = start - 1
    return comma, comma, False


def _is_main(line: Line, first: int, past: int) -> bool:
    """Whether a segment between commas has a verb of its own rather than one of a relative clause."""
    if first < past and line.words[first] in line.w.reduced:
        return False  # "the army, asked about it, said"
    within = False
    for k in range(first, past):
        if line.bits(k) & (w.RELATIVE | w.SUBORDINATE):
            return False
        if k in line.thats and k > first:
            within = True  # "a unit that was combing a valley | came under fire"
        elif line.is_finite(k):
            if not within:
                return True
            within = False
    return False


def _first_subject(line: Line, first: int, joint: int) -> tuple[int, int, bool]:
    """The subject that two verbs share: "Britain | surged 350 marines and says"."""
    verb = next((k for k in range(first, joint) if line.is_finite(k)), joint)
    if verb == first:
        return subject_of(line, first) if first > line.first else (first, first, False)
    return first, verb, _is_own(line, first, verb)


def _after_joint(line: Line, left: int, past: int) -> int:
    """Past the last conjunction that follows a finite verb: "the base was closed and the army | said"."""
    verb = -1
    for k in range(left, past):
        if line.is_finite(k):
            verb = k
    if verb < 0:
        if line.bits(left) & w.JOINT and past - left > 1:
            return left + 1
        last = max((k for k in range(left, past) if line.bits(k) & w.CLAUSE and k > left), default=-1)
        return last + 1 if 0 <= last < past - 1 else left
    joint = next((k for k in range(past - 1, verb, -1) if line.bits(k) & w.JOINT), -1)
    return joint + 1 if joint >= 0 else left
