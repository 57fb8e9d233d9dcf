"""Claims that cannot all hold. Each rule is a function of two entries about one thing; a table lists them.

Denials are no rule of the table: whom a denial answers is a matter of what it is about (`alike`).
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from marsad.ledger import Entry
from marsad.model.claim import Claim
from marsad.model.values import Count, Place
from marsad.posture.alike import Things, days_apart
from marsad.posture.answer import Dispute
from marsad.posture.odds import others, told_apart
from marsad.posture.ranges import overlap, toll
from marsad.posture.subject import by_day
from marsad.posture.telling import one_mouth

_SAME_TIME = 14  # days: beyond this, another number or pace is a change, not a contradiction
_ONE_REPORT = 3  # days: who is said by two to hold a place within one report, of these days, is at odds
_SAME_HANDOVER = 60  # days: a site that is given twice within this is given once, and a date is wrong
_ASSERTED = ("happened", "ongoing")
_STOPPED = ("suspended", "ended")
_DATED = ("handover", "move")  # what happens once
_UNNAMED = ("UNKNOWN", "IRAN-BACKED-MILITIA")  # the contract's keys for an attacker of whom no name is told


def asserted(entry: Entry) -> bool:
    return entry.claim.status in _ASSERTED


class Rule(NamedTuple):
    """What claims may be at odds over; which claims have a say in it at all; which two entries of these conflict.

    No two conflict that lie further apart than `days`, or are of two sides that one report tells apart.
    """

    over: str
    days: int
    bears: Callable[[Claim], object]
    conflict: Callable[[Entry, Entry], bool]
    side: Callable[[Claim], tuple[str, ...]] | None = None


def disputes(entries: Iterable[Entry], support: Iterable[Entry] | None = None) -> tuple[Dispute, ...]:
    """The conflicts among entries about one thing (one kind, actor and place), grouped by what they are over.

    With the support of a line, only those that touch it: settled ones of other times are left out.
    """
    known = sorted({entry.id: entry for entry in entries}.values(), key=by_day)
    if len(known) < 2:
        return ()
    touched = None if support is None else {entry.id for entry in support}
    found = []
    for rule in RULES:
        bearing = [entry for entry in known if rule.bears(entry.claim)]
        if len(bearing) > 1 and (at_odds := _at_odds(rule, bearing, touched)):
            found.append(Dispute(rule.over, tuple(sorted(at_odds, key=by_day))))
    return tuple(found)


def _at_odds(rule: Rule, bearing: list[Entry], touched: set[str] | None) -> list[Entry]:
    odd: dict[str, Entry] = {}
    apart = told_apart(bearing) if rule.side else set()
    for one, other in at_odds_pairs(rule, bearing, touched):
        if rule.side and frozenset((rule.side(one.claim), rule.side(other.claim))) in apart:
            continue
        odd |= {one.id: one, other.id: other}
    return list(odd.values())


def at_odds_pairs(rule: Rule, bearing: list[Entry], touched: set[str] | None = None) -> Iterator[tuple[Entry, Entry]]:
    """The pairs of entries that conflict by a rule; with `touched`, those that have one of these."""
    for one, other in _near_pairs(bearing, rule.days):
        if (touched is None or one.id in touched or other.id in touched) and rule.conflict(one, other):
            yield one, other


def _near_pairs(entries: list[Entry], days: int) -> Iterator[tuple[Entry, Entry]]:
    """The pairs that lie no further apart, without a look at all pairs."""
    ordered = sorted(entries, key=lambda entry: entry.span[0])
    for n, one in enumerate(ordered):
        for other in islice(ordered, n + 1, None):
            if (other.span[0] - one.span[1]).days > days:
                break
            yield one, other


def denials(things: Things, support: Iterable[Entry], fits: Callable[[Entry], bool] = bool) -> tuple[Dispute, ...]:
    """The denials of what a line says, with the claims that they deny; `fits` narrows them to the line's cell."""
    found: dict[str, Entry] = {}
    for entry in support:
        if against := [other for other in things.against(entry) if fits(other)]:
            found |= {each.id: each for each in (entry, *against)}
    return (Dispute("denial", tuple(sorted(found.values(), key=by_day))),) if found else ()


def _number(one: Entry, other: Entry) -> bool:
    """Two numbers; "cut from 2,000 to less than 1,000" in one report gives two levels of one voice, no dispute."""
    levels = one.claim.kind == "presence" and one_mouth(one, other)
    return _disjoint(one.claim.number, other.claim.number) and _same_time(one, other) and not levels


def _toll(one: Entry, other: Entry) -> bool:
    """Two tolls of one place; or of the same several places together."""
    together = {*one.claim.place} == {*other.claim.place}
    said = [(e.claim.killed, e.claim.wounded) if together else toll(e) for e in (one, other)]
    return any(_disjoint(*pair) for pair in zip(*said, strict=True)) and _same_time(one, other)


