"""Claims that cannot all hold. Each rule is a function of two entries about one thing; a table lists them."""

from collections.abc import Callable, Iterable
from itertools import combinations

from marsad.ledger import Entry
from marsad.model.values import Count
from marsad.posture.answer import Dispute
from marsad.posture.ranges import overlap
from marsad.posture.subject import by_day

_SAME_TIME = 14  # days: beyond this, another number or pace is a change, not a contradiction
_SAME_HANDOVER = 60  # days: a site that is given twice within this is given once, and a date is wrong
_LOOSE = 14  # days: a date wider than this does not say which of several happenings it dates
_ASSERTED = ("happened", "ongoing")
_STOPPED = ("suspended", "ended")


def days_apart(one: Entry, other: Entry) -> int:
    """Days between the times that two entries give; 0 where they overlap."""
    (first_1, last_1), (first_2, last_2) = one.span, other.span
    return max((first_1 - last_2).days, (first_2 - last_1).days, 0)


def asserted(entry: Entry) -> bool:
    return entry.claim.status in _ASSERTED


def disputes(entries: Iterable[Entry]) -> tuple[Dispute, ...]:
    """The conflicts among entries about one thing (one kind, actor and place), grouped by what they are over."""
    found: dict[str, dict[str, Entry]] = {}
    for pair in combinations(sorted(set(entries), key=by_day), 2):
        for over, conflicts in RULES:
            if conflicts(*pair):
                found.setdefault(over, {}).update({entry.id: entry for entry in pair})
    return tuple(Dispute(over, tuple(sorted(found[over].values(), key=by_day))) for over, _ in RULES if over in found)


def _number(one: Entry, other: Entry) -> bool:
    return _same_time(one, other) and _disjoint(one.claim.number, other.claim.number)


def _toll(one: Entry, other: Entry) -> bool:
    pairs = ((one.claim.killed, other.claim.killed), (one.claim.wounded, other.claim.wounded))
    return _same_time(one, other) and any(_disjoint(*pair) for pair in pairs)


def _date(one: Entry, other: Entry) -> bool:
    """Two dates of one handover or of one departure of a whole force; attacks and part withdrawals do recur."""
    a, b = one.claim, other.claim
    if not (asserted(one) and asserted(other) and a.when and b.when and a.kind == b.kind and days_apart(one, other)):
        return False
    if a.kind == "handover":
        return days_apart(one, other) <= _SAME_HANDOVER
    at_site = all(place.level == "site" for place in (*a.origin, *b.origin))
    whole = a.number is None and b.number is None and bool(a.origin and b.origin) and at_site
    return a.kind == "move" and whole and days_apart(one, other) <= _SAME_TIME


def _holder(one: Entry, other: Entry) -> bool:
    """Two holders of one place at one time."""
    if not (asserted(one) and asserted(other)):
        return False
    first, second = holders(one), holders(other)
    if not first or not second or set(first) & set(second):
        return False
    if one.claim.kind == other.claim.kind == "handover":
        return days_apart(one, other) <= _SAME_HANDOVER
    return days_apart(one, other) == 0


def _pace(one: Entry, other: Entry) -> bool:
    a, b = one.claim, other.claim
    if not (a.activity and a.activity == b.activity and asserted(one) and asserted(other)):
        return False
    return days_apart(one, other) == 0 and (a.phase in _STOPPED) != (b.phase in _STOPPED)


def _agreement(one: Entry, other: Entry) -> bool:
    phases = {one.claim.phase, other.claim.phase}
    return one.claim.kind == "agreement" and phases == {"agreed", "rejected"} and _same_time(one, other)


def _denial(one: Entry, other: Entry) -> bool:
    """One says that it did or will happen, the other that it did or will not."""
    statuses = {one.claim.status, other.claim.status}
    if "denied" not in statuses or len(statuses) == 1 or one.claim.kind != other.claim.kind:
        return False
    partners = set(one.claim.partner), set(other.claim.partner)
    if all(partners) and not partners[0] & partners[1]:
        return False  # "not handed to the militia" does not deny that it was handed to the army
    return days_apart(one, other) <= _SAME_TIME


RULES: list[tuple[str, Callable[[Entry, Entry], bool]]] = [
    ("number", _number),
    ("toll", _toll),
    ("date", _date),
    ("holder", _holder),
    ("pace", _pace),
    ("agreement", _agreement),
    ("denial", _denial),
]


def holders(entry: Entry) -> tuple[str, ...]:
    """Who holds the place after what the entry says."""
    return entry.claim.partner if entry.claim.kind == "handover" else entry.claim.actor


def _same_time(one: Entry, other: Entry) -> bool:
    alike = one.claim.status == other.claim.status or (asserted(one) and asserted(other))
    return alike and one.claim.kind == other.claim.kind and days_apart(one, other) <= _SAME_TIME


def _disjoint(one: Count | None, other: Count | None) -> bool:
    return one is not None and other is not None and not overlap(one, other)


def touching(entries: Iterable[Entry], support: Iterable[Entry]) -> tuple[Dispute, ...]:
    """The conflicts among entries that touch the support of a line; settled ones of other times are left out."""
    ids = {entry.id for entry in support}
    return tuple(d for d in disputes(entries) if any(entry.id in ids for entry in d.entries))


def clusters(entries: Iterable[Entry], days: int) -> list[list[Entry]]:
    """Entries in groups of one time each, by date; a loose date ("2021") joins only its like."""
    found: list[list[Entry]] = []
    for entry in sorted(entries, key=by_day):
        group = next((g for g in found if all(_one_time(entry, other, days) for other in g)), None)
        if group is None:
            found.append([entry])
        else:
            group.append(entry)
    return found


def _one_time(one: Entry, other: Entry, days: int) -> bool:
    loose = [entry.span for entry in (one, other) if (entry.span[1] - entry.span[0]).days > _LOOSE]
    return one.span == other.span if loose else days_apart(one, other) <= days
