"""A line of an answer, or an event, as a clause: what it says, without who says so. `form` is how it is told:

None as a fact, `plan` as planned, `fear` as possible, `noun` as a noun ("the departure of US forces from al-Qaim").
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from marsad.model.claim import Claim
from marsad.model.values import Count, Place
from marsad.posture.answer import Line
from marsad.posture.summary import Summary
from marsad.publish.interface import Phrases, phrases
from marsad.publish.wording.amounts import amount
from marsad.publish.wording.dates import as_of, when
from marsad.publish.wording.names import Namer
from marsad.publish.wording.numbers import GENITIVE
from marsad.world.register import armed_groups

PLAN, FEAR, NOUN = "plan", "fear", "noun"
_DAYS = re.compile(r"/|\d{4}-\d{2}-\d{2}$")
OUTLOOK = {"expected": PLAN, "feared": FEAR, "denied": NOUN}


@dataclass(frozen=True)
class Thing:
    """What a clause is about: the slots of a line or an event."""

    kind: str
    state: str  # of a presence or holder; the phase of an activity or agreement
    actor: tuple[str, ...]
    partner: tuple[str, ...]
    place: Place | None
    destination: Place | None
    activity: str | None
    means: tuple[str, ...]
    number: Count | None
    killed: Count | None
    wounded: Count | None
    when: str | None
    ongoing: bool = False  # told as going on at that time

    @classmethod
    def of_line(cls, line: Line) -> "Thing":
        kind = line.kind or {"holder": "control", "pace": "activity"}.get(line.section, line.section)
        if line.section == "holder" and line.partner:
            kind = "handover"
            line = _given(line)
        # What is planned or denied has its phase in the claim; the state of its line may be that it is overdue.
        newest = line.entries[-1].claim.phase if line.entries and line.section in OUTLOOK else None
        return cls(kind, newest or line.state, line.actor, line.partner, line.place, line.destination, line.activity,
                   line.means, line.number, line.killed, line.wounded, line.when,
                   bool(line.entries) and _ongoing(line.entries[-1].claim))  # fmt: skip

    @classmethod
    def of_claim(cls, claim: Claim) -> "Thing":
        """A claim by itself; of several places the first."""
        place = next(iter(claim.place or claim.origin), None)
        state = claim.phase or ("present" if claim.kind == "presence" else "")
        return cls(claim.kind, state, claim.actor, claim.partner, place, next(iter(claim.destination), None),
                   claim.activity, claim.means, claim.number, claim.killed, claim.wounded, claim.when,
                   _ongoing(claim))  # fmt: skip

    @classmethod
    def of_event(cls, told: Summary) -> "Thing":
        claim, end = told.event.first.claim, next(iter(told.ends), None)
        return cls(told.event.kind, claim.phase or "", told.actor, told.partner, told.place, end, claim.activity,
                   told.means, told.number, told.killed, told.wounded, told.when, _ongoing(claim))  # fmt: skip


def _ongoing(claim: Claim) -> bool:
    return claim.status == "ongoing"


def _over(edtf: str | None) -> bool:
    """Whether a time has an end: what is told of it is told in the past tense."""
    return bool(edtf) and not str(edtf).endswith("/..")


def _tense(thing: Thing) -> str:
    """What was told of a day or a span was there. Of what goes on, "about 2019" only tells since when it is known."""
    if not thing.when:
        return "presence"
    if not _over(thing.when):
        return "presence-since"
    return "presence-as-of" if thing.ongoing and not _DAYS.search(thing.when) else "presence-then"


def _given(line: Line) -> Line:
    """A holder's line names who holds first; a handover names who gives first."""
    return replace(line, actor=line.partner, partner=line.actor)


