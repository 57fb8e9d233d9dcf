"""Conflicts for people: what is at odds, who says which since when, and what settled it."""

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from marsad.model.values import Count
from marsad.posture.contested import AFFIRMED, Conflict
from marsad.posture.settled import Side
from marsad.posture.telling import DENIED
from marsad.publish.posture import indented
from marsad.publish.words import Words

_CLAIMS = 4  # ids that a side shows


def conflict_lines(conflict: Conflict, words: Words, width: int) -> Iterator[Text]:
    say = words.phrases.say
    what = words.phrases.comma.join(
        part
        for part in (
            words.phrases.word("kind", conflict.kind),
            words.actors(conflict.actor),
            words.place(conflict.place),
        )
        if part
    )
    over = words.phrases.word("over", conflict.over)
    head = Text(
        say("conflict", over=over, what=what, day=words.apart(conflict.since)),
        style="bold" if not conflict.settled else "",
    )
    yield head.append(f"  {words.apart(conflict.id)}", style="not bold dim")
    for side in conflict.sides:
        yield from indented(_side(side, conflict, words), "    ", width)
    if conflict.settled:
        side = conflict.sides[conflict.settled.side]
        value, day = value_of(conflict.over, side.value, words), words.apart(conflict.settled.on)
        told = say(f"settled_{conflict.settled.rule}", value=value, day=day)
        yield from indented(told, "    ", width, "green")


def _side(side: Side, conflict: Conflict, words: Words) -> str:
    value = value_of(conflict.over, side.value, words)
    voices = words.phrases.comma.join(words.voice(voice) for voice in side.voices)
    ids = " ".join(words.apart(entry.id) for entry in side.entries[:_CLAIMS])
    more = f" +{len(side.entries) - _CLAIMS}" if len(side.entries) > _CLAIMS else ""
    days = words.time(f"{side.since}/{side.until}")
    return words.phrases.say("side", value=value, voices=voices, days=days) + f" [{ids}{more}]"


def value_of(over: str, value: Any, words: Words) -> str:
    """What a side says, in words."""
    if over == "number":
        return words.number(Count.from_json(value))
    if over == "toll":
        killed, wounded = (Count.from_json(value[name]) if value[name] else None for name in ("killed", "wounded"))
        return words.toll(killed, wounded)
    if over == "date":
        return words.time(value)
    if over in ("holder", "attacker"):
        return words.actors(value)
    if over == "reason":
        reason = words.phrases.word("reason", value["code"])
        return reason if value["holds"] else words.phrases.say("not", reason=reason)
    if over == "denial":  # what is planned or thought possible did not happen
        return words.phrases.word("side" if value in (AFFIRMED, DENIED) else "status", value)
    return words.phrases.word("phase", value)
