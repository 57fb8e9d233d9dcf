"""Adding readings to a ledger: one reading of one report at a time, inside the transaction of its caller."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, or_, select, update

from marsad.errors import ReportError
from marsad.ledger.chain import NO_NAMES, Change, names_hash, title_hash
from marsad.ledger.pen import Pen
from marsad.ledger.rulings import Rulings
from marsad.ledger.search import contents
from marsad.ledger.sketch import packed, sketch_of
from marsad.ledger.states import text_of
from marsad.ledger.tables import claims, readings, reports, unknown_names
from marsad.ledger.texts import texts
from marsad.ledger.words import HASH, words_and_hashes
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span

_OF_VERSION = (
    reports.c.row, reports.c.id, reports.c.given_id, reports.c.digest, reports.c.sha256, reports.c.publisher,
    reports.c.address, reports.c.erased_at,
)  # fmt: skip
_VERSIONS = (
    'SELECT "row", id, given_id, digest, sha256, publisher, address, erased_at FROM reports'
    ' WHERE given_id = ? OR id = ? ORDER BY "row"'
)
_AT_ONCE = 500
_NO_ADDRESS = ("-", "standard input")  # what comes through a pipe; says nothing about which report it is


class NameLike(Protocol):
    """A name that nothing knows, as a reader gives it."""

    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def key(self) -> str: ...


class ReadingLike(Protocol):
    """What any reader makes of a report; the ledger knows no reader."""

    @property
    def claims(self) -> Sequence[Claim]: ...
    @property
    def unknown(self) -> Sequence[NameLike]: ...


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording did: whether it added a reading, and how many earlier readings that superseded."""

    new: bool
    report_id: str
    claim_ids: tuple[str, ...]
    superseded: int


@dataclass(slots=True)
class _Known:
    """What a ledger has under a report's name: versions of this report and of others, and this very version."""

    versions: list[Any] = field(default_factory=list)
    same: Any = None

    @classmethod
    def among(cls, versions: list[Any], report: Report, digest: str) -> "_Known":
        alike = report.id, digest
        same = [version for version in versions if (version.given_id, version.digest) == alike]
        return cls(versions, same[0] if same else None)

    def id_for(self, report: Report, digest: str) -> str:
        """The id of an earlier version: of the same name, and the same address or text and publisher. Else a new one.

        Names are file names as often as not, so that another report may have this name already; and a wire story
        comes from two outlets to the letter.
        """
        if not self.versions:
            return report.id
        named = [version for version in self.versions if version.given_id == report.id]
        for version in named:
            same_text = (version.sha256, version.publisher) == (report.sha256, report.publisher)
            addressed = report.address and report.address not in _NO_ADDRESS and report.address == version.address
            if same_text or addressed:
                found: str = version.id
                return found
        taken = any(version.id == report.id for version in self.versions)
        return f"{report.id}-{digest[:6]}" if taken else report.id

    def apart(self, report: Report, report_id: str) -> str | None:
        """The id of a report whose name, publisher and text another report had before it; its claims go by it too.

        Two reports of one name may come to that, as each has versions.
        """
        if not self.versions:
            return None
        alike = report.id, report.sha256, report.publisher
        first = next((v for v in self.versions if (v.given_id, v.sha256, v.publisher) == alike), None)
        return None if first is None or first.id == report_id else report_id


class Source(NamedTuple):
    """Of what claims are: rows of report and reading, the report's id and day, and what tells it apart, if need be."""

    report: int
    reading: int
    report_id: str
    published: str | None
    apart: str | None


