"""Who is looking at which claim, for a few minutes, so that several analysts do not work on the same one.

A hold only tells; it locks nothing. What was decided meanwhile is refused when the second decision arrives.
It lies in a small file beside the ledger, which all workers of the server share.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

FOR = 300.0  # seconds
_TABLE = "create table if not exists holds (claim text primary key, by text not null, until real not null)"
_TAKE = """
insert into holds values (:claim, :by, :until)
on conflict (claim) do update set by = excluded.by, until = excluded.until where by = excluded.by or until <= :now
"""


class Holds:
    """The holds of one ledger."""

    def __init__(self, home: Path, clock: Callable[[], float] = time.time) -> None:
        self._path, self._clock = home / "holds.sqlite", clock

    def take(self, claim: str, by: str) -> str:
        """Hold a claim if nobody else does; who holds it now."""
        now = self._clock()
        with self._open() as db:
            db.execute("delete from holds where until <= ?", (now,))
            db.execute(_TAKE, {"claim": claim, "by": by, "until": now + FOR, "now": now})
            return str(db.execute("select by from holds where claim = ?", (claim,)).fetchone()[0])

    def drop(self, claim: str) -> None:
        """Nobody holds it any more: it was decided on."""
        with self._open() as db:
            db.execute("delete from holds where claim = ?", (claim,))

    def by_others(self, by: str) -> dict[str, str]:
        """Claim → who holds it, where that is somebody else."""
        with self._open() as db:
            return dict(db.execute("select claim, by from holds where by <> ? and until > ?", (by, self._clock())))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self._path, timeout=10)
        try:
            with db:
                db.execute(_TABLE)
                yield db
        finally:
            db.close()
