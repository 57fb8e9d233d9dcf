"""The network that is trained is the one that reads: alike to the last digits, and the same each time."""

from functools import lru_cache
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from marsad.resolve.net.network import Network, load, save
from training import network as training
from training.examples import Read, alignments, load_corpus
from training.lessons import lessons
from training.train import HALVES, halves

ROOT = Path(__file__).parents[2]
EPOCHS = 40


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pieces, so that little text makes several steps and a step takes no time."""
    for name, count in (("TOKENS", 768), ("TRIGGERS", 192), ("SLOTS", 192), ("CANDIDATES", 1536), ("WARM", 5)):
        monkeypatch.setattr(training, name, count)


@lru_cache(maxsize=1)
def reads() -> list[Read]:
    return load_corpus(ROOT / "tests" / "languages", ("move",))[::8]


@lru_cache(maxsize=1)
def trained() -> Network:
    return training.train(lessons(reads()), epochs=EPOCHS, width=16)


def test_training_gives_the_same_network_each_time() -> None:
    again = training.train(lessons(reads()), epochs=EPOCHS, width=16)
    assert again.vocabulary == trained().vocabulary
    assert all(np.array_equal(again.weights[name], array) for name, array in trained().weights.items())


def test_reading_works_out_what_training_did(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "DROPPED", 0.0)
    monkeypatch.setattr(training, "DROPPED_WORDS", 0.0)
    network = trained()
    weights = {name: jnp.asarray(array) for name, array in network.weights.items()}
    listed = lessons(reads())[:8]
    reports = [training._numbers(lesson, network.vocabulary) for lesson in listed]
    (piece,) = training._pieces(reports, range(8), network.vocabulary)
    packed = np.asarray(training._encoded(weights, jnp.asarray(piece["tokens"]), jax.random.PRNGKey(0)))
    at = training.BETWEEN
    for read, report in zip(reads(), reports, strict=False):
        alone = network.sight(read.sentences)._words
        np.testing.assert_allclose(packed[at : at + len(report.tokens)], alone, atol=1e-4)
        at += len(report.tokens) + training.BETWEEN


def test_what_makes_claims_is_told_from_what_makes_none() -> None:
    yes, no = [], []
    for read in reads():
        chosen = {id(trigger) for _, _, _, trigger, _ in alignments(read)}
        sight = trained().sight(read.sentences)
        for (_, trigger), odds in zip(read.triggers, sight.odds(read.triggers), strict=True):
            (yes if id(trigger) in chosen else no).append(odds)
    assert len(yes) > 10
    assert len(no) > 10
    assert np.mean(yes) > np.mean(no) + 1


def test_a_network_is_nearly_the_same_after_a_file(tmp_path: Path) -> None:
    save(trained(), tmp_path / "network.npz")
    kept = load(tmp_path / "network.npz")
    assert kept.vocabulary == trained().vocabulary
    for read in reads()[:10]:
        before = trained().sight(read.sentences).odds(read.triggers)
        np.testing.assert_allclose(kept.sight(read.sentences).odds(read.triggers), before, atol=0.1)


def test_each_half_is_answered_by_a_network_that_has_not_seen_it(monkeypatch: pytest.MonkeyPatch) -> None:
    taught: list[int] = []
    monkeypatch.setattr("training.train.train_network", lambda listed: taught.append(len(listed)))
    halves(reads())
    assert HALVES == 2
    assert taught == [len(reads()), len(reads()) // 2, (len(reads()) + 1) // 2]
