"""The posture of a place or an actor: who is where, who holds what, what has stopped, what is to come."""

import datetime as dt
from functools import partial
from typing import Any

from marsad.garbage import no_garbage
from marsad.ledger import View
from marsad.posture.answer import SECTIONS, STATES, Answer, Line
from marsad.posture.contested import find_conflicts
from marsad.posture.copies import Copies
from marsad.posture.dress import Known, dressed, unknowns
from marsad.posture.geography import same_place
from marsad.posture.happening import agreement, attack, move
from marsad.posture.holder import holder
from marsad.posture.joining import SPOT_LEVELS
from marsad.posture.outlook import outlook
from marsad.posture.pace import pace
from marsad.posture.presence import presence
from marsad.posture.scene import Scene
from marsad.posture.subject import Subject

QUESTIONS = [presence, holder, pace, move, attack, agreement, outlook]


def posture(view: View, subject: Subject, on: dt.date) -> Answer:
    """The state that follows from the claims of the view for the day `on`; the same view gives the same answer.

    What the public knew on a day is asked of a view: `ledger.view(known=…)`.
    """
    with no_garbage():
        return _posture(view, subject, on)


def _posture(view: View, subject: Subject, on: dt.date) -> Answer:
    scene = Scene.of(view, subject, on)
    entries = [*scene.counted, *scene.said]
    copies = Copies.among(view, entries)
    conflicts = find_conflicts(scene.events, entries, copies)
    told = (line for question in QUESTIONS for line in question(scene))
    lines = tuple(sorted(dressed(told, scene.events, conflicts, copies), key=partial(_order, subject)))
    return Answer(subject, on, view.known, view.recorded, lines, unknowns(lines, scene.cells, Known(view, subject, on)))


def _there(subject: Subject, line: Line) -> bool:
    asked = subject.place
    if asked is None or asked.level not in SPOT_LEVELS:
        return True
    return any(place is not None and same_place(asked, place) for place in (line.place, line.destination))


_EVENTS = ("move", "attack", "agreement")
_GONE = ("left", "past", "given-up")


def _order(subject: Subject, line: Line) -> tuple[Any, ...]:
    """By section; within it, the town or site asked about before what lies near it. Then what is sure and stands;
    then states by how many say so, events by date.

    Of a presence, whole countries come before their sites. What is expected, feared or denied goes by when it was said.
    """
    whole = line.section == "presence" and line.place is not None and line.place.level == "country"
    day = (line.last or dt.date.min) if line.section in STATES or line.section in _EVENTS else line.said
    latest, most = -day.toordinal(), -len(line.voices)
    place = (line.place.country or "~", line.place.name) if line.place else ("~", "~")
    return (
        SECTIONS.index(line.section),
        not _there(subject, line),
        not line.sure,
        line.state in _GONE,
        not whole,
        (most, latest) if line.section in STATES else (latest, most),
        place,
        line.actor,
        line.activity or "",
        tuple(entry.id for entry in line.entries),
    )
