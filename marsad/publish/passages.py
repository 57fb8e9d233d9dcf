"""A claim with the sentences that support it, the evidence marked."""

import re
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from marsad.ledger import Entry
from marsad.model.claim import KEY_SLOTS, PLACE_SLOTS
from marsad.model.kinds import KINDS
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Place, Reason
from marsad.publish.bidi import isolate
from marsad.publish.words import Words

_BREAK = re.compile(r"(?<=[.!?؟…])\s+|\n+")
_MARK = "bold yellow"


def claim_with_passages(entry: Entry, report: Report, words: Words, coloured: bool) -> RenderableType:
    claim = entry.claim
    head = Text(f"{words.what(claim)} ({words.phrases.word('status', claim.status)})", style="bold")
    head.append(f"  {words.apart(entry.id)}", style="not bold dim")
    passages = [Padding(text, (0, 0, 1, 2)) for text in _passages(entry, report, coloured)]
    address = f"\n{report.address}" if report.address else ""
    title = f"{isolate(report.title)}\n" if report.title else ""
    origin = f"{title}{words.outlet(entry)}{words.phrases.comma}{words.published(entry)}{address}"
    return Group(head, _slots(entry, words), Text(), *passages, Text(origin))


def sentences(text: str, span: Span) -> Span:
    """The span widened to the ends of its sentences."""
    breaks = list(_BREAK.finditer(text))
    start = max((b.end() for b in breaks if b.end() <= span.start), default=0)
    end = min((b.start() for b in breaks if b.start() >= span.end), default=len(text))
    return Span(start, end)


def _slots(entry: Entry, words: Words) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for name, value in slot_values(entry, words):
        table.add_row(f"  {name}", value)
    return table


def slot_values(entry: Entry, words: Words) -> Iterator[tuple[str, str]]:
    """The slots of a claim, and what else is known of it, each with its name for people."""
    claim, phrases = entry.claim, words.phrases
    rows: dict[str, str] = {}
    for slot in KINDS[claim.kind].slots:
        value = getattr(claim, slot)
        if value in (None, ()) or slot in ("activity", "phase"):  # those two are the heading
            continue
        if slot in KEY_SLOTS:
            rows[slot] = phrases.comma.join(_full_name(key, words) for key in value)
        elif slot in PLACE_SLOTS:
            rows[slot] = phrases.comma.join(_place(place, words) for place in value)
        elif slot == "means":
            rows[slot] = phrases.comma.join(phrases.word("means", means) for means in value)
        else:
            rows[slot] = words.number(value)
    day = words.apart(entry.published) if entry.published else phrases.say("unknown_day")
    rows["when"] = words.time_of(claim) or phrases.say("not_given", day=day)
    if claim.reasons:
        rows["reasons"] = phrases.comma.join(_reason(reason, words) for reason in claim.reasons)
    rows["said by"] = words.speaker(claim.said_by) or phrases.say("outlet")
    rows["confidence"] = f"{claim.confidence:.2f}"
    if entry.verdict:
        rows["verdict"] = phrases.word("verdict", entry.verdict)
    if grade := words.claim_grades.get(entry.id):
        rows["grade"] = grade
    read_by = f"{entry.reader}: {claim.rule}" if claim.rule else entry.reader
    rows["read by"] = words.apart(read_by)
    yield from ((phrases.word("slot", name), value) for name, value in rows.items())


def _full_name(key: str, words: Words) -> str:
    name = words.actor_name(key)
    return key if name == key else f"{isolate(name)} ({key})"


def _place(place: Place, words: Words) -> str:
    level = words.phrases.word("level", place.level)
    country = words.actor(place.country) if place.country and place.level != "country" else ""
    return f"{words.place(place)} ({words.phrases.comma.join(filter(None, (level, country)))})"


def _reason(reason: Reason, words: Words) -> str:
    told = words.phrases.word("reason", reason.code)
    return told if reason.holds else words.phrases.say("not", reason=told)


def _passages(entry: Entry, report: Report, coloured: bool) -> Iterator[Text]:
    """Each sentence with evidence once, in the order of the evidence; brackets mark it where colour cannot."""
    wide = [sentences(report.text, span) for span in entry.claim.evidence]
    for sentence in dict.fromkeys(wide):
        inside = sorted({span for span, around in zip(entry.claim.evidence, wide, strict=True) if around == sentence})
        text, at = Text(), sentence.start
        for span in inside:
            text.append(report.text[at : span.start])
            words = report.text[max(at, span.start) : span.end]
            text.append(words if coloured else f"⟦{words}⟧", style=_MARK)
            at = max(at, span.end)
        yield text.append(report.text[at : sentence.end])
