"""What was asked, agreed, rejected or ended: one line per parties, phase and time."""

from collections.abc import Iterator

from marsad.ledger import Entry
from marsad.posture.answer import Line
from marsad.posture.conflicts import denials, disputes
from marsad.posture.events import clusters
from marsad.posture.scene import Scene

_ONE_AGREEMENT = 14  # days


def agreement(scene: Scene) -> Iterator[Line]:
    by_parties: dict[frozenset[str], list[Entry]] = {}
    for entry in scene.kinds("agreement"):
        by_parties.setdefault(frozenset(entry.claim.actor + entry.claim.partner), []).append(entry)
    for entries in by_parties.values():
        for phase in dict.fromkeys(entry.claim.phase for entry in entries):
            for told in clusters((e for e in entries if e.claim.phase == phase), _ONE_AGREEMENT):
                yield _line(scene, told, entries)


def _line(scene: Scene, told: list[Entry], entries: list[Entry]) -> Line:
    newest = told[-1].claim
    return Line(
        section="agreement",
        state=newest.phase or "unknown",
        entries=tuple(told),
        actor=newest.actor,
        partner=newest.partner,
        when=newest.when,
        disputes=disputes(entries, told) + denials(scene.things, told),
    )
