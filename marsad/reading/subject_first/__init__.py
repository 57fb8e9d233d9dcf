"""Frames of saying where the subject stands before its verb, as in English: "X said that …", "…, said X"."""

from collections.abc import Iterator

from marsad.reading import wording as w
from marsad.reading.line import CITING, Frame, Line, Saying
from marsad.reading.subject_first.attributions import behind, inverted, quote_start, second_half
from marsad.reading.subject_first.complements import complement, content_end, object_end
from marsad.reading.subject_first.participles import in_passive, participle
from marsad.reading.subject_first.subjects import subject_of
from marsad.reading.subject_first.verbs import (
    before_auxiliaries,
    is_adjective,
    is_issued,
    is_noun,
    is_passive,
    quotes_another,
)


def frames(line: Line) -> Iterator[Frame]:
    """The frames of a sentence, left to right."""
    busy = line.first
    for saying in line.sayings:
        if saying.first < busy or _quoted(line, saying):
            continue
        label = saying.hit.label
        if label == "according":
            frame = _according(line, saying)
        elif label == "verb":
            frame = _of_verb(line, saying)
        else:
            frame = _of_noun(line, saying)
        if frame:
            yield frame
            if frame.rule.startswith("…, said"):
                rest = second_half(line, frame)
                if rest:
                    yield rest
            busy = max(saying.past, frame.right if frame.left >= saying.past else saying.past)
    yield from _tallies(line)


def _quoted(line: Line, saying: Saying) -> bool:
    """Whether a word of saying is itself among the words quoted; then its speaker is another's witness at best."""
    quote = line.quotes.at(saying.first)
    if quote is None or quote[1] - quote[0] <= 4:
        return False
    return not line.that_after(saying.past, saying.past + 3)


def _according(line: Line, saying: Saying) -> Frame | None:
    """ "according to X": the whole sentence, or its part between semicolons."""
    end = line.clause_end(saying.past)
    if not line.voices.has(saying.past, end) or line.bits(saying.past) & w.RELATIVE:
        return None
    if not line.voices.named_soon(saying.past, end) or line.words[saying.past] in line.w.clausal_objects:
        return None  # "according to a timetable agreed with Baghdad", "according to what was agreed"
    if saying.hit.lemma in line.w.deeper and line.voices.belongs(saying.past, end):
        return None  # "citing the progress of the army"
    first, past = line.segment(saying.first)
    rule = CITING if saying.hit.lemma in line.w.deeper else "according to <speaker>"
    return Frame(first, past, saying.past, min(past, end + 14), saying.first, rule, False)


def _tallies(line: Line) -> Iterator[Frame]:
    """ "by his count", "in the general's words"."""
    for k in range(line.first + 1, line.past):
        if not line.bits(k) & w.TALLY or line.that_after(k + 1, k + 2) is not None:
            continue  # "in response to Russia's admission that it will stay"
        i = k - 1
        while i > line.first and k - i < 6 and not line.bits(i) & w.TALLY_MARKER and not line.is_break(i):
            i -= 1
        if not line.bits(i) & w.TALLY_MARKER:
            continue
        possessed = any(line.bits(j) & (w.POSSESSIVE | w.POSSESSIVE_MARK) for j in range(i + 1, k))
        if possessed:
            first, past = line.segment(k)
            yield Frame(first, past, i + 1, k, i, "by <speaker>'s count")


def _of_noun(line: Line, saying: Saying) -> Frame | None:
    """ "X's claim that …", "a statement by X that …"."""
    that = line.that_after(saying.past, saying.past + 8)
    if saying.first in line.voices.named:
        return None  # "the News Agency"
    if that is None or saying.hit.lemma not in line.w.claims or line.has_finite(saying.past, that):
        return None
    left = line.clause_start(saying.first)
    after = saying.past + bool(line.bits(saying.past) & w.AGENT)
    if line.voices.has(after, that):
        region = (after, that)
    else:
        begin = saying.first
        while begin > max(left, saying.first - 5) and not line.is_finite(begin - 1):
            begin -= 1
        region = (begin, saying.first)
        if not line.voices.has(*region):
            return None
    return Frame(that + 1, line.past, *region, saying.first, "<speaker>'s claim that …", False)


