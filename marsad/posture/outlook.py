"""What is expected, feared and denied. A plan carried out is expected no longer; one past its day is overdue.

What nobody has spoken of for a year is left out.
"""

import datetime as dt
from collections.abc import Iterator

from marsad.ledger import Entry
from marsad.posture.answer import Line
from marsad.posture.conflicts import denials, disputes
from marsad.posture.folding import fold_plan
from marsad.posture.ranges import together
from marsad.posture.scene import Scene, Spot

FRESH = dt.timedelta(days=365)  # after which what was planned, feared or denied is no news, unless it is still to come
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
        if _stale(entries, scene.on):
            continue
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


def _stale(entries: list[Entry], on: dt.date) -> bool:
    """Whether it was last spoken of long before a day, and what it speaks of is past."""
    said = max((entry.published or entry.day for entry in entries), default=on)
    until = max((entry.span[1] for entry in entries if entry.claim.when), default=said)
    return said != dt.date.min and on - said > FRESH and until < on


def _key(entry: Entry, spot: Spot) -> _Key:
    claim = entry.claim
    actor, partner = tuple(sorted(claim.actor)), tuple(sorted(claim.partner))
    return claim.status, claim.kind, actor, partner, claim.activity, claim.phase, spot
