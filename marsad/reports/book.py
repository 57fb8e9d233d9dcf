"""The source book: what is kept of sources beside a ledger. Failures to try again, and which reports are one.

A file of its own, so that a ledger holds claims and what supports them and nothing else. It can be deleted: the next
reading of the same sources makes it anew, but for the failures.
"""

import datetime as dt
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.errors import ReportError
from marsad.model.report import Report
from marsad.reports.copies import Print, Relation, alike, fingerprint
from marsad.reports.metadata import Metadata
from marsad.reports.names import plain_address

_TABLES = """
pragma journal_mode = wal;
create table if not exists failures (
    source text primary key, sentence text not null, first text not null, last text not null, times integer not null
);
create table if not exists texts (
    number integer primary key, report text not null, sha256 text not null, address text, publisher text,
    published text, title text, known text not null, sampled integer not null, runs integer not null,
    noted text not null, unique (report, sha256)
);
create index if not exists texts_address on texts (address);
create table if not exists runs (
    run integer not null, number integer not null, primary key (run, number)
) without rowid;
create index if not exists runs_number on runs (number);
create table if not exists links (
    number integer not null, other integer not null, relation text not null, share real not null,
    primary key (number, other)
);
"""
_KEPT = {  # table → the columns that a backup carries of it; there each has the prefix of `_IN_BACKUP`
    "failures": "source, sentence, first, last, times",
    "texts": "number, report, sha256, address, publisher, published, title, known, sampled, runs, noted",
    "runs": "run, number",
    "links": "number, other, relation, share",
}
_IN_BACKUP = "source_book_"
_CANDIDATES = 20
_COMMON = 3_000  # reports that share one run of words: a notice at the foot of every page, of no use as a sign


