"""Who says so: independent sources of a set of claims."""

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.ledger import Entry
from marsad.posture.copies import NO_COPIES, Copies

_UNNAMED = "UNKNOWN"  # a speaker of whom nothing is told speaks with the outlet's voice


def voice_of(entries: Iterable[Entry], copies: Copies = NO_COPIES) -> dict[str, str]:
    """Claim id → its voice: the speaker's key where there is one, else the outlet.

    Two outlets that quote one speaker are one voice. A report that carries the text of another which is heard here too
    speaks with the voice of that: a copy counts once.
    """
    told = list(entries)
    outlet = {entry.report_id: entry.publisher or entry.report_id for entry in told}
    first: dict[str, str] = {}  # text → the report that had it first
    for entry in sorted(told, key=lambda e: (e.published is None, e.published, e.report_id)):
        first.setdefault(entry.sha256, entry.report_id)
    found: dict[str, str] = {}
    for entry in told:
        found[entry.id] = _speaker(entry) or outlet[copies.original(first[entry.sha256], outlet)]
    return found


def _speaker(entry: Entry) -> str | None:
    said_by = entry.claim.said_by
    return said_by.of if said_by and said_by.of != _UNNAMED else None


def _alone(entry: Entry) -> str:
    """The voice of a claim beside which nobody else is heard."""
    return _speaker(entry) or entry.publisher or entry.report_id


def voices(entries: Iterable[Entry], copies: Copies = NO_COPIES) -> tuple[str, ...]:
    """The distinct voices, sorted."""
    return tuple(sorted(set(voice_of(entries, copies).values())))


@dataclass(frozen=True, slots=True)
class Heard:
    """How broadly something is told: four counts, each at most the one before but for speakers of one report."""

    claims: int
    reports: int
    outlets: int
    voices: tuple[str, ...]

    @classmethod
    def of(cls, entries: Iterable[Entry], copies: Copies = NO_COPIES) -> "Heard":
        told = list(entries)
        if len(told) == 1:
            return cls(1, 1, 1, (_alone(told[0]),))
        return cls(
            len({entry.id for entry in told}),
            len({entry.report_id for entry in told}),
            len({entry.publisher or entry.report_id for entry in told}),
            voices(told, copies),
        )
