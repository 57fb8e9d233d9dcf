"""A posture for people: a heading per section, a line per cell, and under it who says so."""

from collections.abc import Callable, Iterable, Iterator

from rich.text import Text

from marsad.ledger import Entry
from marsad.model.kinds import STATUSES
from marsad.posture.answer import SECTIONS, STATES, Answer, Dispute, Line
from marsad.publish.bidi import ISOLATED
from marsad.publish.words import Words

READABLE = 110  # columns; longer lines lose the eye
_GLUE = "\ue000"  # stands for a blank at which no line may break
_SOURCES = 3  # that a line names; `--json` has them all
_SIDES = 4  # of a dispute
_CELL, _UNSURE, _UNDER = "  ", "? ", "      "


def posture_lines(answer: Answer, words: Words, width: int, limit: int | None) -> Iterator[Text]:
    """The answer as lines that fit the width, at most `limit` cells in a section."""
    say = words.phrases.say
    title = say("title", subject=_subject(answer, words), on=answer.on)
    yield Text(say("known", title=title, known=answer.known) if answer.known else title, style="bold")
    unsure = False
    for section in SECTIONS:
        found = answer.section(section)
        if not found:
            continue
        yield Text()
        yield Text(words.phrases.word("heading", section), style="bold")
        for line in found[:limit]:
            unsure |= not line.sure
            yield from _cell(line, words, width)
        if limit is not None and len(found) > limit:
            yield Text(_CELL + say("more", n=len(found) - limit), style="dim")
    silent = [words.phrases.word("heading", name) for name in STATES if not answer.section(name)]
    notes = [say("unknown_sections", sections=words.phrases.comma.join(silent))] if silent else []
    notes += [say("unsure")] if unsure else []
    if notes:
        yield Text()
        yield from (Text(note, style="dim") for note in notes)


def _subject(answer: Answer, words: Words) -> str:
    subject = answer.subject
    return words.actor(subject.actor) if subject.actor else words.place(subject.place)


def _cell(line: Line, words: Words, width: int) -> Iterator[Text]:
    text = WORDING[line.section](line, words) + _when(line, words)
    yield from _indented(text, _CELL if line.sure else _UNSURE, width)
    count = len(line.voices)
    voices = words.phrases.say("voices", n=count) if count > 1 else ""
    yield from _indented(voices + _sources(line.entries, words), _UNDER, width, "dim")
    for dispute in line.disputes:
        yield from _indented(_dispute(dispute, words, line.entries), _UNDER, width, "yellow")


def _indented(told: str, first: str, width: int, style: str = "") -> Iterator[Text]:
    """The text wrapped and indented, without blanks at the ends of lines; an Arabic name is never cut in two."""
    from rich.console import Console

    whole = ISOLATED.sub(lambda name: name[0].replace(" ", _GLUE), told)
    for number, part in enumerate(Text(whole).wrap(Console(width=width), max(20, width - len(first)))):
        line = part.plain.rstrip().replace(_GLUE, " ")
        yield Text(first if number == 0 else " " * len(first)).append(line, style=style)


def _sources(entries: Iterable[Entry], words: Words) -> str:
    by_source: dict[str, list[str]] = {}
    for entry in entries:
        by_source.setdefault(words.source(entry), []).append(entry.id)
    shown = [f"{name} [{' '.join(ids)}]" for name, ids in by_source.items()]
    more = words.phrases.say("more_sources", n=len(shown) - _SOURCES) if len(shown) > _SOURCES else ""
    return words.phrases.semicolon.join(shown[:_SOURCES]) + more


def _dispute(dispute: Dispute, words: Words, told_above: Iterable[Entry]) -> str:
    """What each side says. Whoever supports the line stands above with date and speaker."""
    above = {entry.id for entry in told_above}
    sides: dict[str, list[str]] = {}
    for entry in dispute.entries:
        source = words.outlet(entry) if entry.id in above else words.source(entry)
        sides.setdefault(_value(dispute.over, entry, words), []).append(f"{source} [{entry.id}]")
    told = [f"{value} ({words.phrases.semicolon.join(sources)})" for value, sources in sides.items()]
    more = words.phrases.say("more_sources", n=len(told) - _SIDES) if len(told) > _SIDES else ""
    over = words.phrases.say("disputed", over=words.phrases.word("over", dispute.over))
    return over + words.phrases.semicolon.join(told[:_SIDES]) + more


def _value(over: str, entry: Entry, words: Words) -> str:
    """What an entry says of the thing in dispute."""
    claim = entry.claim
    told = {
        "number": words.number(claim.number),
        "toll": words.toll(claim.killed, claim.wounded),
        "date": words.time(claim.when) if claim.when else "",
        "holder": words.actors(claim.partner if claim.kind == "handover" else claim.actor),
        "attacker": words.actors(claim.actor),
        "pace": words.phrases.word("phase", claim.phase),
        "agreement": words.phrases.word("phase", claim.phase),
    }
    return told.get(over) or words.phrases.word("status", claim.status)


def _when(line: Line, words: Words) -> str:
    if line.when:
        return f" ({words.time(line.when, ahead=line.section == 'expected')})"
    return f" ({words.phrases.fill('time', 'reported', line.last)})" if line.last else ""


def _joined(words: Words, *parts: str) -> str:
    return words.phrases.comma.join(part for part in parts if part)


def _presence(line: Line, words: Words) -> str:
    number = "" if line.state in ("left", "past") else words.number(line.number) or words.phrases.say("number_unknown")
    state = _joined(words, words.phrases.word("state", line.state), number)
    return f"{_joined(words, words.actors(line.actor), words.place(line.place))}: {state}"


def _holder(line: Line, words: Words) -> str:
    say, place, giver = words.phrases.say, words.place(line.place), words.actors(line.partner)
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
    told += say("attack_by", actor=words.actors(line.actor)) if line.actor else ""
    told += say("attack_on", target=words.actors(line.partner)) if line.partner else ""
    means = words.phrases.comma.join(words.phrases.word("means", means) for means in line.means)
    told += say("attack_with", means=means) if means else ""
    count = say("attacks", n=words.number(line.number)) if line.number else ""
    place = words.place(line.place) or say("unknown")
    return f"{place}: {_joined(words, told, count, words.toll(line.killed, line.wounded))}"


def _agreement(line: Line, words: Words) -> str:
    told = _phase(line, words) or words.phrases.word("kind", "agreement")
    partner = words.phrases.say("with", partner=words.actors(line.partner)) if line.partner else ""
    return f"{_who(line, words)}{partner}: {told}"


def _plain(line: Line, words: Words) -> str:
    """A presence, handover or control that is not told as a fact."""
    who = words.sides(line.actor, line.partner) or words.phrases.say("unknown")
    kind = words.phrases.word("kind", line.kind)
    return f"{who}: {_joined(words, kind, words.place(line.place), words.number(line.number))}"


def _outlook(line: Line, words: Words) -> str:
    told = _OUTLOOK.get(line.kind or "", _plain)(line, words)
    return _joined(words, told, words.phrases.word("state", "overdue") if line.state == "overdue" else "")


def _phase(line: Line, words: Words) -> str:
    return "" if line.state in _NO_PHASES else words.phrases.word("phase", line.state)


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
