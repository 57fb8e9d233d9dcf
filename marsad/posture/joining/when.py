"""When: how far apart reports may date one happening, and what a denial or a plan answers."""

from collections.abc import Iterator

from marsad.posture.joining.check import Check, at_spot, outcome
from marsad.posture.telling import DENIED, PLANNED, POSSIBLE, TOLD, Telling, gap

# Days by which reports of one happening may date it apart.
APART = {"handover": 60, "move": 14, "attack": 1, "activity": 14, "agreement": 14, "control": 30, "presence": 45}
_WIDE_MOVE = 7  # a move from a region or country: others follow
_WIDE_HANDOVER = 31
_ONE_PLAN = 180  # days between reports of one plan
_ONE_FEAR = 60
_SOON = 14  # an undated denial answers what is said within this
_ONE_DAY = 1


def time(one: Telling, other: Telling) -> Iterator[Check]:
    limit = _limit(one, other)
    if one.mode == other.mode and one.mode in (PLANNED, POSSIBLE):
        said = abs((one.published - other.published).days)
        most = _ONE_PLAN if one.mode == PLANNED else _ONE_FEAR
        yield Check("said", outcome(said <= most), "said", (said, most))
        if not (one.dated and other.dated):
            return
    elif DENIED in (one.mode, other.mode) and one.mode != other.mode:
        yield _denial_time(one, other)
        return
    days = gap(one.window, other.window)
    values = (_told(one), _told(other), days, limit)
    yield Check("time", outcome(days <= limit), "time" if days else "time_same", values)


def _denial_time(one: Telling, other: Telling) -> Check:
    denial, affirmed = (one, other) if one.mode == DENIED else (other, one)
    said = abs((denial.published - affirmed.published).days)
    if affirmed.mode != TOLD and not (denial.dated and affirmed.dated):
        return Check("said", outcome(said <= _ONE_FEAR), "said", (said, _ONE_FEAR))
    limit = _ONE_DAY if denial.dated else _SOON
    days = gap(denial.window, affirmed.entry.span)
    later = not denial.dated and affirmed.dated and affirmed.entry.day > denial.published
    return Check("time", outcome(days <= limit and not later), "time", (_told(one), _told(other), days, limit))


def _limit(one: Telling, other: Telling) -> int:
    kind = one.claim.kind
    if kind == "move" and not at_spot(one, other):
        return _WIDE_MOVE
    if kind == "handover" and not at_spot(one, other):
        return _WIDE_HANDOVER
    return APART[kind]


def _told(telling: Telling) -> str:
    """When a telling says it was: its `when`, or the day of its report."""
    return telling.claim.when or f"({telling.published})"
