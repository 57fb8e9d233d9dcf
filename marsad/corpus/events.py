"""The events of a corpus: the claims of all reports on each happening together, and the voices that tell of it.

By the rule of the ledger's own `marsad events`, and with its result, but without a ledger. Claims of two kinds are
never of one event, so that each kind is joined by itself, on a core of its own; within a kind a claim is compared with
those of its spot and month alone (`posture/blocks.py`), and copies are found by the runs of words that they share
(`posture/copies.py`): neither grows faster than the corpus does.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby, repeat
from typing import Any, NamedTuple

from marsad.corpus.parquet import columns_of, rows_of_kind
from marsad.corpus.pool import each
from marsad.corpus.read import CLAIMS, REPORTS, notes
from marsad.corpus.storage import Storage, join
from marsad.ledger import Entry
from marsad.ledger.bulk import Naming, digest_of
from marsad.ledger.sketch import sketch
from marsad.ledger.write import claim_ids
from marsad.model.claim import Claim
from marsad.model.kinds import KINDS
from marsad.model.report import Report
from marsad.posture.copies import Copies, find_copies
from marsad.posture.events import find_events
from marsad.posture.happenings import day_of
from marsad.posture.summary import Summary
from marsad.posture.telling import by_publication

_HEAD = ("report", "sha256", "language", "published", "publisher", "title", "address", "text", "claims")
Line = tuple[tuple[Any, ...], str]  # what it is sorted by, and an event as JSON


class Head(NamedTuple):
    """A report without its text."""

    report: Report
    digest: str
    sketch: frozenset[int]
    claims: int


class Named(NamedTuple):
    """A report as the ledger would name it, and what tells its claims from another's, if need be."""

    id: str
    report: Report
    apart: str | None


@dataclass(frozen=True, slots=True)
class Heads:
    """The reports of a partition, or None where a report's claims do not stand."""

    part: str
    reader: str
    reports: tuple[Named | None, ...]
    claims: tuple[int, ...]  # of each


@dataclass(frozen=True, slots=True)
class Joining:
    """What a core needs to join the claims of a kind."""

    storage: Storage
    folder: str
    heads: tuple[Heads, ...]
    copies: Copies


def events(storage: Storage, folder: str, jobs: int = 1) -> Iterator[str]:
    """Every event as a line of JSON, by day, as `marsad events --json` has it."""
    noted = list(notes(storage, folder))
    found = each(partial(_heads, storage, folder), [note["part"] for note in noted], jobs)
    heads, copies = _standing(zip(noted, found, strict=True))
    joining = Joining(storage, folder, heads, copies)
    lines = chain.from_iterable(each(partial(_of_kind, joining), list(KINDS), min(jobs, len(KINDS))))
    return (line for _, line in sorted(lines, key=lambda line: line[0]))


def _heads(storage: Storage, folder: str, part: str) -> list[Head]:
    found = []
    for row in columns_of(storage, join(folder, REPORTS, f"{part}.parquet"), _HEAD):
        text, claims = row.pop("text"), row.pop("claims")
        report = Report(id=row.pop("report"), text="", **row)
        found.append(Head(report, digest_of(report), sketch(text) if claims else frozenset(), claims))
    return found


def _standing(found: Iterable[tuple[dict[str, Any], list[Head]]]) -> tuple[tuple[Heads, ...], Copies]:
    """The reports whose claims stand, and which of them are copies."""
    naming = Naming()
    last: dict[str, tuple[int, int]] = {}  # id → where the reading is that stands
    named: list[tuple[dict[str, Any], list[tuple[Named, Head]]]] = []
    for at, (note, heads) in enumerate(found):
        named.append((note, []))
        for n, head in enumerate(heads):
            id, new, apart = naming.take(head.report, head.digest, f"{note['reader']} {note['version']}")
            named[-1][1].append((Named(id, head.report, apart), head))
            if new:
                last[id] = at, n
    out, told = [], []
    for at, (note, heads_of) in enumerate(named):
        stand = [last[one.id] == (at, n) for n, (one, _) in enumerate(heads_of)]
        reports = tuple(one if stands else None for stands, (one, _) in zip(stand, heads_of, strict=True))
        out.append(Heads(note["part"], note["reader"], reports, tuple(head.claims for _, head in heads_of)))
        told += [pair for stands, pair in zip(stand, heads_of, strict=True) if stands and pair[1].claims]
    told.sort(key=lambda pair: (pair[1].report.published is None, pair[1].report.published, pair[0].id))
    return tuple(out), Copies(find_copies((one.id, head.report.sha256, head.sketch) for one, head in told))


def _of_kind(joining: Joining, kind: str) -> list[Line]:
    """The events of a kind."""
    told = (Summary.of(event, joining.copies) for event in find_events(_entries(joining, kind)))
    return [(_turn(summary), json.dumps(summary.to_json(), ensure_ascii=False)) for summary in told]


def _turn(summary: Summary) -> tuple[Any, ...]:
    """As the ledger orders its events."""
    return (day_of(summary.event), *by_publication(summary.event.first.entry), summary.event.first.n)


def _entries(joining: Joining, kind: str) -> Iterator[Entry]:
    """The claims of a kind that stand."""
    for part in joining.heads:
        path = join(joining.folder, CLAIMS, f"{part.part}.parquet")
        of = list(chain.from_iterable(map(repeat, part.reports, part.claims)))
        found = rows_of_kind(joining.storage, path, kind, ("claim", "json"))
        for head, rows in groupby(found, lambda row, of=of: of[row[0]]):  # type: ignore[misc]
            if head is not None:
                yield from _of_report(head, [(id, text) for _, id, text in rows], part.reader)


def _of_report(head: Named, rows: list[tuple[str, str]], reader: str) -> Iterator[Entry]:
    """A report's claims of a kind."""
    made = [Claim.kept(json.loads(text)) for _, text in rows]
    ids = claim_ids(head.report, reader, made, head.apart) if head.apart else [id for id, _ in rows]
    return (_entry(id, claim, head, reader) for id, claim in zip(ids, made, strict=True))


def _entry(id: str, claim: Claim, head: Named, reader: str) -> Entry:
    return Entry(
        id=id,
        claim=claim,
        report_id=head.id,
        publisher=head.report.publisher,
        published=head.report.published,
        language=head.report.language,
        sha256=head.report.sha256,
        reader=reader,
    )
