"""The append-only store of reports, claims and decisions. Only this package knows SQL.

`Ledger` opens, records and decides, `View` answers as of any day, `Entry` is a claim with its source.
"""

from marsad.ledger.decide import Decided
from marsad.ledger.decisions import Decision, Judgement
from marsad.ledger.entries import Entry, Tombstone, Unknown, UnknownEntry
from marsad.ledger.find import Hit
from marsad.ledger.rulings import EventDecision, Note
from marsad.ledger.store import Batch, Ledger
from marsad.ledger.view import View
from marsad.ledger.write import Recorded

__all__ = [
    "Batch",
    "Decided",
    "Decision",
    "Entry",
    "EventDecision",
    "Hit",
    "Judgement",
    "Ledger",
    "Note",
    "Recorded",
    "Tombstone",
    "Unknown",
    "UnknownEntry",
    "View",
]
