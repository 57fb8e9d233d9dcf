"""A state of a claim as rows: of `claims`, and of the tables by which it is found."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from marsad.ledger.cells import cell_rows
from marsad.ledger.names import folded
from marsad.model.claim import COUNT_SLOTS, KEY_SLOTS, PLACE_SLOTS, Claim
from marsad.model.values import Count, Place, bounds

_LARGEST = (1 << 63) - 1  # of a database's whole numbers; the JSON keeps what is larger
_OPEN = (None, None)

Keys = tuple[str, ...]


def flat(claim: Claim, text: str | None = None) -> dict[str, Any]:
    """The columns that follow from the claim alone; `text` is its JSON, if that was made before."""
    out: dict[str, Any] = {
        "kind": claim.kind,
        "status": claim.status,
        "activity": claim.activity,
        "phase": claim.phase,
        "when": claim.when,
        "said_by": claim.said_by.of if claim.said_by else None,
        "said_by_name": claim.said_by.name if claim.said_by else None,
        "confidence": round(claim.confidence, 3),
        "rule": claim.rule,
        "json": text_of(claim) if text is None else text,
    }
    out["valid_from"], out["valid_to"] = _days(claim.when) if claim.when else _OPEN
    for slot in COUNT_SLOTS:
        count: Count | None = getattr(claim, slot)
        low, high = map(_bounded, count) if count else _OPEN
        out[f"{slot}_min"], out[f"{slot}_max"] = low, high
    return out


def text_of(claim: Claim) -> str:
    return json.dumps(claim.to_json(), ensure_ascii=False)


def actor_rows(claim: Claim) -> Iterator[tuple[str, str]]:
    """Slot and key."""
    for slot in KEY_SLOTS:
        for key in dict.fromkeys(getattr(claim, slot)):
            yield slot, key


def place_rows(claim: Claim) -> Iterator[tuple[Any, ...]]:
    """Slot, number, name, folded name, country, latitude, longitude, level."""
    for slot in PLACE_SLOTS:
        for m, place in enumerate(getattr(claim, slot)):
            name, *rest = place
            yield slot, m, name, folded(name), *rest


def evidence_rows(claim: Claim) -> Iterator[tuple[int, int, int]]:
    """Number, start and end."""
    for m, (start, end) in enumerate(claim.evidence):
        yield m, start, end


Side = tuple[tuple[Any, ...], ...]
Told = tuple[tuple[int, tuple[Any, ...]], ...]


def sides(claim: Claim) -> tuple[Side, Side, Told]:
    """Its actors, places and cells as rows; the same who, where and what comes again and again."""
    return _sides(
        claim.kind,
        claim.status,
        claim.activity,
        claim.actor,
        claim.partner,
        claim.place,
        claim.origin,
        claim.destination,
    )


@lru_cache(maxsize=1 << 15)
def _sides(
    kind: str, status: str, activity: str | None, actor: Keys, partner: Keys, *places: tuple[Place, ...]
) -> tuple[Side, Side, Told]:
    of_claim: dict[str, Any] = dict(zip(PLACE_SLOTS, places, strict=True))
    claim = Claim(kind, status, (), actor, partner, activity=activity, **of_claim)
    return tuple(actor_rows(claim)), tuple(place_rows(claim)), tuple(cell_rows(claim))


@lru_cache(maxsize=1 << 14)
def _days(when: str) -> tuple[str, str]:
    first, last = bounds(when)
    return first.isoformat(), last.isoformat()


def _bounded(number: int | None) -> int | None:
    return None if number is None else max(-_LARGEST, min(_LARGEST, number))
