"""What may fill the slots of a claim, with the features of each candidate."""

from marsad.model.kinds import KINDS
from marsad.resolve.candidates.actors import actors
from marsad.resolve.candidates.numbers import numbers
from marsad.resolve.candidates.places import places
from marsad.resolve.candidates.relations import CODE, Candidate, Relations
from marsad.resolve.candidates.speakers import speakers
from marsad.resolve.candidates.times import times
from marsad.resolve.candidates.words import means, reasons
from marsad.resolve.features import Aspect, Features, beside
from marsad.resolve.features.places import home
from marsad.resolve.groups import Group
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import Trigger

__all__ = ["Candidate", "nothing", "related", "slot_candidates"]

_FILLS = {
    **dict.fromkeys(("actor", "partner"), "actor"),
    **dict.fromkeys(("place", "origin", "destination"), "place"),
    **dict.fromkeys(("number", "killed", "wounded"), "number"),
}

_NEEDED = {kind: frozenset(_FILLS.get(slot, slot) for slot in KINDS[kind].slots) for kind in KINDS}


def slot_candidates(s: Sentence, t: Trigger) -> dict[str, list[Candidate]]:
    """The candidates for each layer of slots that the trigger's kind of claim has, and for its reasons."""
    r, needed = Relations(s, t), _NEEDED[t.kind]
    return {
        "actor": actors(r) if "actor" in needed else [],
        "place": places(r) if "place" in needed else [],
        "number": numbers(r) if "number" in needed else [],
        "time": times(r),
        "speaker": speakers(r),
        "reason": reasons(r),
        "means": means(r) if "means" in needed else [],
    }


def related(candidate: Candidate, t: Trigger, parties: tuple[str, ...], partners: tuple[str, ...]) -> Candidate:
    """A candidate for a place with whose country it is in, once the claim's parties are known."""
    assert isinstance(candidate.value, Group)
    countries = {place.country for place in candidate.value.places}
    aspect: Aspect = (home, t.hit.label, _whose(countries, parties), _whose(countries, partners))
    features = candidate.features
    return Candidate(candidate.value, Features([*features.aspects, aspect], features.single))


def _whose(countries: set[str | None], party: tuple[str, ...]) -> str:
    if not party:
        return "none"
    if not countries.isdisjoint(party):
        return "own"
    return "other" if any(len(key) == CODE for key in party) else "group"


def nothing(t: Trigger, count: int) -> Features:
    """Features of leaving a slot empty."""
    return Features([(beside.nothing, t.hit.label, t.hit.lemma, t.hit.form, min(count, 4))])
