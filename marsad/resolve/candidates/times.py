"""When a claim may be dated."""

from marsad.reading.page import TimeMention
from marsad.resolve.candidates.relations import Candidate, Meant, Relations
from marsad.resolve.distance import bucket
from marsad.resolve.features import Aspect, Features
from marsad.resolve.features import times as f


def times(r: Relations) -> list[Candidate]:
    """The times of the sentence, the last one before it, and the first day that the report tells."""
    s = r.s
    nearest = min((abs(m.first - r.t.first) for m in s.dates), default=0)
    out = [
        Candidate(m, Features([*_time(r, m, nearest), *s.around(m.first, m.past, r.t.hit.label)]))
        for m in s.dates
        if m.edtf
    ]
    carried = s.carried_time
    if carried and carried.edtf:
        last: Aspect = (f.time_carried, bool(s.dates), s.past - s.first < 15)
        out.append(Candidate(carried, Features([_time_named(r, carried), last])))
    return [*out, *_lead(r, [c.value for c in out])]


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
