"""The rule: when do two claims tell of one happening? A list of tests; docs/events.md explains it with examples.

A test passes, fails, or stays open where one claim does not say. Two tellings are of one happening if no test fails
and the place (of an agreement the parties) passes. Values that may be wrong, such as a number or a day, never tell two
happenings apart alone: they are what conflicts are about. A denial is of the happening that it denies.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from marsad.ledger.names import folded
from marsad.model.values import Count, Place
from marsad.posture.geography import covers, distance_km, same_place
from marsad.posture.ranges import overlap
from marsad.posture.telling import DENIED, PLANNED, POSSIBLE, TOLD, Telling, gap
from marsad.world.parts import part_of

REACH_KM = 20.0  # a base and the town that it lies by
SPOT_LEVELS = ("site", "town")
_OF_ACTOR = ("move", "presence", "control", "activity", "handover")  # kinds in which the actor tells two apart
_FAR = 0.25  # degrees of latitude: more than the reach

# Days by which reports of one happening may date it apart.
APART = {"handover": 60, "move": 14, "attack": 1, "activity": 14, "agreement": 14, "control": 30, "presence": 45}
_WIDE_MOVE = 7  # a move from a region or country: others follow
_WIDE_HANDOVER = 31
_OTHER_LEVEL = 14  # beyond this, another strength is a change
_OTHER_TIME = 30  # the same, where a report does not say of which day it speaks
_ONE_PLAN = 180  # days between reports of one plan
_ONE_FEAR = 60
_SOON = 14  # an undated denial answers what is said within this
_ONE_DAY = 1

NOBODY = frozenset({"UNKNOWN"})  # the contract's key for whoever is not named
PASSED, OPEN, FAILED = "passed", "open", "failed"


class Check(NamedTuple):
    """What a test made of two tellings: `how` is a word of the interface, filled with the values compared."""

    test: str
    outcome: str
    how: str
    values: tuple[object, ...] = ()


Test = Callable[[Telling, Telling], Iterator[Check]]


def same_happening(one: Telling, other: Telling) -> bool:
    return score(one, other) > 0


def score(one: Telling, other: Telling) -> int:
    """How well two tellings fit: how many tests pass. Negative where one fails, 0 where nothing speaks for it."""
    if _plainly_apart(one, other):
        return -1
    passed = 0
    anchored = one.claim.kind == "agreement" or not (one.place or one.ends or other.place or other.ends)
    for test in TESTS:
        for check in test(one, other):
            if check.outcome == FAILED:
                return -1
            if check.outcome == PASSED:
                passed += 1
                anchored |= check.test in ("place", "ends")
    return passed if anchored else 0


_WHOM = (
    "speaker",
    "actor",
    "partner",
    "ends",
    "means",
    "activity",
    "phase",
)  # what a denial denies, beside where and when


def answers(denial: Telling, told: Iterable[Telling]) -> int:
    """How well a denial fits what is told of a happening; 0 where it denies something else."""
    best = 0
    for affirmed in told:
        against = [check for check in checks(denial, affirmed) if check.outcome == FAILED]
        failed = {check.test for check in against if check.how != "place_untold"}
        if not failed.isdisjoint(_WHOM):
            return 0
        best = max(best, score(denial, affirmed))
    return best


def _plainly_apart(one: Telling, other: Telling) -> bool:
    """What most pairs fail on, reckoned at little cost. Says nothing that the tests would not."""
    a, b = one.claim, other.claim
    if a.kind != b.kind or a.activity != b.activity or a.phase != b.phase:
        return True
    if one.mode != other.mode:
        return DENIED not in (one.mode, other.mode)
    if one.mode == TOLD and gap(one.window, other.window) > APART[a.kind]:
        return True
    if a.actor != b.actor and a.kind in _OF_ACTOR and _strangers(a.actor, b.actor):
        return True
    x, y = one.place, other.place
    if x is None or y is None or x.lat is None or y.lat is None or x.level not in SPOT_LEVELS:
        return False
    return y.level in SPOT_LEVELS and abs(x.lat - y.lat) > _FAR and folded(x.name) != folded(y.name)


def _strangers(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both name somebody, and nobody is the other or a part of him."""
    if not one or not other or NOBODY.intersection(one) or NOBODY.intersection(other):
        return False
    return set(one).isdisjoint(other) and not any(part_of(x, y) or part_of(y, x) for x in one for y in other)


def checks(one: Telling, other: Telling) -> tuple[Check, ...]:
    """Every test with its outcome, for an explanation."""
    return tuple(check for test in TESTS for check in test(one, other))


def _kind(one: Telling, other: Telling) -> Iterator[Check]:
    same = one.claim.kind == other.claim.kind
    yield Check("kind", PASSED if same else FAILED, "kind", (one.claim.kind, other.claim.kind))


