"""Which events are news: what changed something, as against what is or goes on as before."""

from marsad.model.claim import SURE
from marsad.posture.summary import Summary
from marsad.posture.telling import TOLD

_HOLDING = ("control", "ongoing")


def happened(summary: Summary) -> bool:
    """Told as done, and neither a presence nor what goes on."""
    claim = summary.event.first.claim
    lasts = claim.kind == "presence" or claim.phase == "continued" or (claim.kind, claim.status) == _HOLDING
    return summary.event.mode == TOLD and not lasts


def sure(summary: Summary) -> bool:
    """Whether the reader was sure of a claim that tells of it."""
    return max(entry.claim.confidence for entry in summary.event.affirming) >= SURE
