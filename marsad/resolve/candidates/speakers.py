"""Who may vouch for a claim."""

from marsad.reading.page import Speech
from marsad.resolve.candidates.relations import CODE, Candidate, Relations
from marsad.resolve.distance import bucket
from marsad.resolve.features import Aspect, Features
from marsad.resolve.features import speakers as f
from marsad.resolve.triggers import cues

GUESSED = "guessed"  # an expression that names somebody, but not for whom he speaks
_BODIES = ("state", "capital", "government", "organisation", "person", "force")


def speakers(r: Relations) -> list[Candidate]:
    """Who may have said it: those whose speech holds the trigger, others of the sentence, the last before it."""
    s = r.s
    denying = {x.verb for x in s.rebuttals}  # they vouch for the opposite
    inner = [x for x in r.speeches if x.speaker and x.speaker.keys and x.verb not in denying]
    others = [x for x in s.spoken.said[s.number] if x not in inner and x.verb not in denying]
    last = s.spoken.before[s.number]
    if last and last not in inner:
        others.append(last)
    count = len(inner)
    out = [Candidate(x, Features(_speaker(r, x, k, count))) for k, x in enumerate(inner)]
    out += [Candidate(x, Features(_speaker(r, x, 9, count))) for x in others]
    return out + _guessed(r, inner, others) + _himself(r, inner)


def _guessed(r: Relations, inner: list[Speech], others: list[Speech]) -> list[Candidate]:
    """For whom a speaker may speak where the report does not tell: those whom it names most often."""
    speech = next(iter([*inner, *others]), None)
    mention = speech.speaker if speech else None
    if speech is None or mention is None or mention.known:
        return []
    told = {key for x in (*inner, *others) if x.speaker for key in x.speaker.keys}
    out = []
    for rank, key in enumerate(r.s.spoken.homes):
        if key not in told:
            other = speech._replace(speaker=mention._replace(keys=(key,), sub=GUESSED))
            inside, named, unknown = speech in inner, bool(mention.name), mention.keys == ("UNKNOWN",)
            aspects: list[Aspect] = [
                (f.speaker, r.lang, GUESSED, 9, len(inner), False, False, GUESSED, unknown, named),
                (f.speaker_guessed, r.lang, speech.rule, rank, len(key) == CODE, inside, unknown),
            ]
            out.append(Candidate(other, Features(aspects)))
    return out


def _himself(r: Relations, inner: list[Speech]) -> list[Candidate]:
    """Whoever the sentence begins with may vouch for what he orders, plans or does: "Paris has decided to …"."""
    s, t = r.s, r.t
    saying = {key for x in inner for key in x.speaker.keys} if inner else set()  # type: ignore[union-attr]
    doer = next((g for g in s.actors if g.first >= s.dateline and g.keys and g.sub in _BODIES), None)
    if doer is None or not saying.isdisjoint(doer.keys):
        return []
    act = next((c.hit.lemma for c in s.hits("cue") if doer.past <= c.first <= t.first), "-")
    before, near = doer.first < t.first, bucket(abs(t.first - doer.first))
    aspects: list[Aspect] = [
        (f.himself, r.lang, t.kind, t.hit.label, doer.sub, bool(inner), before, near),
        (f.himself_acts, r.lang, t.kind, act, r.voiced),
    ]
    aspects += [(f.himself_mood, label, side, t.kind) for label, side in cues(s, t.first, t.past)]
    name = doer.mention.name if doer.sub == "person" else ""  # a body vouches as itself
    mention = doer.mention._replace(keys=doer.keys[:1], name=name)
    speech = Speech(doer.first, doer.first, mention, -1, "himself")
    return [Candidate(speech, Features(aspects))]


def _speaker(r: Relations, speech: Speech, rank: int, count: int) -> list[Aspect]:
    """How a speech stands to the trigger: the innermost of `count` around it has rank 0."""
    s, t = r.s, r.t
    mention = speech.speaker
    assert mention
    here = s.first <= speech.verb < s.past
    inside = speech.first <= t.first < speech.past
    unknown, named = mention.keys == ("UNKNOWN",), bool(mention.name)
    gap = bucket(abs(t.first - speech.verb)) if here else "far"
    return [
        (f.speaker, r.lang, speech.rule, rank, count, here, inside, mention.sub, unknown, named),
        (f.speaker_here, t.kind, inside, speech.verb < t.first, gap, speech.verb == t.first),
        (f.speaker_aside, r.lang, inside, here, r.aside),
        *([] if here or inside else [_speaker_before(r, speech)]),
    ]


def _speaker_before(r: Relations, speech: Speech) -> Aspect:
    """How an earlier sentence's speaker stands to this one: how far, whether in its paragraph."""
    s, tokens = r.s, r.s.page.tokens
    apart = s.number - tokens.sentence_of(max(speech.verb, 0))
    parted = "\n" in tokens.text[tokens.ends[s.first - 1] : tokens.starts[s.first]] if s.first else True
    opening = s.word(s.first)
    return (f.speaker_before, r.lang, r.t.kind, min(apart, 3), parted, opening)
