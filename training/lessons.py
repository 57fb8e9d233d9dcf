"""What annotated reports teach the network: which triggers make a claim, what fills its slots, and how it is meant."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from marsad.model.claim import Claim
from marsad.resolve.candidates import Candidate, slot_candidates
from marsad.resolve.filling import hit_of
from marsad.resolve.net.fields import Row, Told, candidate_told, mood_told, tokens_of, trigger_told
from training.examples import Read, alignments, answered, believed


class Believed(NamedTuple):
    """Whether a trigger makes a claim, and how much that counts."""

    trigger: Told
    answer: bool
    weight: float


class Filled(NamedTuple):
    """Which of its candidates fill a slot; one more stands for none of them, the last of `right`."""

    trigger: Told
    slot: str  # kind.slot
    candidates: list[Told]
    right: list[bool]
    weight: float


class Meant(NamedTuple):
    """How a claim is meant: its status, and its phase where it has one that words tell."""

    trigger: Told
    status: str
    phase: str
    weight: float


class Lesson(NamedTuple):
    """One annotated report."""

    tokens: list[Row]
    triggers: list[Believed]
    slots: list[Filled]
    meant: list[Meant]


def lessons(reads: Iterable[Read]) -> list[Lesson]:
    return [_lesson(read) for read in reads]


def _lesson(read: Read) -> Lesson:
    aligned = alignments(read)
    told = believed(read, aligned)
    triggers = [Believed(trigger_told(s, t, "t"), yes, weight * read.weight) for s, t, yes, weight in told]
    slots, meant = [], []
    for claim, gold, s, t, _ in aligned:
        trigger = trigger_told(s, t, "q")
        candidates = slot_candidates(s, t)
        asked = [*answered(claim, gold, candidates, s.page.published), *_explained(claim, candidates["reason"])]
        for slot, listed, right in asked:
            offered = [candidate_told(s, t, candidate) for candidate in listed]
            slots.append(Filled(trigger, f"{claim.kind}.{slot}", offered, right, read.weight))
        phase = claim.phase if claim.kind == "activity" and claim.phase else ""
        told_of = mood_told(s, t, claim.when)
        meant.append(Meant(told_of, claim.status, phase, read.weight))
    return Lesson(tokens_of(read.sentences), triggers, slots, meant)


def _explained(claim: Claim, candidates: list[Candidate]) -> Iterator[tuple[str, list[Candidate], list[bool]]]:
    """Which words give a claim's reasons, the last of the answers is none of them; left out where no word gives any."""
    codes = {reason.code for reason in claim.reasons}
    right = [hit_of(candidate.value).label in codes for candidate in candidates]
    if candidates and (any(right) or not codes):
        yield "reasons", candidates, [*right, not any(right)]
