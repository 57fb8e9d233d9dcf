"""Events for people: a table of them, and an explanation of one."""

from collections.abc import Iterable, Iterator
from itertools import islice

from rich.table import Table
from rich.text import Text

from marsad.model.values import Count, Place
from marsad.posture.answer import Line
from marsad.posture.explain import Explanation, Link
from marsad.posture.joining import FAILED, PASSED, Check
from marsad.posture.summary import Summary
from marsad.posture.telling import PLANNED, POSSIBLE
from marsad.publish.cells import happening
from marsad.publish.posture import indented
from marsad.publish.tables import table
from marsad.publish.wording.numbers import GENITIVE, NOMINATIVE, counted
from marsad.publish.words import Words

_CASE = {"claim": NOMINATIVE, "report": GENITIVE, "outlet": GENITIVE, "voice": NOMINATIVE}
_VOICES = 6  # that a heading names
_WORDS = {"kind": "kind", "mode": "status", "activity": "activity", "phase": "phase", "means": "means"}


def events_table(found: Iterable[Summary], words: Words) -> Table:
    rows = table(words, "when", "event", "voices", "reports", "claims", "status", "id")
    for summary in found:
        event = summary.event
        rows.add_row(
            when_of(summary, words),
            headline(summary, words),
            str(len(summary.heard.voices)),
            str(summary.heard.reports),
            str(summary.heard.claims),
            status_of(summary, words),
            words.apart(event.id),
        )
    return rows


def when_of(summary: Summary, words: Words) -> str:
    first = summary.event.first
    if summary.when:
        return words.time(summary.when, ahead=summary.event.mode in (PLANNED, POSSIBLE))
    return f"({words.apart(first.entry.published)})" if first.entry.published else ""


def status_of(summary: Summary, words: Words) -> str:
    status = words.phrases.word("status", summary.event.first.claim.status)
    return words.phrases.say("but_denied", status=status) if summary.event.denied else status


def headline(summary: Summary, words: Words) -> str:
    """An event in a line: who, what, where, how many."""
    claim = summary.event.first.claim
    ends = summary.ends
    line = Line(
        section=summary.event.kind,
        state=claim.phase or summary.event.mode,
        entries=(),
        actor=summary.actor,
        partner=summary.partner,
        place=summary.place,
        destination=ends[0] if ends else None,
        kind=summary.event.kind,
        activity=claim.activity,
        means=summary.means,
        number=summary.number,
        killed=summary.killed,
        wounded=summary.wounded,
    )
    return happening(line, words)


def explanation_lines(summary: Summary, explanation: Explanation, words: Words, width: int) -> Iterator[Text]:
    say = words.phrases.say
    yield Text(headline(summary, words), style="bold").append(
        f"  {words.apart(summary.event.id)}", style="not bold dim"
    )
    yield from indented(_counts(summary, words), "  ", width)
    for heading, links in (("belongs", explanation.links), ("left_out", explanation.left_out)):
        if links:
            yield Text()
            yield Text(say(heading), style="bold")
            for link in links:
                yield from _link(link, words, width)


def _counts(summary: Summary, words: Words) -> str:
    heard, said = summary.heard, words.phrases.say
    shown = words.phrases.comma.join(words.voice(voice) for voice in islice(heard.voices, _VOICES))
    more = said("more_sources", n=len(heard.voices) - _VOICES) if len(heard.voices) > _VOICES else ""
    counts = told_by(summary, words)
    return f"{counts}: {shown}{more}" if heard.voices else counts


def told_by(summary: Summary, words: Words) -> str:
    """How broadly an event is told: "2 claims in 1 report of 1 outlet, 1 voice"."""
    heard, language = summary.heard, words.phrases.language
    told = {"claim": heard.claims, "report": heard.reports, "outlet": heard.outlets, "voice": len(heard.voices)}
    counts = {f"{noun}s": counted(n, noun, language, _CASE[noun]) for noun, n in told.items()}
    return words.phrases.say("told_by", **counts)


def _link(link: Link, words: Words, width: int) -> Iterator[Text]:
    entry = link.telling.entry
    claim = entry.claim
    what = words.phrases.comma.join(filter(None, (words.what(claim), words.who(claim), words.where(claim),
                                                  words.number(claim.number), words.time_of(claim))))  # fmt: skip
    yield from indented(f"{words.source(entry)}: {what} [{words.apart(entry.id)}]", "  ", width)
    yield from indented(_why(link, words), "      ", width, "dim")


def _why(link: Link, words: Words) -> str:
    said = words.phrases.say
    if link.to is None:
        return said("opened")
    if link.decided:
        return said("decided")
    beside = said("beside", id=words.apart(link.to.entry.id))
    shown = [c for c in link.checks if c.outcome == FAILED] or [
        c for c in link.checks if c.outcome == PASSED and c.how not in _PLAIN
    ]
    told = words.phrases.semicolon.join(check_words(check, words) for check in shown)
    return f"{beside}{told}" if told else beside.rstrip(": ")


_PLAIN = ("kind", "mode_same", "said")  # what goes without saying where a claim belongs; `--json` has it


def check_words(check: Check, words: Words) -> str:
    """What a test made of two claims: "place: al-Qaim base"."""
    test = words.phrases.word("test", check.test)
    group = _WORDS.get(check.test) or ("actor" if check.how.startswith("keys_") else None)
    values = [_value(value, words, group) for value in check.values]
    how = check.how
    if how in ("time", "time_same"):
        values[:2] = [_day(value, words) for value in values[:2]]
        how = "time_same" if check.outcome == PASSED and not check.values[2] else how
    return f"{test}: {words.phrases.fill('how', how, *values)}"


def _day(told: str, words: Words) -> str:
    """When a claim says that it was; in brackets stands the day of its report, where it does not say."""
    return words.reported(told.strip("()")) if told.startswith("(") else words.time(told)


def _value(value: object, words: Words, group: str | None) -> str:
    """A value that a test compared, in words."""
    if isinstance(value, Place):
        return words.place(value)
    if isinstance(value, Count):
        return words.number(value)
    if isinstance(value, tuple):
        told = [_value(each, words, group or "actor") for each in value]
        return words.phrases.comma.join(told) or words.phrases.say("unknown")
    if value is None:
        return words.phrases.say("unknown")
    if isinstance(value, str) and group:
        return words.actor(value) if group == "actor" else words.phrases.word(group, value)
    return str(value)
