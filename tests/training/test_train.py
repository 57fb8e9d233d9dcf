"""Training: what a claim is aligned with, and weights that are the same each time, kept and used."""

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from marsad.model.claim import Claim
from marsad.model.values import Count
from marsad.reading.annotate import annotator
from marsad.resolve.claims import Resolver
from marsad.resolve.model import from_json
from marsad.resolve.where import Whereabouts
from marsad.world.register import load_register
from training.examples import Read, alignments, load, load_corpus
from training.lost import asked_and_lost
from training.train import held_out, weigh

ROOT = Path(__file__).parents[2]
TEXT = (
    "About 300 French soldiers left Mosul for Erbil on Monday. "
    "Iraqi forces took over the base at al-Qaim. "
    "The minister left the hall."
)
CLAIMS: list[dict[str, Any]] = [
    {
        "kind": "move",
        "actor": ["FR"],
        "origin": {"name": "Mosul", "country": "IQ", "lat": 36.34, "lon": 43.13, "level": "town"},
        "number": {"min": 300, "max": 300},
        "status": "happened",
        "evidence": [[0, 57]],
    },
    {"kind": "handover", "partner": ["IQ"], "status": "happened", "evidence": [[58, 101]]},
]


@pytest.fixture
def report(tmp_path: Path) -> Read:
    (tmp_path / "en-01.txt").write_text(TEXT, "utf-8")
    content = {"id": "en-01", "language": "en", "published": "2020-03-20", "claims": CLAIMS}
    (tmp_path / "en-01.json").write_text(json.dumps(content), "utf-8")
    (read,) = load([tmp_path])
    return read


def test_a_claim_is_aligned_with_the_word_that_makes_it(report: Read) -> None:
    words = report.page.tokens.words
    found = {claim.kind: words[trigger.first] for claim, _, _, trigger, *_ in alignments(report)}
    assert found == {"move": "left", "handover": "took"}


def test_words_outside_all_evidence_are_aligned_with_nothing(report: Read) -> None:
    starts = report.page.tokens.starts
    assert all(starts[trigger.first] < 101 for _, _, _, trigger, *_ in alignments(report))


def test_what_no_word_makes_and_no_candidate_fits_is_lost(report: Read) -> None:
    told = dict(report.gold[0].to_json(), said_by={"of": "UN"}, when="2001-09-11", evidence=[[0, 57]])
    unread = {"kind": "attack", "status": "happened", "evidence": [[102, 130]]}
    gold = [Claim.from_json(told), report.gold[1], Claim.from_json(unread)]
    losses = list(asked_and_lost(report._replace(gold=gold)))
    assert {slot for slot, loss in losses if loss} == {"said_by", "when", "claim"}
    assert {"actor", "origin", "number"} <= {slot for slot, loss in losses if loss is None}
    assert [loss.gold for _, loss in losses if loss and loss.slot == "claim"] == ["attack"]


@pytest.mark.parametrize("first", ["About 300", "soldiers", "Mosul"])
def test_a_word_right_before_the_evidence_may_make_the_claim(report: Read, first: str) -> None:
    begin = TEXT.index(first)
    move = Claim.from_json({**CLAIMS[0], "evidence": [[begin, 57]]})
    (aligned,) = alignments(report._replace(gold=[move]))
    assert report.page.tokens.words[aligned[3].first] == "left"


def test_a_word_that_another_claim_stands_on_is_not_right_before_the_evidence(report: Read) -> None:
    rest = Claim.from_json({**CLAIMS[0], "evidence": [[32, 57]]})
    both = alignments(report._replace(gold=[Claim.from_json(CLAIMS[0]), rest]))
    assert [claim.evidence[0].start for claim, *_ in both] == [0]


def test_evidence_that_begins_within_a_word_holds_it(report: Read) -> None:
    move = Claim.from_json({**CLAIMS[0], "evidence": [[TEXT.index("eft"), 57]]})
    ((*_, trigger, _),) = alignments(report._replace(gold=[move]))
    assert report.page.tokens.words[trigger.first] == "left"


def test_a_claim_without_a_word_of_its_kind_is_passed_over(report: Read) -> None:
    lonely = Claim.from_json({"kind": "attack", "partner": ["US"], "status": "happened", "evidence": [[102, 128]]})
    assert len(alignments(report._replace(gold=[*report.gold, lonely]))) == 2


@pytest.mark.parametrize(
    ("id_", "held"),
    [("en-02", True), ("ar-07", True), ("ar-12", True), ("en-05", False)],
)
def test_held_out_are_whole_reports_by_their_number(id_: str, held: bool) -> None:
    assert held_out(id_, 2) is held
    assert held_out(id_, None) is False


@lru_cache(maxsize=1)
def some_reads() -> list[Read]:
    """A slice of the corpus that trains in a few seconds."""
    return load_corpus(ROOT / "tests" / "languages", ("move",))[::6]


@lru_cache(maxsize=2)
def weights(jobs: int) -> dict[str, Any]:
    return weigh(some_reads(), folds=2, jobs=jobs)


def test_training_gives_the_same_weights_each_time_by_any_number_of_processes() -> None:
    assert json.dumps(weights(1), sort_keys=True) == json.dumps(weights(2), sort_keys=True)


def test_weights_are_the_same_after_a_file(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(weights(1), ensure_ascii=False), "utf-8")
    assert claims(json.loads(path.read_text("utf-8"))) == claims(weights(1))


def test_what_was_learned_is_used() -> None:
    first = claims(weights(1))[0]
    assert (first.kind, first.actor, first.status) == ("move", ("FR",), "happened")
    assert first.number == Count(300, 300)
    assert 0 < first.confidence < 1


def claims(raw: dict[str, Any]) -> list[Claim]:
    page = annotator("en").page(TEXT, dt.date(2020, 3, 20))
    return Resolver("en", Whereabouts(load_register()), from_json(raw)).claims(page)


def test_the_shipped_weights_are_small() -> None:
    path = ROOT / "marsad" / "resolve" / "weights.json"
    network = path.parent / "net" / "network.npz"
    assert path.stat().st_size + network.stat().st_size < 20e6
    assert set(json.loads(path.read_text("utf-8"))) == {"scores", "tables"}
