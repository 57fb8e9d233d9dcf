"""The examples of `tests/languages/*/actor.yaml` and `place.yaml`, and how they are read."""

import datetime as dt
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from marsad.languages import LANGUAGES
from marsad.reading.annotate import annotator
from marsad.resolve.claims import Resolver
from marsad.resolve.groups import Group, group
from marsad.resolve.model import EMPTY
from marsad.resolve.sentence import Sentence
from marsad.resolve.where import Whereabouts
from marsad.resolve.who import Actors
from marsad.world.register import load_register

LISTS = Path(__file__).parents[1] / "languages"
_BRACKETED = re.compile(r"\[(.*?)\]")


@lru_cache(maxsize=1)
def whereabouts() -> Whereabouts:
    return Whereabouts(load_register())


def sentences(text: str, language: str = "en") -> list[Sentence]:
    """A text's sentences with their mentions resolved, as of 20 March 2020."""
    page = annotator(language).page(text, dt.date(2020, 3, 20))
    return list(Resolver(language, whereabouts(), EMPTY).sentences(page))


def examples(subject: str, list_: str) -> list[tuple[str, str, str]]:
    """(language, expected, sentence with brackets) of every example; expected is empty in negative lists."""
    out = []
    for language in LANGUAGES:
        content: Any = yaml.load((LISTS / language / f"{subject}.yaml").read_text("utf-8"), yaml.BaseLoader)[list_]
        groups = content if isinstance(content, dict) else {"": content}
        out += [(language, key.removesuffix(" ←"), text) for key, texts in groups.items() for text in texts]
    return out


def spans(text: str) -> list[tuple[int, int]]:
    """Where the bracketed words stand once the brackets are gone."""
    return [(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(_BRACKETED.finditer(text))]


def read(language: str, text: str, layer: str) -> list[tuple[int, int, Group]]:
    """(start, end, group) of a text's groups of a layer, resolved."""
    page = annotator(language).page(text)
    mentions = Actors(language).resolve(page, whereabouts().resolve(page))
    out = []
    for first, past in page.tokens.sentences:
        for found in group(page, [m for m in mentions if first <= m.first < past], layer):
            out.append((page.tokens.starts[found.first], page.tokens.ends[found.past - 1], found))
    return out


def over_brackets(language: str, text: str, layer: str) -> list[list[Group]]:
    """For each pair of brackets, the groups that share words with it."""
    groups = read(language, re.sub(r"[\[\]]", "", text), layer)
    return [[g for a, b, g in groups if a < end and b > start] for start, end in spans(text)]
