"""How alike two claims are. What a claim is about weighs as much as all its other slots together."""

from typing import Any

from marsad.evaluate.agree import (
    Agree,
    empty,
    same_date,
    same_evidence,
    same_keys,
    same_number,
    same_places,
    same_reasons,
    same_speaker,
)
from marsad.model.kinds import KINDS

Json = dict[str, Any]

COMMON = ("status", "when", "reasons", "said_by", "evidence")  # slots of every kind
# Where two agree, talk or part, neither comes first.
_NO_DIRECTION = ("agreed", "discussed", "ended")

AGREE: dict[str, Agree] = {
    "actor": same_keys,
    "partner": same_keys,
    "place": same_places,
    "origin": same_places,
    "destination": same_places,
    "activity": same_keys,
    "phase": same_keys,
    "means": same_keys,
    "number": same_number,
    "killed": same_number,
    "wounded": same_number,
    "status": same_keys,
    "when": same_date,
    "reasons": same_reasons,
    "said_by": same_speaker,
    "evidence": same_evidence,
}


def about(kind: str) -> tuple[str, ...]:
    return KINDS[kind].about


def rest(kind: str) -> tuple[str, ...]:
    return KINDS[kind].extra + COMMON


def slot_agreement(slot: str, gold: Json, predicted: Json) -> float | None:
    """From 0 to 1, or None where neither claim fills the slot."""
    wanted, found = gold.get(slot), predicted.get(slot)
    if empty(wanted) and empty(found):
        return None
    if empty(wanted) or empty(found):
        return 0.0
    return AGREE[slot](wanted, found)


def oriented(gold: Json, predicted: Json) -> Json:
    """The predicted claim, with the two sides of an agreement the way round that fits the gold claim better."""
    if gold["kind"] != "agreement" or predicted.get("phase") not in _NO_DIRECTION:
        return predicted
    turned = predicted | {"actor": predicted.get("partner"), "partner": predicted.get("actor")}
    return turned if _sides(gold, turned) > _sides(gold, predicted) else predicted


def similarity(gold: Json, predicted: Json) -> float:
    """0 where kinds differ or nothing is shared of what the claims are about, else the mean of both halves."""
    kind = gold["kind"]
    if kind != predicted.get("kind"):
        return 0.0
    predicted = oriented(gold, predicted)
    main = _agreements(about(kind), gold, predicted)
    if not any(main):
        return 0.0
    halves = [main, _agreements(rest(kind), gold, predicted)]
    means = [sum(half) / len(half) for half in halves if half]
    return sum(means) / len(means)


def strictly_equal(gold: Json, predicted: Json) -> bool:
    """Whether kind, status and every slot that the claim is about agree in full."""
    if gold["kind"] != predicted.get("kind"):
        return False
    predicted = oriented(gold, predicted)
    return all(value == 1.0 for value in _agreements((*about(gold["kind"]), "status"), gold, predicted))


def _agreements(slots: tuple[str, ...], gold: Json, predicted: Json) -> list[float]:
    values = (slot_agreement(slot, gold, predicted) for slot in slots)
    return [value for value in values if value is not None]


def _sides(gold: Json, predicted: Json) -> float:
    return sum(_agreements(("actor", "partner"), gold, predicted))
