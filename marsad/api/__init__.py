"""Marsad from Python: `marsad.open("marsad.db")` gives a ledger to ask, read into and decide on.

It asks as the command line does, by the same names and with the same clocks. See docs/python.md.
"""

from marsad.api.answers import Answers, Posture
from marsad.api.ledger import Ledger, open
from marsad.api.tables import Table

__all__ = ["Answers", "Ledger", "Posture", "Table", "open"]