def _date(one: Entry, other: Entry) -> bool:
    """Two dates of one handover or of one departure of a whole force; attacks and part withdrawals do recur."""
    a, b = one.claim, other.claim
    if a.kind != b.kind or not (apart := days_apart(one, other)):
        return False
    if a.kind == "handover":
        return apart <= _SAME_HANDOVER
    at_site = all(place.level == "site" for place in (*a.origin, *b.origin))
    whole = a.number is None and b.number is None and bool(a.origin and b.origin) and at_site
    return whole and apart <= _SAME_TIME


def _holder(one: Entry, other: Entry) -> bool:
    """Two holders of one place at one time; a part and its whole are no two."""
    if not others(holders(one.claim), holders(other.claim)) or _gave(one, other) or _gave(other, one):
        return False
    apart = days_apart(one, other)
    if one.claim.kind == other.claim.kind == "handover":
        return apart <= _SAME_HANDOVER
    by_two = one.report_id == other.report_id and _by_two(one, other)
    return apart <= (_ONE_REPORT if by_two else 0)


def _gave(handover: Entry, control: Entry) -> bool:
    """Whether the holder of before gave the place away: he held it "since 2015", until then."""
    given = handover.claim.kind == "handover" and control.claim.kind == "control" and control.day <= handover.day
    return given and not others(handover.claim.actor, control.claim.actor)


def _attacker(one: Entry, other: Entry) -> bool:
    return others(one.claim.actor, other.claim.actor) and _same_time(one, other)


def _pace(one: Entry, other: Entry) -> bool:
    a, b = one.claim, other.claim
    if a.activity != b.activity or (a.phase in _STOPPED) == (b.phase in _STOPPED):
        return False
    going, stopped = (other, one) if a.phase in _STOPPED else (one, other)
    ended = going.claim.status == "happened" and going.day < stopped.day  # "had trained since 2015", until it stopped
    return days_apart(one, other) == 0 and not ended


def _agreement(one: Entry, other: Entry) -> bool:
    """What is agreed is not rejected by the same parties. A report that tells of both means two matters of theirs, the
    end of a pact and a request for more time, unless two whom it quotes say so."""
    a, b = one.claim, other.claim
    if {a.phase, b.phase} != {"agreed", "rejected"} or parties(a) != parties(b) or not _same_time(one, other):
        return False
    return one.report_id != other.report_id or _by_two(one, other)


def parties(claim: Claim) -> frozenset[str]:
    return frozenset(claim.actor + claim.partner)


def _by_two(one: Entry, other: Entry) -> bool:
    """Whether two, both told, vouch for two claims."""
    a, b = one.claim.said_by, other.claim.said_by
    return a is not None and b is not None and a.of != b.of


RULES = [
    Rule("number", _SAME_TIME, lambda claim: claim.number, _number),
    Rule("toll", _SAME_TIME, lambda claim: claim.killed or claim.wounded, _toll, side=lambda claim: claim.partner),
    Rule(
        "date", _SAME_HANDOVER, lambda claim: claim.when and claim.kind in _DATED and claim.status in _ASSERTED, _date
    ),
    Rule("holder", _SAME_HANDOVER, lambda claim: holders(claim) and claim.status in _ASSERTED, _holder),
    Rule("attacker", _SAME_TIME, lambda claim: claim.kind == "attack" and {*claim.actor} - {*_UNNAMED}, _attacker),
    Rule("pace", 0, lambda claim: claim.kind == "activity" and claim.status in _ASSERTED, _pace),
    Rule("agreement", _SAME_TIME, lambda claim: claim.kind == "agreement" and len(parties(claim)) > 1, _agreement),
]


def holders(claim: Claim) -> tuple[str, ...]:
    """Who holds the place after what a claim says; nobody where it is about something else."""
    if claim.kind == "handover":
        return claim.partner
    return claim.actor if claim.kind == "control" else ()


def held(entry: Entry) -> tuple[Place, ...]:
    """The places whose holder a claim tells: "handed its last base in Chad over" makes nobody the holder of Chad."""
    handover = entry.claim.kind == "handover"
    return tuple(place for place in entry.claim.place if not handover or place.level != "country")


def _same_time(one: Entry, other: Entry) -> bool:
    alike = one.claim.status == other.claim.status or (asserted(one) and asserted(other))
    return alike and one.claim.kind == other.claim.kind and days_apart(one, other) <= _SAME_TIME


def _disjoint(one: Count | None, other: Count | None) -> bool:
    return one is not None and other is not None and not overlap(one, other)
