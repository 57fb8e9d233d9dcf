"""What a claim states, of what fills its slots: their values, its reasons, and the passage that says so."""

import datetime as dt

from marsad.model.kinds import KINDS
from marsad.model.span import Span
from marsad.model.values import Count, Reason, Speaker, bounds
from marsad.reading.calendar import FORESEEN
from marsad.reading.page import NumberMention, Speech, TimeMention
from marsad.resolve.candidates import Candidate
from marsad.resolve.candidates.relations import Meant
from marsad.resolve.clauses import FREE
from marsad.resolve.filling import Chosen, hit_of
from marsad.resolve.groups import NOBODY, Group, joints
from marsad.resolve.model import Model, likeliest, probability
from marsad.resolve.mood import phase_features
from marsad.resolve.net.network import Moods, mixed
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import Trigger

MOOD = 0.25  # of a status or a phase, the share that is the network's
WHY = 0.4  # of whether a word gives a reason, the share that is the network's
REASON = 0.2  # a word likelier than this to be a reason is one
OTHER = "other"  # the code of a reason that none of the others names
WITHIN = 0.6  # a move within a place must be likelier than this
_JOINT = ("exercises", "patrols")  # all who take part in them are actors
_NEAR = 9  # tokens between these words and whoever takes part
_TELLING = 3  # letters of a stem that tells what a passage is about
_IMPLIED = ("scene", "speaker", "issuer")  # expressions that stand in no passage of the claim


def both(single: dict[str, float], seen: dict[str, float]) -> dict[str, float]:
    """What single features and the network, where there is one, make of each answer."""
    return {answer: mixed(total, seen[answer], MOOD) if answer in seen else total for answer, total in single.items()}


def values(model: Model, s: Sentence, t: Trigger, filled: dict[str, Chosen], moods: Moods) -> dict[str, object]:
    """The fields of a claim that its filled slots and its trigger give."""
    out: dict[str, object] = {}
    for slot, chosen in filled.items():
        value = chosen.value
        if isinstance(value, Group):
            out[slot] = value.keys if slot in ("actor", "partner") else value.places
        elif isinstance(value, NumberMention):
            out[slot] = Count(value.min, value.max)
        elif isinstance(value, TimeMention):
            out[slot] = value.edtf
        elif isinstance(value, Speech) and value.speaker:
            out[slot] = Speaker(value.speaker.keys[0], value.speaker.name or None)
        elif slot == "means":
            out[slot] = (hit_of(value).label,)
    within = out.get("origin") and out["origin"] == out.get("destination")
    if within and (_is_point(out["origin"]) or filled["destination"].probability < WITHIN):
        del out["destination"]  # only within a country or region does a move start and end at one place, and seldom
    if _is_within(out.get("origin"), out.get("destination")):
        del out[min(("origin", "destination"), key=lambda slot: filled[slot].probability)]
    if t.kind == "activity":
        out["activity"] = t.hit.label
        if t.hit.label in _JOINT:
            _let_all_act(s, t, out)
        phase = likeliest(both(model.totals("phase", phase_features(s, t)), moods.phases))[0]
        out["phase"] = phase if phase in KINDS["activity"].phases else "continued"
    if t.kind == "agreement":
        out["phase"] = t.hit.label
        actors = out.get("actor")
        if isinstance(actors, tuple) and len(actors) > 1 and "partner" not in out:
            # "Washington and Baghdad agreed": the parties to one agreement
            out["actor"], out["partner"] = actors[:1], actors[1:]
    out |= apart(out.get("actor"), out.get("partner"))
    return out


def _let_all_act(s: Sentence, t: Trigger, out: dict[str, object]) -> None:
    """Put all who take part in an exercise or a patrol where its actor is: "a joint patrol with Turkish forces"."""
    actor, partner = out.get("actor"), out.get("partner")
    if not isinstance(actor, tuple):
        return
    clause, accompanying = s.clause_of(t.first), joints(s.language).accompanying
    near = [p.placed for p in s.offered.actors if p.placed.clause == clause and _is_near(t, p.placed.group)]
    joining = [p.group for p in near if p.prep in accompanying]
    keys = [key for g in joining for key in g.keys]
    leading: list[str] = []
    if keys and set(actor) <= set(keys):  # "with US forces, the army …": whoever is joined acts, too
        leading = [key for p in near if p.prep == FREE for key in p.group.keys][: len(actor)]
    joined = partner if isinstance(partner, tuple) else ()
    out["actor"] = tuple(dict.fromkeys((*leading, *actor, *keys, *joined)))
    out.pop("partner", None)
    place = out.get("place")
    if isinstance(place, tuple) and all(p.level == "country" and p.country in keys for p in place):
        del out["place"]  # "drills with Japan" are not in Japan


