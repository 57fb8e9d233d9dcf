"""The append-only store of reports and claims. Only this package knows SQL.

`Ledger` opens and records, `View` answers as of any day, `Entry` is a claim with its source.
"""

from marsad.ledger.store import Ledger
from marsad.ledger.view import Entry, UnknownEntry, View
from marsad.ledger.write import Recorded

__all__ = ["Entry", "Ledger", "Recorded", "UnknownEntry", "View"]
