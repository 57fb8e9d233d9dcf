"""Work that makes many small objects and no circles of them: looking for circles meanwhile costs up to a third."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_garbage() -> Iterator[None]:
    """Do not look for circles of garbage in this block, or until a thread leaves it that entered it first."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
