"""People, their roles, sessions and tokens."""

import datetime as dt
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from marsad.serve.accounts.file import AccountError, File, digest, now, secret
from marsad.serve.accounts.passwords import hashed, is_outdated, is_right
from marsad.serve.people import Person
from marsad.serve.routes import RANKS, Permission

ROLES: tuple[Permission, ...] = ("viewer", "analyst", "admin")
TOKEN = "marsad_"  # how tokens begin, so that a leaked one is found by those who look for such

_IDLE = dt.timedelta(hours=12)
_LONGEST = dt.timedelta(days=7)
_SEEN = dt.timedelta(minutes=5)  # how exactly the last use is kept
_NAME = 60


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in."""

    name: str
    role: str
    openid: str | None
    added: str


@dataclass(frozen=True, slots=True)
class Token:
    """What a program comes with; the secret itself is shown once, when it is made."""

    id: str
    label: str
    role: str
    made: str
    used: str | None


def file_of(folder: Path) -> Path:
    """Where the accounts of a ledger are, in the folder beside it."""
    return folder / "accounts.sqlite"


class Accounts:
    """The accounts of one ledger."""

    def __init__(self, path: Path) -> None:
        self.file = File(path)

    # People

    def people(self) -> list[Account]:
        rows = self.file.all("select * from people order by folded")
        return [Account(r["name"], r["role"], r["openid"], r["added"]) for r in rows]

    def add(self, name: str, role: str, password: str | None, openid: str | None = None, by: str = "") -> None:
        """Somebody new. Without a password he signs in by OpenID Connect, as the `openid` that is given."""
        name = " ".join(unicodedata.normalize("NFC", name).split())
        if not name or len(name) > _NAME or not all(c.isprintable() for c in name):
            raise AccountError(f"{name!r} is no name to sign in with; take 1 to {_NAME} letters.")
        if not password and not openid:
            raise AccountError(f"{name} needs a password, or an address for OpenID Connect.")
        kept = hashed(password, name) if password else None
        added = self.file.do(
            "insert or ignore into people values (?, ?, ?, ?, ?, null, ?)",
            name, name.casefold(), _role(role), kept, openid and openid.casefold(), now(),
        )  # fmt: skip
        if not added:
            raise AccountError(f"There is somebody named {name} already (or with that address); take another name.")
        self.note(by or name, "added", f"{name}: {role}")

    def set_role(self, name: str, role: str, by: str = "") -> None:
        self._keep_an_admin(name, role)
        self._change("update people set role = ? where name = ?", _role(role), name)
        self.note(by or name, "role", f"{name}: {role}")

    def set_password(self, name: str, password: str, by: str = "", keep: str | None = None) -> None:
        """A new password: every browser that was signed in is signed out, but for the session to keep."""
        self._change("update people set password = ? where name = ?", hashed(password, name), name)
        self.file.do("delete from sessions where name = ? and id != ?", name, digest(keep) if keep else "")
        self.note(by or name, "password", name)

    def remove(self, name: str, by: str = "") -> None:
        """Take an account away, with its sessions and tokens; decisions keep the name."""
        self._keep_an_admin(name, None)
        self._change("delete from people where name = ?", name)
        self.note(by or name, "removed", name)

    def _change(self, query: str, *values: str) -> None:
        if not self.file.do(query, *values):
            raise AccountError(f"Nobody here is named {values[-1]}; `marsad users list` shows who is.")

    def _keep_an_admin(self, name: str, role: str | None) -> None:
        admins = [account.name for account in self.people() if account.role == "admin"]
        if admins == [name] and role != "admin":
            raise AccountError(f"{name} is the only admin; make somebody else one first.")

    # Signing in

    def check(self, name: str, password: str) -> str | None:
        """The name of who has this name and password."""
        row = self.file.one("select * from people where folded = ?", " ".join(name.split()).casefold())
        if not is_right(row["password"] if row else None, password) or row is None:
            return None
        if is_outdated(row["password"]):
            self.file.do("update people set password = ? where name = ?", hashed(password, row["name"]), row["name"])
        return str(row["name"])

    def begin(self, name: str, before: str | None = None) -> str:
        """A new session, whatever the browser came with; the secret is for its cookie."""
        made = secret()
        with self.file.together() as db:
            db.execute("delete from sessions where id = ? or made < ?", (digest(before or ""), now(_LONGEST)))
            db.execute("insert into sessions values (?, ?, ?, ?)", (digest(made), name, now(), now()))
        self.note(name, "signed-in", "")
        return made

    def end(self, session: str) -> None:
        self.file.do("delete from sessions where id = ?", digest(session))

    def by_session(self, session: str) -> Person | None:
        row = self.file.one(
            "select name, role, seen from sessions join people using (name) where id = ? and made > ? and seen > ?",
            digest(session), now(_LONGEST), now(_IDLE),
        )  # fmt: skip
        if row is None:
            return None
        if row["seen"] < now(_SEEN):
            self.file.do("update sessions set seen = ? where id = ?", now(), digest(session))
        return Person(row["name"], row["role"])

    # Tokens

    def make_token(self, name: str, label: str, role: str) -> str:
        """A token for a program of somebody's; it may what its role may, and never more than he."""
        label = " ".join(label.split())
        if not label or len(label) > _NAME:
            raise AccountError(f"Say in 1 to {_NAME} letters what the token is for.")
        row = self.file.one("select role from people where name = ?", name)
        if row is None:
            raise AccountError(f"Nobody here is named {name}; `marsad users list` shows who is.")
        if RANKS[_role(role)] > RANKS[_role(row["role"])]:
            raise AccountError(f"{name} is {row['role']}, so a token cannot be {role}.")
        made = TOKEN + secret()
        self.file.do("insert into tokens values (?, ?, ?, ?, ?, null)", digest(made), name, label, role, now())
        self.note(name, "token-made", label)
        return made

    def tokens(self, name: str) -> list[Token]:
        rows = self.file.all("select id, label, role, made, used from tokens where name = ? order by made", name)
        return [Token(*row) for row in rows]

    def revoke(self, name: str, id: str) -> None:
        """Take a token of somebody's own away."""
        if not self.file.do("delete from tokens where name = ? and id = ?", name, id):
            raise AccountError("You have no such token.")
        self.note(name, "token-revoked", "")

    def by_token(self, token: str) -> Person | None:
        row = self.file.one(
            "select name, people.role as his, tokens.role as its, used from tokens join people using (name)"
            " where id = ?",
            digest(token),
        )
        if row is None:
            return None
        if (row["used"] or "") < now(_SEEN):
            self.file.do("update tokens set used = ? where id = ?", now(), digest(token))
        return Person(row["name"], min(_role(row["his"]), _role(row["its"]), key=RANKS.__getitem__), by_token=True)

    # OpenID Connect

    def by_openid(self, subject: str, address: str | None, role: str | None) -> str:
        """Who an issuer says this is: known by the subject, at first by an address; made where a role is given."""
        row = self.file.one("select name from people where subject = ?", subject)
        if row is None and address:
            self.file.do(
                "update people set subject = ? where openid = ? and subject is null", subject, address.casefold()
            )
            row = self.file.one("select name from people where subject = ?", subject)
        if row is None and address and role:
            self.add(address, role, None, openid=address, by="OpenID Connect")
            self.file.do("update people set subject = ? where name = ?", subject, address)
            return address
        if row is None:
            raise AccountError(
                f"{address or 'This person'} has no account here; `marsad users add NAME --openid ADDRESS` makes one."
            )
        return str(row["name"])

    # The journal

    def note(self, who: str, what: str, about: str) -> None:
        self.file.do("insert into journal values (?, ?, ?, ?)", now(), who, what, about)

    def journal(self, limit: int = 200) -> list[dict[str, str]]:
        """What was done with accounts, newest first."""
        rows = self.file.all("select at, who, what, about from journal order by rowid desc limit ?", limit)
        return [dict(row) for row in rows]


def _role(given: str) -> Permission:
    for role in ROLES:
        if role == given:
            return role
    raise AccountError(f"{given!r} is no role; use {', '.join(ROLES)}.")
