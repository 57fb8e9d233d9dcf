"""Where text for people goes: colour on a terminal only (and not under NO_COLOR), room to spare in a pipe."""

import sys

from rich.console import Console, RenderableType

_PIPE_WIDTH = 160  # a pipe has no width to keep to


def console() -> Console:
    return Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False, markup=False, emoji=False)


def show(content: RenderableType) -> None:
    """Print it; in a pipe without the blanks that fill its lines."""
    out = console()
    if out.is_terminal:
        out.print(content)
        return
    with out.capture() as captured:
        out.print(content)
    print(*(line.rstrip() for line in captured.get().splitlines()), sep="\n")
