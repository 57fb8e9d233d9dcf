"""The example corpus (`tests/languages/<language>/<kind>.yaml`) as annotated reports."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from marsad.garbage import no_garbage
from marsad.model.claim import Claim

SUBJECTS = (
    "move",
    "handover",
    "presence",
    "activity",
    "attack",
    "control",
    "agreement",
    "mixed",
    "nothing",
    "wire",
    "statement",
    "feature",
    "brief",
    "report",
    "outlet",
    "outlet-2",
    "outlet-3",
    "outlet-4",
    "outlet-5",
    "outlet-6",
    "outlet-7",
    "outlet-8",
    "outlet-9",
    "outlet-10",
    "outlet-11",
    "outlet-12",
    "outlet-13",
    "outlet-14",
    "outlet-15",
    "outlet-16",
    "outlet-17",
    "outlet-18",
    "near",
)


_HARD = ("outlet-5-", "outlet-15-", "outlet-16-")
_DENSE = ("ar/outlet-11-", "ar/outlet-12-", "ar/outlet-13-")


class Example(NamedTuple):
    """A short text with the claims that it makes, all of them."""

    id: str  # language/subject-number
    language: str
    text: str
    published: str | None  # ISO 8601
    publisher: str | None
    claims: tuple[Claim, ...]


def examples(
    folder: Path, languages: tuple[str, ...] = ("ar", "en"), subjects: tuple[str, ...] = SUBJECTS
) -> Iterator[Example]:
    """Every example of a corpus; evidence is given there by its words and found here in the text."""
    for language in languages:
        for subject in subjects:
            path = folder / language / f"{subject}.yaml"
            if path.exists():
                for number, raw in enumerate(entries(path), 1):
                    yield _example(f"{language}/{subject}-{number}", language, raw)


@cache
def entries(path: Path) -> list[dict[str, Any]]:
    """What a file of the corpus holds, read once."""
    with no_garbage():  # nothing of it is: looking for some would take longer than reading
        return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) or []


def _example(id_: str, language: str, raw: dict[str, Any]) -> Example:
    text = raw["text"]
    claims = tuple(
        Claim.from_json({**c, "evidence": [_span(text, words) for words in c["evidence"]]}) for c in raw["claims"]
    )
    published = str(raw["published"]) if raw.get("published") else None
    return Example(id_, language, text, published, raw.get("publisher"), claims)


def _span(text: str, words: str) -> list[int]:
    start = text.find(words)
    if start < 0:
        raise ValueError(f"{words!r} does not stand in {text!r}")
    return [start, start + len(words)]


def is_hard(id_: str) -> bool:
    """Whether an example, by its id, is one of those that were written around what was misread."""
    return id_.rpartition("/")[2].startswith(_HARD)


def is_dense(id_: str) -> bool:
    """Whether an example, by its id, is one of those that say more in fewer words than reports of outlets do."""
    return id_.startswith(_DENSE)
