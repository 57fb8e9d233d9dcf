"""A posture for people: a heading per section, a line per cell, and under it who says so."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from marsad.ledger import Entry
from marsad.posture.answer import SECTIONS, STATES, Answer, Dispute, Line
from marsad.publish.bidi import ISOLATED
from marsad.publish.cells import told, when
from marsad.publish.words import Words

READABLE = 110  # columns; longer lines lose the eye
_GLUE = "\ue000"  # stands for a blank at which no line may break
_SOURCES = 3  # that a line names; `--json` has them all
_SIDES = 4  # of a dispute
_PLACES = 5  # of which something is unknown
_CELL, _UNDER = "  ", "      "


def posture_lines(answer: Answer, words: Words, width: int, limit: int | None) -> Iterator[Text]:
    """The answer as lines that fit the width, at most `limit` cells in a section."""
    say = words.phrases.say
    title = say("title", subject=words.subject(answer.subject), on=words.apart(answer.on))
    yield Text(say("known", title=title, known=words.apart(answer.known)) if answer.known else title, style="bold")
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
            yield Text(_CELL + say("more", n=len(found) - limit, all=len(found)), style="dim")
    silent = [words.phrases.word("heading", name) for name in STATES if not answer.section(name)]
    notes = [say("unknown_sections", sections=words.phrases.comma.join(silent))] if silent else []
    notes += [_unknown(section, answer, words) for section in ("holder", "presence")]
    notes += [say("unsure")] if unsure else []
    notes = [note for note in notes if note]
    if notes:
        yield Text()
        for note in notes:
            yield from indented(note, "", width, "dim")


def _unknown(section: str, answer: Answer, words: Words) -> str:
    """The places of which no claim says who holds them, or who is there; the nearest to hand first."""
    places = [unknown.place for unknown in answer.unknown if unknown.section == section]
    if not places or not answer.section(section):
        return ""
    more = words.phrases.say("more_sources", n=len(places) - _PLACES) if len(places) > _PLACES else ""
    return words.phrases.say(f"unknown_{section}", places=words.places(places[:_PLACES])) + more


def _cell(line: Line, words: Words, width: int) -> Iterator[Text]:
    text = told(line, words) + when(line, words)
    yield from indented(text, _CELL if line.sure else f"{words.phrases.say('mark')} ", width)
    count = len(line.voices)
    voices = words.phrases.say("voices", n=count) if count > 1 else ""
    yield from indented(voices + sources(line.entries, words), _UNDER, width, "dim")
    for dispute in line.disputes:
        yield from indented(_dispute(dispute, words, line.entries), _UNDER, width, "yellow")
    if line.word is not None and line.word in line.against:
        yield from indented(words.phrases.say("last_word", source=words.source(line.word)), _UNDER, width, "yellow")


def indented(text: str, first: str, width: int, style: str = "") -> Iterator[Text]:
    """The text wrapped and indented, without blanks at the ends of lines; an Arabic name is never cut in two."""
    from rich.console import Console

    whole = ISOLATED.sub(lambda name: name[0].replace(" ", _GLUE), text)
    for number, part in enumerate(Text(whole).wrap(Console(width=width), max(20, width - len(first)))):
        line = part.plain.rstrip().replace(_GLUE, " ")
        yield Text(first if number == 0 else " " * len(first)).append(line, style=style)


def sources(entries: Iterable[Entry], words: Words) -> str:
    """Who says so, with the ids of the claims; `--json` has them all."""
    by_source: dict[str, list[str]] = {}
    for entry in entries:
        by_source.setdefault(words.source(entry), []).append(words.claim_id(entry.id))
    shown = [f"{name} [{' '.join(ids)}]" for name, ids in by_source.items()]
    more = words.phrases.say("more_sources", n=len(shown) - _SOURCES) if len(shown) > _SOURCES else ""
    return words.phrases.semicolon.join(shown[:_SOURCES]) + more


def _dispute(dispute: Dispute, words: Words, told_above: Iterable[Entry]) -> str:
    """What each side says. Whoever supports the line stands above with date and speaker."""
    above = {entry.id for entry in told_above}
    sides: dict[str, list[str]] = {}
    for entry in dispute.entries:
        source = words.outlet(entry) if entry.id in above else words.source(entry)
        sides.setdefault(value_of(dispute.over, entry, words), []).append(f"{source} [{words.apart(entry.id)}]")
    said = [f"{value} ({words.phrases.semicolon.join(sources)})" for value, sources in sides.items()]
    more = words.phrases.say("more_sources", n=len(said) - _SIDES) if len(said) > _SIDES else ""
    return words.phrases.disputed([dispute.over]) + words.phrases.semicolon.join(said[:_SIDES]) + more


def value_of(over: str, entry: Entry, words: Words) -> str:
    """What an entry says of the thing in dispute."""
    claim = entry.claim
    value = {
        "number": words.number(claim.number),
        "toll": words.toll(claim.killed, claim.wounded),
        "date": words.time(claim.when) if claim.when else "",
        "holder": words.actors(claim.partner if claim.kind == "handover" else claim.actor),
        "attacker": words.actors(claim.actor),
        "pace": words.phrases.phase(claim.phase, claim.activity),
        "agreement": words.phrases.word("phase", claim.phase),
    }
    return value.get(over) or words.phrases.word("status", claim.status)
