"""Sentences full of misleading words that make no claim: `tests/languages/<language>/trap.yaml`, never trained on
(test_corpus.py).

`nothing.yaml` is learned from; what the reader makes of these tells how many claims it makes up where there is none.
"""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_floors import FILE, below, earlier_texts, unexplained

from marsad.languages import LANGUAGES
from marsad.model.report import Report
from marsad.reader import Reader

FOLDER = Path(__file__).parent / "languages"


def traps(language: str) -> list[dict[str, Any]]:
    text = (FOLDER / language / "trap.yaml").read_text("utf-8")
    listed: list[dict[str, Any]] = yaml.load(text, yaml.CSafeLoader)
    return listed


TRAPS = {language: traps(language) for language in LANGUAGES}


def pinned(text: str) -> dict[str, float]:
    """ "spurious in unseen traps ar" → the most claims that a hundred of them may give."""
    rates = yaml.safe_load(text).get("unseen traps", {})
    return {f"spurious in unseen traps {language}": rate for language, rate in rates.items()}


CEILINGS = pinned(FILE.read_text("utf-8"))


def test_traps_are_many_and_in_every_language() -> None:
    assert sum(len(listed) for listed in TRAPS.values()) >= 300
    assert min(len(listed) for listed in TRAPS.values()) >= 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_traps_claim_nothing(language: str) -> None:
    for trap in TRAPS[language]:
        assert set(trap) == {"text", "published", "claims"}, trap
        assert trap["claims"] == [], trap
        assert 15 <= len(trap["text"].split()) <= 40, trap


@pytest.fixture(scope="module")
def made_up() -> dict[str, list[str]]:
    """By language: each claim read in a trap, with the trap's text."""
    reader, out = Reader(), {}
    for language, listed in TRAPS.items():
        out[language] = []
        for number, trap in enumerate(listed, 1):
            published = dt.date.fromisoformat(str(trap["published"]))
            read = reader.read(Report(f"{language}/trap-{number}", trap["text"], language, published, None))
            out[language] += [f"{claim.rule} ({claim.confidence}): {trap['text']}" for claim in read.claims]
    return out


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_claims_are_made_up(made_up: dict[str, list[str]], language: str) -> None:
    group = f"spurious in unseen traps {language}"
    found, pin = 100 * len(made_up[language]) / len(TRAPS[language]), CEILINGS[group]
    assert not below(group, found, pin), "\n".join(
        [
            f"{found:.1f} claims are made up in a hundred traps, {pin} are allowed. Mend the reader; or change `unseen "
            "traps` in tests/floors.yaml, with a line in CHANGELOG.md:",
            *made_up[language],
        ]
    )


def test_a_ceiling_that_was_raised_is_explained() -> None:
    assert not unexplained(CEILINGS, [pinned(text) for text in earlier_texts()])
