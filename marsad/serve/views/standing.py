"""Answers by the claims that they rest on.

What is written into a ledger changes few of its answers. One that rests on the same claims, and on the same decisions
about events, is the same; and to find which claims these are takes a small part of the time that working it out takes.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

from marsad.ledger import View
from marsad.ledger.rows import newest_rows
from marsad.posture.answer import Answer
from marsad.posture.scene import NEWEST
from marsad.posture.state import posture
from marsad.posture.subject import Subject
from marsad.serve.house import House
from marsad.serve.visit import Visit

Value = TypeVar("Value")


def posture_of(visit: Visit, subject: Subject) -> Answer:
    """The posture that is asked about, worked out once for the table, the API and whoever else asks."""
    return visit.once(("posture", subject, visit.on), lambda: posture_in(visit.house, visit.view, subject, visit.on))


def posture_in(house: House, view: View, subject: Subject, on: dt.date) -> Answer:
    """The posture in a view; what an earlier state of the ledger gave, where it rests on the same claims."""
    asked = ("posture", subject, on, view.known)
    found = by_claims(house, view, asked, rows_of(view, subject, on), lambda: posture(view, subject, on))
    return replace(found, recorded=view.recorded)


def by_claims(house: House, view: View, asked: Hashable, rows: Iterable[int], make: Callable[[], Value]) -> Value:
    """What follows from these rows of claims and the decisions about events, worked out once."""
    key = (asked, tuple(sorted(rows)), repr(view.event_decisions()))
    return house.answers.or_make(key, make)  # type: ignore[return-value]


def rows_of(view: View, subject: Subject, on: dt.date) -> list[int]:
    """The rows of `Subject.newest`; a place takes in what lies near it, so that there may be more of them."""
    return [row for asked in subject.asks() for row in newest_rows(view, NEWEST, on, **asked)]
