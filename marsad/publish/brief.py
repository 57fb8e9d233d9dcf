"""A brief for people: what holds, what changed, what is in conflict, why, and the reports that it rests on."""

from collections.abc import Iterator

from rich.text import Text

from marsad.posture.brief import Brief
from marsad.publish.bidi import isolate
from marsad.publish.conflicts import conflict_lines
from marsad.publish.difference import difference_lines
from marsad.publish.posture import indented, posture_lines
from marsad.publish.wording.numbers import GENITIVE, counted
from marsad.publish.words import Words


def brief_lines(brief: Brief, words: Words, width: int, limit: int) -> Iterator[Text]:
    say = words.phrases.say
    yield from posture_lines(brief.answer, words, width, limit)
    yield Text()
    yield from difference_lines(brief.changes, words, width, limit)
    if brief.conflicts:
        yield from _heading(say("conflicts", n=len(brief.conflicts)))
        for conflict in brief.conflicts[:limit]:
            yield from conflict_lines(conflict, words, width)
    if brief.reasons:
        yield from _heading(say("reasons"))
        for given in brief.reasons:
            by, denied = (words.phrases.comma.join(map(words.voice, names)) for names in (given.by, given.denied_by))
            told = [say("given_by", voices=by)] if by else []
            told += [say("denied_by", voices=denied)] if denied else []
            reason = words.phrases.word("reason", given.code)
            yield from indented(f"{reason}: {words.phrases.semicolon.join(told)}", "  ", width)
    yield from _heading(_rests(brief, words))
    for report in brief.reports:
        parts = (
            isolate(report.publisher or report.id),
            words.apart(report.published or ""),
            isolate(report.title or ""),
        )
        told_by = words.phrases.comma.join(part for part in parts if part)
        yield from indented(f"{told_by} {report.address or ''}".rstrip(), "  ", width)


def _rests(brief: Brief, words: Words) -> str:
    told = (("claim", len(brief.entries)), ("report", len(brief.reports)))
    counts = {f"{noun}s": counted(n, noun, words.phrases.language, GENITIVE) for noun, n in told}
    return words.phrases.say("rests_on", **counts)


def _heading(text: str) -> Iterator[Text]:
    yield Text()
    yield Text(text, style="bold")