def _of_verb(line: Line, saying: Saying) -> Frame | None:
    i, j = saying.first, saying.past
    lemma, form = saying.hit.lemma, saying.hit.form
    if form == "ing":
        return participle(line, saying)
    lemmas = line.w.lemmas
    subject = before_auxiliaries(line, i, lemma in lemmas["negatable"])
    if subject is None:
        return None
    if form in ("base", "s") and lemma in lemmas["nounlike"] and is_noun(line, i, j):
        return None
    if is_passive(line, i, form):
        return in_passive(line, saying)
    if form in ("ed", "participle") and (is_issued(line, i, j) or is_adjective(line, i)):
        return None
    if lemma in lemmas["quoting"] and quotes_another(line, j):
        return None
    if lemma in lemmas["said"] and lemma not in lemmas["telling"] and subject == i:
        return inverted(line, saying) or _direct(line, saying, subject)
    return _direct(line, saying, subject)


def _direct(line: Line, saying: Saying, verb: int) -> Frame | None:
    """ "X said that …", "X announced the …", and "…, X said"."""
    i = saying.first
    speaker = _speaker(line, verb)
    if speaker is None:
        return None
    left, right = speaker
    start = complement(line, saying)
    if start is not None and start >= line.past:
        start = None  # cut off behind "that"
    if start is not None and line.bits(start) & w.PRONOUN and _ends_at(line, start + 1):
        start = None  # "as he put it"
    if start is None:
        alone = saying.hit.lemma in line.w.lemmas["said"] and right == verb
        return behind(line, saying, left, right) if alone else None
    past = content_end(line, start)
    if past == line.past and not line.has_finite(start, line.clause_end(start)) and not line.quotes.at(start):
        past = object_end(line, start)
    quote = line.quotes.closing(left, 1)
    again = line.quotes.at(start)
    if quote and quote[1] - quote[0] > 4 and again and again[0] == start and line.words[start - 1] != ":":
        return Frame(quote_start(line, left, quote), left, left, right, i, "…, <speaker> said")
    return Frame(start, past, left, right, i, "<speaker> said that …")


def _speaker(line: Line, verb: int) -> tuple[int, int] | None:
    """The tokens before a verb that name its speaker, None where they name nobody or the writer himself."""
    left, right, first_person = subject_of(line, verb)
    left = _within_speech(line, left, right)
    relative = right > line.first and bool(line.bits(right - 1) & w.RELATIVE)
    if (first_person or left >= right) and not (left >= right and relative):
        return None
    if line.bits(right - 1) & w.RELATIVE:
        left = line.clause_start(right - 1)
        if not line.voices.has(left, right - 1):
            left = max(line.first, line.clause_start(max(line.first, left - 1)))
    if not line.voices.has(left, right) and not any(line.bits(k) & w.PRONOUN for k in range(left, right)):
        return None
    if line.bits(left) & w.NEGATION and not line.bits(left) & w.AUXILIARY:
        return None  # "no group has claimed"
    return left, right


def _within_speech(line: Line, left: int, right: int) -> int:
    """Where a subject begins behind another's verb of saying: "Paris said | London had announced"."""
    looked = left  # nothing relative stands before this token
    sayings = line.sayings
    for n, saying in enumerate(sayings):
        if saying.past >= right:
            break
        if saying.first <= left or saying.hit.label != "verb":
            continue
        if any(line.bits(k) & (w.RELATIVE | w.SUBORDINATE) for k in range(max(left, looked), saying.first)):
            break  # "the officer who said so"
        looked = saying.first
        another = n + 1 < len(sayings) and sayings[n + 1].first == saying.past
        if another or line.bits(saying.past) & (w.AGENT | w.LOCATIVE):
            continue
        if line.voices.begins(saying.past, right):
            left = saying.past
    return left


def _ends_at(line: Line, k: int) -> bool:
    """Whether a clause ends at a token, with more than an opening quotation mark."""
    return line.clause_end(k - 1) <= k and not (k < line.past and line.bits(k) & w.QUOTE)
