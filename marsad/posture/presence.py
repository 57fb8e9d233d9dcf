"""Who is where: levels and moves folded, by date, into one line per actor and place."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from marsad.ledger import Entry
from marsad.model.values import Count, Place
from marsad.posture.alike import days_apart
from marsad.posture.answer import Line
from marsad.posture.conflicts import denials, disputes
from marsad.posture.ranges import minus, plus, share, together, whole
from marsad.posture.scene import Scene
from marsad.posture.subject import by_day

_WAYS = ("level", "in", "out")  # the order within one day: who was there, who came, who left
_LASTING = 31  # days: a shorter interval is a loose date, not the time that a force stayed
_ONE_LEVEL = 14  # days within which two levels speak of the same strength

Step = tuple[Entry, str]


def presence(scene: Scene) -> Iterator[Line]:
    steps: dict[tuple[str, Place], list[Step]] = {}
    for entry in scene.kinds("presence", "move"):
        for way, place in _ways(entry, scene):
            for actor in scene.actors(entry):
                steps.setdefault((actor, place), []).append((entry, way))
    for (actor, place), found in steps.items():
        yield _line(scene, actor, place, found)


def _ways(entry: Entry, scene: Scene) -> Iterator[tuple[str, Place]]:
    """What an entry says of each place. Those who move within one place have not left it."""
    claim = entry.claim
    origins, destinations = list(scene.places(claim.origin)), list(scene.places(claim.destination))
    yield from (("level", place) for place in scene.places(claim.place))
    yield from (("out", place) for place in origins if place not in destinations)
    yield from (("in", place) for place in destinations if place not in origins)


@dataclass
class _Force:
    """One actor's force at one place, as the entries so far have it."""

    state: str = "unknown"
    number: Count | None = None
    support: list[Entry] = field(default_factory=list)
    levels: list[Entry] = field(default_factory=list)  # since the last move

    def level(self, entry: Entry) -> None:
        # "Some 300 were there", without a date, does not bring back a force that is said to have left.
        if self.state == "left" and entry.claim.status == "happened" and not entry.claim.when:
            return
        if share(entry) is None:
            self.number = None if self.state == "left" else self.number
            self.support = [*self.support, entry] if self.state != "left" else [entry]
        else:
            self.levels = [*(e for e in self.levels if days_apart(e, entry) <= _ONE_LEVEL), entry]
            self.number = together(number for e in self.levels if (number := share(e)))
            self.support = list(self.levels)
        self.state = "present"

    def arrive(self, entry: Entry) -> None:
        back = self.state == "left"
        self.number = plus(None if back else self.number, share(entry))
        self.support = [entry] if back else [*self.support, entry]
        self.state, self.levels = "present", []

    def leave(self, entry: Entry, place: Place) -> None:
        number = share(entry)
        # Whoever "left the base" left it altogether; whoever "left Iraq" may be a part.
        all_of_it = whole(self.number, number) or (entry.claim.number is None and place.level == "site")
        if all_of_it or self.state == "left":
            self.support = [*(self.support if self.state == "left" else []), entry]
            self.state, self.number = "left", Count(0, 0)
        else:
            self.state, self.number = "reduced", minus(self.number, number)
            self.support.append(entry)
        self.levels = []


def _fold(steps: list[Step], place: Place) -> _Force:
    force = _Force()
    for entry, way in sorted(steps, key=lambda step: (step[0].day, _WAYS.index(step[1]), by_day(step[0]))):
        if way == "level":
            force.level(entry)
        elif way == "in":
            force.arrive(entry)
        else:
            force.leave(entry, place)
    return force


def _line(scene: Scene, actor: str, place: Place, steps: list[Step]) -> Line:
    force = _fold(steps, place)
    past = force.state == "present" and all(_over(entry, scene.on) for entry in force.support)

    def fits(denied: Entry) -> bool:
        return actor in denied.claim.actor and scene.tells_of(denied, place)

    return Line(
        section="presence",
        state="past" if past else force.state,
        entries=tuple(sorted(force.support, key=by_day)),
        actor=(actor,),
        place=place,
        number=None if past or force.number == Count(None, None) else force.number,
        when=force.support[-1].claim.when,
        disputes=disputes((entry for entry, _ in steps), force.support) + denials(scene.things, force.support, fits),
    )


def _over(entry: Entry, on: dt.date) -> bool:
    """Whether the text itself gives an end of the presence, and that is past. "Last week" gives none."""
    first, last = entry.span
    lasting = "/" in (entry.claim.when or "") and (last - first).days > _LASTING and first != dt.date.min
    return entry.claim.kind == "presence" and lasting and last < on
