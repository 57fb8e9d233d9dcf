"""Moves, attacks and agreements: each event that is told as a fact is one line."""

from collections.abc import Iterable, Iterator

from marsad.ledger import Entry
from marsad.posture.answer import Line
from marsad.posture.conflicts import denials, disputes, parties
from marsad.posture.events import Event
from marsad.posture.scene import Scene
from marsad.posture.summary import Told


def move(scene: Scene) -> Iterator[Line]:
    for event in scene.happenings("move"):
        yield _line(scene, event, event.affirming)


def attack(scene: Scene) -> Iterator[Line]:
    for event in scene.happenings("attack"):
        yield _line(scene, event, event.affirming)


def agreement(scene: Scene) -> Iterator[Line]:
    """Whatever else the same parties say of the matter has a say in whether it is disputed."""
    by_parties: dict[frozenset[str], list[Entry]] = {}
    for entry in scene.kinds("agreement"):
        by_parties.setdefault(parties(entry.claim), []).append(entry)
    for event in scene.happenings("agreement"):
        yield _line(scene, event, by_parties[parties(event.first.claim)])


def _line(scene: Scene, event: Event, about: Iterable[Entry]) -> Line:
    told = Told.of(event)
    status = "happened" if any(entry.claim.status == "happened" for entry in event.affirming) else "ongoing"
    # One place in each line; where a report names several ends, it is the first that counts for order and name.
    return Line(
        section=event.kind,
        state=event.first.claim.phase or status,
        entries=event.affirming,
        actor=told.actor,
        partner=told.partner,
        place=told.place and scene.cells.of(told.place),
        destination=scene.cells.of(told.ends[0]) if told.ends else None,
        means=told.means,
        number=told.number,
        killed=told.killed,
        wounded=told.wounded,
        when=told.when,
        disputes=disputes(about, event.affirming) + denials(scene.things, event.affirming),
        event=event.id,
    )
