"""Who: actors, givers and receivers, attackers and targets, parties of an agreement."""

from collections.abc import Iterable, Iterator

from marsad.posture.joining.check import FAILED, NOBODY, OPEN, PASSED, Check, Test, at_spot, outcome, same_number
from marsad.posture.telling import DENIED, Telling, gap
from marsad.world.parts import part_of

SOON = 14  # days: two receivers of one site further apart are two handovers


def parties(one: Telling, other: Telling) -> Iterator[Check]:
    yield from _PARTIES.get(one.claim.kind, _actor)(one, other)


def _actor(one: Telling, other: Telling) -> Iterator[Check]:
    """Who it is. At a site or in a town, part and whole are one force; in a country each has forces of its own."""
    parts = one.claim.kind != "presence" or same_number(one, other) or DENIED in (one.mode, other.mode)
    yield _keys("actor", one, other, parts and at_spot(one, other))


def _handover(one: Telling, other: Telling) -> Iterator[Check]:
    """Who gives. Two receivers at one time are a conflict, not two handovers; but a denial is of one receiver only."""
    yield _keys("actor", one, other, True)
    receiver = _keys("partner", one, other, True)
    if receiver.outcome == FAILED and DENIED not in (one.mode, other.mode) and gap(one.window, other.window) <= SOON:
        receiver = Check("partner", OPEN, "keys_conflict", receiver.values)
    yield receiver


def _attack(one: Telling, other: Telling) -> Iterator[Check]:
    """Whom it hit and who did it; of one spot on one day, both may be reported wrongly. A strike back is another."""
    a, b = one.claim, other.claim
    if set(a.actor).isdisjoint(b.actor) and (_hit_back(a.actor, b.partner) or _hit_back(b.actor, a.partner)):
        yield Check("actor", FAILED, "struck_back", (a.actor, b.actor))
        return
    here = at_spot(one, other) and one.mode != DENIED and other.mode != DENIED
    for check in (_keys("actor", one, other, True), _keys("partner", one, other, True), _means(one, other)):
        doubtful = check.outcome == FAILED and here
        yield Check(check.test, OPEN, "keys_conflict", check.values) if doubtful else check


def _agreement(one: Telling, other: Telling) -> Iterator[Check]:
    """The parties; who asks and who is asked matter, who agrees with whom does not. An unnamed party may be any."""
    a, b = one.claim, other.claim
    if a.phase in ("asked", "rejected"):
        yield _keys("actor", one, other, False)
        yield _keys("partner", one, other, False)
        return
    mine, yours = ({*c.actor, *c.partner} - NOBODY for c in (a, b))
    fits = bool(mine & yours) and (mine <= yours or yours <= mine) and min(len(mine), len(yours)) > 1
    lone = mine == yours
    yield Check("parties", outcome(fits or lone), "parties", (tuple(sorted(mine)), tuple(sorted(yours))))


_PARTIES: dict[str, Test] = {
    "handover": _handover,
    "attack": _attack,
    "agreement": _agreement,
}


def _keys(slot: str, one: Telling, other: Telling, parts: bool) -> Check:
    """Whether two lists of actors have one in common, or (where `parts`) one that is a part of another."""
    a, b = getattr(one.claim, slot), getattr(other.claim, slot)
    if not set(a) - NOBODY or not set(b) - NOBODY:
        return Check(slot, OPEN, "keys_untold", (a, b))
    if not set(a).isdisjoint(b):
        return Check(slot, PASSED, "keys_same", (tuple(sorted({*a} & {*b})),))
    for x in a:
        for y in b:
            for part, whole, of in ((x, y, other), (y, x, one)):
                if part_of(part, whole) and (parts or _denied_whole(of, one, other)):
                    return Check(slot, PASSED, "keys_part", (part, whole))
    return Check(slot, FAILED, "keys_other", (a, b))


def _denied_whole(whole: Telling, one: Telling, other: Telling) -> bool:
    """Whoever denies that the Americans left denies that the Coalition left, which they are in; not the reverse."""
    return whole.claim.kind == "move" and whole.mode != DENIED and DENIED in (one.mode, other.mode)


def _hit_back(attacker: Iterable[str], target: Iterable[str]) -> bool:
    return not (set(attacker) - NOBODY).isdisjoint(target)


def _means(one: Telling, other: Telling) -> Check:
    a, b = one.claim.means, other.claim.means
    if not a or not b:
        return Check("means", OPEN, "keys_untold", (a, b))
    return Check("means", outcome(not set(a).isdisjoint(b)), "means", (a, b))


def strangers(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both name somebody, and nobody is the other or a part of him."""
    if not one or not other or NOBODY.intersection(one) or NOBODY.intersection(other):
        return False
    return set(one).isdisjoint(other) and not any(part_of(x, y) or part_of(y, x) for x in one for y in other)