def _mouth(one: Telling, other: Telling) -> Iterator[Check]:
    """Nobody denies in one report what he says there himself."""
    denies = {one.mode, other.mode} == {DENIED, TOLD}  # of a plan he says so that it was called off
    if denies and one.entry.report_id == other.entry.report_id and one.claim.said_by == other.claim.said_by:
        yield Check("speaker", FAILED, "speaker_same")


def _mode(one: Telling, other: Telling) -> Iterator[Check]:
    """A plan and what came of it are two; a denial goes with what it denies."""
    if one.mode == other.mode:
        yield Check("mode", PASSED, "mode_same", (one.claim.status, other.claim.status))
    elif DENIED in (one.mode, other.mode):
        yield Check("mode", PASSED, "mode_denial", (one.claim.status, other.claim.status))
    else:
        yield Check("mode", FAILED, "mode_other", (one.claim.status, other.claim.status))


def _what(one: Telling, other: Telling) -> Iterator[Check]:
    """Activity and phase; whether one claim counts a series of attacks, and the other tells of one."""
    a, b = one.claim, other.claim
    if a.activity or b.activity:
        yield Check("activity", _outcome(a.activity == b.activity), "activity", (a.activity, b.activity))
    if a.phase or b.phase:
        yield Check("phase", _outcome(a.phase == b.phase), "phase", (a.phase, b.phase))
    if a.kind == b.kind == "attack":
        series = [(t.loose and t.mode == TOLD) or _several(t.claim.number) for t in (one, other)]
        if any(series):
            alike = all(series) and bounds_alike(one, other)
            yield Check("series", _outcome(alike or _month_of(one, other)), "series", (a.when, b.when))


def _place(one: Telling, other: Telling) -> Iterator[Check]:
    if one.claim.kind == "agreement":
        return
    if one.claim.kind == "move" and _inner(one) != _inner(other):
        yield Check("ends", FAILED, "ends_inner", (one.place or other.place,))
    if one.place and other.place:
        check = _one_place("place", one.place, other.place, _covering(one, other))
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


def _one_place(test: str, a: Place, b: Place, covering: Place | None) -> Check:
    if same_place(a, b):
        return Check(test, PASSED, "place_same", (a, b))
    apart = distance_km(a, b)
    if a.level in SPOT_LEVELS and b.level in SPOT_LEVELS and a.level != b.level:
        named = folded(a.name) == folded(b.name) and a.country == b.country
        if named or (apart is not None and apart <= REACH_KM):
            return Check(test, PASSED, "place_near", (a, b, round(apart or 0, 1)))
    if covering is not None and covers(covering, b if covering == a else a):
        return Check(test, PASSED, "place_covers", (covering, b if covering == a else a))
    if apart is None:
        return Check(test, FAILED, "place_other", (a, b))
    return Check(test, FAILED, "place_far", (a, b, round(apart)))


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
    for a in one.ends:
        for b in other.ends:
            check = _one_place("ends", a, b, None)
            wide = next((p for p, t in ((a, one), (b, other)) if _may_be_wide(p, t, one, other)), None)
            if check.outcome == PASSED:
                return check
            if wide and covers(wide, b if wide is a else a):
                return Check("ends", PASSED, "place_covers", (wide, b if wide is a else a))
    return Check("ends", FAILED, "ends_other", (one.ends, other.ends))


def _may_be_wide(place: Place, telling: Telling, one: Telling, other: Telling) -> bool:
    """A country may stand for a place in it; of a denial and what it denies, only that which the denial names."""
    return place.level == "country" and (telling.mode == DENIED or DENIED not in (one.mode, other.mode))


def _parties(one: Telling, other: Telling) -> Iterator[Check]:
    yield from _PARTIES.get(one.claim.kind, _actor)(one, other)


def _actor(one: Telling, other: Telling) -> Iterator[Check]:
    """Who it is. At a site or in a town, part and whole are one force; in a country each has forces of its own."""
    parts = one.claim.kind != "presence" or _same_number(one, other)
    yield _keys("actor", one, other, parts and _at_spot(one, other))


def _handover(one: Telling, other: Telling) -> Iterator[Check]:
    """Who gives. Two receivers at one time are a conflict, not two handovers; but a denial is of one receiver only."""
    yield _keys("actor", one, other, True)
    receiver = _keys("partner", one, other, True)
    if receiver.outcome == FAILED and DENIED not in (one.mode, other.mode) and _dated_apart(one, other) <= _SOON:
        receiver = Check("partner", OPEN, "keys_conflict", receiver.values)
    yield receiver


