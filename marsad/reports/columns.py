"""What people call the columns of their tables: columns.yaml, and when two names are the same."""

from functools import cache
from importlib import resources

import yaml


def folded(name: str) -> str:
    """A name as it is compared: without regard to case, spaces, dashes, dots and underscores."""
    return "".join(c for c in name.casefold().strip("\ufeff") if c not in " _-.")


@cache
def column_names() -> dict[str, list[str]]:
    """Field of a report → names of its column, in the order in which they are looked for."""
    loaded = yaml.load((resources.files("marsad.reports") / "columns.yaml").read_text("utf-8"), yaml.CSafeLoader)
    assert isinstance(loaded, dict)
    return loaded
