"""Work that makes many small objects and no circles of them: looking for circles meanwhile costs up to a third."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_inside = 0  # blocks that threads are in
_collecting = True  # whether circles were looked for when the first of them was entered


@contextmanager
def no_garbage() -> Iterator[None]:
    """Do not look for circles of garbage in this block, nor until the last thread has left its own."""
    global _inside, _collecting
    with _lock:
        if not _inside:
            _collecting = gc.isenabled()
            gc.disable()
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside and _collecting:
                gc.enable()
