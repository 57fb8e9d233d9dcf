"""The network that is trained is the one that reads, the same each time; and it answers to nothing that it has seen."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from marsad.resolve.candidates import slot_candidates
from marsad.resolve.claims import Resolver
from marsad.resolve.filling import ASKED
from marsad.resolve.net.network import Network, load, save
from training import network as training
from training import train as folds
from training.examples import Read, alignments, load_corpus
from training.lessons import lessons
from training.train import HALVES, held_out, weigh, without_half

ROOT = Path(__file__).parents[2]
EPOCHS = 40


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pieces, so that little text makes several steps and a step takes no time."""
    for name, count in (("TOKENS", 768), ("TRIGGERS", 192), ("SLOTS", 192), ("CANDIDATES", 1536)):
        monkeypatch.setattr(training, f"{name}_A_PIECE", count)
    monkeypatch.setattr(training, "WARM", 5)


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
    """All of it: words in their surroundings, triggers, candidates for slots, and moods."""
    monkeypatch.setattr(training, "DROPPED", 0.0)
    monkeypatch.setattr(training, "DROPPED_WORDS", 0.0)
    network = trained()
    weights = {name: jnp.asarray(array) for name, array in network.weights.items()}
    for read in reads()[:8]:
        (lesson,) = lessons([read])
        if not lesson.slots:
            continue
        (piece,) = training._pieces([training._numbers(lesson, network.vocabulary)], [0], network.vocabulary)
        h = training._encoded(weights, jnp.asarray(piece["tokens"]), jax.random.PRNGKey(0))
        sight = network.sight(read.sentences)
        inside = slice(training.BETWEEN, training.BETWEEN + len(lesson.tokens))
        np.testing.assert_allclose(h[inside], sight.words, atol=1e-4)
        odds = training._odds(weights, h, piece)[: len(read.triggers)]
        np.testing.assert_allclose(odds, sight.odds(read.triggers), atol=1e-3)
        totals = np.asarray(training._totals(weights, h, piece))
        told = {(id(t), slot): found for s, t in read.triggers for slot, found in asked(network, read, s, t).items()}
        at = 0
        chosen = {(t.first, claim.kind): t for claim, _, _, t, _ in alignments(read)}
        for filled in lesson.slots:
            kind, _, slot = filled.slot.partition(".")
            expected = told[id(chosen[filled.trigger.first, kind]), slot]
            np.testing.assert_allclose(totals[at : at + len(filled.right)], expected, atol=1e-3)
            at += len(filled.right)
        moods = np.asarray(training._moods(weights, h, piece))
        for row, (claim, _, s, t, _) in zip(moods, alignments(read), strict=False):
            seen = sight.moods(s, t, claim.when)
            np.testing.assert_allclose(row, [*seen.statuses.values(), *seen.phases.values()], atol=1e-3)


def asked(network: Network, read: Read, s: Any, t: Any) -> dict[str, list[float]]:
    return network.sight(read.sentences).totals(s, t, ASKED[t.kind], slot_candidates(s, t))


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
    save(trained(), tmp_path / "network")  # by any name
    kept = load(tmp_path / "network")
    assert [path.name for path in tmp_path.iterdir()] == ["network"]
    assert kept.vocabulary == trained().vocabulary
    for read in reads()[:10]:
        before = trained().sight(read.sentences).odds(read.triggers)
        np.testing.assert_allclose(kept.sight(read.sentences).odds(read.triggers), before, atol=0.1)


@pytest.mark.parametrize("number", [2, 3])
def test_no_network_answers_to_what_it_has_seen(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each half of the reports is answered by the network of the other, into however many folds they go."""
    listed = reads()[:7]
    networks = [trained()._replace(weights=dict(trained().weights)) for _ in range(HALVES)]
    seen_by = {id(network): without_half(listed, half) for half, network in enumerate(networks)}
    met: list[Read] = []

    class Watched(Resolver):
        def __init__(self, language: str, where: Any, model: Any, network: Network | None = None) -> None:
            super().__init__(language, where, model, network)
            self.network = network

        def drafts(self, page: Any) -> Any:
            (read,) = (r for r in listed if r.page is page)
            assert all(read is not seen for seen in seen_by[id(self.network)])
            met.append(read)
            return super().drafts(page)

    monkeypatch.setattr(folds, "Resolver", Watched)
    weigh(listed, folds=number, networks=networks)
    assert len(met) == len(listed)


def test_weights_are_learned_from_what_networks_answer() -> None:
    assert weigh(reads()[:12], folds=2, networks=[trained(), trained()]) != weigh(reads()[:12], folds=2)


def test_reports_held_out_are_not_among_the_texts() -> None:
    texts = folds.Texts([ROOT / "tests" / "gold" / "dev"], None, 2)
    ids = [read.id for read in texts.read()]
    assert len(ids) > 20
    assert not any(held_out(id_, 2) for id_ in ids)
