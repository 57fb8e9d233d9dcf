"""A state of a claim as rows: of `claims`, and of the tables by which it is found."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from marsad.ledger.cells import cell_rows
from marsad.ledger.names import folded
from marsad.ledger.texts import texts
from marsad.model.claim import KEY_SLOTS, PLACE_SLOTS, Claim
from marsad.model.values import Count, Place, bounds

_LARGEST = (1 << 63) - 1  # of a database's whole numbers; the JSON keeps what is larger
_OPEN = (None, None)

Keys = tuple[str, ...]


# The columns of a state that follow from the claim alone, in the table's order.
COLUMNS = (
    "kind", "status", "activity", "phase", "number_min", "number_max", "killed_min", "killed_max", "wounded_min",
    "wounded_max", "when", "valid_from", "valid_to", "said_by", "said_by_name", "confidence", "rule", "json",
)  # fmt: skip


def flat(claim: Claim) -> dict[str, Any]:
    """The columns that follow from the claim alone, by name."""
    return dict(zip(COLUMNS, flat_values(claim, text_of(claim)), strict=True))


def flat_values(claim: Claim, text: str) -> tuple[Any, ...]:
    """The same in the order of `COLUMNS`; `text` is the claim's JSON."""
    when, said_by = claim.when, claim.said_by
    return (
        claim.kind, claim.status, claim.activity, claim.phase,
        *(_bounds(claim.number) if claim.number else _OPEN),
        *(_bounds(claim.killed) if claim.killed else _OPEN),
        *(_bounds(claim.wounded) if claim.wounded else _OPEN),
        when, *(_days(when) if when else _OPEN),
        *(said_by or _OPEN), round(claim.confidence, 3), claim.rule, text,
    )  # fmt: skip


def text_of(claim: Claim) -> str:
    return texts(claim)[0]


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


def _bounds(count: Count) -> tuple[int | None, int | None]:
    low, high = count
    return _bounded(low), _bounded(high)


def _bounded(number: int | None) -> int | None:
    return None if number is None else max(-_LARGEST, min(_LARGEST, number))
