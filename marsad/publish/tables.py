"""Tables for people: claims, a timeline, the sources."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.table import Table

from marsad.model.claim import Claim
from marsad.publish.bidi import isolate
from marsad.publish.words import Words

if TYPE_CHECKING:  # who shows what was just read asks the ledger nothing
    from marsad.ledger import Entry
    from marsad.posture.sources import Source


def claims_table(entries: Iterable["Entry"], words: Words) -> Table:
    rows = table(words, "id", "claim", "who", "where", "number", "status", "when", "said by", "published", "source")
    for entry in entries:
        claim = entry.claim
        rows.add_row(
            words.apart(entry.id),
            words.what(claim),
            words.who(claim),
            words.where(claim),
            words.number(claim.number),
            words.phrases.word("status", claim.status),
            words.time_of(claim),
            words.speaker(claim.said_by),
            words.apart(entry.published or ""),
            words.outlet(entry),
        )
    return rows


def new_claims_table(claims: Iterable[tuple[str, Claim]], words: Words) -> Table:
    """Claims just read, of reports that the reader of the table has at hand, each with how sure the reader was."""
    rows = table(words, "claim", "who", "where", "number", "status", "when", "said by", "sure", "id")
    for id_, claim in claims:
        rows.add_row(
            words.what(claim),
            words.who(claim),
            words.where(claim),
            words.number(claim.number),
            words.phrases.word("status", claim.status),
            words.time_of(claim),
            words.actor(claim.said_by.of) if claim.said_by else "",
            f"{claim.confidence:.2f}",
            words.apart(id_),
        )
    return rows


def timeline_table(entries: Iterable["Entry"], words: Words) -> Table:
    rows = table(words, "when", "claim", "who", "where", "number", "status", "source", "id")
    for entry in entries:
        claim = entry.claim
        when = words.time_of(claim) or (f"({words.apart(entry.published)})" if entry.published else "")
        said = ": ".join(filter(None, (words.outlet(entry), words.speaker(claim.said_by))))
        status = words.phrases.word("status", claim.status)
        number = words.number(claim.number)
        rows.add_row(
            when, words.what(claim), words.who(claim), words.where(claim), number, status, said, words.apart(entry.id)
        )
    return rows


def sources_table(sources: Iterable["Source"], words: Words) -> Table:
    rows = table(
        words, "who", "as", "grade", "reports", "claims", "borne out", "contradicted", "disputed", "first", "last"
    )
    for source in sources:
        name = words.speaker_name(source.name) if source.name and source.role == "speaker" else source.name
        shown = isolate(name or words.phrases.say("no_publisher"))
        record = source.record
        borne_out = words.phrases.say("of", n=record["borne_out"], all=record.judged) if record.judged else ""
        rows.add_row(
            shown,
            words.phrases.word("role", source.role),
            source.grade or "",
            f"{source.reports:,}",
            f"{source.claims:,}",
            borne_out,
            str(record["contradicted"] or ""),
            str(record["disputed"] or ""),
            words.apart(source.first or ""),
            words.apart(source.last or ""),
        )
    return rows


def table(words: Words, *headings: str) -> Table:
    """An empty table with these headings; numbers stand to the right, and what is copied is never broken."""
    made = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        right = heading in ("number", "reports", "claims", "sure", "voices", "borne out", "contradicted", "disputed")
        # An id or a date that is broken over lines cannot be copied.
        whole = heading in ("id", "published", "first", "last", "status", "sure", "voices", "reports", "claims")
        made.add_column(
            words.phrases.word("column", heading), justify="right" if right else "left", no_wrap=whole, overflow="fold"
        )
    return made
