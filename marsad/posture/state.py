"""The posture of a place or an actor: who is where, who holds what, what has stopped, what is to come."""

import datetime as dt
from typing import Any

from marsad.ledger import View
from marsad.posture.agreement import agreement
from marsad.posture.answer import SECTIONS, Answer, Line
from marsad.posture.attack import attack
from marsad.posture.holder import holder
from marsad.posture.outlook import outlook
from marsad.posture.pace import pace
from marsad.posture.presence import presence
from marsad.posture.scene import Scene
from marsad.posture.subject import Subject

QUESTIONS = [presence, holder, pace, attack, agreement, outlook]


def posture(view: View, subject: Subject, on: dt.date) -> Answer:
    """The state that follows from the claims of the view for the day `on`; the same view gives the same answer.

    What the public knew on a day is asked of a view: `ledger.view(known=…)`.
    """
    scene = Scene.of(view, subject, on)
    lines = [line for question in QUESTIONS for line in question(scene)]
    return Answer(subject, on, view.known, view.recorded, tuple(sorted(lines, key=_order)))


def _order(line: Line) -> tuple[Any, ...]:
    """By section; then what happened by date, what is by place and actor."""
    place = (
        (line.place.country or "~", line.place.level != "country", line.place.name) if line.place else ("~", True, "~")
    )
    day = line.last or dt.date.min
    by_date = line.section in ("attack", "agreement")
    tie = tuple(entry.id for entry in line.entries)
    return (SECTIONS.index(line.section), day if by_date else dt.date.min, place, line.actor, line.activity or "", tie)
