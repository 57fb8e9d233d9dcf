"""Weights: what they add up to, and what a feature that none knows counts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.resolve.model import EMPTY, from_json, likeliest, load_model, probability, softmax

MODEL = from_json(
    {
        "scores": {"gate": {"": -1.0, "near": 2.0, "far": -3.0}},
        "tables": {"mood=happened|planned": {"": [1.0, 0.0], "will": [-2.0, 3.0]}, "slot=origin|destination": {}},
    }
)


def test_score_is_the_start_and_the_known_features() -> None:
    assert MODEL.score("gate", []) == -1.0
    assert MODEL.score("gate", ["near", "never seen"]) == 1.0
    assert MODEL.score("gate", ["near", "far"]) == -2.0


def test_question_that_is_not_known_is_answered_with_no() -> None:
    assert not MODEL.knows("other")
    assert probability(MODEL.score("other", ["near"])) < 0.001


def test_choice_is_the_likeliest_answer() -> None:
    assert likeliest(MODEL.totals("mood", []))[0] == "happened"
    answer, sure = likeliest(MODEL.totals("mood", ["will"]))
    assert (answer, round(sure, 3)) == ("planned", round(1 / (1 + math.exp(-4)), 3))


def test_rank_gives_every_slot_a_total_per_candidate() -> None:
    assert MODEL.rank("slot", [["from"], []]) == {"origin": [0.0, 0.0], "destination": [0.0, 0.0]}
    assert MODEL.rank("mood", [["will"], []]) == {"happened": [-1.0, 1.0], "planned": [3.0, 0.0]}
    assert MODEL.rank("mood", []) == {}


def test_the_empty_model_claims_nothing() -> None:
    assert likeliest(EMPTY.totals("mood", ["will"])) == ("", 0.0)
    assert EMPTY.rank("slot", [["from"]]) == {}


@given(st.lists(st.floats(-500, 500), min_size=1, max_size=20))
def test_shares_make_a_whole(totals: list[float]) -> None:
    assert sum(softmax(totals)) == pytest.approx(1)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_more_log_odds_are_no_less_likely(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert 0 < probability(low) <= probability(high) < 1


def test_the_shipped_model_answers_every_question() -> None:
    model = load_model()
    kinds = ("move", "handover", "presence", "activity", "attack", "control", "agreement")
    assert all(model.knows(f"{question}:{kind}") for question in ("gate", "trigger") for kind in kinds)
    assert all(model.knows(question) for question in ("keep", "right", "reasons", "reason-holds"))
    assert set(model.tables["status"].answers) == {"happened", "ongoing", "planned", "possible", "denied"}
    assert model.tables["move.place"].answers == ("origin", "destination")
