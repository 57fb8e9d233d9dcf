"""Copies: what a report tells again with another date or a wider place is one claim; what differs is two."""

from typing import Any

import pytest

from marsad.model.claim import Claim
from marsad.model.span import Span
from marsad.model.values import Count, Place, Speaker
from marsad.reading.phrases import Hit, Match
from marsad.resolve.copies import copy_features, likeliest, topics, without_copies
from marsad.resolve.draft import Draft
from marsad.resolve.merge import apart
from marsad.resolve.model import Model, from_json
from marsad.resolve.triggers import Trigger

SIRTE = Place("Sirte", "LY", 31.2, 16.6, "town")
PORT = Place("Sirte port", "LY", 31.2, 16.6, "site")
GAO = Place("Gao", "ML", 16.3, 0.0, "town")
FIRST, SECOND = 0.9, 0.6  # how likely the claims below are


def draft(at: int, kind: str = "control", **slots: Any) -> Draft:
    claim = Claim(kind, slots.pop("status", "happened"), (Span(at, at + 10),), **slots)
    hit = Hit("trigger", "take", "ed", "take", kind, "rule")
    return Draft(claim, 0.8, {}, 0.9, Trigger(kind, at, at + 1, hit, Match(at, at + 1, "", "", (hit,)), at // 100))


def model(**weights: float) -> Model:
    return from_json(
        {"scores": {"copy": {name.replace("_", "="): weight for name, weight in weights.items()}}, "tables": {}}
    )


def read(weights: Model, *drafts: Draft) -> list[Claim]:
    likely = (FIRST, SECOND, 0.5)
    weighed = [(keep, d, d.claim) for keep, d in zip(likely, drafts, strict=False)]
    return [claim for _, _, claim in without_copies(weights, weighed)]


def test_a_copy_lends_its_passage_to_the_likelier_claim() -> None:
    (found,) = read(
        model(actor_x=-9, **{"actor_=": 9}),
        draft(0, actor=("LY",), place=(SIRTE,)),
        draft(300, actor=("LY",), place=(PORT,)),
    )
    assert found.place == (SIRTE,)
    assert found.evidence == (Span(0, 10), Span(300, 310))


def test_what_differs_stays_two_claims() -> None:
    found = read(
        model(actor_x=-9, **{"actor_=": 9}),
        draft(0, actor=("LY",), place=(SIRTE,)),
        draft(300, actor=("ISIS",), place=(SIRTE,)),
    )
    assert [claim.actor for claim in found] == [("LY",), ("ISIS",)]


def test_how_many_words_two_passages_share_is_told() -> None:
    one = draft(0)._replace(words=frozenset(("take", "sirte", "port")))
    other = draft(300)._replace(words=frozenset(("take", "sirte", "friday", "force", "say")))
    assert {"said=3", "alike=2"} <= set(copy_features(one, other))
    assert {"said=0", "alike=0"} <= set(copy_features(draft(0), draft(300)))


def test_claims_stay_in_the_order_of_their_evidence() -> None:
    late, early = draft(300, actor=("LY",)), draft(0, actor=("ISIS",))
    assert [claim.evidence[0].start for claim in read(model(actor_x=-9), late, early)] == [0, 300]


def test_kinds_are_never_one_fact() -> None:
    assert len(read(model(**{"actor_=": 9}), draft(0, actor=("LY",)), draft(300, "presence", actor=("LY",)))) == 2


@pytest.mark.parametrize(
    ("slot", "first", "second", "compared"),
    [
        ("actor", ("LY",), ("LY",), "="),
        ("actor", ("LY", "US"), ("US",), "~"),
        ("actor", ("LY",), ("ISIS",), "x"),
        ("actor", ("LY",), (), "1"),
        ("actor", (), ("LY",), "2"),
        ("actor", (), (), "-"),
        ("place", (SIRTE,), (PORT,), "~"),
        ("place", (SIRTE,), (GAO,), "x"),
        ("number", Count(24, 99), Count(60, 60), "~"),
        ("number", Count(13, None), Count(500, 500), "~"),
        ("number", Count(300, 300), Count(500, 500), "x"),
        ("when", "2020-03", "2020-03-17", "~"),
        ("when", "2020-03-20/..", "2020-03-17", "x"),
        ("when", "../2020-03-20", "2020-03-17", "~"),
        ("said_by", Speaker("US", "James Mattis"), Speaker("US", ""), "~"),
        ("said_by", Speaker("US", ""), Speaker("IQ", ""), "x"),
        ("said_by", Speaker("UNKNOWN", "Ali"), Speaker("UNKNOWN", "Omar"), "x"),
    ],
)
def test_how_two_values_compare(slot: str, first: Any, second: Any, compared: str) -> None:
    found = copy_features(draft(0, "presence", **{slot: first}), draft(300, "presence", **{slot: second}))
    assert f"{slot}={compared}" in found


def test_how_far_apart_two_claims_stand_is_told_in_steps() -> None:
    gaps = [next(f for f in copy_features(draft(0), draft(100 * n)) if f.startswith("gap=")) for n in (0, 1, 2, 3, 8)]
    assert gaps == ["gap=1", "gap=2", "gap=3", "gap=3", "gap=5"]


def test_a_chronicle_of_one_force_takes_no_time_that_grows_with_its_square() -> None:
    told_of = topics(draft(0, actor=("LY",), place=(SIRTE,)))
    near: dict[object, list[int]] = {topic: list(range(1000)) for topic in told_of}
    assert len(told_of) == 2
    assert likeliest(near, told_of) == list(range(24))


def test_evidence_that_overlaps_stays_where_its_first_part_stood() -> None:
    assert apart((Span(0, 10), Span(300, 310), Span(5, 20))) == (Span(0, 20), Span(300, 310))
