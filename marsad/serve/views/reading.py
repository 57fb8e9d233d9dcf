"""A report's text in pieces, each with the claims that rest on it; where claims overlap, a piece has several."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from marsad.ledger import Entry
from marsad.model.report import Report
from marsad.publish.passages import sentences


@dataclass(frozen=True)
class Piece:
    """Some of the text; `claims` rest on it, those in `begins` from here on."""

    text: str
    claims: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


def pieces(text: str, entries: Iterable[Entry], start: int = 0, end: int | None = None) -> list[Piece]:
    """The text from start to end, cut where evidence of any claim begins or ends."""
    last = len(text) if end is None else end
    spans = [
        (max(span.start, start), min(span.end, last), entry.id, n == 0)
        for entry in entries
        for n, span in enumerate(entry.claim.evidence)
        if span.start < last and span.end > start
    ]
    cuts = sorted({start, last, *(cut for one, other, *_ in spans for cut in (one, other))})
    found = []
    for one, other in pairwise(cuts):
        here = [(id, first and a == one) for a, b, id, first in spans if a <= one and other <= b]
        ids = tuple(dict.fromkeys(id for id, _ in here))
        found.append(Piece(text[one:other], ids, tuple(id for id, begins in here if begins)))
    return found


def in_context(entry: Entry, report: Report) -> list[list[Piece]]:
    """Each sentence that a claim rests on, once, its evidence marked."""
    wide = dict.fromkeys(sentences(report.text, span) for span in entry.claim.evidence) if report.text else {}
    return [pieces(report.text, [entry], span.start, span.end) for span in wide]
