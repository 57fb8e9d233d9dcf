"""Who is where: one line per actor and place, its state folded from levels and moves (`folding`)."""

from collections.abc import Iterator

from marsad.ledger import Entry
from marsad.model.claim import SURE
from marsad.model.values import Count, Place
from marsad.posture.answer import Line
from marsad.posture.conflicts import denials, disputes
from marsad.posture.events import Event
from marsad.posture.folding import Step, fold_force
from marsad.posture.joining import SPOT_LEVELS
from marsad.posture.odds import others
from marsad.posture.scene import Scene
from marsad.posture.subject import by_day

_Cell = tuple[str, Place]


def presence(scene: Scene) -> Iterator[Line]:
    steps: dict[_Cell, list[Step]] = {}
    for entry in scene.kinds("presence"):
        for place in scene.places(entry.claim.place):
            for actor in scene.actors(entry):
                steps.setdefault((actor, place), []).append(Step("level", (entry,)))
    for event in scene.happenings("move"):
        for (cell, way), entries in _ways(event, scene).items():
            told = tuple({entry.id: entry for entry in entries}.values())
            all_left = way == "out" and any(scene.all_left(entry, cell[1]) for entry in told)
            steps.setdefault(cell, []).append(Step(way, told, all_left))
    given = _given(scene)
    for (actor, place), found in steps.items():
        behind = scene.leaves_behind(actor, place) if place.level != "country" else []
        gone = [Step("given", (entry,), all_left=True) for entry in given.get((actor, place), ())]
        gone += [Step("emptied", (entry,), all_left=True) for entry in behind]
        yield _line(scene, actor, place, found, gone)


def _given(scene: Scene) -> dict[_Cell, list[Entry]]:
    """Who gave which site away. Whoever hands a base over is there no longer, unless it is told otherwise."""
    found: dict[_Cell, list[Entry]] = {}
    for entry in scene.kinds("handover"):
        claim = entry.claim
        if claim.status != "happened" or claim.confidence < SURE:
            continue
        for place in scene.places(place for place in claim.place if place.level == "site"):
            for actor in scene.actors(entry):
                found.setdefault((actor, place), []).append(entry)
    return found


def _ways(event: Event, scene: Scene) -> dict[tuple[_Cell, str], list[Entry]]:
    """Whom a move takes out of each place and into which. Those who move within one place have not left it."""
    found: dict[tuple[_Cell, str], list[Entry]] = {}
    for telling in event.told:
        origins = list(scene.places([telling.place] if telling.place else []))
        # Of a claim with several origins each is an event; those who arrive arrive once.
        ends = list(scene.places(telling.ends if telling.n == 0 or telling.place is None else ()))
        ways = [("out", place) for place in origins if place not in scene.places(telling.ends)]
        ways += [("in", place) for place in ends if place not in scene.places(telling.claim.origin)]
        for way, place in ways:
            for actor in scene.actors(telling.entry):
                found.setdefault(((actor, place), way), []).append(telling.entry)
    return found


def _line(scene: Scene, actor: str, place: Place, steps: list[Step], gone: list[Step]) -> Line:
    """`gone` are handovers, and departures from the whole country, by which it has left this place, too."""
    force = fold_force([*steps, *gone], place, scene.on)
    told = [entry for step in steps for entry in step.entries]

    def fits(denied: Entry) -> bool:
        who = denied.claim.actor
        his = not others((actor,), who) if place.level in SPOT_LEVELS else actor in who
        return his and scene.tells_of(denied, place)

    return Line(
        section="presence",
        state=force.state,
        entries=tuple(sorted(force.support, key=by_day)),
        actor=(actor,),
        place=place,
        number=None if force.number == Count(None, None) else force.number,
        when=force.support[-1].claim.when,
        disputes=disputes(told, force.support) + denials(scene.things, force.support, fits),
    )