class Clauses:
    """The clauses of one language."""

    def __init__(self, names: Namer) -> None:
        self.names, self.say = names, names.messages
        self.phrases: Phrases = phrases(names.language)
        self._by_kind: dict[str, Callable[[Thing, str | None], str]] = {
            "presence": self._presence,
            "handover": self._holder,
            "control": self._holder,
            "activity": self._activity,
            "move": self._move,
            "attack": self._attack,
            "agreement": self._agreement,
        }

    def clause(self, thing: Thing, form: str | None = None) -> str:
        return self._by_kind[thing.kind](thing, form)

    def _time(self, thing: Thing, form: str | None) -> str:
        return when(thing.when, self.say, ahead=form in (PLAN, FEAR))

    def _counted(self, thing: Thing) -> str:
        force, told = self.names.forces(thing.actor), amount(thing.number, self.say)
        return self.say.say("force-counted", force=force, amount=told) if told else force

    def _presence(self, thing: Thing, form: str | None) -> str:
        place, time = thing.place, self._time(thing, form)
        at = self.names.at(place) if place else self.say.say("at-other", place=self.names.place(None))
        if form:
            return self.say.say("presence", form, force=self._counted(thing), at=at, when=time)
        told = amount(thing.number, self.say)
        sort = {"reduced": "presence-reduced", "left": "presence-left", "past": "presence-past"}.get(thing.state)
        name = sort or _tense(thing)
        counted = told and self.say.has(f"{name}-counted")
        values = {"force": self.names.forces(thing.actor), "at": at, "place": self.names.place(place), "when": time,
                  "date": as_of(thing.when or "", self.say)}  # fmt: skip
        return self.say.say(f"{name}-counted" if counted else name, **values, amount=told)

    def _holder(self, thing: Thing, form: str | None) -> str:
        place, time = self.names.place(thing.place), self._time(thing, form)
        if thing.kind == "control":
            holder = self.names.forces(thing.actor)
            sort = "holder-then" if form is None and _over(thing.when) else "holder-held"
            return self.say.say(sort, form, place=place, holder=holder, when=time)
        giver, holder = (self.names.forces(keys) for keys in (thing.actor, thing.partner))
        if thing.actor and thing.partner:
            return self.say.say("holder-passed", form, place=place, giver=giver, holder=holder, when=time)
        if thing.partner:
            return self.say.say("holder-taken", form, place=place, holder=holder, when=time)
        return self.say.say("holder-given", form, place=place, giver=giver, when=time)

    def _move(self, thing: Thing, form: str | None) -> str:
        origin, end = thing.place, thing.destination
        sort = {(True, True): "both", (True, False): "origin", (False, True): "destination"}.get(
            (origin is not None, end is not None), "nowhere"
        )
        if origin is not None and origin == end:
            sort = "within"
        return self.say.say(
            f"move-{sort}",
            form,
            force=self._counted(thing),
            origin=self.names.place(origin),
            destination=self.names.place(end),
            when=self._time(thing, form),
        )

    def _activity(self, thing: Thing, form: str | None) -> str:
        by = self.say.say("activity-by", force=self.names.forces(thing.actor)) if thing.actor else ""
        side = ""
        if thing.partner:
            against = thing.activity == "air-strikes" or bool(set(thing.partner) & armed_groups())
            sort = "activity-against" if against else "activity-with"
            side = self.say.say(sort, force=self.names.forces(thing.partner))
        where = self.say.say("activity-where", at=self.names.at(thing.place)) if thing.place else ""
        what = self.say.say("doing", activity=thing.activity or "mission")
        return self.say.say("activity", form, what=what, by=by, side=side, where=where,
                            phase=thing.state, when=self._time(thing, form))  # fmt: skip

    def _attack(self, thing: Thing, form: str | None) -> str:
        listed = [self.phrases.word("means", each) for each in thing.means]
        means = self.say.say("attack-means", means=self.names.joined(listed)) if listed else ""
        count = amount(thing.number, self.say, "attack") if thing.number not in (None, Count(1, 1)) else ""
        what = self.say.say("attack-many" if count else "attack-one", means=means, amount=count)
        many = "yes" if count else "no"
        by = "attack-of" if form else "attack-by"  # on whom one that took place is blamed; by whom one is planned
        return self.say.say(
            "attack",
            form,
            what=what,
            many=many,
            target=self.say.say("attack-on", force=self.names.forces(thing.partner)) if thing.partner else "",
            where=self.say.say("activity-where", at=self.names.at(thing.place)) if thing.place else "",
            by=self.say.say(by, force=self.names.forces(thing.actor), many=many) if thing.actor else "",
            toll=self._toll(thing, many),
            when=self._time(thing, form),
        )

    def _toll(self, thing: Thing, many: str) -> str:
        killed = amount(thing.killed, self.say, "victim", GENITIVE)
        wounded = amount(thing.wounded, self.say, "victim", GENITIVE)
        if not killed and not wounded:
            return ""
        sort = "both" if killed and wounded else "killed" if killed else "wounded"
        return self.say.say(f"attack-toll-{sort}", killed=killed, wounded=wounded, many=many)

    def _agreement(self, thing: Thing, form: str | None) -> str:
        other = self.names.names(thing.partner) if thing.partner else ""
        return self.say.say(
            "agreement",
            form,
            phase=thing.state,
            parties=self.names.names(dict.fromkeys((*thing.actor, *thing.partner))),
            **{"from": self.names.names(thing.actor)},
            to=self.say.say("agreement-to", name=other) if other else "",
            **{"with": self.say.say("agreement-with", name=other) if other else ""},
            when=self._time(thing, form),
        )
