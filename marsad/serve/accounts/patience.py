"""How often somebody may try to sign in: few failures for one name from one place, more for each of the two."""

import datetime as dt
from ipaddress import ip_address, ip_network

from marsad.serve.accounts.file import File, now

WINDOW = dt.timedelta(minutes=15)
_PAIR, _PLACE, _NAME = 5, 30, 100  # failures within it


class Patience:
    """Counts failures to sign in."""

    def __init__(self, file: File) -> None:
        self._file = file

    def is_lost(self, name: str, address: str) -> bool:
        """Whether there were too many failures of late."""
        return any(self._failures(key) >= most for key, most in _keys(name, address))

    def tried(self, name: str, address: str) -> None:
        """Count a try before it is looked at, so that many at once gain nothing."""
        with self._file.together() as db:
            db.execute("delete from attempts where at < ?", (now(WINDOW),))
            db.executemany("insert into attempts values (?, ?)", [(key, now()) for key, _ in _keys(name, address)])

    def forgive(self, name: str, address: str) -> None:
        """Who got in has not failed: his tries from there count no more, and this one not for others either."""
        (pair, _), *others = _keys(name, address)
        with self._file.together() as db:
            db.execute("delete from attempts where key = ?", (pair,))
            last = "delete from attempts where rowid = (select max(rowid) from attempts where key = ?)"
            db.executemany(last, [(key,) for key, _ in others])

    def _failures(self, key: str) -> int:
        row = self._file.one("select count(*) from attempts where key = ? and at > ?", key, now(WINDOW))
        return int(row[0]) if row else 0


def _keys(name: str, address: str) -> list[tuple[str, int]]:
    folded, place = " ".join(name.split()).casefold()[:200], _place(address)
    return [(f"{folded}@{place}", _PAIR), (f"@{place}", _PLACE), (folded, _NAME)]


def _place(address: str) -> str:
    """An address; of IPv6 the network, as a household has all addresses of one."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{address}/64", strict=False)) if found.version == 6 else address
