"""A claim with the sentences that support it, the evidence marked."""

import re
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from marsad.ledger import Entry
from marsad.model.kinds import KINDS
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.publish.bidi import isolate
from marsad.publish.words import Namer, names, place_name, source, what

_BREAK = re.compile(r"(?<=[.!?؟…])\s+|\n+")
_MARK = "bold yellow"


def claim_with_passages(entry: Entry, report: Report, namer: Namer, console: Console) -> RenderableType:
    head = Text(f"{what(entry.claim)} ({entry.claim.status})", style="bold").append(
        f"  {entry.id}", style="not bold dim"
    )
    passages = [Padding(text, (0, 0, 1, 2)) for text in _passages(entry, report, console.is_terminal)]
    address = f"\n{report.address}" if report.address else ""
    title = f"{isolate(report.title)}\n" if report.title else ""
    return Group(head, _slots(entry, namer), Text(), *passages, Text(f"{title}{source(entry)}{address}"))


def sentences(text: str, span: Span) -> Span:
    """The span widened to the ends of its sentences."""
    breaks = list(_BREAK.finditer(text))
    start = max((b.end() for b in breaks if b.end() <= span.start), default=0)
    end = min((b.start() for b in breaks if b.start() >= span.end), default=len(text))
    return Span(start, end)


def _slots(entry: Entry, namer: Namer) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for name, value in _values(entry, namer):
        table.add_row(f"  {name}", value)
    return table


def _values(entry: Entry, namer: Namer) -> Iterator[tuple[str, str]]:
    claim = entry.claim
    for slot in KINDS[claim.kind].slots:
        value = getattr(claim, slot)
        if value in (None, ()) or slot in ("activity", "phase"):  # those two are the heading
            continue
        if slot in ("actor", "partner"):
            yield slot, ", ".join(f"{names([key], namer)} ({key})" if namer(key) != key else key for key in value)
        elif slot in ("place", "origin", "destination"):
            yield slot, ", ".join(f"{place_name(p)} ({', '.join(filter(None, (p.level, p.country)))})" for p in value)
        else:
            yield slot, ", ".join(value) if isinstance(value, tuple) and slot == "means" else str(value)
    yield "when", claim.when or f"not given (published {entry.published or 'on an unknown day'})"
    if claim.reasons:
        yield "reasons", ", ".join(map(str, claim.reasons))
    yield "said by", isolate(str(claim.said_by)) if claim.said_by else "the outlet itself"
    yield "confidence", f"{claim.confidence:.2f}"
    yield "read by", f"{entry.reader}: {claim.rule}" if claim.rule else entry.reader


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
