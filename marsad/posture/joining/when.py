"""When: how far apart reports may date one happening, and what a denial or a plan answers."""

from collections.abc import Iterator

from marsad.posture.joining.check import Check, at_spot, outcome
from marsad.posture.telling import DENIED, PLANNED, POSSIBLE, TOLD, Telling, gap, until_now

# Days by which reports of one happening may date it apart.
APART = {"handover": 60, "move": 14, "attack": 1, "activity": 14, "agreement": 14, "control": 30, "presence": 45}
_WIDE_MOVE = 7  # a move from a region or country: others follow
_WIDE_HANDOVER = 31
_ONE_FEAR = 60
SAID = {PLANNED: 180, POSSIBLE: _ONE_FEAR}  # days between reports of one plan or fear
_SOON = 14  # an undated denial answers what is said within this
_ONE_DAY = 1


def time(one: Telling, other: Telling) -> Iterator[Check]:
    most_apart = limit(one, other)
    if one.mode == other.mode and one.mode in SAID:
        said, most = abs((one.published - other.published).days), SAID[one.mode]
        yield Check("said", outcome(said <= most), "said", (said, most))
        if not (one.dated and other.dated):
            return
    elif DENIED in (one.mode, other.mode) and one.mode != other.mode:
        yield _denial_time(one, other)
        return
    days = gap(one.window, other.window)
    values = (_told(one), _told(other), days, most_apart)
    yield Check("time", outcome(days <= most_apart), "time" if days else "time_same", values)


def _denial_time(one: Telling, other: Telling) -> Check:
    denial, affirmed = (one, other) if one.mode == DENIED else (other, one)
    said = abs((denial.published - affirmed.published).days)
    if affirmed.mode != TOLD and not (denial.dated and affirmed.dated):
        return Check("said", outcome(said <= _ONE_FEAR), "said", (said, _ONE_FEAR))
    days = gap(denial.window, affirmed.entry.span)
    later = affirmed.dated and affirmed.entry.day > denial.published
    of_a_day = denial.dated and (later or not until_now(denial.entry))
    limit = _ONE_DAY if of_a_day else _SOON
    holds = days <= limit and (of_a_day or not later)
    return Check("time", outcome(holds), "time", (_told(one), _told(other), days, limit))


def limit(one: Telling, other: Telling) -> int:
    """By how many days reports of one happening may date it apart."""
    kind = one.claim.kind
    if kind == "move" and not at_spot(one, other):
        return _WIDE_MOVE
    if kind == "handover" and not at_spot(one, other):
        return _WIDE_HANDOVER
    return APART[kind]


def _told(telling: Telling) -> str:
    """When a telling says it was: its `when`, or the day of its report."""
    return telling.claim.when or f"({telling.published})"
