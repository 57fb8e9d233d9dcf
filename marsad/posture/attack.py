"""Attacks: claims of several reports about one attack, brought together by place and day."""

from collections.abc import Iterable, Iterator

from marsad.ledger import Entry
from marsad.model.values import Count, Place
from marsad.posture.answer import Line
from marsad.posture.conflicts import denials, disputes
from marsad.posture.events import clusters
from marsad.posture.ranges import together
from marsad.posture.scene import Scene

_ONE_ATTACK = 1  # days: reports differ by a day over what happened in the night


def attack(scene: Scene) -> Iterator[Line]:
    by_place: dict[Place | None, list[Entry]] = {}
    for entry in scene.kinds("attack"):
        for place in list(scene.places(entry.claim.place)) or _nowhere(entry, scene):
            by_place.setdefault(place, []).append(entry)
    for place, entries in by_place.items():
        for event in clusters(entries, _ONE_ATTACK, _struck_back):
            yield _line(scene, place, event)


def _nowhere(entry: Entry, scene: Scene) -> list[None]:
    return [None] if scene.subject.actor and not entry.claim.place else []


def _struck_back(one: Entry, other: Entry) -> bool:
    """Whoever is the target of one and the attacker of the other: a strike and its answer are two."""
    a, b = one.claim, other.claim
    return bool({*a.actor} & {*b.partner} or {*b.actor} & {*a.partner})


def _line(scene: Scene, place: Place | None, event: list[Entry]) -> Line:
    dated = next((entry for entry in event if entry.claim.when), event[0])
    return Line(
        section="attack",
        state="happened" if any(entry.claim.status == "happened" for entry in event) else "ongoing",
        entries=tuple(event),
        actor=_all(entry.claim.actor for entry in event),
        partner=_all(entry.claim.partner for entry in event),
        place=place,
        means=_all(entry.claim.means for entry in event),
        number=_range(entry.claim.number for entry in event),
        killed=_range(entry.claim.killed for entry in event),
        wounded=_range(entry.claim.wounded for entry in event),
        when=dated.claim.when,
        disputes=disputes(event) + denials(scene.things, event),
    )


def _range(counts: Iterable[Count | None]) -> Count | None:
    return together(count for count in counts if count)


def _all(keys: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({key for some in keys for key in some}))
