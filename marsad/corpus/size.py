"""How much there is to read, and how many cores for it. Imports little: every `marsad read` asks."""

import os
from collections.abc import Iterable
from pathlib import Path

from marsad.reports import Source, find_sources
from marsad.reports.formats import SUFFIXES, format_of

MANY = 48  # sources from which on all cores pay for starting workers
_LARGE = 500_000  # bytes of a file of many reports, likewise


def workers_for(names: Iterable[Path | str]) -> int:
    """How many workers these sources are worth: one, or one for each core where they are many, or large."""
    sources = find_sources(names)
    large = len(sources) >= MANY or any(
        isinstance(source, Source) and not source.is_stdin and size_of(source) > _LARGE and is_container(source)
        for source in sources
    )
    return cores() if large else 1


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def is_container(source: Source) -> bool:
    """Whether a file holds many reports."""
    name, head = source.path.name, b""
    if not name.lower().endswith(SUFFIXES) and source.path.is_file():
        try:
            with source.path.open("rb") as file:
                head = file.read(4096)
        except OSError:
            return False  # whoever reads it will say why
    return format_of(name, head).large


def size_of(source: Source) -> int:
    try:
        return source.path.stat().st_size
    except OSError:
        return 0
