"""Reports like those that the reader learned from, but never trained on: `tests/languages/<language>/unseen.yaml`.

How well they are read tells what reading is worth on hard text that it does not know; the corpus itself cannot.
"""

import datetime as dt
from pathlib import Path

import pytest
import yaml
from test_floors import FILE, below, earlier_texts, unexplained

from marsad.evaluate import score
from marsad.evaluate.scores import Graded
from marsad.languages import LANGUAGES
from marsad.model.report import Report
from marsad.reader import Reader
from training.corpus import SUBJECTS, Example, examples

FOLDER = Path(__file__).parent / "languages"
pytestmark = pytest.mark.xdist_group("traps")


def unseen(language: str) -> list[Example]:
    return list(examples(FOLDER, (language,), ("unseen",)))


def pinned(text: str) -> dict[str, float]:
    """ "unseen reports ar" → floor of their soft F1."""
    return {f"unseen reports {language}": f for language, f in yaml.safe_load(text).get("unseen reports", {}).items()}


FLOORS = pinned(FILE.read_text("utf-8"))


def test_unseen_reports_are_never_trained_on() -> None:
    assert "unseen" not in SUBJECTS
    told = [example.text for language in LANGUAGES for example in unseen(language)]
    assert set(told).isdisjoint(example.text for example in examples(FOLDER))


@pytest.mark.parametrize("language", LANGUAGES)
def test_their_annotation_keeps_the_contract(language: str) -> None:
    listed = unseen(language)
    assert len(listed) >= 50
    for example in listed:
        for claim in example.claims:
            claim.check(example.text)
            assert claim.evidence, example.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_unseen_reports_are_read_no_worse(language: str) -> None:
    reader, graded = Reader(), []
    for e in unseen(language):
        published = dt.date.fromisoformat(e.published) if e.published else None
        read = reader.read(Report(e.id, e.text, language, published, e.publisher)).claims
        graded.append(Graded(e.id, language, [c.to_json() for c in e.claims], [c.to_json() for c in read]))
    group = f"unseen reports {language}"
    found, pin = score(graded).to_json()["groups"]["all"]["soft_f1"], FLOORS[group]
    assert not below(group, found, pin), f"{group}: soft F1 is {found:.3f}, pinned is {pin} (tests/floors.yaml)"


def test_a_floor_that_was_lowered_is_explained() -> None:
    assert not unexplained(FLOORS, [pinned(text) for text in earlier_texts()])
