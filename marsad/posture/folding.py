"""The folding rules: how claims, in the order of their days, become the state of a cell. docs/posture.md has examples.

Four cells, four folds: a force at a place, the holder of a place, the pace of an activity, a plan. Each is a function
of entries alone, and the same entries give the same state.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from marsad.ledger import Entry
from marsad.model.claim import SURE
from marsad.model.values import Count, Place
from marsad.posture.alike import days_apart
from marsad.posture.conflicts import holders
from marsad.posture.odds import others
from marsad.posture.ranges import minus, plus, share, together, whole
from marsad.posture.subject import by_day
from marsad.posture.telling import one_mouth

# The order within one day: who was there, who gave the place away, who is there still, who came, who left, and who left
# the country that the place is in.
WAYS = ("was", "given", "level", "in", "out", "emptied")
_LEAVES = ("given", "out", "emptied")
ONE_LEVEL = 14  # days within which two levels speak of the same strength
LASTING = 31  # days: a shorter interval is a loose date, not the time that a force stayed
ONE_HANDOVER = 60  # days within which two reports of a handover mean the same one
UNSETTLED = 14  # days within which a claim that the reader was not sure of does not unseat one that he was sure of


@dataclass(frozen=True)
class Step:
    """A level that a claim gives, or a move that several tell of: it changes a force once, however many tell of it."""

    way: str
    entries: tuple[Entry, ...]
    all_left: bool = False  # of a departure: the words say that nobody stayed (`whole`), or the place was given away

    @property
    def first(self) -> Entry:
        """The earliest that the text dates, else the earliest."""
        return min(self.entries, key=lambda entry: (not entry.claim.when, *by_day(entry)))

    @property
    def number(self) -> Count | None:
        return together(number for entry in self.entries if (number := share(entry)))

    @property
    def counted(self) -> bool:
        """Whether every claim gives a number, be it one for several together: one that gives none speaks of all."""
        return all(entry.claim.number for entry in self.entries)


@dataclass
class Force:
    """One actor's force at one place, as the entries so far have it. A number is a range; None is unknown."""

    state: str = "unknown"
    number: Count | None = None
    support: list[Entry] = field(default_factory=list)
    levels: list[Entry] = field(default_factory=list)  # since the last move
    before: list[Entry] = field(default_factory=list)  # levels of which the same report says that they were

    def level(self, entry: Entry) -> None:
        """A strength replaces what was before; strengths of the same days narrow each other."""
        # "Some 300 were there", without a date, does not bring back a force that is said to have left.
        if self.state == "left" and entry.claim.status == "happened" and not entry.claim.when:
            return
        if share(entry) is None:
            self.number = None if self.state == "left" else self.number
            self.support = [*self.support, entry] if self.state != "left" else [entry]
        else:
            self.before = [e for e in self.levels if _was(e, entry)]
            self.levels = [*(e for e in self.levels if days_apart(e, entry) <= ONE_LEVEL and not _was(e, entry)), entry]
            self.number = together(number for e in self.levels if (number := share(e)))
            self.support = list(self.levels)
        self.state = "present"

    def arrive(self, step: Step) -> None:
        """Whoever arrives adds to the force; of an unknown one it is known that it has at least so many."""
        back = self.state == "left"
        if not back and _of_the_same_words(self.levels, step):
            self.support += [entry for entry in step.entries if entry not in self.support]
            return
        self.number = plus(None if back else self.number, step.number)
        self.support = [*step.entries] if back else [*self.support, *step.entries]
        self.state, self.levels = "present", []

    def leave(self, step: Step, place: Place) -> None:
        """Whoever "left the base" left it altogether; whoever "left Iraq", or left with a number, may be a part."""
        all_of_it = step.all_left or whole(self.number, step.number) or (not step.counted and place.level == "site")
        if _of_the_same_words(self.levels, step) and _of_the_same_words(self.before, step):
            self.state, self.support = "reduced", [*self.support, *step.entries]  # "from 1,000 to 700": 300 have left
            return
        if all_of_it or self.state == "left":
            self.support = [*(self.support if self.state == "left" else []), *step.entries]
            self.state, self.number = "left", Count(0, 0)
        else:
            self.state, self.number = "reduced", minus(self.number, step.number)
            self.support += step.entries
        self.levels = []


def fold_force(steps: Iterable[Step], place: Place, on: dt.date) -> Force:
    """The force at a place on a day, from levels, arrivals and departures. One whose own time has ended is past."""
    force = Force()
    for step in _ordered(steps):
        if step.way == "level":
            force.level(step.first)
        elif step.way == "in":
            force.arrive(step)
        elif step.way in ("in", "out") or force.state != "left":
            force.leave(step, place)
    if force.state == "present" and all(_over(entry, on) for entry in force.support):
        force.state, force.number = "past", None
    return force


def _was(before: Entry, now: Entry) -> bool:
    """Whether one report says in one breath how many there were and how many there are."""
    return one_mouth(before, now) and (before.claim.status, now.claim.status) == ("happened", "ongoing")


