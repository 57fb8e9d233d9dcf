"""Who holds each place: the newest handover or control."""

from collections import Counter
from collections.abc import Iterator

from marsad.ledger import Entry
from marsad.model.values import Place
from marsad.posture.alike import days_apart
from marsad.posture.answer import Line
from marsad.posture.conflicts import denials, disputes, holders
from marsad.posture.scene import Scene

_ONE_HANDOVER = 60  # days within which two reports of a handover mean the same one


def holder(scene: Scene) -> Iterator[Line]:
    by_place: dict[Place, list[Entry]] = {}
    for entry in scene.kinds("handover", "control"):
        for place in scene.places(entry.claim.place):
            by_place.setdefault(place, []).append(entry)
    for place, entries in by_place.items():
        yield _line(scene, place, entries)


def _line(scene: Scene, place: Place, entries: list[Entry]) -> Line:
    support: list[Entry] = []
    for entry in entries:
        if support and _same_holder(support[-1], entry):
            support.append(entry)
        else:
            support = [entry]
    decides = next((entry for entry in reversed(support) if holders(entry.claim)), support[-1])
    return Line(
        section="holder",
        state="held" if holders(decides.claim) else "given-up",
        entries=tuple(support),
        actor=holders(decides.claim),
        partner=decides.claim.actor if decides.claim.kind == "handover" else (),
        place=place,
        when=_most_told(decides, support),
        disputes=disputes(entries, support)
        + denials(scene.things, support, lambda denied: scene.tells_of(denied, place)),
    )


def _most_told(decides: Entry, support: list[Entry]) -> str | None:
    """The date that most claims of this change of hands give; the disputes show the others."""
    one = [e for e in support if e.claim.kind == decides.claim.kind and days_apart(e, decides) <= _ONE_HANDOVER]
    told = Counter(entry.claim.when for entry in one if entry.claim.when)
    return told.most_common(1)[0][0] if told else None


def _same_holder(one: Entry, other: Entry) -> bool:
    """The same holder; or the same handover, told once without its receiver."""
    if holders(one.claim) and holders(other.claim):
        return bool(set(holders(one.claim)) & set(holders(other.claim)))
    both_handovers = one.claim.kind == other.claim.kind == "handover"
    same_giver = not one.claim.actor or not other.claim.actor or bool(set(one.claim.actor) & set(other.claim.actor))
    return both_handovers and same_giver and days_apart(one, other) <= _ONE_HANDOVER
