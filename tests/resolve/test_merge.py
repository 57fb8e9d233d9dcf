"""Merging: one fact, one claim; what contradicts stays apart."""

from itertools import permutations
from typing import Any

import pytest

from marsad.model.claim import Claim
from marsad.model.span import Span
from marsad.model.values import Count, Place, Reason, Speaker
from marsad.reading.phrases import Hit, Match
from marsad.resolve import stated
from marsad.resolve.draft import Draft
from marsad.resolve.merge import merged
from marsad.resolve.triggers import Trigger
from marsad.resolve.weighing import together, without_rivals

QAIM = Place("al-Qaim base", "IQ", 34.37, 41.09, "site")
TAJI = Place("Camp Taji", "IQ", 33.524, 44.257, "site")
IRAQ = Place("Iraq", "IQ", None, None, "country")


def draft(at: int = 0, belief: float = 0.8, kind: str = "move", **slots: Any) -> Draft:
    """A draft whose evidence is ten characters from `at`."""
    claim = Claim(kind, slots.pop("status", "happened"), (Span(at, at + 10),), confidence=belief, **slots)
    hit = Hit("trigger", "leave", "ed", "leave", kind, "rule")
    return Draft(claim, belief, {}, 0.9, Trigger(kind, at, at + 1, hit, Match(at, at + 1, "", "", (hit,)), at // 100))


def one(*drafts: Draft) -> Claim:
    (found,) = merged(drafts)
    return found.claim


def apart(*drafts: Draft) -> bool:
    return len(merged(drafts)) == len(drafts)


def test_a_fact_told_twice_is_one_claim_with_both_passages() -> None:
    found = one(draft(0, actor=("US",), origin=(QAIM,)), draft(100, actor=("US",), origin=(QAIM,)))
    assert found.evidence == (Span(0, 10), Span(100, 110))


def test_the_fullest_filling_comes_first_and_takes_what_only_the_other_has() -> None:
    bare = draft(0, actor=("US",), origin=(QAIM,), said_by=Speaker("IQ", None))
    full = draft(100, actor=("US",), origin=(QAIM,), number=Count(300, 300), when="2020-03-17")
    for drafts in ((bare, full), (full, bare)):
        found = one(*drafts)
        assert (found.number, found.when, found.said_by) == (Count(300, 300), "2020-03-17", Speaker("IQ", None))
        assert found.evidence[0] == Span(100, 110)


def test_the_draft_that_is_believed_most_speaks_for_both() -> None:
    (found,) = merged([draft(0, 0.5, actor=("US",), origin=(QAIM,)), draft(100, 0.9, actor=("US",), origin=(QAIM,))])
    assert (found.belief, found.claim.confidence, found.merged) == (0.9, 0.9, 2)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({"origin": (QAIM,)}, {"origin": (TAJI,)}),
        ({"origin": (QAIM,), "number": Count(300, 300)}, {"origin": (QAIM,), "number": Count(800, 800)}),
        ({"origin": (QAIM,), "when": "2020-03-16"}, {"origin": (QAIM,), "when": "2020-03-17"}),
        ({"origin": (QAIM,), "status": "happened"}, {"origin": (QAIM,), "status": "denied"}),
    ],
    ids=["place", "number", "date", "status"],
)
def test_two_values_that_disagree_are_two_claims(a: dict[str, Any], b: dict[str, Any]) -> None:
    assert apart(draft(0, actor=("US",), **a), draft(100, actor=("US",), **b))


def test_two_actors_are_two_claims() -> None:
    assert apart(draft(0, actor=("US",), origin=(QAIM,)), draft(100, actor=("FR",), origin=(QAIM,)))


def test_two_phases_and_two_activities_are_two_claims() -> None:
    of = {"kind": "activity", "actor": ("US",), "place": (IRAQ,)}
    training = draft(0, activity="training", phase="suspended", **of)
    assert apart(training, draft(100, activity="training", phase="resumed", **of))
    assert apart(training, draft(100, activity="patrols", phase="suspended", **of))


