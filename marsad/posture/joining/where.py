"""Where: the same place, near enough, or one inside the other; and whereto, of moves."""

from collections.abc import Callable, Iterator

from marsad.ledger.names import folded
from marsad.model.values import Place
from marsad.posture.geography import BESIDE_KM, covers, distance_km, same_place, two_names
from marsad.posture.joining.check import FAILED, OPEN, PASSED, SPOT_LEVELS, Check
from marsad.posture.telling import DENIED, Telling, gap

REACH_KM = BESIDE_KM


def place(one: Telling, other: Telling) -> Iterator[Check]:
    if one.claim.kind == "agreement":
        return
    if one.claim.kind == "move" and _inner(one) != _inner(other):
        yield Check("ends", FAILED, "ends_inner", (one.place or other.place,))
    if one.place and other.place:
        check = _one_place("place", one.place, other.place, _covering(one, other), _near_is_one(one, other))
        yield check if check.outcome == PASSED else _wider(one, other) or check
        if one.ends and other.ends:
            yield _ends(one, other)
        elif (one if one.mode == DENIED else other).ends and DENIED in (one.mode, other.mode):
            yield Check("ends", FAILED, "place_untold")  # "not to Syria" does not deny that they left
    elif one.ends and other.ends and not (one.place or other.place):
        yield _ends(one, other)
    elif one.ends and other.ends:  # one report says whence they came, the other only where they arrived
        yield _ends(one, other)
        yield Check("place", OPEN, "place_untold")
    else:
        nowhere = not (one.place or other.place or one.ends or other.ends)
        yield Check("place", OPEN if nowhere else FAILED, "place_untold" if nowhere else "place_nothing")


def beside(one: Telling, other: Telling) -> Iterator[Check]:
    """A report that gives two days for a town and a site near it tells of two happenings."""
    one_report = one.entry.report_id == other.entry.report_id
    if one_report and one.dated and other.dated and gap(one.window, other.window) > 0:
        yield from (Check(c.test, FAILED, c.how, c.values) for c in place(one, other) if c.how == "place_near")


def _one_place(test: str, a: Place, b: Place, covering: Place | None, near: Callable[[Place, Place], bool]) -> Check:
    if same_place(a, b):
        return Check(test, PASSED, "place_same", (a, b))
    apart = distance_km(a, b)
    if a.level in SPOT_LEVELS and b.level in SPOT_LEVELS and a.level != b.level:
        named = folded(a.name) == folded(b.name) and a.country == b.country
        if named or (apart is not None and apart <= REACH_KM and near(a, b)):
            return Check(test, PASSED, "place_near", (a, b, round(apart or 0, 1)))
    if covering is not None and covers(covering, b if covering == a else a):
        return Check(test, PASSED, "place_covers", (covering, b if covering == a else a))
    if apart is None:
        return Check(test, FAILED, "place_other", (a, b))
    return Check(test, FAILED, "place_far", (a, b, round(apart)))


def _near_is_one(one: Telling, other: Telling) -> Callable[[Place, Place], bool]:
    """Whether a site and a town that is near it may stand for each other: "they have not left the hill" denies nothing
    of the town beside it, unless it bears its name."""
    denial = one.mode != other.mode and DENIED in (one.mode, other.mode)
    return lambda a, b: not (denial and two_names(a, b))


def _covering(one: Telling, other: Telling) -> Place | None:
    """The place of a denial speaks of all that lies inside: "nobody in Libya" answers "some in Jufra".

    Not of departures: whoever does not leave the country may well leave a base; unless both say whereto.
    """
    denial, affirmed = (one, other) if one.mode == DENIED else (other, one)
    if denial.mode != DENIED or affirmed.mode == DENIED or denial.place is None:
        return None
    if denial.claim.kind == "move" and not (denial.ends and affirmed.ends):
        return None
    return denial.place


def _inner(telling: Telling) -> bool:
    """Whether a force moves within one place: whoever is regrouped in Iraq does not leave Iraq."""
    place = telling.place
    return place is not None and bool(telling.ends) and all(covers(place, end) for end in telling.ends)


def _wider(one: Telling, other: Telling) -> Check | None:
    """The region that one report names where the other names the spot, between the same sides on the same day.

    Of what happens once: "handed over a base in Anbar on Saturday" is no other base than Taqaddum. Another day leaves
    it open.
    """
    a, b = one.claim, other.claim
    wide, spot = sorted((one, other), key=lambda t: t.place is None or t.place.level != "region")
    if a.kind not in ("handover", "attack") or not (a.actor and a.actor == b.actor and a.partner == b.partner):
        return None
    if not (wide.place and spot.place and wide.place.level == "region" and covers(wide.place, spot.place)):
        return None
    one_day = bool(a.when) and a.when == b.when
    return Check("place", PASSED if one_day else OPEN, "place_covers", (wide.place, spot.place))


def _ends(one: Telling, other: Telling) -> Check:
    near = _near_is_one(one, other)
    for a in one.ends:
        for b in other.ends:
            check = _one_place("ends", a, b, None, near)
            wide = next((p for p, t in ((a, one), (b, other)) if _may_be_wide(p, t, one, other)), None)
            if check.outcome == PASSED:
                return check
            if wide and covers(wide, b if wide is a else a):
                return Check("ends", PASSED, "place_covers", (wide, b if wide is a else a))
    return Check("ends", FAILED, "ends_other", (one.ends, other.ends))


def _may_be_wide(place: Place, telling: Telling, one: Telling, other: Telling) -> bool:
    """A country may stand for a place in it; of a denial and what it denies, only that which the denial names."""
    return place.level == "country" and (telling.mode == DENIED or DENIED not in (one.mode, other.mode))
