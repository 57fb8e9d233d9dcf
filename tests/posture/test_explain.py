"""An event explains itself: why each claim belongs, which near ones do not, and what an analyst decided."""

import pytest

from marsad.errors import QuestionError
from marsad.posture.events import find_events
from marsad.posture.explain import explain, find_event
from marsad.posture.verdicts import Verdicts

QAIM = {"actor": "CJTF-OIR", "partner": "IQ", "place": "Qaim"}


@pytest.fixture
def told(tell):
    return {
        "first": tell("A", "2020-03-17", "handover", when="2020-03-17", **QAIM),
        "plan": tell("A", "2020-03-10", "handover", "planned", **QAIM),
        "second": tell("B", "2020-03-30", "handover", when="2020-03-19", **{**QAIM, "actor": "US"}),
        "taji": tell("B", "2020-03-30", "handover", when="2020-03-19", **{**QAIM, "place": "Taji"}),
    }


def test_each_claim_says_which_tests_it_passed_and_with_which_values(told, ledger):
    view = ledger.view()
    event, around = find_event(view, told["second"])
    assert event.id == "e" + told["first"]
    _, second = explain(event, around, Verdicts()).links
    assert second.to.entry.id == told["first"]
    values = {check.test: (check.how, check.values) for check in second.checks}
    assert values["actor"] == ("keys_part", ("US", "CJTF-OIR"))
    assert values["time"] == ("time", ("2020-03-19", "2020-03-17", 2, 60))


def test_near_claims_that_were_left_out_say_why_the_nearest_first(told, ledger):
    view = ledger.view()
    left = explain(*find_event(view, "e" + told["first"]), Verdicts()).left_out
    assert [(link.telling.entry.id, [check.test for check in link.failed]) for link in left] == [
        (told["plan"], ["mode"]),
    ], "another base, 320 km away, is not near"


def test_an_event_is_found_by_any_of_its_claims_and_no_other_id(told, ledger):
    view = ledger.view()
    assert {find_event(view, told[name])[0].id for name in ("first", "second")} == {"e" + told["first"]}
    with pytest.raises(QuestionError, match="No claim has the id"):
        find_event(view, "e000000")
    with pytest.raises(QuestionError, match="tells of no happening number 7"):
        find_event(view, told["first"] + ".7")


class Decision:
    def __init__(self, same, *sides):
        self.same, self.sides = same, sides


def members(ledger, *decisions):
    events = find_events(ledger.view().claims(), Verdicts.of(decisions))
    return {frozenset(entry.id for entry in event.entries) for event in events}


def test_an_analyst_splits_and_joins_and_the_last_word_counts(told, ledger):
    first, second, taji = told["first"], told["second"], told["taji"]
    assert frozenset((first, second)) in members(ledger)
    split = Decision(False, (first,), (second,))
    join = Decision(True, (first, taji))
    assert frozenset((first,)) in members(ledger, split)
    assert frozenset((first, second, taji)) in members(ledger, join)
    assert frozenset((first, taji)) in members(ledger, split, join)
    assert frozenset((first, second)) in members(ledger, split, Decision(True, (first, second)))
    assert members(ledger, join, Decision(False, (first,), (taji,))) == members(ledger)


def test_a_decision_stands_in_the_explanation(told, ledger):
    decided = Verdicts.of([Decision(True, (told["first"], told["taji"]))])
    events = find_events(ledger.view().claims(), decided)
    event = next(event for event in events if len(event.told) == 3)
    assert [link.decided for link in explain(event, events, decided).links] == [False, False, True]


def test_a_claim_whose_id_begins_like_an_events_is_found_by_either_id(tell, ledger):
    ids = (tell(f"R{n}", "2020-03-17", "handover", when=f"2020-01-{n % 28 + 1:02}", **QAIM) for n in range(200))
    claim = next(id for id in ids if id.startswith("e"))
    view = ledger.view()
    for asked in (claim, "e" + claim):
        event, _ = find_event(view, asked)
        assert claim in {telling.entry.id for telling in event.tellings}
