"""Grammars of numbers and times: what they tell of a pattern before it is tried holds for whatever it matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading.grammar.building import Builder
from marsad.reading.grammar.rules import Rule
from marsad.reading.numbers import PRODUCERS as OF_NUMBERS
from marsad.reading.times import PRODUCERS as OF_TIMES

GRAMMARS = {
    (language, subjects[-1]): Builder(language, subjects, producers)
    for language in ("ar", "en")
    for subjects, producers in ((("number",), OF_NUMBERS), (("number", "when"), OF_TIMES))
}


def rules(built: Builder) -> list[tuple[Rule, set[str]]]:
    """Each rule with the symbols under which it is looked for."""
    found: dict[int, tuple[Rule, set[str]]] = {}
    for level in built.levels:
        for symbol, listed in level.rules.items():
            for rule in listed:
                found.setdefault(id(rule), (rule, set()))[1].add(symbol)
    return list(found.values())


@pytest.mark.parametrize("which", GRAMMARS, ids="-".join)
@given(data=st.data())
def test_rule_is_tried_wherever_it_matches(which: tuple[str, str], data: st.DataObject) -> None:
    rule, starts = data.draw(st.sampled_from(rules(GRAMMARS[which])))
    matched = data.draw(st.from_regex(re.compile(rule.source), fullmatch=True))
    if not matched:
        return
    assert matched[0] in starts
    assert rule.second is None or matched[1:2] in rule.second


@pytest.mark.parametrize("which", GRAMMARS, ids="-".join)
def test_most_rules_are_known_by_their_second_word(which: tuple[str, str]) -> None:
    told = [rule.second is not None for rule, _ in rules(GRAMMARS[which])]
    assert sum(told) > len(told) / 2
