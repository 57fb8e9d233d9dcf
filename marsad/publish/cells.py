"""A cell of an answer in one line: who, where, which state, how many."""

from collections.abc import Callable

from marsad.model.kinds import STATUSES
from marsad.posture.answer import Line
from marsad.publish.words import Words


def told(line: Line, words: Words) -> str:
    """What a line says, without its time."""
    return WORDING[line.section](line, words)


def happening(line: Line, words: Words) -> str:
    """What a line of any kind says, by its kind alone."""
    return _OUTLOOK.get(line.kind or "", _plain)(line, words)


def when(line: Line, words: Words) -> str:
    if line.when:
        return f" ({words.time(line.when, ahead=line.section == 'expected')})"
    return f" ({words.reported(line.last)})" if line.last else ""


def _joined(words: Words, *parts: str) -> str:
    return words.phrases.comma.join(part for part in parts if part)


def _presence(line: Line, words: Words) -> str:
    number = "" if line.state in ("left", "past") else words.number(line.number) or words.phrases.say("number_unknown")
    state = _joined(words, words.phrases.word("state", line.state), number)
    return f"{_joined(words, _forces(line, words), words.place(line.place))}: {state}"


def _forces(line: Line, words: Words) -> str:
    """Whoever is there. A state that is told to be in its own land are its forces: "forces of Chad, Chad"."""
    at_home = line.place and line.place.level == "country" and line.actor == (line.place.country,)
    who = words.actors(line.actor)
    return words.phrases.say("own_forces", actor=words.side(line.actor)) if at_home else who


def _holder(line: Line, words: Words) -> str:
    say, place, giver = words.phrases.say, words.place(line.place), words.side(line.partner)
    if line.state == "given-up":
        return say("given_up", place=place, giver=giver or say("its_holder"))
    actor = words.actors(line.actor)
    return say("held_from", place=place, actor=actor, giver=giver) if giver else say("held", place=place, actor=actor)


def _pace(line: Line, words: Words) -> str:
    who = words.sides(line.actor, line.partner) or words.phrases.say("unknown")
    activity = words.phrases.word("activity", line.activity)
    return f"{who}: {_joined(words, activity, words.place(line.place), _phase(line, words))}"


def _who(line: Line, words: Words) -> str:
    return words.actors(line.actor) or words.phrases.say("unknown")


def _move(line: Line, words: Words) -> str:
    ways = [(place,) if place else () for place in (line.place, line.destination)]
    way = words.way(*ways) or words.phrases.say("unknown")
    return f"{_who(line, words)}: {_joined(words, way, words.number(line.number))}"


def _attack(line: Line, words: Words) -> str:
    say = words.phrases.say
    told = words.phrases.word("kind", "attack")
    told += say("attack_by", actor=words.side(line.actor)) if line.actor else ""
    told += say("attack_on", target=words.side(line.partner)) if line.partner else ""
    means = words.phrases.comma.join(words.phrases.word("means", means) for means in line.means)
    told += say("attack_with", means=means) if means else ""
    count = say("attacks", n=words.number(line.number)) if line.number else ""
    place = words.place(line.place) or say("unknown")
    return f"{place}: {_joined(words, told, count, words.toll(line.killed, line.wounded))}"


def _agreement(line: Line, words: Words) -> str:
    """What two sides do together; of what one of them does, who does it: "Niger asked United States"."""
    say, who, partner = words.phrases.say, _who(line, words), words.side(line.partner)
    if line.state in _ONE_SIDED:
        side = words.side(line.actor) or words.phrases.say("unknown")
        return say(line.state, actor=side) + (say(_ONE_SIDED[line.state], partner=partner) if partner else "")
    told = _phase(line, words) or words.phrases.word("kind", "agreement")
    return f"{who}{say('with', partner=partner) if partner else ''}: {told}"


def _plain(line: Line, words: Words) -> str:
    """A presence, handover or control that is not told as a fact."""
    who = words.sides(line.actor, line.partner) or words.phrases.say("unknown")
    kind = words.phrases.word("kind", line.kind)
    return f"{who}: {_joined(words, kind, words.place(line.place), words.number(line.number))}"


def _outlook(line: Line, words: Words) -> str:
    return _joined(
        words, happening(line, words), words.phrases.word("state", "overdue") if line.state == "overdue" else ""
    )


def _phase(line: Line, words: Words) -> str:
    return "" if line.state in _NO_PHASES else words.phrases.phase(line.state, line.activity)


_ONE_SIDED = {"asked": "asked_of", "rejected": "rejected_with"}  # phase → how the other side is named
_NO_PHASES = ("overdue", *STATUSES)
_OUTLOOK: dict[str, Callable[[Line, Words], str]] = {
    "move": _move,
    "attack": _attack,
    "activity": _pace,
    "agreement": _agreement,
}
WORDING: dict[str, Callable[[Line, Words], str]] = {
    "presence": _presence,
    "holder": _holder,
    "pace": _pace,
    "move": _move,
    "attack": _attack,
    "agreement": _agreement,
    "expected": _outlook,
    "feared": _outlook,
    "denied": _outlook,
}
