"""What people call the columns of their tables: columns.yaml, and when two names are the same."""

from functools import cache
from pathlib import Path

from marsad.compiled import compiled, fingerprint


def folded(name: str) -> str:
    """A name as it is compared: without regard to case, spaces, dashes, dots and underscores."""
    return "".join(c for c in name.casefold().strip("\ufeff") if c not in " _-.")


@cache
def column_names() -> dict[str, list[str]]:
    """Field of a report → names of its column, in the order in which they are looked for."""
    path = Path(__file__).with_name("columns.yaml")
    return compiled("columns", fingerprint([path, Path(__file__)]), lambda: _parsed(path))


def _parsed(path: Path) -> dict[str, list[str]]:
    import yaml

    loaded = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    assert isinstance(loaded, dict)
    return loaded
