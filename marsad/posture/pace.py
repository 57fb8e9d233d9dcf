"""Which activity goes on, and which has stopped: the newest phase per activity, actor and place."""

from collections.abc import Iterator

from marsad.ledger import Entry
from marsad.model.values import Place
from marsad.posture.answer import Line
from marsad.posture.conflicts import denials, disputes
from marsad.posture.folding import fold_pace
from marsad.posture.scene import Scene

_Key = tuple[str, str, Place | None]


def pace(scene: Scene) -> Iterator[Line]:
    told: dict[_Key, list[Entry]] = {}
    for entry in scene.kinds("activity"):
        for key in _keys(entry, scene):
            told.setdefault(key, []).append(entry)
    for key, entries in told.items():
        yield _line(scene, key, entries)


def _line(scene: Scene, key: _Key, entries: list[Entry]) -> Line:
    activity, actor, place = key
    newest, support = fold_pace(entries)
    against = denials(scene.things, support, lambda denied: key in _keys(denied, scene))
    return Line(
        section="pace",
        state=newest.claim.phase or "unknown",
        entries=tuple(support),
        actor=(actor,),
        partner=newest.claim.partner,
        place=place,
        activity=activity,
        when=newest.claim.when,
        disputes=disputes(entries, support) + against,
    )


def _keys(entry: Entry, scene: Scene) -> list[_Key]:
    places: list[Place | None] = list(scene.places(entry.claim.place))
    if not entry.claim.place and scene.subject.actor:
        places = [None]
    return [(entry.claim.activity or "mission", actor, place) for actor in scene.actors(entry) for place in places]
