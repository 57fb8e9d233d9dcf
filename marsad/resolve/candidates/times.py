"""When a claim may be dated."""

from collections.abc import Iterator

from marsad.languages import words
from marsad.model.values.when import bounds
from marsad.reading.page import TimeMention
from marsad.resolve.candidates.relations import Candidate, Meant, Relations
from marsad.resolve.distance import bucket
from marsad.resolve.features import Aspect, Features
from marsad.resolve.features import times as f
from marsad.resolve.sentence import Sentence

_GO_ON = ("move", "activity", "attack")  # kinds of claims of what may go on once it has begun


def times(r: Relations) -> list[Candidate]:
    """The times of the sentence, the last one before it, and the first day that the report tells."""
    s = r.s
    nearest = min((abs(m.first - r.t.first) for m in s.dates), default=0)
    out = [
        Candidate(told, Features([*_time(r, told, nearest), *s.around(m.first, m.past, r.t.hit.label)]))
        for m in s.dates
        if m.edtf
        for told in (m, *_read_on(r, m))
    ]
    carried = s.carried_time
    if carried and carried.edtf:
        last: Aspect = (f.time_carried, bool(s.dates), s.past - s.first < 15)
        out.append(Candidate(carried, Features([_time_named(r, carried), last])))
    return [*out, *_lead(r, [c.value for c in out])]


def _read_on(r: Relations, m: TimeMention) -> Iterator[TimeMention]:
    """What a past time says besides: of what happened when something began, and of what goes on since it began."""
    edtf, published = m.edtf or "", r.s.page.published
    first, _, last = edtf.partition("/")
    if published is None or first == ".." or bounds(first)[0] > published:
        return
    if last == ".." and (r.t.kind == "agreement" or (m.past <= r.t.first and _tells_when(r.s, m.past))):
        yield m._replace(edtf=first, rule=f"{m.rule} begun")  # "since Friday, when the last troops flew out"
    elif not last and r.t.kind in _GO_ON and _is_begun(r.s, m):
        yield m._replace(edtf=f"{first}/..", rule=f"{m.rule} on")  # "the withdrawal began in March"


def _tells_when(s: Sentence, past: int) -> bool:
    """Whether a word for "when" follows a time, or what stands behind a mark there."""
    next_two = s.page.tokens.words[past : min(past + 2, s.past)]
    behind = next_two[1:] if next_two and not next_two[0][0].isalnum() else next_two[:1]
    return bool(behind) and behind[0] in words(s.language, "_script", "whens")


def _is_begun(s: Sentence, m: TimeMention) -> bool:
    """Whether something is told to begin in the clause of a time."""
    clause = s.clause_of(m.first)
    return any(found.hit.label == "started" and s.clause_of(found.first) == clause for found in s.hits("phase"))


def _lead(r: Relations, others: list[Meant]) -> list[Candidate]:
    """The first day that the report tells, where nothing nearer is the same."""
    lead = r.s.lead
    if lead is None or any(m.edtf == lead.time.edtf for m in others if isinstance(m, TimeMention)):
        return []
    first: Aspect = (f.time_lead, bool(r.s.dates), bool(others), r.t.kind in lead.kinds, r.t.kind)
    return [Candidate(lead.time, Features([_time_named(r, lead.time), first]))]


def _time_named(r: Relations, m: TimeMention) -> Aspect:
    """What sort of time it is."""
    edtf = m.edtf or ""
    length = len(edtf.partition("/")[0])
    _, sense, form, *_ = r.t.hit
    return (f.time, r.lang, m.rule, edtf.startswith(".."), edtf.endswith(".."), length, sense, form)


def _time(r: Relations, m: TimeMention, nearest: int) -> list[Aspect]:
    """How a time stands to the trigger, and to verbs of saying that it may belong to."""
    s, t, lang = r.s, r.t, r.lang
    first, past = s.at(m.first), s.at(m.past)
    starts, verbs = s.layout.starts, s.layout.verbs
    left = m.first < t.first
    if left:
        gap = t.first - m.past
        crossing, saying = r.starts[0] - starts[past], r.verbs[0] > verbs[past]
    else:
        gap = m.first - t.past
        crossing, saying = starts[first] - r.starts[1], verbs[first] > r.verbs[1]
    voice = min((abs(j - m.first) for j in s.speech_verbs), default=99)
    is_nearest = abs(m.first - t.first) <= nearest
    same = s.clause_of(m.first) == r.clause
    spoken, trigger_spoken = bool(s.speech_at(m.first)), bool(r.speeches)
    return [
        _time_named(r, m),
        (f.time_here, lang, "l" if left else "r", bucket(max(0, gap)), same, min(max(crossing, 0), 3)),
        (f.time_voice, bucket(voice), voice < abs(gap), saying, len(s.times) == 1, is_nearest),
        (f.time_spoken, lang, s.word(m.first - 1), spoken, trigger_spoken, m.first - s.first < 3),
    ]
