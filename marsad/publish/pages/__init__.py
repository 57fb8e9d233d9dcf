"""Templates of HTML pages, with escaping always on, and what they share."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.publish.wording.messages import missing

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_RUN = re.compile("[\u2066\u2068]([^\u2066\u2068\u2069]*)\u2069")
_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@lru_cache
def environment(folder: str) -> "Environment":
    """Templates of a folder; every value is escaped, and a name that is not given is an error."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise missing("Jinja2", "a page") from error
    loader = PackageLoader(__name__, f"templates/{folder}")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["isolated"] = isolated
    made.filters["bare"] = bare
    return made


def isolated(text: str) -> "Markup":
    """Runs that are isolated by control characters, isolated by elements; stray controls are dropped."""
    from markupsafe import Markup, escape

    parts: list[Markup] = []
    last = 0
    for run in _RUN.finditer(text):
        parts += [escape(bare(text[last : run.start()])), Markup("<bdi>"), escape(bare(run[1])), Markup("</bdi>")]
        last = run.end()
    return Markup("").join([*parts, escape(bare(text[last:]))])


def bare(text: str) -> str:
    """Without control characters of direction: for attributes and titles."""
    return _CONTROLS.sub("", text)
