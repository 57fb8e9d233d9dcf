"""What is expected, feared and denied. A plan carried out is expected no longer; one past its day is overdue."""

from collections.abc import Iterator

from marsad.ledger import Entry
from marsad.posture.answer import Line
from marsad.posture.conflicts import denials, disputes
from marsad.posture.folding import fold_plan
from marsad.posture.ranges import together
from marsad.posture.scene import Scene, Spot

_SECTION = {"planned": "expected", "possible": "feared", "denied": "denied"}

_Key = tuple[str, str, tuple[str, ...], tuple[str, ...], str | None, str | None, Spot]


def outlook(scene: Scene) -> Iterator[Line]:
    told: dict[_Key, list[Entry]] = {}
    for entry in scene.said:
        if entry.claim.status == "planned" and scene.things.done(entry, scene.on):
            continue
        for spot in scene.spots(entry):
            told.setdefault(_key(entry, spot), []).append(entry)
    for (status, kind, *_, spot), entries in told.items():
        newest = entries[-1].claim
        yield Line(
            section=_SECTION[status],
            state=fold_plan(entries, scene.on),
            entries=tuple(entries),
            actor=newest.actor,
            partner=newest.partner,
            place=spot[0],
            destination=spot[1],
            kind=kind,
            activity=newest.activity,
            means=newest.means,
            number=together(entry.claim.number for entry in entries if entry.claim.number),
            when=next((entry.claim.when for entry in reversed(entries) if entry.claim.when), None),
            disputes=disputes(entries) + denials(scene.things, entries),
        )


def _key(entry: Entry, spot: Spot) -> _Key:
    claim = entry.claim
    actor, partner = tuple(sorted(claim.actor)), tuple(sorted(claim.partner))
    return claim.status, claim.kind, actor, partner, claim.activity, claim.phase, spot
