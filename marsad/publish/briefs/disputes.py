"""A conflict in one sentence: over what, who says which and when, and what settled it."""

from typing import Any

from marsad.model.values import Count
from marsad.posture.contested import AFFIRMED, Conflict
from marsad.posture.settled import Side
from marsad.posture.telling import DENIED
from marsad.publish.briefs.voices import who
from marsad.publish.interface import Phrases
from marsad.publish.wording.amounts import amount
from marsad.publish.wording.dates import day, plain
from marsad.publish.wording.names import Namer

_SIDES = 4  # that a sentence tells


def dispute(conflict: Conflict, names: Namer, phrases: Phrases) -> str:
    say = names.messages.say
    about = [phrases.word("kind", conflict.kind)]
    about += [names.forces(conflict.actor)] if conflict.actor else []
    about += [names.place(conflict.place)] if conflict.place else []
    settled = ""
    if conflict.settled:
        value = _value(conflict, conflict.sides[conflict.settled.side].value, names, phrases)
        settled = say("dispute-settled", date=day(conflict.settled.on, names.messages), value=value)
    sides = phrases.semicolon.join(_side(side, conflict, names, phrases) for side in conflict.sides[:_SIDES])
    return say("dispute", over=conflict.over, about=phrases.comma.join(about), sides=sides, settled=settled)


def _side(side: Side, conflict: Conflict, names: Namer, phrases: Phrases) -> str:
    say, first, last = names.messages.say, *(day(each, names.messages) for each in (side.since, side.until))
    dates = say("dispute-dates-one", first=first) if first == last else say("dispute-dates-two", first=first, last=last)
    value = _value(conflict, side.value, names, phrases)
    return say("dispute-side", value=value, who=who(side.voices, side.entries, names), dates=dates)


def _value(conflict: Conflict, value: Any, names: Namer, phrases: Phrases) -> str:
    say, over = names.messages.say, conflict.over
    if over == "number":
        noun = "attack" if conflict.kind == "attack" else "person"
        return amount(Count.from_json(value), names.messages, noun)
    if over == "toll":
        counts = [(name, Count.from_json(value[name])) for name in ("killed", "wounded") if value[name]]
        told = [say(f"dispute-toll-{name}", **{name: _figures(count)}) for name, count in counts]
        return phrases.comma.join(told)
    if over == "date":
        return plain(value, names.messages) if value else phrases.say("unknown")
    if over in ("holder", "attacker"):
        return names.forces(value)
    if over == "reason":
        reason = phrases.word("reason", value["code"])
        return reason if value["holds"] else say("dispute-not", reason=reason)
    if over == "denial":
        if any(side.value == AFFIRMED for side in conflict.sides):
            return say("dispute-affirmed" if value == AFFIRMED else "dispute-denied")
        return phrases.word("side", value) if value == DENIED else say(f"site-{value}")  # planned, possible
    return phrases.word("phase", value)


def _figures(count: Count) -> str:
    return str(count)
