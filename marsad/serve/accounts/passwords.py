"""Passwords: hashed with argon2id, a few at a time, and as slowly for a name that nobody has."""

import threading
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from marsad.serve.accounts.file import AccountError

SHORTEST = 12
_LONGEST = 1024
_AT_ONCE = threading.Semaphore(2)  # each takes 64 MiB and a core for a while


@lru_cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@lru_cache
def _nobodys() -> str:
    return _hasher().hash("a password that nobody has")


def hashed(password: str, name: str) -> str:
    """What is kept of a password. Raises AccountError where it is too easy to guess."""
    if len(password) < SHORTEST:
        raise AccountError(f"The password is too short; take {SHORTEST} characters or more, such as four words.")
    if len(password) > _LONGEST:
        raise AccountError(f"The password is longer than {_LONGEST} characters; take a shorter one.")
    if len(set(password)) < 5 or name.casefold() in password.casefold():
        raise AccountError("The password is too easy to guess; take one without your name and with more variety.")
    with _AT_ONCE:
        return _hasher().hash(password)


def is_right(kept: str | None, password: str) -> bool:
    """Whether a password is the one; it takes as long where there is none."""
    with _AT_ONCE:
        try:
            _hasher().verify(kept or _nobodys(), password[:_LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    return _hasher().check_needs_rehash(kept)
