"""Which candidate fills which slot of a trigger's claim."""

from typing import NamedTuple

from marsad.model.kinds import KINDS
from marsad.reading.page import NumberMention, Speech, TimeMention
from marsad.reading.phrases import Hit
from marsad.resolve.candidates import Candidate, nothing, related
from marsad.resolve.candidates.relations import Meant
from marsad.resolve.groups import Group
from marsad.resolve.model import Model, softmax
from marsad.resolve.net.network import Sight, mixed
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import Trigger

FILL = 0.6  # a slot is filled where that is more than so many times as likely as that it stays empty
LAYER = {
    "actor": "actor",
    "partner": "actor",
    "place": "place",
    "origin": "place",
    "destination": "place",
    "number": "number",
    "killed": "number",
    "wounded": "number",
    "when": "time",
    "said_by": "speaker",
    "means": "means",
}
EXCLUSIVE = ("actor", "place", "number")  # layers in which nobody and nothing fills two slots of a claim
NONE_HURT = (0, 0)  # as many may be killed and wounded alike
LAYERS = {  # who does it first: places and speakers are judged by that
    kind: tuple(
        sorted(dict.fromkeys(LAYER[s] for s in (*spec.slots, "when", "said_by") if s in LAYER), key="actor".__ne__)
    )
    for kind, spec in KINDS.items()
}
SLOTS = {  # of each layer of candidates
    kind: {
        layer: tuple(slot for slot in (*KINDS[kind].slots, "when", "said_by") if LAYER.get(slot) == layer)
        for layer in layers
    }
    for kind, layers in LAYERS.items()
}
ASKED = {kind: {**slots, "reason": ("reasons",)} for kind, slots in SLOTS.items()}  # the same and what explains it
CHOICE = 0.5  # of which candidate fills a slot, the share that is the network's
RELATED = ("place",)  # layers whose candidates are judged by the claim's parties


class Chosen(NamedTuple):
    """What fills a slot, and how sure that is."""

    value: Meant
    probability: float


def seen_in(
    sight: Sight | None, s: Sentence, t: Trigger, candidates: dict[str, list[Candidate]]
) -> dict[str, list[float]]:
    """What the network makes of the candidates of every slot, and of the words for reasons; nothing without one."""
    return sight.totals(s, t, ASKED[t.kind], candidates) if sight else {}


def fill(
    model: Model, t: Trigger, candidates: dict[str, list[Candidate]], seen: dict[str, list[float]]
) -> dict[str, Chosen]:
    """The slots that some candidate fills likely enough; no candidate fills two."""
    filled: dict[str, Chosen] = {}
    for layer in LAYERS[t.kind]:
        listed = candidates[layer]
        if layer in RELATED:
            parties = keys_of(filled.get("actor")), keys_of(filled.get("partner"))
            listed = [related(c, t, *parties) for c in listed]
        if listed:
            totals = model.rank(f"{t.kind}.{layer}", [*(c.features for c in listed), nothing(t, len(listed))])
            filled |= _fill_layer(layer, listed, _both(totals, seen))
    return filled


def _both(single: dict[str, list[float]], seen: dict[str, list[float]]) -> dict[str, list[float]]:
    """What single features and the network make of the candidates together."""
    return {
        slot: [mixed(a, b, CHOICE) for a, b in zip(totals, seen[slot], strict=True)] if slot in seen else totals
        for slot, totals in single.items()
    }


def _fill_layer(layer: str, listed: list[Candidate], totals: dict[str, list[float]]) -> dict[str, Chosen]:
    """The slots of one layer, the surest first: what it takes, the others cannot have."""
    meanings = [_meaning(c.value) for c in listed]
    best = {slot: _likeliest(meanings, scores) for slot, scores in totals.items()}
    filled: dict[str, Chosen] = {}
    while best:
        slot = max(best, key=lambda s: best[s].probability)
        found = best.pop(slot)
        if found.probability < FILL * found.empty:
            continue
        filled[slot] = Chosen(listed[found.candidate].value, found.probability)
        if layer in EXCLUSIVE and meanings[found.candidate] != NONE_HURT:
            for other in best:
                _forbid(totals[other], meanings, meanings[found.candidate])
                best[other] = _likeliest(meanings, totals[other])
    return filled


class _Best(NamedTuple):
    candidate: int
    probability: float
    empty: float  # the probability that the slot stays empty


def _likeliest(meanings: list[object], totals: list[float]) -> _Best:
    """The candidate to take; what several expressions mean alike is as likely as they are together.

    `totals` has one more than `meanings`: the last is that of leaving the slot empty.
    """
    shares = softmax(totals)
    together: dict[object, float] = {}
    for meaning, share in zip(meanings, shares, strict=False):
        together[meaning] = together.get(meaning, 0.0) + share
    best = max(range(len(meanings)), key=lambda k: (together[meanings[k]], shares[k]))
    return _Best(best, together[meanings[best]], shares[-1])


def _forbid(totals: list[float], meanings: list[object], taken: object) -> None:
    for k, meaning in enumerate(meanings):
        if meaning == taken:
            totals[k] = -99.0


def _meaning(value: object) -> object:
    """What a candidate would put into its slot."""
    if isinstance(value, Group):
        return value.keys if value.layer == "actor" else value.places
    if isinstance(value, NumberMention):
        return value.min, value.max
    if isinstance(value, TimeMention):
        return value.edtf
    if isinstance(value, Speech) and value.speaker:
        return value.speaker.keys[:1]
    return hit_of(value).label


def parted(s: Sentence, filled: dict[str, Chosen]) -> dict[str, Chosen]:
    """The slots without places that are none of their own: a list of states that act, where a move's other end is."""
    place, parties = filled.get("place"), [filled[slot].value for slot in ("actor", "partner") if slot in filled]
    if place and isinstance(place.value, Group) and len(place.value.places) > 1:
        codes = {p.country for p in place.value.places if p.level == "country"}
        if any(isinstance(g, Group) and codes and codes <= set(g.keys) for g in parties):
            filled = {name: chosen for name, chosen in filled.items() if name != "place"}
    start, end = (filled[slot].value if slot in filled else None for slot in ("origin", "destination"))
    if isinstance(start, Group) and isinstance(end, Group):
        for slot, g, other in (("destination", end, start), ("origin", start, end)):
            if s.layout.locates(g, other):
                return {name: chosen for name, chosen in filled.items() if name != slot}
    return filled


def keys_of(chosen: Chosen | None) -> tuple[str, ...]:
    return chosen.value.keys if chosen and isinstance(chosen.value, Group) else ()


def date_of(filled: dict[str, Chosen]) -> str | None:
    chosen = filled.get("when")
    return chosen.value.edtf if chosen and isinstance(chosen.value, TimeMention) else None


def hit_of(value: object) -> Hit:
    """The word of a candidate that is a word: (token, hit)."""
    assert isinstance(value, tuple)
    hit: Hit = value[1]
    return hit
