"""Under which lines of an answer a claim falls: one cell for each actor or partner at each place.

A cell is one thing that can be told again and again: the same kind, actor, place and activity. An answer then seeks the
newest claims of each cell rather than reading all claims. A cell's number is a hash of what it is, so that it is the
same in every ledger and needs no look-up.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from marsad.ledger.names import folded
from marsad.model.claim import PLACE_SLOTS, Claim
from marsad.model.values import Place, bounds

_MODES = {"planned": "planned", "possible": "possible", "denied": "denied"}  # the rest is told
_NEVER = dt.date.min.isoformat()
COLUMNS = ("kind", "mode", "side", "actor", "activity", "slot", "folded", "country", "level", "lat", "lon")


def cell_rows(claim: Claim) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Each cell of a claim, once: its number, and its values in the order of `COLUMNS`."""
    mode = _MODES.get(claim.status, "told")
    parties = [("actor", key) for key in claim.actor or ("",)] + [("partner", key) for key in claim.partner]
    spots: list[tuple[str, Place | None]] = [(slot, p) for slot in PLACE_SLOTS for p in getattr(claim, slot)]
    made = (
        _cell(claim.kind, mode, side, key, claim.activity or "", slot, place)
        for side, key in parties
        for slot, place in spots or [("", None)]
    )
    return iter(dict(made).items())


def day_in_cell(claim: Claim, published: str | None) -> str:
    """From which day a claim counts: that of its `when`; of plans, fears and denials that of the report."""
    if claim.status in _MODES or not claim.when:
        return published or _NEVER
    first, last = bounds(claim.when)
    day = first if first != dt.date.min else last
    return published or _NEVER if day == dt.date.max else day.isoformat()


@lru_cache(maxsize=1 << 16)
def _cell(
    kind: str, mode: str, side: str, actor: str, activity: str, slot: str, place: Place | None
) -> tuple[int, tuple[Any, ...]]:
    where: tuple[Any, ...] = ("", "", "", None, None)
    if place:
        # Nought without a sign: databases keep none, and the number is reckoned from what they give back.
        point = [None if degrees is None else round(float(degrees), 2) + 0.0 for degrees in (place.lat, place.lon)]
        where = (folded(place.name), place.country or "", place.level, *point)
    row = (kind, mode, side, actor, activity, slot, *where)
    return number_of(row), row


def number_of(row: tuple[Any, ...]) -> int:
    """The number of a cell by its values: 63 bits, as many as every database's whole numbers have."""
    content = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big") >> 1
