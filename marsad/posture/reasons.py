"""Why a force leaves: who gives a reason that another denies. Leaving a base and handing it over are one matter."""

from collections.abc import Iterable, Iterator
from itertools import product

from marsad.ledger import Entry
from marsad.model.claim import Claim
from marsad.model.values import Place
from marsad.posture.geography import covers, same_place
from marsad.posture.telling import gap, window
from marsad.world.parts import part_of

_ONE_MATTER = 45  # days: within which reasons are given for one and the same
_LEAVING = ("move", "handover")
_MODES = ("happened", "ongoing", "planned")


def contradicted_reasons(entries: Iterable[Entry]) -> dict[str, list[tuple[Entry, Entry]]]:
    """Code of a reason → pairs of entries, the one giving and the other denying it for the same matter."""
    giving: dict[str, list[Entry]] = {}
    denying: dict[_Block, list[Entry]] = {}
    for entry in entries:
        if entry.claim.status in _MODES:
            for reason in entry.claim.reasons:
                if reason.holds:
                    giving.setdefault(reason.code, []).append(entry)
                else:
                    for block in _blocks(entry, reason.code, 0):
                        denying.setdefault(block, []).append(entry)
    found: dict[str, list[tuple[Entry, Entry]]] = {}
    for code, entries_giving in sorted(giving.items()):
        for entry in entries_giving:
            near = {e.id: e for block in _blocks(entry, code, _ONE_MATTER) for e in denying.get(block, ())}
            if pairs := [(entry, other) for other in near.values() if _one_matter(entry, other)]:
                found.setdefault(code, []).extend(pairs)
    return found


_Block = tuple[str, str | None, int]


def _blocks(entry: Entry, code: str, reach: int) -> Iterator[_Block]:
    """By reason, country and month of publication, so that no claim is compared with all others."""
    day = (entry.published or entry.day).toordinal()
    months = range(max(0, day - reach) // 31, (day + reach) // 31 + 1)
    yield from ((code, country, m) for country in {p.country for p in _spots(entry.claim)} for m in months)


def _one_matter(one: Entry, other: Entry) -> bool:
    a, b = one.claim, other.claim
    kinds = a.kind == b.kind or (a.kind in _LEAVING and b.kind in _LEAVING)
    return kinds and _one_force(a, b) and _one_spot(a, b) and gap(window(one), window(other)) <= _ONE_MATTER


def _one_force(a: Claim, b: Claim) -> bool:
    return any(x == y or part_of(x, y) or part_of(y, x) for x, y in product(a.actor, b.actor))


def _one_spot(a: Claim, b: Claim) -> bool:
    """The same place, or one inside the other: the bases in Iraq and Iraq."""
    return any(same_place(x, y) or covers(x, y) or covers(y, x) for x, y in product(_spots(a), _spots(b)))


def _spots(claim: Claim) -> tuple[Place, ...]:
    return claim.origin or claim.place
