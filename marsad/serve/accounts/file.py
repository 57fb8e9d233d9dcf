"""The file of the accounts. Of passwords, sessions and tokens it holds only what cannot be turned back into them."""

import datetime as dt
import secrets
import sqlite3
import threading
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from typing import Any

from marsad.errors import MarsadError

_TABLES = """
pragma journal_mode = wal;
create table if not exists people (
    name text primary key, folded text not null unique, role text not null, password text, openid text unique,
    subject text unique, added text not null
);
create table if not exists sessions (
    id text primary key, name text not null references people on delete cascade, made text not null,
    seen text not null
);
create table if not exists tokens (
    id text primary key, name text not null references people on delete cascade, label text not null,
    role text not null, made text not null, used text
);
create table if not exists attempts (key text not null, at text not null);
create index if not exists attempts_key on attempts (key, at);
create table if not exists journal (at text not null, who text not null, what text not null, about text not null);
create table if not exists openid (state text primary key, nonce text not null, verifier text not null,
    back text not null, made text not null);
"""


class AccountError(MarsadError):
    """Something about accounts that cannot be done as asked."""


class File:
    """The accounts' tables, through one connection for each thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._threads = threading.local()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            new = not path.exists()
            self._db.executescript(_TABLES)
            if new:
                path.chmod(0o600)
        except (OSError, sqlite3.Error) as error:
            raise AccountError(f"The accounts in {path} cannot be opened: {error}.") from error

    @property
    def _db(self) -> sqlite3.Connection:
        if not hasattr(self._threads, "db"):
            self._threads.db = sqlite3.connect(self.path, timeout=10)
            self._threads.db.execute("pragma foreign_keys = on")
            self._threads.db.row_factory = sqlite3.Row
        found: sqlite3.Connection = self._threads.db
        return found

    def all(self, query: str, *values: Any) -> list[sqlite3.Row]:
        return self._db.execute(query, values).fetchall()

    def one(self, query: str, *values: Any) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._db.execute(query, values).fetchone()
        return row

    def do(self, query: str, *values: Any) -> int:
        """Change something at once; how many rows were changed."""
        with self._db as db:
            return db.execute(query, values).rowcount

    def together(self) -> AbstractContextManager[sqlite3.Connection]:
        """Several changes, all or none."""
        return self._db


def secret() -> str:
    return secrets.token_urlsafe(32)


def digest(given: str) -> str:
    """What is kept of a secret that is long and random: a plain hash is enough."""
    return sha256(given.encode()).hexdigest()


def now(ago: dt.timedelta = dt.timedelta()) -> str:
    return (dt.datetime.now(dt.UTC) - ago).isoformat(timespec="seconds")