def _of_the_same_words(levels: Iterable[Entry], step: Step) -> bool:
    """Whether a level is told by the words that tell of a move: "deploys 7,500" is not 7,500 and 7,500 more. It counts
    those who came, unless it is dated otherwise."""
    return any(_one_telling(level, entry) for level in levels for entry in step.entries)


def _one_telling(level: Entry, moved: Entry) -> bool:
    if level.report_id != moved.report_id or (level.claim.when and moved.claim.when and days_apart(level, moved)):
        return False
    return any(one.overlaps(other) for one in level.claim.evidence for other in moved.claim.evidence)


def _ordered(steps: Iterable[Step]) -> list[Step]:
    """Steps by day. "More than 1,000 had been there", told without a date of who left, is of the time before."""
    known = list(steps)
    left: dict[str, dt.date] = {}  # report → the first day on which it tells that somebody left
    for step in known:
        if step.way in _LEAVES:
            for entry in step.entries:
                left[entry.report_id] = min(step.first.day, left.get(entry.report_id, dt.date.max))

    def turn(step: Step) -> tuple[Any, ...]:
        first = step.first
        was = step.way == "level" and first.claim.status == "happened"
        day = min(first.day, left.get(first.report_id, dt.date.max)) if was and not first.claim.when else first.day
        return day, WAYS.index("was" if was else step.way), by_day(first)

    return sorted(known, key=turn)


def _over(entry: Entry, on: dt.date) -> bool:
    """Whether the text itself gives an end of the presence, and that is past. "Last week" gives none."""
    first, last = entry.span
    lasting = "/" in (entry.claim.when or "") and (last - first).days > LASTING and first != dt.date.min
    return entry.claim.kind == "presence" and lasting and last < on


@dataclass(frozen=True)
class Holding:
    """Who holds a place: the claims that say so, the one that decides, and since when."""

    support: tuple[Entry, ...]
    decides: Entry
    when: str | None
    doubted: tuple[Entry, ...] = ()  # newer, of another holder, but not sure enough

    @property
    def holder(self) -> tuple[str, ...]:
        return holders(self.decides.claim)


def fold_holder(entries: Iterable[Entry]) -> Holding:
    """The newest handover or control, with those before it that give the same holder without a break.

    One that the reader was not sure of does not unseat one of the days before that he was sure of, unless another
    report says the same.
    """
    support: list[Entry] = []
    doubted: list[Entry] = []
    for entry in entries:
        alike = [other for other in doubted if _same_holder(other, entry)]
        if not support or _same_holder(support[-1], entry):
            support.append(entry)
        elif _outweighed(entry, support) and all(other.report_id == entry.report_id for other in alike):
            doubted.append(entry)
        else:
            support, doubted = [*alike, entry], []
    held = [entry for entry in support if holders(entry.claim)] or support
    # That somebody "controls" it afterwards confirms the handover, and does not make it forgotten.
    decides = next((entry for entry in reversed(held) if entry.claim.kind == "handover"), held[-1])
    still = tuple(entry for entry in doubted if days_apart(entry, support[-1]) <= UNSETTLED)
    return Holding(tuple(support), decides, _most_told(decides, support), still)


def _outweighed(entry: Entry, support: Iterable[Entry]) -> bool:
    """Whether the reader was less sure of a claim than of one against it that is hardly older."""
    sure = (other for other in support if other.claim.confidence >= SURE)
    return entry.claim.confidence < SURE and any(days_apart(entry, other) <= UNSETTLED for other in sure)


def _same_holder(one: Entry, other: Entry) -> bool:
    """The same holder, or a part of it; or the same handover, told once without its receiver."""
    if holders(one.claim) and holders(other.claim):
        return not others(holders(one.claim), holders(other.claim))
    both_handovers = one.claim.kind == other.claim.kind == "handover"
    same_giver = not one.claim.actor or not other.claim.actor or not others(one.claim.actor, other.claim.actor)
    return both_handovers and same_giver and days_apart(one, other) <= ONE_HANDOVER


def _most_told(decides: Entry, support: Iterable[Entry]) -> str | None:
    """The date that most claims of this change of hands give; the conflicts show the others."""
    one = [e for e in support if e.claim.kind == decides.claim.kind and days_apart(e, decides) <= ONE_HANDOVER]
    told = Counter(entry.claim.when for entry in one if entry.claim.when)
    return told.most_common(1)[0][0] if told else None


def fold_pace(entries: list[Entry]) -> tuple[Entry, list[Entry]]:
    """The newest word on an activity, and all that give the same phase."""
    newest = entries[-1]
    return newest, [entry for entry in entries if entry.claim.phase == newest.claim.phase]


def fold_plan(entries: list[Entry], on: dt.date) -> str:
    """A plan that all date before the day asked about, and that nobody says was carried out, is overdue."""
    newest = entries[-1].claim
    late = newest.status == "planned" and all(entry.claim.when and entry.span[1] < on for entry in entries)
    return "overdue" if late else newest.phase or newest.status
