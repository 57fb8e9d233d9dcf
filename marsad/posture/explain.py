"""Why the claims of an event belong together, and which near claims were left out, and why."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from marsad.errors import QuestionError
from marsad.ledger import Entry, View
from marsad.posture.events import PREFIX, Event, find_events
from marsad.posture.joining import FAILED, PASSED, Check, checks
from marsad.posture.telling import AROUND, Telling, back, on, window
from marsad.posture.verdicts import Verdicts

_NEAR = 8  # claims left out that an explanation shows
_NEAR_KM, _NEAR_DAYS, _NEAR_TESTS = 100, 90, 2  # beyond which nobody would ask why a claim was left out
_TRIED = 12  # claims of the event that one left out is compared with


@dataclass(frozen=True, slots=True)
class Link:
    """A claim, the claim of the event that it is compared with, and what each test made of the two."""

    telling: Telling
    to: Telling | None  # None: the first, which opened the event
    checks: tuple[Check, ...]
    decided: bool = False  # an analyst's decision, not the rule

    @property
    def failed(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if check.outcome == FAILED)

    def to_json(self) -> dict[str, Any]:
        return {
            "claim": self.telling.entry.id,
            "with": self.to.entry.id if self.to else None,
            "decided": self.decided,
            "tests": [{"test": c.test, "outcome": c.outcome, "how": c.how, "values": [_plain(v) for v in c.values]}
                      for c in self.checks],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explanation:
    event: Event
    links: tuple[Link, ...]
    left_out: tuple[Link, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "belongs": [link.to_json() for link in self.links],
            "left_out": [link.to_json() for link in self.left_out],
        }


def find_event(view: View, id: str) -> tuple[Event, list[Event]]:
    """The event of this id, or that which the claim of this id tells of, and those around it."""
    wanted, _, number = id.partition(".")
    entry = _claim_of(view, wanted)
    around = find_events(neighbours(view, entry), Verdicts.of(view.event_decisions()))
    n = int(number) if number.isdecimal() else 0
    found = [event for event in around for t in event.tellings if t.entry.id == entry.id and t.n == n]
    if not found:
        raise QuestionError(f"Claim {entry.id} tells of no happening number {n}; ask for {PREFIX}{entry.id}.")
    return found[0], around


def _claim_of(view: View, id: str) -> Entry:
    """The claim that an event is named after; the letter of events may begin a claim's id too, which goes first."""
    try:
        return view.claim(id)
    except QuestionError:
        if not id.startswith(PREFIX):
            raise
    return view.claim(id.removeprefix(PREFIX))


def neighbours(view: View, entry: Entry) -> list[Entry]:
    """The entries of the same kind that may be of one event with this one: in its countries, around its time."""
    claim = entry.claim
    first, last = window(entry)
    since = None if first == dt.date.min else back(first, AROUND)
    until = None if last == dt.date.max else on(last, AROUND)
    found = {entry.id: entry}
    if claim.kind == "agreement":
        for party in {*claim.actor, *claim.partner}:
            found |= {e.id: e for e in view.claims(kind=claim.kind, actor=party, since=since, until=until)}
        return list(found.values())
    places = (*claim.place, *claim.origin, *claim.destination)
    for country in {place.country for place in places if place.country}:
        found |= {e.id: e for e in view.claims(kind=claim.kind, country=country, since=since, until=until)}
    for place in (place for place in places if not place.country):
        found |= {e.id: e for e in view.claims(kind=claim.kind, near=(place, 0.0), since=since, until=until)}
    return list(found.values())


def explain(event: Event, around: Iterable[Event], verdicts: Verdicts) -> Explanation:
    """What joined each claim to the event, and the nearest of those that stayed out."""
    links: list[Link] = []
    for telling in event.tellings:
        links.append(_joined(telling, [link.telling for link in links], verdicts))
    inside = {telling.entry.id for telling in event.tellings}
    others = [t for other in around for t in other.tellings if t.entry.id not in inside]
    left = sorted(filter(_near, (_left(t, event, verdicts) for t in others)), key=_nearness)
    once = {link.telling.entry.id: link for link in reversed(left)}
    return Explanation(event, tuple(links), tuple(sorted(once.values(), key=_nearness)[:_NEAR]))


def _joined(telling: Telling, before: list[Telling], verdicts: Verdicts) -> Link:
    if not before:
        return Link(telling, None, ())
    tried = [Link(telling, other, checks(telling, other)) for other in before]
    best = min(tried, key=lambda link: (len(link.failed), -_passed(link)))
    decided = next((t for t in before if verdicts.word(t.entry.id, telling.entry.id)), None)
    if best.failed and decided:
        return Link(telling, decided, checks(telling, decided), decided=True)
    return best


def _left(telling: Telling, event: Event, verdicts: Verdicts) -> Link:
    """Compared with the claim of the event that it contradicts, and is nearest to."""
    tried = [
        Link(telling, o, checks(telling, o), decided=verdicts.word(o.entry.id, telling.entry.id) is False)
        for o in (event.told or event.tellings)[:_TRIED]
    ]
    against = [link for link in tried if link.failed or link.decided] or tried
    return min(against, key=_nearness)


def _near(link: Link) -> bool:
    """Whether a claim that was left out might be thought to belong; one that an analyst took out always was."""
    if link.decided:
        return True
    return len(link.failed) <= _NEAR_TESTS and all(_not_far(check) for check in link.failed)


def _not_far(check: Check) -> bool:
    match check.how, check.values:
        case "place_far", (_, _, int(km)):
            return km <= _NEAR_KM
        case "time", (_, _, int(days), _):
            return days <= _NEAR_DAYS
        case _:
            return True


def _nearness(link: Link) -> tuple[Any, ...]:
    """How near a claim came: by the tests that it failed, then by the kilometres or days that it was off."""
    off = sum(value for check in link.failed for value in check.values if isinstance(value, int | float))
    return not link.decided, len(link.failed), off, -_passed(link), link.telling.key


def _passed(link: Link) -> int:
    return sum(check.outcome == PASSED for check in link.checks)


def _plain(value: object) -> Any:
    if hasattr(value, "to_json"):
        return value.to_json()
    return [_plain(v) for v in value] if isinstance(value, tuple) else value