class Writer:
    """Records readings with one pen; each is a write with an instant of its own."""

    def __init__(self, pen: Pen, rulings: Rulings) -> None:
        self._pen = pen
        self._rulings = rulings
        self._unseen: set[str] = set()  # names of reports that are gathered, but not yet in the database
        self._foreseen: dict[str, list[Any]] = {}  # by the name of a report that is to come: what has this name

    def foresee(self, names: Sequence[str]) -> None:
        """Look up what is known of reports that are to come, at once rather than one by one."""
        self._pen.flush()
        self._unseen.clear()
        self._foreseen = {name: [] for name in names}
        for first in range(0, len(names), _AT_ONCE):
            part = names[first : first + _AT_ONCE]
            query = select(*_OF_VERSION).where(or_(reports.c.given_id.in_(part), reports.c.id.in_(part)))
            for row in self._pen.connection.execute(query.order_by(reports.c.row)):
                for name in {row.given_id, row.id} & self._foreseen.keys():
                    self._foreseen[name].append(row)

    def _known(self, report: Report, digest: str) -> _Known:
        if report.id in self._unseen:
            self._pen.flush()
            self._unseen.clear()
            self._foreseen.clear()
        if report.id in self._foreseen:
            return _Known.among(self._foreseen[report.id], report, digest)
        return _known(self._pen.connection, report, digest)

    def record(self, at: str, report: Report, reading: ReadingLike, reader: str, version: str) -> Recorded:
        _check(report)
        digest = _digest(report)
        known = self._known(report, digest)
        if known.same is not None:
            standing = _standing(self._pen.connection, known.same.row, reader, version)
            if standing is not None or known.same.erased_at is not None:
                return Recorded(False, known.same.id, self._claim_ids(standing), 0)
        change = Change(at, "read")
        published = report.published.isoformat() if report.published else None
        if known.same is not None:
            source, report_id = known.same.row, known.same.id
        elif (report_id := known.id_for(report, digest)) in self._rulings.erased:
            return Recorded(False, report_id, (), 0)
        else:
            source = self._add_report(change, report, digest, report_id, published)
        superseded = self._supersede(change, source, report_id, reader) if known.versions else 0
        row = self._pen.next_row(readings)
        self._pen.add_tuples(readings, ((row, source, reader, version, at, None),))
        change.readings.append([row, source, reader, version])
        of = Source(source, row, report_id, published, known.apart(report, report_id))
        ids = self._add_claims(change, report, reading, reader, of)
        self._add_unknown(change, row, reading.unknown)
        self._pen.seal(change)
        self._unseen |= {report.id, report_id}
        return Recorded(True, report_id, ids, superseded)

    def _claim_ids(self, reading: int | None) -> tuple[str, ...]:
        query = select(claims.c.id).where(claims.c.reading == reading, claims.c.v == 0).order_by(claims.c.n)
        return tuple(self._pen.connection.scalars(query))

    def _words_of(self, report: Report) -> tuple[str, Callable[[int, str], None]]:
        """What tells near copies of a report, and what puts its words into the search index, given its row and day."""
        words, hashes = words_and_hashes(report.text)
        parts = contents(words, len(hashes) // HASH)
        return packed(sketch_of(hashes)), lambda row, day: self._pen.index.add(row, day, parts)

    def _add_report(self, change: Change, report: Report, digest: str, id: str, published: str | None) -> int:
        sketch, index = self._words_of(report)
        row, at, sha256, language = self._pen.next_row(reports), change.at, report.sha256, report.language
        publisher, title, address = report.publisher, report.title, report.address
        whole = (
            row, id, report.id, digest, report.text, sha256, language, published, publisher, title, address, at,
            sketch, None,
        )  # fmt: skip
        self._pen.add_tuples(reports, (whole,))
        index(row, published or at[:10])
        sealed = row, id, report.id, digest, sha256, language, published, publisher, address, sketch
        change.reports.append([*sealed, title_hash(title)])
        return row

    def _supersede(self, change: Change, source: int, report_id: str, reader: str) -> int:
        """Withdraw this reader's earlier readings, and everybody's of other versions of the report."""
        versions = select(reports.c.row).where(reports.c.id == report_id)
        ending = (
            select(readings.c.row)
            .where(readings.c.report.in_(versions), readings.c.withdrawn_at.is_(None))
            .where((readings.c.report != source) | (readings.c.reader == reader))
        )
        change.withdrawn = list(self._pen.connection.scalars(ending))
        for row in change.withdrawn:
            end = update(readings).where(readings.c.row == row).values(withdrawn_at=change.at)
            self._pen.connection.execute(end)
            standing = select(claims.c.row).where(claims.c.reading == row, claims.c.withdrawn_at.is_(None))
            self._pen.end_states(change, self._pen.connection.scalars(standing).all())
        return len(change.withdrawn)

    def _add_claims(
        self, change: Change, report: Report, reading: ReadingLike, reader: str, of: Source
    ) -> tuple[str, ...]:
        written = [texts(claim) for claim in reading.claims]
        ids = ids_of(report, reader, [said for _, said in written], of.apart)
        if self._rulings.in_force:
            self._add_as_decided(change, reading.claims, ids, of)
            return ids
        source, row, after, add = of.report, of.reading, (of.published, change.at, None), self._pen.add_written
        for n, (id, claim, (text, _)) in enumerate(zip(ids, reading.claims, written, strict=True)):
            add(change, (source, row, n, 0, id, ""), claim, text, after)
        return ids

    def _add_as_decided(self, change: Change, made: Sequence[Claim], ids: Sequence[str], of: Source) -> None:
        """Each claim as it was read; and as decisions have it, where they change something."""
        published, at = of.published, change.at
        counts = of.report_id not in self._rulings.retracted
        for n, (id, claim) in enumerate(zip(ids, made, strict=True)):
            decided, verdict = self._rulings.of(id, claim)
            as_read = counts and not verdict and (decided is claim or decided == claim)
            after = (published, at, None if as_read else at)
            self._pen.add_written(change, (of.report, of.reading, n, 0, id, ""), claim, text_of(claim), after)
            if counts and not as_read:
                before = (of.report, of.reading, n, 1, id, verdict)
                self._pen.add_written(change, before, decided, text_of(decided), (published, at, None))

    def _add_unknown(self, change: Change, reading: int, names: Sequence[NameLike]) -> None:
        if not names:
            change.names.append((reading, NO_NAMES))
            return
        rows = [
            {"reading": reading, "m": m, "kind": name.kind, "text": name.text, "key": name.key}
            | {"start": name.span.start, "end": name.span.end}
            for m, name in enumerate(names)
        ]
        self._pen.add(unknown_names, rows)
        change.names.append((reading, names_hash(rows)))


def standing(connection: Connection, report: Report, reader: str, version: str) -> bool:
    """Whether recording this reading would add nothing."""
    known = _known(connection, report, _digest(report))
    if known.same is None:
        return False
    return known.same.erased_at is not None or _standing(connection, known.same.row, reader, version) is not None


def claim_ids(report: Report, reader: str, made: Sequence[Claim], apart: str | None = None) -> tuple[str, ...]:
    """An id for each claim, from the report's name, publisher and text, the reader, and what is said where.

    Neither confidence nor rule counts, so that a claim keeps its id when a newer reader makes it again. Claims that
    are alike to the letter are told apart by counting, and `apart` tells reports apart that have all of this in common.
    """
    return ids_of(report, reader, [texts(claim)[1] for claim in made], apart)


def known_apart(connection: Connection, report: Report, report_id: str) -> str | None:
    """What tells this report's claims from those of another in the ledger with the same name, publisher and text."""
    return _known(connection, report, "").apart(report, report_id)


def ids_of(report: Report, reader: str, said: Sequence[str], apart: str | None) -> tuple[str, ...]:
    """As `claim_ids`, of what claims say as `texts` writes it for ids."""
    source = [report.id, report.publisher, report.sha256, reader]
    of = _written([*source, apart] if apart else source)[:-1]
    seen: dict[str, int] = {}
    ids = []
    for each in said:
        seen[each] = again = seen.get(each, 0) + 1
        ids.append(_hash(f"{of}, {each}]{again}")[:12])
    return tuple(ids)


def _known(connection: Connection, report: Report, digest: str) -> _Known:
    # As the driver takes it: this is asked for every report that comes.
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    versions = list(connection.exec_driver_sql(_VERSIONS.replace("?", mark), (report.id, report.id)))
    return _Known.among(versions, report, digest)


def _standing(connection: Connection, report: int, reader: str, version: str) -> int | None:
    query = select(readings.c.row).where(
        readings.c.report == report,
        readings.c.reader == reader,
        readings.c.version == version,
        readings.c.withdrawn_at.is_(None),
    )
    row: int | None = connection.scalar(query)
    return row


def _check(report: Report) -> None:
    for what in (report.text, report.title, report.publisher, report.address, report.id):
        if what and "\0" in what:
            raise ReportError(
                f"{report.address or report.id} holds a NUL character, so it is no text; convert it first."
            )


def _hash(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def _digest(report: Report) -> str:
    """Of all that can change what is read or how it is cited. Not of the address: it depends on where one stands."""
    published = report.published.isoformat() if report.published else None
    return _hash(_written([report.sha256, report.language, published, report.publisher, report.title]))


def _written(parts: Sequence[str | None]) -> str:
    """As `json.dumps` writes a list of texts, several times quicker."""
    return f"[{', '.join(['null' if part is None else _quoted(part) for part in parts])}]"


_quoted: Callable[[str], str] = json.encoder.encode_basestring_ascii
