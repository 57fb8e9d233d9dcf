"""Where text for people goes: colour on a terminal only (and not under NO_COLOR), room to spare in a pipe."""

import sys

from rich.console import Console

_PIPE_WIDTH = 160  # a pipe has no width to keep to


def console() -> Console:
    return Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False, markup=False, emoji=False)
