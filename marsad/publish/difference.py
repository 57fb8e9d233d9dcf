"""A difference for people: what is new, what changed from what to what, what is gone."""

from collections.abc import Iterator

from rich.text import Text

from marsad.posture.answer import SECTIONS, Answer, Line
from marsad.posture.difference import CHANGED, GONE, NEW, Change, Difference
from marsad.publish.cells import told, when
from marsad.publish.posture import indented, sources
from marsad.publish.words import Words

_SIGN = {NEW: "+ ", GONE: "− ", CHANGED: "~ "}
_STYLE = {NEW: "green", GONE: "red", CHANGED: ""}
_UNDER = "      "


def difference_lines(found: Difference, words: Words, width: int, limit: int | None) -> Iterator[Text]:
    say = words.phrases.say
    before, after = (words.apart(_moment(answer, found)) for answer in (found.before, found.after))
    subject = words.subject(found.after.subject)
    yield Text(say("difference", subject=subject, before=before, after=after), style="bold")
    if not found.changes:
        yield Text(say("no_difference"), style="dim")
    for section in SECTIONS:
        changes = found.section(section)
        if not changes:
            continue
        yield Text()
        yield Text(words.phrases.word("heading", section), style="bold")
        for change in changes[:limit]:
            yield from _change(change, words, width)
        if limit is not None and len(changes) > limit:
            yield Text("  " + say("more", n=len(changes) - limit, all=len(changes)), style="dim")


def _moment(answer: Answer, found: Difference) -> str:
    """The clock on which the two answers differ."""
    a, b = found.before, found.after
    if a.on != b.on:
        return str(answer.on)
    return str(answer.known) if a.known != b.known else answer.recorded[:19]


def _change(change: Change, words: Words, width: int) -> Iterator[Text]:
    line = change.line
    text = told(line, words) + when(line, words)
    if "disputed" in change.fields and line.disputes:
        text += words.phrases.semicolon + _disputed(line, words)
    if change.before and change.what == CHANGED:
        text = words.phrases.say("changed_from", now=text, before=_past(change, words))
    yield from indented(text, _SIGN[change.what], width, _STYLE[change.what])
    yield from indented(sources(line.entries, words), _UNDER, width, "dim")


def _past(change: Change, words: Words) -> str:
    """What a line said before; where only the dispute is new or over, that."""
    assert change.before
    if change.fields == ("disputed",):
        return _disputed(change.before, words)
    return told(change.before, words) + when(change.before, words)


def _disputed(line: Line, words: Words) -> str:
    over = [dispute.over for dispute in line.disputes]
    return words.phrases.disputed(over).rstrip(": ") if over else words.phrases.say("agreed")
