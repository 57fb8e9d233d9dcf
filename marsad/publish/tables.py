"""Tables for people: claims, a timeline, the sources."""

from collections.abc import Iterable

from rich.table import Table

from marsad.ledger import Entry
from marsad.posture.sources import Source
from marsad.publish.bidi import isolate
from marsad.publish.words import Namer, outlet, what, where, who


def claims_table(entries: Iterable[Entry]) -> Table:
    table = _table("id", "claim", "who", "where", "number", "status", "when", "said by", "published", "source")
    for entry in entries:
        claim = entry.claim
        table.add_row(
            entry.id,
            what(claim),
            who(claim),
            where(claim),
            str(claim.number or ""),
            claim.status,
            claim.when or "",
            isolate(str(claim.said_by or "")),
            str(entry.published or ""),
            outlet(entry),
        )
    return table


def timeline_table(entries: Iterable[Entry], namer: Namer) -> Table:
    table = _table("when", "claim", "who", "where", "number", "status", "source", "id")
    for entry in entries:
        claim = entry.claim
        when = claim.when or (f"({entry.published})" if entry.published else "")
        said = f"{outlet(entry)}: {isolate(str(claim.said_by))}" if claim.said_by else outlet(entry)
        number = str(claim.number or "")
        table.add_row(when, what(claim), who(claim, namer), where(claim), number, claim.status, said, entry.id)
    return table


def sources_table(sources: Iterable[Source], namer: Namer) -> Table:
    table = _table("who", "as", "reports", "claims", "first", "last")
    for source in sources:
        name = namer(source.name) if source.name and source.role == "speaker" else source.name
        numbers = (f"{source.reports:,}", f"{source.claims:,}", str(source.first or ""), str(source.last or ""))
        table.add_row(isolate(name or "(no publisher given)"), source.role, *numbers)
    return table


def _table(*headings: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        justify = "right" if heading in ("number", "reports", "claims") else "left"
        # An id or a date that is broken over lines cannot be copied.
        whole = heading in ("id", "published", "first", "last", "status")
        table.add_column(heading, justify="right" if justify == "right" else "left", no_wrap=whole, overflow="fold")
    return table
