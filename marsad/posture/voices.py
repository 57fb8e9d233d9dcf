"""Who says so: independent sources of a set of claims."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from marsad.ledger import Entry
from marsad.posture.copies import NO_COPIES, Copies

_DENIED = "denied"
_UNNAMED = "UNKNOWN"  # a speaker of whom nothing is told speaks with the outlet's voice


def voice_of(entries: Iterable[Entry], copies: Copies = NO_COPIES) -> dict[str, str]:
    """Claim id → its voice: the speaker's key where there is one, else the outlet.

    Two outlets that quote one speaker are one voice. A report that carries the text of another which is heard here too
    speaks with the voice of that: a copy counts once, also where it was read to quote somebody else.
    """
    told = list(entries)
    outlet = {entry.report_id: entry.publisher or entry.report_id for entry in told}
    first: dict[str, str] = {}  # text → the report that had it first
    for entry in sorted(told, key=lambda e: (e.published is None, e.published, e.report_id)):
        first.setdefault(entry.sha256, entry.report_id)
    original = {entry.report_id: copies.original(first[entry.sha256], outlet) for entry in told}
    found = {entry.id: _speaker(entry) or outlet[original[entry.report_id]] for entry in told}
    carried: dict[str, list[Entry]] = {}  # copy → what it tells here
    for entry in told:
        if original[entry.report_id] != entry.report_id:
            carried.setdefault(entry.report_id, []).append(entry)
    for report, copied in carried.items():
        found |= _carried_voices(copied, [e for e in told if e.report_id == original[report]], found)
    return found


def _carried_voices(copied: list[Entry], originals: list[Entry], voices: Mapping[str, str]) -> dict[str, str]:
    """The voices of a copy's claims that tell the same as claims of its original: theirs.

    Each claim of the original is told again once, first by what has its voice already: what a longer article has from
    somebody else stays his.
    """
    found: dict[str, str] = {}
    left = list({entry.id: entry for entry in originals}.values())
    own = {entry.id: entry for entry in copied}.values()
    for same_voice in (True, False):
        for entry in own:
            like = [o for o in left if (voices[o.id] == voices[entry.id]) is same_voice and _tells_same(entry, o)]
            if entry.id not in found and like:
                best = max(like, key=lambda o: _in_common(entry, o))  # of equals the first
                found[entry.id] = voices[best.id]
                left.remove(best)
    return found


def _tells_same(one: Entry, other: Entry) -> bool:
    """Whether two claims of one event or line tell the same: nothing else, nor the contrary, nor another number."""
    a, b = one.claim, other.claim
    if a.kind != b.kind or (a.status == _DENIED) is not (b.status == _DENIED):
        return False
    numbers = ((a.number, b.number), (a.killed, b.killed), (a.wounded, b.wounded))
    if any(x is not None and y is not None and x != y for x, y in numbers):
        return False
    return any(not {*x}.isdisjoint(y) for x, y in _who_and_where(one, other))


def _in_common(one: Entry, other: Entry) -> int:
    """How much two claims have in common, beside what they must."""
    slots = ("status", "when", "number", "killed", "wounded", "activity", "phase")
    alike = sum(bool(getattr(one.claim, slot) == getattr(other.claim, slot)) for slot in slots)
    return alike + sum(x == y for x, y in _who_and_where(one, other))


def _who_and_where(one: Entry, other: Entry) -> Iterator[tuple[tuple[object, ...], tuple[object, ...]]]:
    for slot in ("actor", "place", "origin", "destination"):
        yield getattr(one.claim, slot), getattr(other.claim, slot)


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
