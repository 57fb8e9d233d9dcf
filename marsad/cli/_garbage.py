"""When a command looks for circles of garbage: seldom, and not at all as it ends.

What a command loads is some 250,000 small objects that stay until its end, words and names of the reader foremost.
Looking through them again and again for garbage, and once more as the process ends, takes a third of a first report.
"""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_EVERY = 400_000  # new objects between two looks; Python's own 700 is for programs that load little

atexit.register(gc.freeze)  # what is left belongs to the system in a moment anyway


@contextmanager
def seldom() -> Iterator[None]:
    """Look for circles of garbage seldom in this block."""
    before = gc.get_threshold()
    gc.set_threshold(_EVERY if before[0] else 0, *before[1:])  # 0: whoever calls wants none
    try:
        yield
    finally:
        gc.set_threshold(*before)
