"""Conflicts that a new report brings or joins: each is told once, when its second side speaks up."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from marsad.ledger import Entry, View
from marsad.pipeline import Kept
from marsad.posture.contested import Conflict, find_conflicts
from marsad.posture.copies import Copies
from marsad.posture.events import find_events
from marsad.posture.happenings import around
from marsad.posture.subject import Subject, places
from marsad.posture.verdicts import Verdicts
from marsad.watch.alerts import Rule, about, dues
from marsad.watch.state import Due


class Seen(Protocol):
    """The ledger as it can be asked."""

    def view(self) -> View: ...


def conflict_alerts(kept: Kept, rules: Iterable[Rule], ledger: Seen) -> Iterator[Due]:
    """The alerts of conflicts that a report has a part in. Nothing is looked up where no rule asks for them."""
    asking = [rule for rule in rules if rule.alert.conflict]
    if not asking or not kept.claim_ids:
        return
    own = dict(kept.claims())
    for conflict in conflicts_with(ledger.view(), set(own)):
        id_ = next(entry.id for entry in reversed(conflict.entries) if entry.id in own)
        said = about(kept, own[id_]) | {"id": id_} | own[id_].to_json() | {"conflict": conflict.to_json()}
        for rule in asking:
            if conflict.over in rule.alert.conflict and any(rule.takes(entry.claim) for entry in conflict.entries):
                yield from dues(rule.alert, conflict.id, said)


def conflicts_with(view: View, ids: set[str]) -> list[Conflict]:
    """The conflicts in which any of these claims has a part, found among what is said of their places and actors."""
    entries = view.claims(ids=ids)
    if not entries:
        return []
    days = [day for entry in entries for day in entry.span]
    window = around(min(days), max(days))
    found: dict[str, Conflict] = {}
    for subject in dict.fromkeys(subject for entry in entries for subject in _subjects(entry)):
        told = subject.entries(view, None, *window)
        events = find_events(told, Verdicts.of(view.event_decisions()))
        for conflict in find_conflicts(events, told, Copies.among(view, told)):
            if any(entry.id in ids for entry in conflict.entries):
                found.setdefault(conflict.id, conflict)
    return list(found.values())


def _subjects(entry: Entry) -> Iterator[Subject]:
    """What to look around in: the places of a claim, or its actors where it has none."""
    spots = places(entry)
    yield from (Subject(place=place) for place in spots)
    if not spots:
        yield from (Subject(actor=actor) for actor in entry.claim.actor)