def _attack(one: Telling, other: Telling) -> Iterator[Check]:
    """Whom it hit and who did it; of one spot on one day, both may be reported wrongly. A strike back is another."""
    a, b = one.claim, other.claim
    if set(a.actor).isdisjoint(b.actor) and (_hit_back(a.actor, b.partner) or _hit_back(b.actor, a.partner)):
        yield Check("actor", FAILED, "struck_back", (a.actor, b.actor))
        return
    here = _at_spot(one, other) and one.mode != DENIED and other.mode != DENIED
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
    yield Check("parties", _outcome(fits or lone), "parties", (tuple(sorted(mine)), tuple(sorted(yours))))


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
    return Check("means", _outcome(not set(a).isdisjoint(b)), "means", (a, b))


def _strength(one: Telling, other: Telling) -> Iterator[Check]:
    """Another number is a conflict while it may be about the same; of wide places and later days it is another force.

    So is how many there were and how many there are. And nobody contradicts himself in one report: "cut from 2,000 to
    less than 1,000" gives two levels.
    """
    a, b = one.claim.number, other.claim.number
    if a is None or b is None or overlap(a, b):
        return
    told = one.mode == other.mode == TOLD
    most = _OTHER_LEVEL if one.dated and other.dated else _OTHER_TIME
    later = one.claim.kind == "presence" and gap(one.window, other.window) > most
    was = one.claim.kind == "presence" and one.claim.status != other.claim.status
    wide = one.claim.kind == "move" and not _at_spot(one, other) and one.entry.report_id != other.entry.report_id
    if told and (later or was or wide or _one_mouth(one, other)):
        yield Check("number", FAILED, "number_other", (a, b))


def _one_mouth(one: Telling, other: Telling) -> bool:
    """Whether one report's outlet, or one named speaker of it, says both; two officials without a name may be two."""
    a, b = one.claim.said_by, other.claim.said_by
    return one.entry.report_id == other.entry.report_id and a == b and (a is None or a.name is not None)


def _time(one: Telling, other: Telling) -> Iterator[Check]:
    limit = _limit(one, other)
    if one.mode == other.mode and one.mode in (PLANNED, POSSIBLE):
        said = abs((one.published - other.published).days)
        most = _ONE_PLAN if one.mode == PLANNED else _ONE_FEAR
        yield Check("said", _outcome(said <= most), "said", (said, most))
        if not (one.dated and other.dated):
            return
    elif DENIED in (one.mode, other.mode) and one.mode != other.mode:
        yield _denial_time(one, other)
        return
    days = gap(one.window, other.window)
    values = (_told(one), _told(other), days, limit)
    yield Check("time", _outcome(days <= limit), "time" if days else "time_same", values)


def _denial_time(one: Telling, other: Telling) -> Check:
    denial, affirmed = (one, other) if one.mode == DENIED else (other, one)
    said = abs((denial.published - affirmed.published).days)
    if affirmed.mode != TOLD and not (denial.dated and affirmed.dated):
        return Check("said", _outcome(said <= _ONE_FEAR), "said", (said, _ONE_FEAR))
    limit = _ONE_DAY if denial.dated else _SOON
    days = gap(denial.window, affirmed.entry.span)
    later = not denial.dated and affirmed.dated and affirmed.entry.day > denial.published
    return Check("time", _outcome(days <= limit and not later), "time", (_told(one), _told(other), days, limit))


def _limit(one: Telling, other: Telling) -> int:
    kind = one.claim.kind
    if kind == "move" and not _at_spot(one, other):
        return _WIDE_MOVE
    if kind == "handover" and not _at_spot(one, other):
        return _WIDE_HANDOVER
    return APART[kind]


TESTS: list[Test] = [_kind, _mode, _mouth, _what, _time, _place, _parties, _strength]


def bounds_alike(one: Telling, other: Telling) -> bool:
    return one.window == other.window


def _month_of(one: Telling, other: Telling) -> bool:
    """A month that one report gives and a day in it that another does, by the same attacker with the same means."""
    a, b = one.claim, other.claim
    short = max((t.window[1] - t.window[0]).days for t in (one, other)) <= dt.timedelta(31).days
    single = not (_several(a.number) or _several(b.number))
    return short and single and bool({*a.actor} & {*b.actor} and {*a.means} & {*b.means})


def _several(count: Count | None) -> bool:
    return count is not None and (count.min or 0) > 1


def _at_spot(one: Telling, other: Telling) -> bool:
    places = [t.place or (t.ends[0] if t.ends else None) for t in (one, other)]
    return all(place is not None and place.level in SPOT_LEVELS for place in places)


def _same_number(one: Telling, other: Telling) -> bool:
    a, b = one.claim.number, other.claim.number
    return a is not None and b is not None and overlap(a, b)


def _dated_apart(one: Telling, other: Telling) -> int:
    return gap(one.window, other.window)


def _told(telling: Telling) -> str:
    """When a telling says it was: its `when`, or the day of its report."""
    return telling.claim.when or f"({telling.published})"


def _outcome(holds: bool) -> str:
    return PASSED if holds else FAILED
