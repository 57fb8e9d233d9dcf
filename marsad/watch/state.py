"""What the watch has seen and read, in a file that survives kills: nothing is missed, nothing read twice.

An item is put down when a list shows it, in one transaction with the list's stamps; so a kill between the two loses
neither. It is crossed out when the ledger has it. After a kill in between it is read again, which the ledger knows to
be the same. Times are the wall clock's and only tell when to look next; whether an item is new never hangs on a clock.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from marsad.reports.web import Stamps
from marsad.watch.plan import Feed, PlanError

_TABLES = """
pragma journal_mode = wal;
create table if not exists feeds (
    url text primary key, etag text, modified text, final text, looked real, next real not null default 0,
    failures integer not null default 0, sentence text
);
create table if not exists items (
    key text primary key, number integer not null, feed text not null, address text not null, moment text,
    known text not null, state text not null, tries integer not null default 0, next real not null default 0,
    seen real not null, done real, sentence text
);
create index if not exists items_state on items (state, next, number);
create table if not exists alerts (
    claim text not null, rule text not null, sink text not null, line text not null, sent integer not null default 0,
    tries integer not null default 0, next real not null default 0, primary key (claim, rule, sink)
);
"""
MAX_TRIES = 8


@dataclass(frozen=True, slots=True)
class Item:
    """An article that a list has shown."""

    key: str
    feed: str
    address: str
    moment: str | None  # when the list says that it was last changed
    known: str  # metadata as JSON
    tries: int = 0  # how often reading it was begun


@dataclass(frozen=True, slots=True)
class Due:
    """An alert that waits to be sent."""

    claim: str  # or the conflict
    rule: str
    sink: str
    line: str
    tries: int  # how often sending it was begun

    @property
    def id(self) -> str:
        return alert_id(self.claim, self.rule)


def alert_id(claim: str, rule: str) -> str:
    """What an alert is called wherever it goes and however often: a receiver can tell a repeat by it."""
    return hashlib.sha256(f"{claim}\0{rule}".encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a feed does."""

    url: str
    looked: float | None
    next: float
    failures: int
    sentence: str | None
    waiting: int
    read: int
    failed: int


