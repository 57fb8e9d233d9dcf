"""Hasty spelling costs little: soft F1 on tests/gold/dev as it came, and with a tenth of its words misspelt."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from noise import noisy
from test_floors import FILE, below, earlier_texts, unexplained

from marsad.evaluate import score
from marsad.evaluate.prediction import find_texts, gold_claims
from marsad.evaluate.scores import Graded
from marsad.languages import LANGUAGES
from marsad.reader import Reader
from marsad.reports import Source, get_report

GOLD = Path(__file__).parents[1] / "gold" / "dev"
SEED = 7


def moved(claim: dict[str, Any], copy: Any) -> dict[str, Any]:
    return claim | {"evidence": [list(copy.span(*span)) for span in claim["evidence"]]}


def soft_f1(reader: Reader, language: str, seed: int | None) -> float:
    graded = []
    for path in find_texts(GOLD):
        report, gold = get_report(Source(path)), gold_claims(path)
        if report.language != language or gold is None:
            continue
        claims = gold[1]
        if seed is not None:
            copy = noisy(report.text, language, seed)
            report, claims = replace(report, text=copy.text), [moved(claim, copy) for claim in claims]
        graded.append(Graded(report.id, language, claims, [c.to_json() for c in reader.read(report).claims]))
    return float(score(graded).to_json()["groups"]["all"]["soft_f1"])


def pinned(text: str) -> dict[str, float]:
    """The most that noise may cost, by language."""
    return {f"noise {language}": cost for language, cost in (yaml.safe_load(text).get("noise") or {}).items()}


CEILINGS = pinned(FILE.read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_noise_costs_little(language: str) -> None:
    reader = Reader()
    clean, noisy_ = soft_f1(reader, language, None), soft_f1(reader, language, SEED)
    print(f"{language}: soft F1 {clean:.3f}, with noise {noisy_:.3f}")
    assert not below(f"noise {language}", clean - noisy_, CEILINGS[f"noise {language}"]), (clean, noisy_)


def test_a_ceiling_that_was_raised_is_explained() -> None:
    assert not unexplained(CEILINGS, [pinned(text) for text in earlier_texts()])


@given(st.text(max_size=200) | st.text("أإآاةىيوقلم ABrecount", max_size=200), st.sampled_from(LANGUAGES))
def test_offsets_follow_the_noise(text: str, language: str) -> None:
    copy = noisy(text, language)
    assert len(copy.offsets) == len(text) + 1
    assert copy.offsets == sorted(copy.offsets)
    assert copy.offsets[-1] == len(copy.text)
    for i, character in enumerate(text):
        if not character.isalpha():
            assert copy.text[copy.offsets[i]] == character


def test_the_same_seed_gives_the_same_copy() -> None:
    text = "غادرت القوات الأمريكية قاعدة القائم إلى أربيل " * 20
    assert noisy(text, "ar", 1) == noisy(text, "ar", 1) != noisy(text, "ar", 2)
    assert noisy(text, "ar", 1).text != text