@dataclass(frozen=True, slots=True)
class Link:
    """A report, and an earlier one that it is a version, a copy or an excerpt of, or that is one of it."""

    report: str
    other: str
    relation: Relation
    share: float
    publisher: str | None  # of the other
    address: str | None

    @property
    def sentence(self) -> str:
        if self.relation == "version" and self.report == self.other:
            return f"{self.report} has a new version."
        of = {"version": "is a new version of", "copy": "is a copy of", "excerpt": "shares its text with"}
        by = f" ({self.publisher})" if self.publisher else ""
        share = "" if self.relation == "version" or self.share == 1 else f", {self.share:.0%} alike"
        return f"{self.report} {of[self.relation]} {self.other}{by}{share}."


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that could not be read, and since when."""

    source: str
    sentence: str
    first: str
    last: str
    times: int


class Book:
    """The source book of one ledger."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30)
            self._db.executescript(_TABLES)
            self._depth = 0
        except (OSError, sqlite3.Error) as error:
            raise ReportError(f"The source book {path} cannot be opened: {error}.") from error

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is noted inside is written at once; blocks may stand in each other."""
        self._depth += 1
        try:
            yield
        except BaseException:
            self._db.rollback()
            raise
        finally:
            self._depth -= 1
            if not self._depth:
                self._db.commit()

    def failed(self, source: str, sentence: str) -> None:
        """Remember a failure; one that is known counts again."""
        now = _now()
        with self.together():
            self._db.execute(
                "insert into failures values (?, ?, ?, ?, 1) on conflict (source) do update"
                " set sentence = excluded.sentence, last = excluded.last, times = times + 1",
                (source, sentence, now, now),
            )

    def mended(self, sources: Iterable[str]) -> None:
        """Forget failures of what has been read since."""
        with self.together():
            self._db.executemany("delete from failures where source = ?", ((source,) for source in sources))

    def failures(self) -> list[Failed]:
        rows = self._db.execute("select source, sentence, first, last, times from failures order by last, source")
        return [Failed(*row) for row in rows]

    def note(self, report: Report, known: Metadata) -> list[Link]:
        """Remember a report's text, and say which earlier reports it is one with."""
        address = report.address
        if address and address.startswith("http") and "#" not in address:  # entries of a live blog keep theirs
            address = plain_address(address)
        seen = self._db.execute("select 1 from texts where report = ? and sha256 = ?", (report.id, report.sha256))
        if seen.fetchone():
            return []
        made = fingerprint(report.text)
        with self.together():
            number = self._add(report, known, address, made)
            found = self._found(number, report, address, made)
            for other, relation, share in found:
                self._db.execute("insert or ignore into links values (?, ?, ?, ?)", (number, other, relation, share))
        return [self._link(report.id, *link) for link in found]

    def links(self, report: str | None = None) -> list[Link]:
        """All links, or those of one report, newest first."""
        query = (
            "select a.report, b.report, relation, share, b.publisher, b.address from links"
            " join texts a on a.number = links.number join texts b on b.number = links.other"
        )
        where, values = (" where a.report = ? or b.report = ?", (report, report)) if report else ("", ())
        return [
            Link(*row) for row in self._db.execute(query + where + " order by links.number desc, share desc", values)
        ]

    def known(self, report: str) -> dict[str, Any] | None:
        """What is known of the last version of a report beyond what the ledger keeps: authors, section, update."""
        row = self._db.execute("select known from texts where report = ? order by number desc", (report,)).fetchone()
        return json.loads(row[0]) if row else None

    def erase(self, report: str) -> None:
        """Forget the words of a report: its title, authors and the runs of its words. That it was here stays."""
        with self.together():
            self._db.execute("delete from runs where number in (select number from texts where report = ?)", (report,))
            self._db.execute("update texts set title = null, known = '{}', runs = 0 where report = ?", (report,))
        self._db.execute("vacuum")
        self._db.execute("pragma wal_checkpoint(truncate)")

    def save_into(self, backup: Path) -> None:
        """Put all of it into a backup of the ledger, beside the ledger's own tables."""
        with self._beside(backup):
            for table, columns in _KEPT.items():
                self._db.execute(f"drop table if exists beside.{_IN_BACKUP}{table}")  # of a backup used as a ledger
                self._db.execute(f"create table beside.{_IN_BACKUP}{table} as select {columns} from main.{table}")

    def take_from(self, backup: Path) -> None:
        """Become the book that a backup carries."""
        with self._beside(backup):
            for table, columns in _KEPT.items():
                self._db.execute(f"delete from main.{table}")
                kept = f"select {columns} from beside.{_IN_BACKUP}{table}"
                self._db.execute(f"insert into main.{table} ({columns}) {kept}")

    @contextmanager
    def _beside(self, backup: Path) -> Iterator[None]:
        """A backup within reach; what is done inside is done as a whole."""
        try:
            self._db.execute("attach ? as beside", (str(backup),))
            try:
                self._db.execute("begin")
                with self._db:
                    yield
            finally:
                self._db.execute("detach beside")
        except sqlite3.Error as error:
            raise ReportError(f"The source book in {backup} cannot be copied: {error}.") from error

    def _add(self, report: Report, known: Metadata, address: str | None, made: Print) -> int:
        published = report.published.isoformat() if report.published else None
        added = self._db.execute(
            "insert into texts (report, sha256, address, publisher, published, title, known, sampled, runs, noted)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(report.id, report.sha256, address, report.publisher, published, report.title),
                *(json.dumps(known.to_json(), ensure_ascii=False), made.sampled, len(made.runs), _now()),
            ),
        )
        number = int(added.lastrowid or 0)
        self._db.executemany("insert into runs values (?, ?)", ((run, number) for run in made.runs))
        return number

    def _found(
        self, number: int, report: Report, address: str | None, made: Print
    ) -> list[tuple[int, Relation, float]]:
        found: dict[int, tuple[Relation, float]] = {}
        for other in self._alike_candidates(number, made):
            if match := alike(made, self._print(other)):
                found[other] = (match.relation, match.share)
        earlier = self._db.execute(
            "select number from texts where number != ? and (report = ? or (address is not null and address = ?))"
            " order by number desc limit 1",
            (number, report.id, address),
        ).fetchone()
        if earlier:
            found[earlier[0]] = ("version", found.get(earlier[0], ("version", 0.0))[1])
        return sorted(((other, *what) for other, what in found.items()), key=lambda link: -link[2])[:_CANDIDATES]

    def _alike_candidates(self, number: int, made: Print) -> list[int]:
        """Earlier texts that share the most runs."""
        counts: Counter[int] = Counter()
        for run in sorted(made.runs)[: 4 * _COMMON]:
            rows = self._db.execute("select number from runs where run = ? limit ?", (run, _COMMON + 1)).fetchall()
            if len(rows) <= _COMMON:
                counts.update(other for (other,) in rows if other != number)
        return [other for other, _ in counts.most_common(_CANDIDATES)]

    def _print(self, number: int) -> Print:
        (sampled,) = self._db.execute("select sampled from texts where number = ?", (number,)).fetchone()
        runs = self._db.execute("select run from runs where number = ?", (number,))
        return Print(frozenset(run for (run,) in runs), bool(sampled))

    def _link(self, report: str, other: int, relation: Relation, share: float) -> Link:
        row = self._db.execute("select report, publisher, address from texts where number = ?", (other,)).fetchone()
        return Link(report, row[0], relation, share, row[1], row[2])


def carries_book(backup: Path) -> bool:
    """Whether a backup has a source book in it; those of an older Marsad have none."""
    try:
        with closing(sqlite3.connect(backup)) as found:
            tables = {name for (name,) in found.execute("select name from sqlite_master where type = 'table'")}
    except sqlite3.Error as error:
        raise ReportError(f"The backup {backup} cannot be read: {error}.") from error
    return tables >= {_IN_BACKUP + table for table in _KEPT}


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
