"""Who holds each place: the newest handover or control."""

from collections.abc import Iterator

from marsad.ledger import Entry
from marsad.model.values import Place
from marsad.posture.answer import Line
from marsad.posture.conflicts import denials, disputes
from marsad.posture.folding import fold_holder
from marsad.posture.scene import Scene


def holder(scene: Scene) -> Iterator[Line]:
    by_place: dict[Place, list[Entry]] = {}
    for entry in scene.kinds("handover", "control"):
        for place in scene.places(entry.claim.place):
            by_place.setdefault(place, []).append(entry)
    for place, entries in by_place.items():
        yield _line(scene, place, entries)


def _line(scene: Scene, place: Place, entries: list[Entry]) -> Line:
    holding = fold_holder(entries)
    given = holding.decides.claim
    return Line(
        section="holder",
        state="held" if holding.holder else "given-up",
        entries=holding.support,
        actor=holding.holder,
        partner=given.actor if given.kind == "handover" else (),
        place=place,
        when=holding.when,
        disputes=disputes(entries, holding.support)
        + denials(scene.things, holding.support, lambda denied: scene.tells_of(denied, place)),
    )