def _is_near(t: Trigger, g: Group) -> bool:
    return -_NEAR < g.first - t.past < _NEAR and bool(g.keys) and g.keys != NOBODY


def in_time(when: Meant, status: str, published: dt.date | None) -> str | None:
    """When a thing of this status is: a plan's day or month without a year is to come, what happened is past."""
    assert isinstance(when, TimeMention)
    if not (published and when.edtf and when.other and len(when.edtf) == len(when.other)):
        return when.edtf
    (start, end), (other_start, other_end) = bounds(when.edtf), bounds(when.other)
    if status == "planned" and end < published and 0 <= (other_start - published).days <= FORESEEN:
        return when.other
    if status == "happened" and start > published and other_end <= published:
        return when.other
    return when.edtf


def apart(actor: object, partner: object) -> dict[str, object]:
    """The partner without the actor, where a list names both: "between the government and the Coalition"."""
    if not (isinstance(actor, tuple) and isinstance(partner, tuple)) or len(partner) < len(actor) + 1:
        return {}
    rest = tuple(key for key in partner if key not in actor)
    return {"partner": rest} if rest and len(rest) < len(partner) else {}


def _is_within(start: object, end: object) -> bool:
    """Whether one end of a move is the country that the other end lies in: one of the two is misread."""
    if not (isinstance(start, tuple) and isinstance(end, tuple)):
        return False
    for whole, parts in ((start, end), (end, start)):
        countries = {place.country for place in whole if place.level == "country"}
        if any(place.level != "country" and place.country in countries for place in parts):
            return True
    return False


def _is_point(places: object) -> bool:
    return isinstance(places, tuple) and all(place.level in ("site", "town") for place in places)


def reasons(model: Model, candidates: list[Candidate], seen: list[float] | None) -> tuple[Reason, ...]:
    """The reasons that likely words give, each by its likeliest word; `seen` is what the network makes of the words."""
    best: dict[str, tuple[float, Candidate]] = {}
    for k, candidate in enumerate(candidates):
        total = model.score("reasons", candidate.features)
        if seen:
            total = mixed(total, seen[k] - seen[-1], WHY)
        code = hit_of(candidate.value).label
        if probability(total) >= REASON and (code not in best or total > best[code][0]):
            best[code] = total, candidate
    if len(best) > 1:
        best.pop(OTHER, None)  # "because of the pandemic": a reason that has a name needs no other
    return tuple(
        Reason(code, probability(model.score("reason-holds", candidate.features)) >= 0.5)
        for code, (_, candidate) in best.items()
    )


def stems_in(s: Sentence, passage: Span) -> frozenset[str]:
    """The stems of a sentence's words that stand in a passage, less those too short to tell much."""
    starts = s.page.tokens.starts
    stems = s.nearby.stems
    inside = (stems[i - s.first] for i in range(s.first, s.past) if passage.start <= starts[i] < passage.end)
    return frozenset(stem for stem in inside if len(stem) >= _TELLING)


def evidence(s: Sentence, t: Trigger, filled: dict[str, Chosen]) -> Span:
    """The clauses that hold the trigger and what fills its slots."""
    first, past = t.first, t.past
    for slot, chosen in filled.items():
        value = chosen.value
        if isinstance(value, Group) and value.sub in _IMPLIED:
            continue
        if (
            slot != "said_by"
            and isinstance(value, Group | NumberMention | TimeMention)
            and s.first <= value.first < s.past
        ):
            first, past = min(first, value.first), max(past, value.past)
    low, high = s.clause_of(first), s.clause_of(past - 1)
    while first > s.first and s.clause_of(first - 1) == low:
        first -= 1
    while past < s.past and s.clause_of(past) == high:
        past += 1
    past = next((r.first for r in s.rebuttals if r.here and t.first < r.first < past), past)  # what denies it is apart
    words = s.page.tokens.words
    while first < t.first and not words[first][0].isalnum():
        first += 1
    while past > t.past and not words[past - 1][0].isalnum():
        past -= 1
    return s.page.tokens.span(first, past)
