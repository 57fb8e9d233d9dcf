"""A database's complaints as one sentence that a user can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from marsad.errors import LedgerError

_BUSY = "The ledger {where} is locked by another program that is writing to it; wait until it is done and try again."
_FULL = "The disk is full and the last write to {where} was not made; free some space and run again."
_READ_ONLY = "The ledger {where} cannot be written: its file or folder is read-only; make it writable or use --ledger."
_LOST = "The connection to {where} was lost; what was acknowledged is kept. Run again when the server is back."
_REFUSED = "The server does not let this user into {where}; check the name, the password and the database's rights."
_SENTENCES: dict[int | str, str] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_NOTADB: "{where} is not a ledger: it is no SQLite file; name another with --ledger.",
    sqlite3.SQLITE_CORRUPT: "The ledger {where} is damaged; restore a copy, or save what is left with `sqlite3`.",
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_IOERR: "The disk failed while using the ledger {where}; check the disk and try again.",
    # PostgreSQL's conditions, and their classes where a whole class means one thing.
    "55P03": _BUSY,
    "53100": _FULL,
    "25006": "The ledger {where} cannot be written: the database is read-only; name another with --ledger.",
    "3D000": "There is no database at {where}; make it with `createdb`, or name another with --ledger.",
    "42501": _REFUSED,
    "28": _REFUSED,
    "08": _LOST,
    "57P": _LOST,
}


_NO_CONNECTION = "connection failed"  # as psycopg begins, which has no code for it


def fault_code(error: BaseException | None) -> int | str | None:
    """SQLite's primary result code of an error, or PostgreSQL's SQLSTATE, bare or wrapped; None where there is none."""
    cause = getattr(error, "orig", error)
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return int(code) & 0xFF  # the upper bytes only refine it
    state: str | None = getattr(cause, "sqlstate", None)
    return state


def _sentence(error: BaseException) -> str | None:
    code = fault_code(error)
    if isinstance(code, int):
        return _SENTENCES.get(code)
    if code:
        return next((_SENTENCES[part] for part in (code, code[:3], code[:2]) if part in _SENTENCES), None)
    return _LOST if isinstance(error, DBAPIError) and error.connection_invalidated else None


@contextmanager
def plain_faults(where: str) -> Iterator[None]:
    """Turn any database error in the block into a LedgerError about the ledger at `where`."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise LedgerError(
            "The report holds half a character (a lone surrogate), which no ledger can keep; save it again as UTF-8."
        ) from error
    except (sqlite3.Error, SQLAlchemyError) as error:
        if sentence := _sentence(error):
            raise LedgerError(sentence.format(where=where)) from error
        if isinstance(error, DBAPIError | sqlite3.Error):
            cause = str(getattr(error, "orig", error)).strip().partition("\n")[0]
            if cause.startswith(_NO_CONNECTION):
                why = cause.rpartition("FATAL:")[2].rpartition("failed: ")[2].strip().removesuffix(".")
                raise LedgerError(
                    f"No connection to {where} ({why}); check the address, and that the server runs."
                ) from error
            raise LedgerError(f"The ledger {where} could not be used: {cause}.") from error
        raise LedgerError(f"The ledger {where} could not be used: {str(error).partition(chr(10))[0]}.") from error
