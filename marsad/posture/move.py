"""Who went from where to where: claims of several reports about one move, brought together by ends and date."""

from collections.abc import Iterator

from marsad.ledger import Entry
from marsad.posture.answer import Line
from marsad.posture.conflicts import denials, disputes
from marsad.posture.events import clusters
from marsad.posture.ranges import together
from marsad.posture.scene import Scene, Spot, share

_ONE_MOVE = 7  # days: convoys take their time, and reports theirs


def move(scene: Scene) -> Iterator[Line]:
    told: dict[tuple[tuple[str, ...], Spot], list[Entry]] = {}
    for entry in scene.kinds("move"):
        for spot in scene.spots(entry):
            told.setdefault((tuple(sorted(entry.claim.actor)), spot), []).append(entry)
    for (_, spot), entries in told.items():
        for event in clusters(entries, _ONE_MOVE):
            yield _line(scene, spot, event)


def _line(scene: Scene, spot: Spot, event: list[Entry]) -> Line:
    newest = event[-1].claim
    return Line(
        section="move",
        state="happened" if any(entry.claim.status == "happened" for entry in event) else "ongoing",
        entries=tuple(event),
        actor=newest.actor,
        place=spot[0],
        destination=spot[1],
        number=together(number for entry in event if (number := share(entry))),
        when=next((entry.claim.when for entry in event if entry.claim.when), None),
        disputes=disputes(event) + denials(scene.things, event),
    )
