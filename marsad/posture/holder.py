"""Who holds each place: the newest handover or control."""

from collections.abc import Iterator

from marsad.ledger import Entry
from marsad.model.values import Place
from marsad.posture.answer import Dispute, Line
from marsad.posture.conflicts import denials, disputes, held
from marsad.posture.folding import Holding, fold_holder
from marsad.posture.scene import Scene
from marsad.posture.subject import by_day


def holder(scene: Scene) -> Iterator[Line]:
    by_place: dict[Place, list[Entry]] = {}
    for entry in scene.kinds("handover", "control"):
        for place in scene.places(held(entry)):
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
        disputes=_disputes(entries, holding)
        + denials(scene.things, holding.support, lambda denied: scene.tells_of(denied, place)),
    )


def _disputes(entries: list[Entry], holding: Holding) -> tuple[Dispute, ...]:
    """What is at odds over a place, and who else is said to hold it by claims that did not decide."""
    found = disputes(entries, holding.support)
    if not holding.doubted:
        return found
    odd = {e.id: e for d in found if d.over == "holder" for e in d.entries}
    odd |= {e.id: e for e in (holding.support[-1], *holding.doubted)}
    return (*(d for d in found if d.over != "holder"), Dispute("holder", tuple(sorted(odd.values(), key=by_day))))
