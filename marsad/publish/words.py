"""The words for a claim, a source, a place: short, for tables and lines."""

from collections.abc import Callable, Iterable

from marsad.ledger import Entry
from marsad.model.claim import Claim
from marsad.model.values import Place
from marsad.publish.bidi import isolate

Namer = Callable[[str], str]  # key of an actor → its name


def same(key: str) -> str:
    """The namer that leaves keys as they are."""
    return key


def names(keys: Iterable[str], namer: Namer = same) -> str:
    return ", ".join(isolate(namer(key)) for key in keys)


def place_name(place: Place | None) -> str:
    return isolate(place.name) if place else ""


def what(claim: Claim) -> str:
    return " ".join(part for part in (claim.activity or claim.kind, claim.phase) if part)


def who(claim: Claim, namer: Namer = same) -> str:
    actor, partner = names(claim.actor, namer), names(claim.partner, namer)
    return f"{actor} → {partner}".strip() if partner else actor


def where(claim: Claim) -> str:
    place, origin, destination = (
        ", ".join(map(place_name, places)) for places in (claim.place, claim.origin, claim.destination)
    )
    return f"{origin} → {destination}".strip() if destination else place or (f"{origin} →" if origin else "")


def outlet(entry: Entry) -> str:
    return isolate(entry.publisher or entry.report_id)


def source(entry: Entry) -> str:
    return f"{outlet(entry)}, {entry.published or 'no date'}"
