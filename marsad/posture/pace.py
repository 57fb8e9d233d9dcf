"""Which activity goes on, and which has stopped: the newest phase per activity, actor and place."""

from collections.abc import Iterator

from marsad.ledger import Entry
from marsad.model.values import Place
from marsad.posture.answer import Line
from marsad.posture.conflicts import touching
from marsad.posture.scene import Scene

_Key = tuple[str, str, Place | None]


def pace(scene: Scene) -> Iterator[Line]:
    told: dict[_Key, list[Entry]] = {}
    for entry in scene.kinds("activity"):
        for key in _keys(entry, scene):
            told.setdefault(key, []).append(entry)
    denied = scene.denied("activity")
    for (activity, actor, place), entries in told.items():
        newest = entries[-1]
        support = [entry for entry in entries if entry.claim.phase == newest.claim.phase]
        against = [entry for entry in denied if (activity, actor, place) in _keys(entry, scene)]
        yield Line(
            section="pace",
            state=newest.claim.phase or "unknown",
            entries=tuple(support),
            actor=(actor,),
            partner=newest.claim.partner,
            place=place,
            activity=activity,
            when=newest.claim.when,
            disputes=touching([*entries, *against], support),
        )


def _keys(entry: Entry, scene: Scene) -> list[_Key]:
    places: list[Place | None] = list(scene.places(entry.claim.place))
    if not entry.claim.place and scene.subject.actor:
        places = [None]
    return [(entry.claim.activity or "mission", actor, place) for actor in scene.actors(entry) for place in places]
