"""A file that a process writes to is locked, so that no other takes it away beneath it."""

from typing import IO, Any


def locked(file: IO[Any]) -> bool:
    """Take the lock of a file; False where another process has it."""
    try:
        import fcntl
    except ImportError:  # not on Windows
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
