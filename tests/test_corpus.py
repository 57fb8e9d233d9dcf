"""The example corpus, `tests/languages/<language>/<kind>.yaml`: its form, and how well the reader reads it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_floors import FILE, below, earlier_texts, unexplained
from test_traps import TRAPS
from test_unseen import FILES as UNSEEN
from test_unseen import unseen

from marsad.evaluate import score
from marsad.evaluate.scores import Graded
from marsad.garbage import no_garbage
from marsad.languages import LANGUAGES
from marsad.model.kinds import KINDS
from marsad.model.report import Report
from marsad.reader import Reader
from training.corpus import SUBJECTS, Example, entries, examples

FOLDER = Path(__file__).parent / "languages"


@cache
def corpus() -> list[Example]:
    """All of it. That takes long, so what needs all of it stands in this file, which one process runs."""
    with no_garbage():
        return list(examples(FOLDER))


def raw(language: str, subject: str) -> list[dict[str, Any]]:
    return entries(FOLDER / language / f"{subject}.yaml")


def of(file: str) -> list[Example]:
    return [example for example in corpus() if example.id.rpartition("-")[0] == file]


@pytest.fixture(scope="module", autouse=True)
def _forgotten() -> Iterator[None]:
    """It is large: the tests of other files that this process runs later are quicker without it."""
    yield
    corpus.cache_clear()
    entries.cache_clear()


FILES = [(language, subject) for language in LANGUAGES for subject in SUBJECTS]


@pytest.mark.parametrize(("language", "subject"), FILES)
def test_evidence_stands_in_the_text_once(language: str, subject: str) -> None:
    entries = [(e["text"], words) for e in raw(language, subject) for c in e["claims"] for words in c["evidence"]]
    assert [words for text, words in entries if text.count(words) != 1] == []


@pytest.mark.parametrize(("language", "subject"), FILES)
def test_examples_say_nothing_but_what_is_read(language: str, subject: str) -> None:
    """A slot that a kind does not have, or a misspelt key, would be passed over in silence."""
    common = {"kind", "status", "when", "reasons", "said_by", "evidence"}
    for entry in raw(language, subject):
        assert set(entry) <= {"text", "published", "publisher", "claims"}, entry["text"]
        for claim in entry["claims"]:
            assert set(claim) <= common | set(KINDS[claim["kind"]].slots), entry["text"]


@pytest.mark.parametrize(("language", "subject"), FILES)
def test_claims_pass_the_contract(language: str, subject: str) -> None:
    for example in of(f"{language}/{subject}"):
        for claim in example.claims:
            claim.check(example.text)
            assert claim.evidence, example.id
            assert any(getattr(claim, slot) for slot in KINDS[claim.kind].slots), example.id


def test_no_text_is_told_twice() -> None:
    counted = Counter(example.text for example in corpus())
    assert [text for text, times in counted.items() if times > 1] == []


def test_unseen_reports_are_never_trained_on() -> None:
    assert set(SUBJECTS).isdisjoint(UNSEEN.values())
    told = [example.text for language in LANGUAGES for name in UNSEEN for example in unseen(name, language)]
    assert set(told).isdisjoint(example.text for example in corpus())


def test_traps_are_never_trained_on() -> None:
    assert "trap" not in SUBJECTS
    told = [trap["text"] for listed in TRAPS.values() for trap in listed]
    assert len(set(told)) == len(told)
    assert set(told).isdisjoint(example.text for example in corpus())


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_nothing_claim_nothing(language: str) -> None:
    assert [e.id for e in of(f"{language}/nothing") if e.claims] == []


# How well it is read --------------------------------------------------------------------------------------------------


def pinned(text: str) -> dict[str, float]:
    """Group of the corpus → floor of its soft F1; "spurious ar" → most claims in a hundred texts that make none."""
    corpus = yaml.safe_load(text).get("corpus", {})
    out = {f"corpus {group}": floor for group, floor in corpus.get("soft_f1", {}).items()}
    out |= {f"corpus outlet {language}": floor for language, floor in corpus.get("outlet", {}).items()}
    return out | {f"corpus spurious {language}": rate for language, rate in corpus.get("spurious", {}).items()}


FLOORS = pinned(FILE.read_text("utf-8"))


def is_outlet(id_: str) -> bool:
    return "/outlet-" in id_


ONE_IN = {"outlet": 20, "near": 12, "nothing": 5, "brief": 3, "feature": 3, "statement": 3, "wire": 3}  # else all


def read_by_tests() -> list[Example]:
    """Of subjects with many texts only some, evenly."""
    met: Counter[str] = Counter()
    out = []
    for example in corpus():
        subject = example.id.rpartition("/")[2].partition("-")[0]
        if met[example.language + subject] % ONE_IN.get(subject, 1) == 0:
            out.append(example)
        met[example.language + subject] += 1
    return out


@pytest.fixture(scope="module")
def graded() -> list[Graded]:
    reader = Reader()
    out = []
    for e in read_by_tests():
        published = dt.date.fromisoformat(e.published) if e.published else None
        claims = reader.read(Report(e.id, e.text, e.language, published, e.publisher)).claims
        out.append(Graded(e.id, e.language, [c.to_json() for c in e.claims], [c.to_json() for c in claims]))
    return out


@pytest.fixture(scope="module")
def figures(graded: list[Graded]) -> dict[str, float]:
    """The reports of many outlets are longer and harder than the rest, so they are counted by themselves."""
    outlet = [g for g in graded if is_outlet(g.id)]
    groups = score([g for g in graded if not is_outlet(g.id)]).to_json()["groups"]
    out = {f"corpus {group}": found["soft_f1"] for group, found in groups.items()}
    for language in LANGUAGES:
        told = score([g for g in outlet if g.language == language]).to_json()["groups"]
        out[f"corpus outlet {language}"] = told["all"]["soft_f1"]
        silent = [len(g.predicted) for g in graded if g.id.startswith(f"{language}/nothing-")]
        out[f"corpus spurious {language}"] = 100 * sum(silent) / len(silent)
    return out


def test_every_group_of_the_corpus_has_a_floor(figures: dict[str, float]) -> None:
    assert set(figures) == set(FLOORS)


@pytest.mark.parametrize("group", FLOORS)
def test_the_corpus_is_read_no_worse(figures: dict[str, float], group: str) -> None:
    found, pin = figures[group], FLOORS[group]
    assert not below(group, found, pin), (
        f"{group} is {found:.3f}, pinned is {pin}. Mend the reader; or change `corpus` in tests/floors.yaml, with a "
        "line in CHANGELOG.md."
    )


def test_a_pin_of_the_corpus_that_was_loosened_is_explained() -> None:
    assert not unexplained(FLOORS, [pinned(text) for text in earlier_texts()])
