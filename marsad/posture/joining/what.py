"""What: kind, status, activity and phase, a series or one attack, a force of another strength."""

import datetime as dt
from collections.abc import Iterator

from marsad.model.values import Count
from marsad.posture.joining.check import FAILED, PASSED, Check, at_spot, outcome
from marsad.posture.ranges import overlap
from marsad.posture.telling import DENIED, TOLD, Telling, gap, one_mouth

_OTHER_LEVEL = 14  # beyond this, another strength is a change
_OTHER_TIME = 30  # the same, where a report does not say of which day it speaks


def kind(one: Telling, other: Telling) -> Iterator[Check]:
    same = one.claim.kind == other.claim.kind
    yield Check("kind", PASSED if same else FAILED, "kind", (one.claim.kind, other.claim.kind))


def mode(one: Telling, other: Telling) -> Iterator[Check]:
    """A plan and what came of it are two; a denial goes with what it denies."""
    if one.mode == other.mode:
        yield Check("mode", PASSED, "mode_same", (one.claim.status, other.claim.status))
    elif DENIED in (one.mode, other.mode):
        yield Check("mode", PASSED, "mode_denial", (one.claim.status, other.claim.status))
    else:
        yield Check("mode", FAILED, "mode_other", (one.claim.status, other.claim.status))


def mouth(one: Telling, other: Telling) -> Iterator[Check]:
    """Nobody denies in one report what he says there himself."""
    denies = {one.mode, other.mode} == {DENIED, TOLD}  # of a plan he says so that it was called off
    if denies and one.entry.report_id == other.entry.report_id and one.claim.said_by == other.claim.said_by:
        yield Check("speaker", FAILED, "speaker_same")


def what(one: Telling, other: Telling) -> Iterator[Check]:
    """Activity and phase; whether one claim counts a series of attacks, and the other tells of one."""
    a, b = one.claim, other.claim
    if a.activity or b.activity:
        yield Check("activity", outcome(a.activity == b.activity), "activity", (a.activity, b.activity))
    if a.phase or b.phase:
        yield Check("phase", outcome(a.phase == b.phase), "phase", (a.phase, b.phase))
    if a.kind == b.kind == "attack":
        counted = [series(t) for t in (one, other)]
        if any(counted):
            alike = all(counted) and bounds_alike(one, other)
            yield Check("series", outcome(alike or _month_of(one, other)), "series", (a.when, b.when))


def strength(one: Telling, other: Telling) -> Iterator[Check]:
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
    wide = one.claim.kind == "move" and not at_spot(one, other) and one.entry.report_id != other.entry.report_id
    if told and (later or was or wide or one_mouth(one.entry, other.entry)):
        yield Check("number", FAILED, "number_other", (a, b))


def bounds_alike(one: Telling, other: Telling) -> bool:
    return one.window == other.window


def _month_of(one: Telling, other: Telling) -> bool:
    """A month that one report gives and a day in it that another does, by the same attacker with the same means."""
    a, b = one.claim, other.claim
    short = max((t.window[1] - t.window[0]).days for t in (one, other)) <= dt.timedelta(31).days
    single = not (_several(a.number) or _several(b.number))
    return short and single and bool({*a.actor} & {*b.actor} and {*a.means} & {*b.means})


def series(telling: Telling) -> bool:
    """Whether a claim counts attacks, over a day or over months, rather than telling of one."""
    if telling.claim.kind != "attack":
        return False
    return (telling.loose and telling.mode == TOLD) or _several(telling.claim.number)


def _several(count: Count | None) -> bool:
    return count is not None and (count.min or 0) > 1
