"""Reports like those that the reader learned from, but never trained on (test_corpus.py):
`tests/languages/<language>/unseen*.yaml`.

How well they are read tells what reading is worth on text that it does not know; the corpus itself cannot. Those of
`unseen.yaml` are written around what was misread; those of `unseen-2.yaml` are built as reports of real outlets are,
those of `unseen-3.yaml` likewise, of many more sorts: letters to a parliament, lists of a monitor, live pages; those of
`unseen-4.yaml` are a few sentences each, in the plain words of agencies; those of `unseen-5.yaml`, of which one in four
is read here, tell the same thing several times over and much that is no claim, as the news does.
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
from training.corpus import Example, examples

FOLDER = Path(__file__).parent / "languages"
FILES = {
    "unseen reports": "unseen",
    "unseen outlets": "unseen-2",
    "unseen genres": "unseen-3",
    "unseen plain": "unseen-4",
    "unseen news": "unseen-5",
}  # name in floors.yaml → file
LEAST = {  # reports of a language
    "unseen reports": 50,
    "unseen outlets": 35,
    "unseen genres": 30,
    "unseen plain": 100,
    "unseen news": 45,
}
ONE_IN = {"unseen news": 4}  # lest it take long
each = pytest.mark.parametrize(("name", "language"), [(n, language) for n in FILES for language in LANGUAGES])


def unseen(name: str, language: str) -> list[Example]:
    return list(examples(FOLDER, (language,), (FILES[name],)))[:: ONE_IN.get(name, 1)]


def pinned(text: str) -> dict[str, float]:
    """ "unseen reports ar" → floor of their soft F1."""
    floors = yaml.safe_load(text)
    return {f"{name} {language}": f for name in FILES for language, f in floors.get(name, {}).items()}


FLOORS = pinned(FILE.read_text("utf-8"))


@each
def test_their_annotation_keeps_the_contract(name: str, language: str) -> None:
    listed = unseen(name, language)
    assert len(listed) >= LEAST[name]
    for example in listed:
        for claim in example.claims:
            claim.check(example.text)
            assert claim.evidence, example.id


@each
def test_unseen_reports_are_read_no_worse(name: str, language: str) -> None:
    reader, graded = Reader(), []
    for e in unseen(name, language):
        published = dt.date.fromisoformat(e.published) if e.published else None
        read = reader.read(Report(e.id, e.text, language, published, e.publisher)).claims
        graded.append(Graded(e.id, language, [c.to_json() for c in e.claims], [c.to_json() for c in read]))
    group = f"{name} {language}"
    found, pin = score(graded).to_json()["groups"]["all"]["soft_f1"], FLOORS[group]
    assert not below(group, found, pin), f"{group}: soft F1 is {found:.3f}, pinned is {pin} (tests/floors.yaml)"


def test_a_floor_that_was_lowered_is_explained() -> None:
    assert not unexplained(FLOORS, [pinned(text) for text in earlier_texts()])