class State:
    """The watch's own file."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30)
            self._db.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise PlanError(f"The state of the watch {path} cannot be opened: {error}.") from error

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> "State":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Lists

    def stamps(self, feed: Feed) -> Stamps:
        row = self._db.execute("select etag, modified, final from feeds where url = ?", (feed.url,)).fetchone()
        return Stamps(*row) if row else Stamps()

    def due(self, feeds: Iterable[Feed], now: float) -> list[Feed]:
        """The feeds to look at now. A clock that was set back does not put them off for more than their interval."""
        times = dict(self._db.execute("select url, next from feeds"))
        return [feed for feed in feeds if not now < times.get(feed.url, 0.0) <= now + _longest(feed)]

    def next_time(self, feeds: Iterable[Feed], now: float) -> float:
        """When there is something to do next."""
        times = dict(self._db.execute("select url, next from feeds"))
        nexts = [min(times.get(feed.url, now), now + _longest(feed)) for feed in feeds]
        for table, where in (("items", "state = 'waiting'"), ("alerts", "sent = 0")):
            (soonest,) = self._db.execute(f"select min(next) from {table} where {where}").fetchone()
            nexts += [soonest] if soonest is not None else []
        return min(nexts, default=now)

    def looked(self, feed: Feed, stamps: Stamps, items: Iterable[Item], now: float) -> int:
        """Put down what a list shows, and its stamps: all or nothing. Returns how much of it is new or changed."""
        with self._db:
            new = sum(self._see(item, now) for item in items)
            self._db.execute(
                "insert or replace into feeds values (?, ?, ?, ?, ?, ?, 0, null)",
                (feed.url, stamps.etag, stamps.modified, stamps.final, now, now + feed.every),
            )
        return new

    def looked_in_vain(self, feed: Feed, sentence: str, now: float) -> None:
        """A list could not be had: the next look waits twice as long as the last, a day at most."""
        with self._db:
            self._db.execute("insert or ignore into feeds (url) values (?)", (feed.url,))
            (failures,) = self._db.execute("select failures from feeds where url = ?", (feed.url,)).fetchone()
            wait = min(feed.every * 2.0 ** min(failures, 10), max(feed.every, 86_400.0))
            self._db.execute(
                "update feeds set looked = ?, next = ?, failures = failures + 1, sentence = ? where url = ?",
                (now, now + wait, sentence, feed.url),
            )

    def _see(self, item: Item, now: float) -> bool:
        row = self._db.execute("select moment from items where key = ?", (item.key,)).fetchone()
        if row is None:
            (number,) = self._db.execute("select coalesce(max(number), 0) + 1 from items").fetchone()
            self._db.execute(
                "insert into items (key, number, feed, address, moment, known, state, seen)"
                " values (?, ?, ?, ?, ?, ?, 'waiting', ?)",
                (item.key, number, item.feed, item.address, item.moment, item.known, now),
            )
            return True
        if item.moment and row[0] and item.moment != row[0]:  # changed since: read once more
            self._db.execute(
                "update items set moment = ?, known = ?, state = 'waiting', tries = 0, next = 0 where key = ?",
                (item.moment, item.known, item.key),
            )
            return True
        return False

    # Items

    def waiting(self, now: float, longest: float = 86_400.0) -> Item | None:
        """The next item to read, first seen first; one that failed waits its turn, a clock set back or not."""
        row = self._db.execute(
            "select key, feed, address, moment, known, tries from items"
            " where state = 'waiting' and not (next > ? and next <= ?) order by number limit 1",
            (now, now + longest),
        ).fetchone()
        return Item(*row) if row else None

    def begin(self, item: Item) -> None:
        """Reading begins; if it is not ended, the next start knows."""
        with self._db:
            self._db.execute("update items set tries = tries + 1 where key = ?", (item.key,))

    def done(self, item: Item, now: float, alerts: Iterable[Due] = ()) -> None:
        """An item is in the ledger; it is crossed out together with the alerts that it raises."""
        with self._db:
            self._db.executemany(
                "insert or ignore into alerts (claim, rule, sink, line) values (?, ?, ?, ?)",
                ((due.claim, due.rule, due.sink, due.line) for due in alerts),
            )
            self._db.execute(
                "update items set state = 'read', done = ?, sentence = null where key = ? and moment is ?",
                (now, item.key, item.moment),
            )

    def failed(self, item: Item, sentence: str, now: float, again: bool) -> None:
        """An item could not be read; it is tried again, later each time, or given up."""
        state = "waiting" if again and item.tries + 1 < MAX_TRIES else "failed"
        with self._db:
            self._db.execute(
                "update items set state = ?, sentence = ?, next = ? where key = ?",
                (state, sentence, now + 60.0 * 4.0**item.tries, item.key),
            )

    def failures(self) -> list[tuple[str, str]]:
        """The addresses of items that were given up, and why."""
        rows = self._db.execute("select address, sentence from items where state = 'failed' order by number")
        return [(address, sentence or "") for address, sentence in rows]

    # Alerts

    def due_alerts(self, now: float) -> list[Due]:
        rows = self._db.execute(
            "select claim, rule, sink, line, tries from alerts where sent = 0 and not (next > ? and next <= ?)"
            " order by rowid limit 500",
            (now, now + 86_400.0),
        )
        return [Due(*row) for row in rows]

    def begin_alert(self, due: Due) -> None:
        """Sending begins; if it is not ended, the next start knows that it may have arrived."""
        self._alert(due, "tries = tries + 1", ())

    def sent(self, due: Due) -> None:
        self._alert(due, "sent = 1", ())

    def not_sent(self, due: Due, now: float) -> None:
        self._alert(due, "next = ?", (now + min(60.0 * 4.0**due.tries, 21_600.0),))

    def _alert(self, due: Due, change: str, values: tuple[float, ...]) -> None:
        with self._db:
            self._db.execute(
                f"update alerts set {change} where claim = ? and rule = ? and sink = ?",
                (*values, due.claim, due.rule, due.sink),
            )

    def erase(self, report: str, addresses: Iterable[str]) -> None:
        """Forget the words of a report: the alerts on it, sent or not, and what lists said of it."""
        with self._db:
            self._db.execute(
                "update alerts set line = '{}', sent = 1 where json_extract(line, '$.report') = ?", (report,)
            )
            for address in addresses:
                self._db.execute("update items set known = '{}' where address = ? or key = ?", (address, address))
        self._db.execute("vacuum")
        self._db.execute("pragma wal_checkpoint(truncate)")

    # Status

    def status(self, feeds: Iterable[Feed]) -> list[FeedState]:
        """How each feed does."""
        counts: dict[tuple[str, str], int] = {}
        for feed, state, count in self._db.execute("select feed, state, count(*) from items group by feed, state"):
            counts[feed, state] = count
        rows = {row[0]: row[1:] for row in self._db.execute("select url, looked, next, failures, sentence from feeds")}
        return [
            FeedState(
                feed.url, *rows.get(feed.url, (None, 0.0, 0, None)),
                *(counts.get((feed.url, state), 0) for state in ("waiting", "read", "failed")),
            )
            for feed in feeds
        ]  # fmt: skip

    def alerts_waiting(self) -> int:
        return int(self._db.execute("select count(*) from alerts where sent = 0").fetchone()[0])


def _longest(feed: Feed) -> float:
    return max(feed.every, 86_400.0)