def test_what_shares_only_its_actor_is_apart_unless_it_stands_in_the_same_words() -> None:
    left, came = {"actor": ("US",), "origin": (QAIM,)}, {"actor": ("US",), "destination": (TAJI,)}
    assert apart(draft(0, **left), draft(100, **came))
    found = one(draft(0, **left), draft(5, **came))
    assert (found.origin, found.destination) == ((QAIM,), (TAJI,))


def test_nothing_in_common_is_never_one_claim() -> None:
    assert apart(draft(0, actor=("US",)), draft(5, origin=(QAIM,)))


def test_reasons_are_taken_over() -> None:
    why = (Reason("health", True),)
    assert (
        one(draft(0, actor=("US",), origin=(QAIM,)), draft(50, actor=("US",), origin=(QAIM,), reasons=why)).reasons
        == why
    )


def test_claims_come_in_the_order_of_their_evidence() -> None:
    drafts = [draft(at, origin=(place,)) for at, place in ((0, QAIM), (100, TAJI), (200, IRAQ))]
    for order in permutations(drafts):
        assert [d.claim for d in merged(order)] == [d.claim for d in drafts]


def test_a_move_does_not_come_to_end_where_it_began() -> None:
    found = one(
        draft(0, actor=("US",), origin=(TAJI,), number=Count(2, 2)), draft(5, actor=("US",), destination=(TAJI,))
    )
    assert (found.origin, found.destination) == ((TAJI,), ())


def test_a_sentence_gives_one_strength_for_one_force_at_one_place_and_time() -> None:
    few, many = (
        draft(at, belief, kind="presence", actor=("US",), place=(IRAQ,), number=Count(n, n), status="ongoing")
        for at, belief, n in ((0, 0.9, 5200), (20, 0.6, 7500))
    )
    before = draft(
        40, kind="presence", actor=("US",), place=(IRAQ,), number=Count(9000, 9000), status="ongoing", when="2008"
    )
    weighed = [(d.belief, d, d.claim) for d in (few, many, before)]
    assert [claim.number for _, _, claim in without_rivals(weighed)] == [Count(5200, 5200), Count(9000, 9000)]


def test_a_date_within_another_is_the_same_told_more_closely() -> None:
    month = draft(0, actor=("US",), origin=(QAIM,), when="2020-03", number=Count(300, 300))
    day = draft(100, actor=("US",), origin=(QAIM,), when="2020-03-17")
    assert one(month, day).when == one(day, month).when == "2020-03-17"


def test_attacks_with_one_toll_are_one_whether_the_place_or_its_country_is_named() -> None:
    def attack(at: int, place: Place, killed: int) -> Draft:
        return draft(at, kind="attack", place=(place,), partner=("US",), killed=Count(killed, killed))

    assert one(attack(0, TAJI, 3), attack(100, IRAQ, 3)).killed == Count(3, 3)
    assert apart(attack(0, TAJI, 3), attack(100, IRAQ, 2))
    assert apart(attack(0, TAJI, 3), attack(100, QAIM, 3))


def test_of_a_list_that_names_both_parties_the_partner_is_the_other() -> None:
    assert stated.apart(("IQ",), ("IQ", "CJTF-OIR")) == {"partner": ("CJTF-OIR",)}
    assert stated.apart(("IQ",), ("IQ",)) == {}
    assert stated.apart(("IQ",), ("US", "GB")) == {}


def test_words_that_state_one_claim_together_are_believed_together() -> None:
    beside = [(draft(at).trigger, likely) for at, likely in ((0, 0.15), (3, 0.2), (50, 0.9))]
    assert [together(t, likely, beside) for t, likely in beside] == [0.0, pytest.approx(0.35), 0.9]


def test_passages_that_overlap_are_one() -> None:
    found = one(draft(0, actor=("US",), origin=(QAIM,)), draft(5, actor=("US",), origin=(QAIM,)))
    assert found.evidence == (Span(0, 15),)
