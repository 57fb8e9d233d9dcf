"""An answer takes time in proportion to the claims, even where they all speak of one force at one place."""

import datetime as dt
import time

import pytest

from marsad.ledger.view import Entry
from marsad.model.claim import Claim
from marsad.model.span import Span
from marsad.model.values import Count, Place
from marsad.posture.state import posture
from marsad.posture.subject import Subject

TAJI = Place("Camp Taji", "IQ", 33.524, 44.257, "site")
IRAQ = Subject(place=Place("Iraq", "IQ", None, None, "country"))
KINDS = [
    ("presence", "ongoing", {"place": (TAJI,), "number": Count(300, 300)}),
    ("move", "happened", {"origin": (TAJI,), "number": Count(50, 50)}),
    ("move", "planned", {"origin": (TAJI,)}),
    ("move", "denied", {"origin": (TAJI,)}),
    ("attack", "happened", {"place": (TAJI,), "killed": Count(2, 2)}),
    ("control", "ongoing", {"place": (TAJI,)}),
    ("activity", "ongoing", {"place": (TAJI,), "activity": "training", "phase": "continued"}),
]


class View:
    """So many claims, one a day."""

    known, recorded = None, ""

    def __init__(self, size: int) -> None:
        self.entries = [_entry(n) for n in range(size)]

    def event_decisions(self):
        return []

    def sketches(self, reports):
        return {}

    def newest(self, per_cell, on, **filters):
        return self.entries

    def claims(self, **filters):
        return [] if "kind" in filters else self.entries


def _entry(n):
    kind, status, slots = KINDS[n % len(KINDS)]
    claim = Claim(kind, status, (Span(0, 4),), ("US",), **slots)
    return Entry(
        f"{n:012}", claim, f"r{n}", f"Outlet {n % 9}", dt.date(2010, 1, 1) + dt.timedelta(n), "en", f"{n}", "hand"
    )


def seconds(size):
    view, best = View(size), float("inf")
    for _ in range(3):
        start = time.process_time()
        posture(view, IRAQ, dt.date(2030, 1, 1))
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.slow
def test_four_times_the_claims_take_no_more_than_eight_times_as_long():
    assert seconds(4000) < 8 * seconds(1000)
