"""A database's complaints as one sentence that a user can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from marsad.errors import LedgerError

_BUSY = "The ledger {where} is locked by another program that is writing to it; wait until it is done and try again."
_READ_ONLY = "The ledger {where} cannot be written: its file or folder is read-only; make it writable or use --ledger."
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: "The disk is full and this report was not written to {where}; free some space and run again.",
    sqlite3.SQLITE_NOTADB: "{where} is not a ledger: it is no SQLite file; name another with --ledger.",
    sqlite3.SQLITE_CORRUPT: "The ledger {where} is damaged; restore a copy, or save what is left with `sqlite3`.",
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_IOERR: "The disk failed while using the ledger {where}; check the disk and try again.",
}


def fault_code(error: BaseException | None) -> int | None:
    """SQLite's primary result code of an error, bare or wrapped; None where it is none of SQLite's."""
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
    return None if code is None else code & 0xFF  # the upper bytes only refine it


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
        sentence = _SENTENCES.get(fault_code(error) or 0)
        if sentence:
            raise LedgerError(sentence.format(where=where)) from error
        if isinstance(error, DBAPIError | sqlite3.Error):
            cause = str(getattr(error, "orig", error)).strip().partition("\n")[0]
            raise LedgerError(f"The ledger {where} could not be used: {cause}.") from error
        raise LedgerError(f"The ledger {where} could not be used: {str(error).partition(chr(10))[0]}.") from error
