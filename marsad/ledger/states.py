"""A state of a claim as rows: of `claims`, and of the tables by which it is found."""

import json
from collections.abc import Iterator
from typing import Any

from marsad.ledger.names import folded
from marsad.model.claim import COUNT_SLOTS, KEY_SLOTS, PLACE_SLOTS, Claim
from marsad.model.values import bounds

_LARGEST = (1 << 63) - 1  # of a database's whole numbers; the JSON keeps what is larger


def flat(claim: Claim) -> dict[str, Any]:
    """The columns that follow from the claim alone."""
    valid_from, valid_to = bounds(claim.when) if claim.when else (None, None)
    counts = {slot: getattr(claim, slot) for slot in COUNT_SLOTS}
    return {
        "kind": claim.kind,
        "status": claim.status,
        "activity": claim.activity,
        "phase": claim.phase,
        "when": claim.when,
        "valid_from": valid_from.isoformat() if valid_from else None,
        "valid_to": valid_to.isoformat() if valid_to else None,
        "said_by": claim.said_by.of if claim.said_by else None,
        "said_by_name": claim.said_by.name if claim.said_by else None,
        "confidence": round(claim.confidence, 3),
        "rule": claim.rule,
        "json": text_of(claim),
        **{f"{slot}_min": _bounded(count.min) if count else None for slot, count in counts.items()},
        **{f"{slot}_max": _bounded(count.max) if count else None for slot, count in counts.items()},
    }


def text_of(claim: Claim) -> str:
    return json.dumps(claim.to_json(), ensure_ascii=False)


def actor_rows(claim: Claim) -> Iterator[dict[str, Any]]:
    for slot in KEY_SLOTS:
        for key in dict.fromkeys(getattr(claim, slot)):
            yield {"slot": slot, "key": key}


def place_rows(claim: Claim) -> Iterator[dict[str, Any]]:
    for slot in PLACE_SLOTS:
        for m, place in enumerate(getattr(claim, slot)):
            yield {"slot": slot, "m": m, "folded": folded(place.name)} | place._asdict()


def evidence_rows(claim: Claim) -> Iterator[dict[str, Any]]:
    for m, span in enumerate(claim.evidence):
        yield {"m": m, "start": span.start, "end": span.end}


def _bounded(number: int | None) -> int | None:
    return None if number is None else max(-_LARGEST, min(_LARGEST, number))
