"""What is expected, feared and denied. A plan carried out is expected no longer; one past its day is overdue."""

from collections.abc import Iterator
from itertools import product

from marsad.ledger import Entry
from marsad.model.values import Place
from marsad.posture.answer import Line
from marsad.posture.conflicts import touching
from marsad.posture.ranges import together
from marsad.posture.scene import Scene
from marsad.posture.subject import places

_SECTION = {"planned": "expected", "possible": "feared", "denied": "denied"}

_Spot = tuple[Place | None, Place | None]  # place or origin, and destination
_Key = tuple[str, str, tuple[str, ...], tuple[str, ...], str | None, str | None, _Spot]


def outlook(scene: Scene) -> Iterator[Line]:
    told: dict[_Key, list[Entry]] = {}
    for entry in scene.said:
        if entry.claim.status == "planned" and _done(entry, scene):
            continue
        for spot in _spots(entry, scene):
            told.setdefault(_key(entry, spot), []).append(entry)
    for (status, kind, *_, spot), entries in told.items():
        newest = entries[-1].claim
        overdue = status == "planned" and all(entry.claim.when and entry.span[1] < scene.on for entry in entries)
        yield Line(
            section=_SECTION[status],
            state="overdue" if overdue else newest.phase or status,
            entries=tuple(entries),
            actor=newest.actor,
            partner=newest.partner,
            place=spot[0],
            destination=spot[1],
            kind=kind,
            activity=newest.activity,
            number=together(entry.claim.number for entry in entries if entry.claim.number),
            when=next((entry.claim.when for entry in reversed(entries) if entry.claim.when), None),
            disputes=touching(_about_the_same(entries[-1], scene), entries),
        )


def _key(entry: Entry, spot: _Spot) -> _Key:
    claim = entry.claim
    actor, partner = tuple(sorted(claim.actor)), tuple(sorted(claim.partner))
    return claim.status, claim.kind, actor, partner, claim.activity, claim.phase, spot


def _spots(entry: Entry, scene: Scene) -> Iterator[_Spot]:
    """Where an entry speaks of, as far as the question takes it in."""
    claim = entry.claim
    pairs = product(claim.place or claim.origin or (None,), claim.destination or (None,))
    for pair in pairs:
        named = [place for place in pair if place]
        if not named or any(scene.subject.takes_in(place) for place in named):
            first, second = (scene.cells.of(place) if place else None for place in pair)
            yield first, second


def _cells(entry: Entry, scene: Scene) -> set[Place]:
    return {scene.cells.of(place) for place in places(entry)}


def _alike(one: Entry, other: Entry, scene: Scene) -> bool:
    """The same kind of thing, by one of the same actors, at one of the same places."""
    a, b = one.claim, other.claim
    if a.kind != b.kind or a.activity != b.activity or not set(a.actor) & set(b.actor):
        return False
    if a.kind == "agreement":
        return set(a.actor + a.partner) == set(b.actor + b.partner)
    if a.kind == "move" and a.origin and b.origin:
        return bool({scene.cells.of(p) for p in a.origin} & {scene.cells.of(p) for p in b.origin})
    return bool(_cells(one, scene) & _cells(other, scene))


def _done(plan: Entry, scene: Scene) -> bool:
    """Whether it is told that what was planned has since come about."""
    return any(
        entry.claim.status == "happened"
        and (plan.published is None or entry.day >= plan.published)
        and _alike(plan, entry, scene)
        and entry.claim.phase == plan.claim.phase
        for entry in scene.counted
    )


def _about_the_same(entry: Entry, scene: Scene) -> list[Entry]:
    return [other for other in [*scene.said, *scene.counted] if other is entry or _alike(entry, other, scene)]
