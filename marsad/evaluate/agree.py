"""How far two values of one slot agree, from 0 to 1: a function per type of value."""

import math
from collections.abc import Callable
from typing import Any

from marsad.errors import ContractError
from marsad.evaluate.matching import best_pairs
from marsad.model.values import bounds
from marsad.model.values.place import kilometres

_RADIUS_KM = {"site": 30.0, "town": 30.0, "region": 150.0}  # within it, two points are one place
_NEAR = 0.1  # relative difference of a bound that still counts as the same

Value = Any  # what JSON holds
Agree = Callable[[Value, Value], float]


def empty(value: Value) -> bool:
    return value is None or value in ([], {}, "")


def listed(value: Value) -> list[Any]:
    if empty(value):
        return []
    return value if isinstance(value, list) else [value]


def same_keys(gold: Value, predicted: Value) -> float:
    """Shared keys over all keys."""
    return _overlap(set(listed(gold)), set(listed(predicted)))


def same_reasons(gold: Value, predicted: Value) -> float:
    return _overlap(_reason_pairs(gold), _reason_pairs(predicted))


def same_places(gold: Value, predicted: Value) -> float:
    """Places paired as well as they can be, over the longer list."""
    wanted, found = listed(gold), listed(predicted)
    pairs = best_pairs([[same_place(g, p) for p in found] for g in wanted])
    return sum(pair.weight for pair in pairs) / max(len(wanted), len(found), 1)


def same_place(gold: Value, predicted: Value) -> float:
    """1 for one and the same place, 0.5 for the right country at another level, else 0."""
    country = bool(gold.get("country")) and gold.get("country") == predicted.get("country")
    points = _has_point(gold), _has_point(predicted)
    if all(points):
        return float(distance_km(gold, predicted) <= max(_radius(gold), _radius(predicted)))
    if any(points):
        return 0.5 if country else 0.0
    if country and gold.get("level") == predicted.get("level") == "country":
        return 1.0
    name = str(gold.get("name", "")).casefold() == str(predicted.get("name", "")).casefold()
    if name and gold.get("country") == predicted.get("country"):
        return 1.0
    return 0.5 if country else 0.0


def distance_km(a: Value, b: Value) -> float:
    return kilometres(a["lat"], a["lon"], b["lat"], b["lon"])


def same_number(gold: Value, predicted: Value) -> float:
    """1 where both bounds are near, 0.5 where the ranges meet, else 0."""
    if not isinstance(predicted, dict):
        return 0.0
    (low, high), (other_low, other_high) = _range(gold), _range(predicted)
    if _near(low, other_low) and _near(high, other_high) and _meet(low, high, other_low, other_high):
        return 1.0
    return 0.5 if _meet(low, high, other_low, other_high) else 0.0


def same_date(gold: Value, predicted: Value) -> float:
    """1 for the same first and last day, 0.5 where they share a day, else 0."""
    try:
        (first, last), (other_first, other_last) = bounds(str(gold)), bounds(str(predicted))
    except ContractError:
        return 0.0
    if (first, last) == (other_first, other_last):
        return 1.0
    return 0.5 if max(first, other_first) <= min(last, other_last) else 0.0


def same_speaker(gold: Value, predicted: Value) -> float:
    """By key alone: names are spelled in too many ways."""
    return float(isinstance(predicted, dict) and gold.get("of") == predicted.get("of"))


def same_evidence(gold: Value, predicted: Value) -> float:
    """1 where any passage of one overlaps any of the other."""
    return float(
        any(max(a[0], b[0]) < min(a[1], b[1]) for a in listed(gold) for b in listed(predicted)),
    )


def _overlap(a: set[Any], b: set[Any]) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0


def _reason_pairs(value: Value) -> set[tuple[Any, Any]]:
    return {(reason.get("code"), reason.get("holds", True)) for reason in listed(value)}


def _has_point(place: Value) -> bool:
    return place.get("lat") is not None and place.get("lon") is not None


def _radius(place: Value) -> float:
    return _RADIUS_KM.get(place.get("level"), 30.0)


def _range(number: Value) -> tuple[float, float]:
    low, high = number.get("min"), number.get("max")
    return (0 if low is None else low), (math.inf if high is None else high)


def _meet(low: float, high: float, other_low: float, other_high: float) -> bool:
    """Whether two ranges share a number. A range the wrong way round shares none, except with itself."""
    return (low, high) == (other_low, other_high) or max(low, other_low) <= min(high, other_high)


def _near(a: float, b: float) -> bool:
    return a == b or (math.isfinite(a) and math.isfinite(b) and abs(a - b) <= _NEAR * max(a, b, 1))
